"""Feeds that are due → their items in the store. Does I/O through the fetcher and the store.

The first of the three jobs of pipeline.py.
"""

from collections.abc import Callable
from datetime import date, datetime

from briefing.config import Settings
from briefing.ingest import first_run, polling
from briefing.ingest.fetch import Fetcher
from briefing.ingest.reading import Read, read
from briefing.reports import FeedReport
from briefing.store import Store


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
