"""What came of a fetch → what we remember of the feed and when it is asked again. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from briefing.config.settings import Ingest
from briefing.errors import BriefingError, ParseError
from briefing.ingest.outcome import Fetched, NotModified, Outcome
from briefing.ingest.rhythm import Rhythm, allowed, fresh_for, interval
from briefing.model import Feed, FeedState

LONGEST_WAIT = timedelta(hours=48)
MOVES = 3  # answers in a row that send us to the same new address, before we keep it
LOST = 5  # failures in a row at the new address, before we go back to the old one
GONE = 410
_JITTER = 0.1  # of the wait, so that feeds that failed together do not come back together
_FADING = 0.98  # of a long silence, at each later one


def due(
    states: Sequence[FeedState],
    now: datetime,
    *,
    force: bool = False,
    every: timedelta = LONGEST_WAIT,
) -> tuple[FeedState, ...]:
    """Return the feeds to ask now: those never asked first, then the longest overdue, those that
    failed last. `force` takes all but the disabled.

    No feed waits twice as long as it ever may: what says so was noted by a clock that ran ahead.
    """
    too_far = now + 2 * max(every, LONGEST_WAIT)
    never = datetime.min.replace(tzinfo=UTC)
    ready = [
        state
        for state in states
        if not state.disabled and (force or not now < (state.next_fetch_at or never) <= too_far)
    ]
    return tuple(
        sorted(ready, key=lambda state: (state.failures > 0, state.next_fetch_at or never))
    )


def known_as(state: FeedState | None, feed: Feed) -> FeedState:
    """Return the state for the address that config.toml has now. An operator who changes the
    address starts anew: nothing of the old one counts but that the feed was read before."""
    if state is None:
        return FeedState(feed_id=feed.id, asked_as=feed.url)
    if state.asked_as == feed.url:
        return state
    if not state.asked_as:
        return replace(state, asked_as=feed.url)
    return FeedState(
        feed_id=state.feed_id,
        asked_as=feed.url,
        last_ok_at=state.last_ok_at,
        last_new_at=state.last_new_at,
        usual_gap=state.usual_gap,
    )


def address(feed: Feed, state: FeedState) -> str:
    """Return where the feed is really asked for: where it moved for good, else as configured."""
    return state.address or feed.url


def disabled(state: FeedState, *, reason: str) -> FeedState:
    """Return the state of a feed that is not fetched any more; `reason` is a sentence."""
    return replace(state, disabled=reason)


def enabled(state: FeedState) -> FeedState:
    """Return the state of a feed that is fetched again: due now, its failures forgotten."""
    return replace(
        state, disabled="", failures=0, failing_since=None, blocked=False, next_fetch_at=None
    )


def after(
    state: FeedState,
    outcome: Outcome | ParseError,
    *,
    now: datetime,
    options: Ingest,
    rhythm: Rhythm = Rhythm(),  # noqa: B008 (frozen)
    new: int = 0,
) -> FeedState:
    """Return the state after this outcome, which brought `new` items. A body that was no feed
    counts as a failure, and is asked for again in full.

    A feed is never given up silently: failures double the wait, up to 48 hours. A server that
    names a time gets its wish within the same limit, but is never asked sooner than
    `options.every`. « Gone » (410) disables the feed.
    """
    if isinstance(outcome, BriefingError):
        return _failed(state, outcome, now=now, options=options)
    state = replace(
        _moved(state, outcome.moved_to),
        failures=0,
        failing_since=None,
        blocked=False,
        last_outcome="not_modified" if isinstance(outcome, NotModified) else "ok",
        last_error="",
        last_ok_at=now,
    )
    if isinstance(outcome, Fetched):
        state = _learned(state, outcome, rhythm, options=options)
    wait = options.every if state.wait is None else state.wait
    moment = allowed(now + wait, skip_hours=state.skip_hours, skip_days=state.skip_days)
    state = replace(state, next_fetch_at=moment)
    return _noted(state, rhythm.silence, now=now) if new else state


def _learned(state: FeedState, outcome: Fetched, rhythm: Rhythm, *, options: Ingest) -> FeedState:
    """Keep what the next request needs, and what the body and its server say of when."""
    return replace(
        state,
        etag=outcome.etag,
        last_modified=outcome.last_modified,
        body_hash=outcome.digest or sha256(outcome.body).hexdigest(),
        wait=interval(rhythm, fresh=fresh_for(outcome.headers), every=options.every),
        skip_hours=rhythm.skip_hours,
        skip_days=rhythm.skip_days,
    )


def _noted(state: FeedState, silence: timedelta | None, *, now: datetime) -> FeedState:
    """Learn its usual gap: the longest silence that ended by itself, slowly forgotten."""
    lived = None if state.last_new_at is None else now - state.last_new_at
    faded = None if state.usual_gap is None else state.usual_gap * _FADING
    known = [gap for gap in (silence, lived, faded) if gap is not None]
    return replace(state, last_new_at=now, usual_gap=max(known, default=None))


def _moved(state: FeedState, to: str) -> FeedState:
    """Count a 301 or 308; after three in a row to the same place that place is asked."""
    if not to:
        return replace(state, moving_to="", moving_seen=0) if state.moving_seen else state
    seen = state.moving_seen + 1 if to == state.moving_to else 1
    if seen < MOVES:
        return replace(state, moving_to=to, moving_seen=seen)
    return replace(state, address=to, moving_to="", moving_seen=0)


def _failed(state: FeedState, error: BriefingError, *, now: datetime, options: Ingest) -> FeedState:
    failures = state.failures + 1
    told = f"{error} {error.hint}".strip()
    wish: datetime | None = getattr(error, "retry_at", None)
    wait = _backoff(state.feed_id, failures=failures, every=options.every)
    if wish is not None:
        wait = min(max(wish - now, options.every), max(LONGEST_WAIT, options.every))
    state = replace(
        state,
        next_fetch_at=now + wait,
        failures=failures,
        failing_since=state.failing_since or now,
        blocked=getattr(error, "blocked", False),
        last_outcome="failed",
        last_error=told,
    )
    if state.address and failures >= LOST:
        return replace(state, address="", etag="", last_modified="")
    return disabled(state, reason=told) if getattr(error, "status", 0) == GONE else state


def _backoff(feed_id: str, *, failures: int, every: timedelta) -> timedelta:
    limit = max(LONGEST_WAIT, every)
    # The exponent is bounded: after a year of failures 2**n would overflow timedelta.
    wait = min(every * (1 << min(failures - 1, 20)), limit)
    share = int.from_bytes(sha256(feed_id.encode()).digest()[:4], "big") / 2**32
    return min(wait * (1 + _JITTER * share), limit)
