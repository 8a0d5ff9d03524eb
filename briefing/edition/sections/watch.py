"""Dossiers → the agenda: what is announced for this day, else for those that follow.

Mondays look at the whole week; so does a day for which nothing is announced, up to six days ahead.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import chain

from briefing.edition.desk import Options
from briefing.edition.prose import quotable, said_in, stopped
from briefing.edition.vocabulary import ASKING, DEFINITE, GAMES, RELATIVE_DAYS, TELEVISION, UNNAMED
from briefing.edition.wording import as_today, leans, looks_back, said_within, without_hour
from briefing.facts.event_words import FUTURE, PRESENT
from briefing.gathered import Appointment
from briefing.i18n import primary
from briefing.model import DatedEvent, Dossier, EventBlock
from briefing.text import content_stems, count_words, stop_words, words

TITLES = {"fr": "À surveiller aujourd'hui", "en": "What to watch for today"}
LIMIT = 4

MONDAY = 0
DAYS_AHEAD = 6
COMING = 3  # lines for the days after this one
SENTENCE_WORDS = 30
ECONOMIC = 0.6
BIG = 5  # outlets that make a match or a storm news for these readers
ALIKE = 0.5  # shared stems of two sentences that announce the same


_WEEK = {"fr": "À surveiller cette semaine", "en": "What to watch this week"}
_AHEAD = {"fr": "À surveiller ces prochains jours", "en": "What to watch in the coming days"}


def pick(dossiers: Sequence[Dossier], options: Options) -> tuple[EventBlock, ...]:
    """Return what calendars and the best stories announce, by day and hour. No story comes in that
    stands above, and nothing that is over when the edition is made."""
    chosen = _of_calendars(options)
    room = options.max
    for block in _today(dossiers, options):
        if len(chosen) < room and _new(block, chosen, options):
            chosen.append(block)
    if options.day.weekday() == MONDAY or not chosen:
        room = min(room, len(chosen) + COMING)
        for block in _coming(dossiers, options):
            if len(chosen) < room and _new(block, chosen, options):
                chosen.append(block)
    return tuple(sorted(chosen, key=lambda one: (one.day or options.day, not one.at, one.at)))


def title(blocks: Sequence[EventBlock], dossiers: Sequence[Dossier], options: Options) -> str:
    """Return the title that is true of these: not all of it may be for today."""
    titles: Mapping[str, str] = TITLES
    if any(block.day for block in blocks):
        titles = _WEEK if options.day.weekday() == MONDAY else _AHEAD
    return titles.get(primary(options.language), titles["en"])


def _today(dossiers: Sequence[Dossier], options: Options) -> Iterator[EventBlock]:
    for dossier in dossiers:
        events = [one for one in dossier.events if one.day == options.day]
        block = _of_dossier(dossier, events, options)
        if block is not None and not (block.at and block.at < options.hour):
            yield block


def _coming(dossiers: Sequence[Dossier], options: Options) -> Iterator[EventBlock]:
    """Yield the first that each announces for the days after this one, the best stories first."""
    last = options.day + timedelta(days=DAYS_AHEAD)
    for dossier in dossiers:
        events = [one for one in dossier.events if options.day < one.day <= last]
        block = _of_dossier(dossier, sorted(events, key=lambda one: one.day), options)
        if block is not None:
            yield block


def _new(block: EventBlock, chosen: Sequence[EventBlock], options: Options) -> bool:
    """Say whether nothing on the page, in the agenda or above it, announces the same."""
    above = (EventBlock(text=one, url="", source="") for one in options.said)
    return not any(_alike(block, one, options) for one in chain(chosen, above))


def _of_calendars(options: Options) -> list[EventBlock]:
    """Return the operator's own dates; they go first, and leave a place to the news."""
    blocks = [
        EventBlock(
            text=stopped(one.text),
            url=one.url,
            source=one.source,
            at="" if one.at is None else f"{one.at.astimezone(options.zone):%H:%M}",
        )
        for one in options.appointments
        if count_words(one.text) <= SENTENCE_WORDS and not _over(one, options)
    ]
    return blocks[: max(1, options.max - 1)]


