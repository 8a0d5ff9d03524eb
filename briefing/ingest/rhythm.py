"""How often a feed is to be asked: from its own words, its server's, and how it publishes. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from itertools import pairwise

SHORTEST = timedelta(minutes=10)
LONGEST = timedelta(hours=24)
# A feed is read four times while its items stay in it, so that a missed fetch loses none; one
# that publishes rarely is asked four times between two items.
_LOOKS = 4
_HEAD = 50_000
_ITEM = re.compile(rb"<(?:\w+:)?(?:item|entry)[\s>]", re.IGNORECASE)
_TTL = re.compile(rb"<ttl>\s*(\d{1,6})\s*</ttl>", re.IGNORECASE)
_PERIOD = re.compile(rb"<sy:updatePeriod>\s*([a-z]+)\s*</sy:updatePeriod>", re.IGNORECASE)
_FREQUENCY = re.compile(rb"<sy:updateFrequency>\s*(\d{1,4})\s*</", re.IGNORECASE)
_SKIPPED = re.compile(rb"<skip(hours|days)>(.{0,2000}?)</skip", re.IGNORECASE | re.DOTALL)
_PERIODS = {
    b"hourly": timedelta(hours=1),
    b"daily": timedelta(days=1),
    b"weekly": timedelta(days=7),
    b"monthly": timedelta(days=30),
    b"yearly": timedelta(days=365),
}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,9})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """What a feed says of when to ask. Hours and days are UTC, Monday is 0."""

    every: timedelta | None = None
    skip_hours: frozenset[int] = frozenset()
    skip_days: frozenset[int] = frozenset()
    gap: timedelta | None = None  # between two items, on average
    span: timedelta | None = None  # from its oldest dated item to its newest
    silence: timedelta | None = None  # its longest but one between two items


def read_rhythm(body: bytes, published: Sequence[datetime | None]) -> Rhythm:
    """Return what stands before the first item, and what the items' own dates tell."""
    head = body[:_HEAD]
    first = _ITEM.search(head)
    head = head[: first.start()] if first else head
    dates = sorted(date for date in published if date is not None)
    span = dates[-1] - dates[0] if len(dates) > 1 else None
    gaps = sorted(later - date for date, later in pairwise(dates))
    hours, days = _skipped(head)
    return Rhythm(
        every=_every(head),
        skip_hours=hours,
        skip_days=days,
        gap=span / (len(dates) - 1) if span else None,
        span=span,
        # The longest of all is often that before a pinned item of last year.
        silence=gaps[-2] if len(gaps) > 1 else None,
    )


def _every(head: bytes) -> timedelta | None:
    wishes = []
    if ttl := _TTL.search(head):
        wishes.append(timedelta(minutes=int(ttl[1])))
    if period := _PERIOD.search(head):
        times = _FREQUENCY.search(head)
        whole = _PERIODS.get(period[1].lower(), timedelta())
        wishes.append(whole / max(1, int(times[1]) if times else 1))
    return max(wishes, default=None)


def _skipped(head: bytes) -> tuple[frozenset[int], frozenset[int]]:
    """Return the hours and days not to ask in; a feed that skips all of them means none."""
    hours: set[int] = set()
    days: set[int] = set()
    for kind, inner in _SKIPPED.findall(head):
        words = re.findall(r">\s*(\w+)\s*<", inner.decode("ascii", "replace").lower())
        if kind.lower() == b"hours":
            hours |= {int(word) % 24 for word in words if re.fullmatch(r"\d{1,2}", word)}
        else:
            days |= {_DAYS.index(word) for word in words if word in _DAYS}
    return frozenset(hours if len(hours) < 24 else ()), frozenset(days if len(days) < 7 else ())


def fresh_for(headers: Mapping[str, str]) -> timedelta | None:
    """Return how long the server calls its answer fresh: Cache-Control, else Expires."""
    if age := _MAX_AGE.search(headers.get("cache-control", "").lower()):
        return timedelta(seconds=int(age[1]))
    try:
        expires = parsedate_to_datetime(headers.get("expires", ""))
        sent = parsedate_to_datetime(headers.get("date", ""))
        return expires.astimezone(UTC) - sent.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def interval(rhythm: Rhythm, *, fresh: timedelta | None, every: timedelta) -> timedelta:
    """Return how long to wait, 10 minutes to 24 hours; `every` is the operator's usual wait.

    A feed whose items would drop out unread is asked sooner, one that publishes rarely later. The
    wishes of feed and server count, but not so far that items are lost: many front pages say
    « daily » and keep an item for six hours.
    """
    usual = every
    if rhythm.gap is not None:
        usual = max(usual, rhythm.gap / _LOOKS)
    kept = max(rhythm.span, SHORTEST) if rhythm.span is not None else None
    if kept is not None:
        usual = min(usual, kept / _LOOKS)
    wish = max(rhythm.every or timedelta(), fresh or timedelta())
    if kept is not None:
        wish = min(wish, kept / 2)
    return min(max(usual, wish, SHORTEST), max(LONGEST, every))


def allowed(moment: datetime, *, skip_hours: frozenset[int], skip_days: frozenset[int]) -> datetime:
    """Return that moment, or the first hour after it that the feed does not ask to skip."""
    while moment.hour in skip_hours or moment.weekday() in skip_days:
        moment = moment.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return moment
