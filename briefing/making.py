"""The dossiers of a morning → its edition, kept as a draft, held or skipped. Does I/O by the store.

The end of `make` in pipeline.py, which says what comes before.
"""

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from briefing.config import Newsletter, Settings
from briefing.config.dates import OwnDate, appointments_of, own_dates
from briefing.edition.compose import compose
from briefing.edition.desk import Desk
from briefing.edition.flags import flags_of
from briefing.errors import ConfigError, SkipEdition
from briefing.facts.dossier import announced
from briefing.gathered import Appointment
from briefing.linting import holding, shortened
from briefing.model import Dossier, Edition, EditionRecord, EditionState, NumberBlock, Story
from briefing.newsroom.memory import printed_of
from briefing.public_days import closings, holiday_greeted, home_country
from briefing.store import Store

RATES_BACK = timedelta(days=15)  # two fixings, whatever holidays lie between
FIXED_AT = timedelta(hours=15)  # UTC: today's reference rates are out
ECONOMIC = 0.6  # such stories beyond the shortlist may still tell of the agenda
CALENDAR = "calendar"  # the flag of a calendar.toml that cannot be read
SIZE = "size"  # the flag of an edition that lost its last sections: it was over 80 kB
RECENT = 60  # editions whose subject line is not used again

log = logging.getLogger("briefing.making")


def keep_edition(
    settings: Settings,
    store: Store,
    newsletter: Newsletter,
    dossiers: Sequence[Dossier],
    *,
    stories: Sequence[Story],
    day: date,
    now: datetime,
) -> tuple[EditionRecord, tuple[str, ...]]:
    """Compose and keep the edition, or note why there is none; return its flags too."""
    known = {one.story.id for one in dossiers}
    beyond = [one for one in stories if one.id not in known and one.eco >= ECONOMIC]
    told = (*dossiers, *announced(beyond, today=day))
    try:
        edition = compose(told, _desk(settings, store, newsletter, day=day, now=now))
    except SkipEdition as skip:
        record = store.skip_edition(newsletter.id, day, reason=skip.reason, detail=str(skip))
        return record, ()
    whole, edition = edition, shortened(settings, newsletter, edition)
    recent = store.past_editions(newsletter.id, before=day, limit=RECENT)
    flags = flags_of(edition, newsletter) + holding(settings, newsletter, edition, recent=recent)
    flags += () if whole == edition else (SIZE,)
    flags += () if _own_dates(settings) is not None else (CALENDAR,)
    held = flags if newsletter.approval == "hold-if-flagged" else ()
    return _kept(store, edition, stories, held=held), flags


def _kept(
    store: Store, edition: Edition, stories: Sequence[Story], *, held: tuple[str, ...]
) -> EditionRecord:
    """Keep it as a draft, or held for these reasons, and what it tells, for the memory."""
    printed = [
        printed_of(story, newsletter=edition.newsletter, day=edition.day)
        for story in stories
        if story.id in edition.story_ids
    ]
    state = EditionState.HELD if held else EditionState.DRAFT
    return store.save_edition(edition, printed, state=state, reason=" ".join(held))


def _own_dates(settings: Settings) -> tuple[OwnDate, ...] | None:
    """Return the operator's dates; None when the file cannot be used: the morning goes on."""
    try:
        return own_dates(settings.calendar) if settings.calendar else ()
    except ConfigError as error:
        log.warning("calendar refused error=%s", str(error).replace("\n", " "))
        return None


def _appointments(
    settings: Settings, store: Store, newsletter: Newsletter, day: date
) -> tuple[Appointment, ...]:
    """Return what is set for the day, the operator's own dates first."""
    zone = newsletter.schedule.zone
    own = appointments_of(_own_dates(settings) or (), day, newsletter=newsletter.id, zone=zone)
    return (*own, *store.shelf.appointments(day, zone=zone))


def _week(past: Sequence[Edition], day: date) -> tuple[NumberBlock, ...]:
    """Return the numbers that the week's earlier editions printed, oldest first."""
    monday = day - timedelta(days=day.weekday())
    return tuple(
        replace(block, day=edition.day)
        for edition in reversed(past)
        if edition.day >= monday
        for section in edition.sections
        for block in section.blocks
        if isinstance(block, NumberBlock) and block.day is None
    )


def _desk(
    settings: Settings, store: Store, newsletter: Newsletter, *, day: date, now: datetime
) -> Desk:
    past = store.past_editions(newsletter.id, before=day, limit=RECENT)
    coverage = store.coverage(settings.feeds_of(newsletter), since=now - timedelta(hours=24))
    if 2 * coverage.ok < coverage.feeds:
        told = f"only {coverage.ok} of {coverage.feeds} feeds answered in the last 24 hours"
        raise SkipEdition("sources", told)
    country = home_country(newsletter.language, newsletter.schedule.skip.country)
    return Desk(
        newsletter=newsletter,
        day=day,
        number=store.number_for(newsletter.id, day),
        coverage=coverage,
        ranking=settings.ranking,
        now=now,
        recent_subjects=tuple(edition.subject for edition in past),
        recent_greetings=tuple(edition.greeting for edition in past[:10]),
        holiday=holiday_greeted(day, language=newsletter.language, country=country),
        rates=store.shelf.rates(since=day - RATES_BACK, until=(now - FIXED_AT).date()),
        appointments=_appointments(settings, store, newsletter, day),
        week=_week(past, day),
        closings=closings(day, language=newsletter.language),
        corrections=store.errata.due(newsletter.id, day, now=now),
    )
