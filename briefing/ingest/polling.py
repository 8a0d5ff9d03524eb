"""What came of a fetch → what we remember of the feed and when it is asked again. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from briefing.config.settings import Ingest
from briefing.errors import BriefingError, ParseError
from briefing.ingest.outcome import Fetched, NotModified, Outcome
from briefing.model import FeedState

LONGEST_WAIT = timedelta(hours=48)
_JITTER = 0.1  # of the wait, so that feeds that failed together do not come back together


def due(states: Sequence[FeedState], now: datetime) -> tuple[FeedState, ...]:
    """Return the feeds to ask now: those never asked first, then the longest overdue."""
    never = datetime.min.replace(tzinfo=UTC)
    ready = [state for state in states if (state.next_fetch_at or never) <= now]
    return tuple(sorted(ready, key=lambda state: state.next_fetch_at or never))


def after(
    state: FeedState, outcome: Outcome | ParseError, *, now: datetime, options: Ingest
) -> FeedState:
    """Return the state after this outcome. A body that was no feed counts as a failure, and is
    asked for again in full.

    A feed is never given up: failures double the wait, up to 48 hours. A server that names a
    time gets its wish within the same limit, but is never asked sooner than `options.every`.
    """
    if isinstance(outcome, BriefingError):
        return _failed(state, outcome, now=now, options=options)
    state = replace(
        state,
        next_fetch_at=now + options.every,
        failures=0,
        last_outcome="not_modified" if isinstance(outcome, NotModified) else "ok",
        last_error="",
        last_ok_at=now,
    )
    if isinstance(outcome, Fetched):
        return replace(
            state,
            etag=outcome.etag,
            last_modified=outcome.last_modified,
            body_hash=sha256(outcome.body).hexdigest(),
        )
    return state


def _failed(state: FeedState, error: BriefingError, *, now: datetime, options: Ingest) -> FeedState:
    failures = state.failures + 1
    wish: datetime | None = getattr(error, "retry_at", None)
    wait = _backoff(state.feed_id, failures=failures, every=options.every)
    if wish is not None:
        wait = min(max(wish - now, options.every), max(LONGEST_WAIT, options.every))
    return replace(
        state,
        next_fetch_at=now + wait,
        failures=failures,
        last_outcome="failed",
        last_error=f"{error} {error.hint}".strip(),
    )


def _backoff(feed_id: str, *, failures: int, every: timedelta) -> timedelta:
    limit = max(LONGEST_WAIT, every)
    # The exponent is bounded: after a year of failures 2**n would overflow timedelta.
    wait = min(every * (1 << min(failures - 1, 20)), limit)
    share = int.from_bytes(sha256(feed_id.encode()).digest()[:4], "big") / 2**32
    return min(wait * (1 + _JITTER * share), limit)
