"""Reference rates and calendars: fetched when they are due, kept in the store. Does I/O.

They are asked for like feeds: conditionally, with the same checks, and one that fails is tried
again later and later. What was known stays.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from briefing.config import Settings
from briefing.config.settings import Calendar, slug
from briefing.errors import ParseError
from briefing.ingest import polling
from briefing.ingest.fetch import Fetcher
from briefing.ingest.ics import parse_ics
from briefing.ingest.outcome import Fetched, Outcome
from briefing.ingest.rates import next_fixing, parse_rates
from briefing.model import Feed, FeedState
from briefing.store import Store

CALENDAR_EVERY = timedelta(days=1)
RATES = "@rates"  # no feed can have this id
_RECENT = timedelta(days=10)

log = logging.getLogger("briefing.almanac")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceReport:
    """What came of asking one: how many rates or dates it told, or why not."""

    name: str
    count: int = 0
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    feed: Feed
    keep: Callable[[bytes], int]  # store what the body tells; how many
    next_at: Callable[[], datetime]  # when to ask again after an answer


def refresh(
    settings: Settings, store: Store, fetcher: Fetcher, *, now: datetime, force: bool = False
) -> tuple[SourceReport, ...]:
    """Ask for the rates and calendars that are due (all with `force`) and keep what they tell.

    Never raises for a source.
    """
    sources = {one.feed.id: one for one in _sources(settings, store, now=now)}
    store.shelf.forget_calendars_but(sources)
    known = store.feed_states()
    states = [
        polling.known_as(known.get(id, FeedState(feed_id=id)), source.feed)
        for id, source in sources.items()
    ]
    due = polling.due(states, now, force=force)
    if not due:
        return ()
    reports = []
    for feed, state, outcome in fetcher.fetch([(sources[one.feed_id].feed, one) for one in due]):
        source = sources[feed.id]
        count, told = _kept(source, outcome)
        after = polling.after(state, told, now=now, options=settings.ingest)
        if after.last_outcome != "failed":
            after = replace(after, next_fetch_at=source.next_at())
        store.save_feed_states([after])
        reports.append(SourceReport(name=feed.title, count=count, error=after.last_error))
        if after.last_error:
            log.warning("source failed id=%s error=%s", feed.id, after.last_error)
    return tuple(reports)


def _kept(source: _Source, outcome: Outcome) -> tuple[int, Outcome | ParseError]:
    """Keep what a new body tells; return how much, and what came of it."""
    if not isinstance(outcome, Fetched):
        return 0, outcome
    try:
        return source.keep(outcome.body), outcome
    except ParseError as error:
        return 0, error


def _sources(settings: Settings, store: Store, *, now: datetime) -> list[_Source]:
    sources = [_calendar(calendar, store, now=now) for calendar in settings.calendars]
    if settings.markets is not None:
        sources.append(_rates(settings.markets.rates, store, now=now))
    return sources


def _rates(url: str, store: Store, *, now: datetime) -> _Source:
    def keep(body: bytes) -> int:
        rates = parse_rates(body)
        store.shelf.save_rates(rates)
        return len(rates)

    def newest() -> date | None:
        known = store.shelf.rates(since=now.date() - _RECENT, until=now.date())
        return max((rate.day for rate in known), default=None)

    return _Source(
        feed=Feed(id=RATES, url=url, title="Reference rates", language="en"),
        keep=keep,
        next_at=lambda: next_fixing(now, newest=newest()),
    )


def _calendar(calendar: Calendar, store: Store, *, now: datetime) -> _Source:
    id = f"@{slug(calendar.url)}"

    def keep(body: bytes) -> int:
        zone = ZoneInfo(calendar.timezone)
        told = parse_ics(body, source=calendar.source, zone=zone, now=now)
        store.shelf.save_appointments(id, told)
        return len(told)

    return _Source(
        feed=Feed(id=id, url=calendar.url, title=calendar.source, language="en"),
        keep=keep,
        next_at=lambda: now + CALENDAR_EVERY,
    )
