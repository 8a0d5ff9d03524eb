"""What we remember of a feed → how it stands, in a word and a sentence for an operator. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from briefing.model import FeedState

Word = Literal["ok", "unchanged", "silent", "failing", "blocked", "gone", "off", "new"]

SILENT = 3  # times its usual gap
_GAP = timedelta(hours=24)  # of a feed whose own is not known


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    word: Word
    sentence: str

    @property
    def good(self) -> bool:
        return self.word in {"ok", "unchanged"}


def standing(
    state: FeedState | None, *, enabled: bool, newest: datetime | None, now: datetime
) -> Standing:
    """Return how the feed stands. `newest` is when its newest item was first seen."""
    if not enabled:
        return Standing(word="off", sentence="Switched off in config.toml.")
    if state is None or not (state.last_outcome or state.disabled):
        return Standing(word="new", sentence="Not asked yet: `briefing ingest` asks it.")
    if state.disabled:
        return Standing(word="gone", sentence=f"{state.disabled} It is not asked any more.")
    if state.last_outcome == "failed":
        return _failing(state, now=now)
    return _answering(state, newest, now=now)


def _answering(state: FeedState, newest: datetime | None, *, now: datetime) -> Standing:
    answered = _ago(state.last_ok_at, now)
    if newest is not None and now - newest > SILENT * (state.usual_gap or _GAP):
        silence = f"Answers ({answered}), but has told nothing new for {_span(now - newest)}."
        return Standing(word="silent", sentence=silence)
    if state.last_outcome == "not_modified":
        return Standing(word="unchanged", sentence=f"Nothing new when it was asked {answered}.")
    return Standing(word="ok", sentence=f"Answered {answered}.")


def _failing(state: FeedState, *, now: datetime) -> Standing:
    since = state.failing_since or state.last_ok_at
    times = "once" if state.failures == 1 else f"{state.failures} times in a row"
    told = f"Failed {times}"
    if state.last_ok_at is None:
        told = f"Has never answered ({times})"
    elif since is not None:
        told = f"Failing for {_span(now - since)} ({times})"
    again = ""
    if state.next_fetch_at is not None and state.next_fetch_at > now:
        again = f" Asked again in {_span(state.next_fetch_at - now)}."
    return Standing(
        word="blocked" if state.blocked else "failing",
        sentence=f"{told}: {state.last_error}{again}",
    )


def _ago(moment: datetime | None, now: datetime) -> str:
    return "at some time" if moment is None else f"{_span(now - moment)} ago"


def _span(length: timedelta) -> str:
    """Return "less than a minute", "5 min", "3 h", "2 days"."""
    seconds = length.total_seconds()
    if seconds < 60:
        return "less than a minute"
    if seconds < 3600:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.0f} h" if seconds < 2 * 86400 else f"{seconds / 86400:.0f} days"
