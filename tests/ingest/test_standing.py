"""An operator sees at a glance how a feed stands, and reads what to do."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from briefing.ingest.standing import Standing, standing
from briefing.model import FeedState
from tests.builders import NOW

GOOD = FeedState(
    feed_id="a",
    last_outcome="ok",
    last_ok_at=NOW - timedelta(minutes=5),
    next_fetch_at=NOW + timedelta(minutes=55),
)
BAD = replace(
    GOOD, last_outcome="failed", failures=7, last_error="HTTP 500. It is tried again.",
    last_ok_at=NOW - timedelta(days=3), failing_since=NOW - timedelta(days=2),
)  # fmt: skip


def of(state: FeedState | None, *, enabled: bool = True, newest: datetime | None = NOW) -> Standing:
    return standing(state, enabled=enabled, newest=newest, now=NOW)


@pytest.mark.parametrize(
    ("state", "word", "told"),
    [
        (GOOD, "ok", "Answered 5 min ago."),
        (replace(GOOD, last_outcome="not_modified"), "unchanged", "Nothing new when it was asked"),
        (None, "new", "`briefing ingest` asks it."),
        (FeedState(feed_id="a"), "new", "Not asked yet"),
        (BAD, "failing", "Failing for 2 days (7 times in a row): HTTP 500."),
        (BAD, "failing", "Asked again in 55 min."),
        (replace(BAD, last_ok_at=None, failures=1), "failing", "Has never answered (once)"),
        (replace(BAD, blocked=True), "blocked", "Failing for 2 days"),
        (replace(GOOD, disabled="It is gone (410)."), "gone", "It is gone (410). It is not asked"),
    ],
)
def test_each_state_has_a_word_and_a_sentence(
    state: FeedState | None, word: str, told: str
) -> None:
    found = of(state)
    assert found.word == word
    assert told in found.sentence
    assert found.good is (word in {"ok", "unchanged"})


def test_a_feed_that_answers_and_tells_nothing_is_silent() -> None:
    quiet = of(GOOD, newest=NOW - timedelta(days=4))
    assert (quiet.word, "nothing new for 4 days" in quiet.sentence) == ("silent", True)
    weekly = replace(GOOD, usual_gap=timedelta(days=7))
    assert of(weekly, newest=NOW - timedelta(days=10)).word == "ok"


def test_switched_off_wins_over_everything() -> None:
    assert of(BAD, enabled=False).word == "off"
