"""READ FIRST. The three jobs, stage by stage; they meet only in the store.

ingest   feeds that are due → fetch → parse → items
make     items → articles → copies → stories → rank → memory → pages → dossiers → edition (a draft)
send     approved edition → letter → one message to each subscriber, once

Each can be run twice, killed at any point, or run by hand. Does I/O through the store, the
fetcher and the transport it is given.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from briefing.config import Newsletter, Settings
from briefing.edition.compose import compose
from briefing.edition.desk import Desk
from briefing.edition.flags import flags_of
from briefing.errors import SkipEdition
from briefing.facts.dossier import dossier
from briefing.ingest import first_run, polling
from briefing.ingest.fetch import Fetcher
from briefing.ingest.pages import PageReader
from briefing.ingest.reading import Read, read
from briefing.linting import holding
from briefing.mailing import send
from briefing.model import (
    Dossier,
    Edition,
    EditionRecord,
    EditionState,
    Story,
)
from briefing.newsroom.cluster import cluster
from briefing.newsroom.copies import mark_copies
from briefing.newsroom.desk import to_articles
from briefing.newsroom.memory import printed_of, remember, window
from briefing.newsroom.rank import rank
from briefing.public_days import holiday_greeted, home_country
from briefing.reading import with_full_text
from briefing.reports import FeedReport, MakeReport
from briefing.store import Store
from briefing.summarize.extractive import summarize

__all__ = ["ingest", "make", "send"]  # `send` stands in mailing.py: it needs none of the stages

BACKGROUND = 20_000  # earlier items for word statistics
SHORTLIST = 60  # stories that get a dossier; the odd ones do too
RATES_BACK = timedelta(days=15)  # two fixings, whatever holidays lie between
FIXED_AT = timedelta(hours=15)  # UTC: today's reference rates are out
MEMORY = 5  # editions in which a printed story is remembered
OPEN = {EditionState.DRAFT, EditionState.HELD, EditionState.SKIPPED}  # may be made again


def ingest(
    settings: Settings,
    store: Store,
    fetcher: Fetcher,
    *,
    now: datetime,
    force: bool = False,
    on_feed: Callable[[FeedReport], None] = lambda report: None,
) -> tuple[FeedReport, ...]:
    """Fetch every feed that is due (with `force` all that are on) and keep its items. No feed
    harms another."""
    feeds = {feed.id: feed for feed in settings.all_feeds}
    known = store.feed_states()
    states = [polling.known_as(known.get(id), feed) for id, feed in feeds.items()]
    due = polling.due(states, now, force=force, every=settings.ingest.every)
    # A morning that was skipped is no edition: its readers have seen nothing yet.
    had_editions = any(
        store.past_editions(one.id, before=date.max, limit=1) for one in settings.newsletters
    )
    reports: list[FeedReport] = []
    for batch in read(fetcher.fetch([(feeds[one.feed_id], one) for one in due]), now=now):
        with store.write():
            told = [
                _kept(one, settings, store, now=now, had_editions=had_editions) for one in batch
            ]
            store.save_feed_states(report.state for report in told)
        for report in told:
            on_feed(report)
        reports.extend(told)
    return tuple(reports)


def _kept(
    one: Read, settings: Settings, store: Store, *, now: datetime, had_editions: bool
) -> FeedReport:
    history = first_run.history(one.items, one.state, had_editions=had_editions)
    added = store.add_items(one.items, now=now, history=history)
    state = polling.after(
        one.state,
        one.outcome,
        now=now,
        options=settings.ingest,
        rhythm=one.rhythm,
        new=added.new,
    )
    return FeedReport(feed=one.feed, state=state, new=added.new, changed=added.changed)


def make(
    settings: Settings,
    store: Store,
    newsletter: Newsletter,
    *,
    day: date,
    now: datetime,
    again: bool = False,
    pages: PageReader | None = None,
) -> MakeReport:
    """Make the edition of `day`, or return the one there is; `again` replaces a draft.

    Without `pages` no page is read that is not in the store already.
    """
    known = store.edition(newsletter.id, day)
    if known is not None and not (again and known.state in OPEN):
        return MakeReport(record=known, made=False)
    feeds = {feed.id: feed for feed in settings.feeds_of(newsletter)}
    since = window(store.cut_off(newsletter.id, before=day), now=now)
    items = store.items(tuple(feeds), since=since, until=now)
    articles = mark_copies(to_articles(items, feeds))
    language = newsletter.language.split("-")[0]
    background = store.background(language, before=since, limit=BACKGROUND)
    happened = cluster(articles, background=background)
    weekend = now - since > timedelta(hours=48)
    half_life = timedelta(hours=24 if weekend else 12)
    ranked = rank(happened, weights=settings.ranking, now=now, half_life=half_life)
    stories = remember(ranked, store.printed(newsletter.id, before=day, editions=MEMORY))
    stories = with_full_text(
        stories,
        shortlist=_shortlist(stories),
        settings=settings,
        store=store,
        reader=pages,
        now=now,
    )
    dossiers = tuple(_dossier(story, settings, day) for story in _shortlist(stories))
    record, flags = _composed(
        settings, store, newsletter, dossiers, stories=stories, day=day, now=now
    )
    kept = {story.id for story in stories}
    return MakeReport(
        record=record,
        made=True,
        flags=flags,
        items=len(items),
        stories=stories,
        repeated=tuple(story for story in ranked if story.id not in kept),
        dossiers=dossiers,
    )


def _composed(
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
    try:
        edition = compose(dossiers, _desk(settings, store, newsletter, day=day, now=now))
    except SkipEdition as skip:
        record = store.skip_edition(newsletter.id, day, reason=skip.reason, detail=str(skip))
        return record, ()
    recent = store.past_editions(newsletter.id, before=day, limit=60)
    flags = flags_of(edition, newsletter) + holding(settings, newsletter, edition, recent=recent)
    held = flags if newsletter.approval == "hold-if-flagged" else ()
    return _keep_edition(store, edition, stories, held=held), flags


def _keep_edition(
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


def _shortlist(stories: Sequence[Story]) -> tuple[Story, ...]:
    return tuple(s for place, s in enumerate(stories) if place < SHORTLIST or s.odd >= 0.6)


def _dossier(story: Story, settings: Settings, day: date) -> Dossier:
    summary = summarize(story, words=settings.summarizer.words, today=day)
    return dossier(story, summary, today=day)


def _desk(
    settings: Settings, store: Store, newsletter: Newsletter, *, day: date, now: datetime
) -> Desk:
    past = store.past_editions(newsletter.id, before=day, limit=60)
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
        appointments=store.shelf.appointments(day, zone=newsletter.schedule.zone),
        corrections=store.errata.due(newsletter.id, day, now=now),
    )
