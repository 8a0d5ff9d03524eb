"""A feed's state → one word and a sentence for its operator. Pure."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from briefing.model import FeedState

A_DAY = timedelta(days=1)
_SILENCES = 3  # times its usual gap
# A night without news is no silence, nor is the quiet Sunday of a weekday newspaper.
_SHORTEST_GAP = timedelta(hours=8)
# « www.gazette.example: », « https://gazette.example/rss »: a list names the feed already.
_ITSELF = re.compile(r"^(?:https?://\S+|[\w.:\[\]-]+:|The body is)\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """`word`: new, ok, failing, broken, blocked, silent or disabled. `alarm` = tell the operator;
    `sentence` says what happened and what to do; `brief` only what happened, in a few words."""

    word: str
    sentence: str
    brief: str = ""
    alarm: bool = False


def health(state: FeedState, now: datetime) -> Health:
    """Return how the feed does now."""
    if state.disabled:
        gone = "410" in state.disabled
        brief = _brief(state.disabled)
        return Health(word="disabled", sentence=state.disabled, brief=brief, alarm=gone)
    if not state.last_outcome:
        return Health(word="new", sentence="It was never fetched yet.", brief="never fetched yet")
    if state.last_outcome == "failed" and not state.failures:
        return Health(
            word="new",
            sentence="It was switched on again and not fetched since.",
            brief="switched on, not fetched since",
        )
    if state.last_outcome == "failed":
        return _failing(state, now)
    silent = silence(state, now)
    if silent is not None:
        return Health(
            word="silent",
            sentence=f"It answers, but brought nothing new for {spoken(silent)}. Open its address"
            " in a browser: the publisher may have moved the feed.",
            brief=f"nothing new for {spoken(silent)}",
            alarm=True,
        )
    brief = f"moved to {_host(state.address)}" if state.address else ""
    return Health(word="ok", sentence=_moved(state) or "It answers.", brief=brief)


def silence(state: FeedState, now: datetime) -> timedelta | None:
    """Return for how long it brought nothing, when that is 3 × its usual gap or more."""
    if state.last_new_at is None or state.usual_gap is None:
        return None
    quiet = now - state.last_new_at
    return quiet if quiet >= _SILENCES * max(state.usual_gap, _SHORTEST_GAP) else None


def _failing(state: FeedState, now: datetime) -> Health:
    since = now - (state.failing_since or now)
    a_day = since >= A_DAY
    word = "blocked" if state.blocked else "broken" if a_day else "failing"
    times = f"{state.failures} times in a row" if state.failures > 1 else "once"
    how_long = f", for {spoken(since)}" if since >= timedelta(minutes=1) else ""
    return Health(
        word=word,
        sentence=f"{state.last_error} It failed {times}{how_long}.",
        brief=f"{_brief(state.last_error)}{how_long}",
        alarm=a_day,
    )


def _brief(told: str) -> str:
    """Return its first sentence without the feed itself and the full stop."""
    first = re.split(r"(?<=\.)\s", told, maxsplit=1)[0]
    return _ITSELF.sub("", first).removesuffix(".")


def _host(url: str) -> str:
    return url.partition("//")[2].partition("/")[0]


def _moved(state: FeedState) -> str:
    if not state.address:
        return ""
    return f"It moved for good to {state.address}: write that address into config.toml."


def spoken(span: timedelta) -> str:
    """Return a span as people say it: "3 days", "5 hours", "1 minute"."""
    minutes = int(span.total_seconds() // 60)
    for unit, size, least in (("day", 24 * 60, 2), ("hour", 60, 2), ("minute", 1, 1)):
        if minutes >= size * least or unit == "minute":
            number = minutes // size
            break
    return f"{number} {unit}{'' if number == 1 else 's'}"