def _over(one: Appointment, options: Options) -> bool:
    return one.at is not None and f"{one.at.astimezone(options.zone):%H:%M}" < options.hour


def _of_dossier(
    dossier: Dossier, events: Sequence[DatedEvent], options: Options
) -> EventBlock | None:
    story = dossier.story
    economic = options.economy_quota == 0 or story.eco >= ECONOMIC
    if story.sources < BIG and (story.section == "sport" or not economic):
        return None
    if not options.taken.isdisjoint((story.id, *story.near)):
        return None
    for event in events:
        article = quotable(dossier, event.article_id, event.sentence)
        text = _text(event)
        today = event.day == options.day
        if article is not None and _announces(text, options, today=today):
            at = (
                event.at if today else None
            ) or ""  # of another day: in the sentence, with its day
            told = as_today(text, day=options.day, language=options.language)
            return EventBlock(
                text=stopped(without_hour(told, at or None)),
                url=article.item.url or "",
                source=article.outlet,
                story_id=story.id,
                at=at,
                day=None if today else event.day,
            )
    return None


def _text(event: DatedEvent) -> str:
    """Return the whole sentence; the event's own words where that is too long."""
    whole = count_words(event.sentence) <= SENTENCE_WORDS
    return event.sentence if whole else event.text[:1].upper() + event.text[1:]


def _announces(text: str, options: Options, *, today: bool) -> bool:
    found = set(words(text))
    return (
        5 <= count_words(text) <= SENTENCE_WORDS
        and not leans(text)
        and not looks_back(text)
        and text[:1] not in '«“"'  # what somebody says of a day is no date of it
        and not (GAMES | TELEVISION | RELATIVE_DAYS) & found
        and not _asks(text)
        and (_ahead(text, options.language) or not today)
        and _names_something(text, options.language)
        and not said_in(text, *options.said)
    )


def _ahead(text: str, language: str) -> bool:
    """Say whether a verb tells of what is to come: « 84 départements les 30 juin et 1er juillet »
    is a record, and no appointment."""
    spoken = primary(language)
    return spoken not in FUTURE or any(
        forms[spoken].search(text) is not None for forms in (FUTURE, PRESENT)
    )


def _names_something(text: str, language: str) -> bool:
    """Say whether it names anything: « Des annulations sont prévues » tells a stranger nothing."""
    first, _, rest = text.partition(" ")
    elided = re.search(r"['’][A-ZÀ-Þ]", first) is not None
    small = bool(set(words(first)) & stop_words(primary(language)))
    if set(words(first)[:1]) <= DEFINITE and _of_what(text, language):
        return False
    return elided or not small or any(char.isupper() for char in rest)


def _of_what(text: str, language: str) -> bool:
    """Say whether what stands before the verb is any such thing: « La cérémonie de signature »."""
    spoken = primary(language)
    verbs = [forms[spoken].search(text) for forms in (FUTURE, PRESENT) if spoken in forms]
    subject = text[: min((verb.start() for verb in verbs if verb), default=0)]
    named = any(char.isupper() or char.isdigit() for char in subject[1:])
    return bool(subject) and not named and set(words(subject)) <= UNNAMED | stop_words(spoken)


def _asks(text: str) -> bool:
    clauses = [words(clause)[:1] for clause in text.split(":")]
    openings = {word for clause in clauses for word in clause}
    return "?" in text or bool(openings & ASKING) or said_within(text, ("qu est ce",))


def _alike(one: EventBlock, other: EventBlock, options: Options) -> bool:
    a = set(content_stems(one.text, options.language))
    b = set(content_stems(other.text, options.language))
    return len(a & b) >= ALIKE * max(1, min(len(a), len(b)))
