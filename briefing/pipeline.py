"""READ FIRST. The three jobs, stage by stage; they meet only in the store.

ingest   feeds that are due → fetch → parse → items
make     items → articles → copies → stories → rank → memory → pages → dossiers → edition (a draft)
send     approved edition → letter → one message to each subscriber, once

Each can be run twice, killed at any point, or run by hand. Does I/O through the store, the
fetcher and the transport it is given.
"""

from collections.abc import Sequence
from datetime import date, datetime

from briefing.config import Newsletter, Settings
from briefing.facts.dossier import dossier
from briefing.ingest.pages import PageReader
from briefing.ingesting import ingest
from briefing.mailing import send
from briefing.making import keep_edition
from briefing.model import Dossier, EditionState, Item, Ruling, Story
from briefing.newsroom.choices import deferred, mark, regroup
from briefing.newsroom.cluster import cluster
from briefing.newsroom.copies import mark_copies
from briefing.newsroom.desk import to_articles
from briefing.newsroom.memory import half_life, remember, window
from briefing.newsroom.rank import rank
from briefing.reading import with_full_text
from briefing.reports import MakeReport
from briefing.store import Store
from briefing.summarize.extractive import summarize

__all__ = ["ingest", "make", "send"]  # two stand in ingesting.py and mailing.py

BACKGROUND = 20_000  # earlier items for word statistics
SHORTLIST = 60  # stories that get a dossier; the odd ones do too
MEMORY = 5  # editions in which a printed story is remembered
OPEN = {EditionState.DRAFT, EditionState.HELD, EditionState.SKIPPED}  # may be made again


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
    carried = deferred(store.choices.carried(newsletter.id, day))
    items = _items(store, tuple(feeds), since=since, now=now, carried=carried)
    articles = mark_copies(to_articles(items, feeds))
    language = newsletter.language.split("-")[0]
    background = store.background(language, before=since, limit=BACKGROUND)
    choices = store.choices.of(newsletter.id, day)
    happened = regroup(cluster(articles, background=background), choices)
    ranked = mark(
        rank(happened, weights=settings.ranking, now=now, half_life=half_life(since, now=now)),
        choices,
        rules=settings.rules_of(newsletter),
        carried=carried,
    )
    wanted = [story for story in ranked if story.ruling is not Ruling.OUT]
    stories = remember(wanted, store.printed(newsletter.id, before=day, editions=MEMORY))
    stories = with_full_text(
        stories,
        shortlist=_shortlist(stories),
        settings=settings,
        store=store,
        reader=pages,
        now=now,
    )
    dossiers = tuple(_dossier(story, settings, day) for story in _shortlist(stories))
    record, flags = keep_edition(
        settings, store, newsletter, dossiers, stories=stories, day=day, now=now
    )
    kept = {story.id for story in stories}
    return MakeReport(
        record=record,
        made=True,
        flags=flags,
        items=len(items),
        stories=stories,
        repeated=tuple(story for story in wanted if story.id not in kept),
        left_out=tuple(story for story in ranked if story.ruling is Ruling.OUT),
        dossiers=dossiers,
    )


def _items(
    store: Store,
    feed_ids: tuple[str, ...],
    *,
    since: datetime,
    now: datetime,
    carried: frozenset[str],
) -> tuple[Item, ...]:
    """Return what came since then, and what was deferred to this edition, however old."""
    items = store.items(feed_ids, since=since, until=now)
    older = carried.difference(one.id for one in items)
    return (*store.items_named(sorted(older), feed_ids=feed_ids, until=now), *items)


def _shortlist(stories: Sequence[Story]) -> tuple[Story, ...]:
    return tuple(
        story
        for place, story in enumerate(stories)
        if place < SHORTLIST or story.odd >= 0.6 or story.ruling is not Ruling.NONE
    )


def _dossier(story: Story, settings: Settings, day: date) -> Dossier:
    summary = summarize(story, words=settings.summarizer.words, today=day)
    return dossier(story, summary, today=day)
