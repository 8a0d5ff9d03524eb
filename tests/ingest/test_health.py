from dataclasses import replace
from datetime import timedelta

import pytest

from briefing.config.settings import Ingest
from briefing.errors import FetchError
from briefing.ingest.health import health, spoken
from briefing.ingest.outcome import NotModified
from briefing.ingest.polling import after, disabled, enabled
from briefing.model import FeedState
from tests.builders import NOW

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
OPTIONS = Ingest()
NEW = FeedState(feed_id="fr-gazette")
GOOD = after(NEW, NotModified(), now=NOW, options=OPTIONS)


def failed(error: FetchError, *hours: int) -> FeedState:
    state = GOOD
    for hour in hours:
        state = after(state, error, now=NOW + hour * HOUR, options=OPTIONS)
    return state


def test_a_feed_is_new_until_it_was_asked_then_ok() -> None:
    assert health(NEW, NOW).word == "new"
    assert health(GOOD, NOW).word == "ok"


def test_a_failure_alarms_after_a_day() -> None:
    error = FetchError("gazette.example: no such host.", hint="Check the address.")
    young = health(failed(error, 0, 2), NOW + 3 * HOUR)
    assert (young.word, young.alarm) == ("failing", False)
    assert young.sentence == (
        "gazette.example: no such host. Check the address. It failed 2 times in a row, for 3 hours."
    )
    assert young.brief == "no such host, for 3 hours"
    old = health(failed(error, 0, 2, 6, 14), NOW + DAY)
    assert (old.word, old.alarm) == ("broken", True)


def test_a_bot_wall_is_a_state_of_its_own() -> None:
    wall = FetchError("A bot wall.", hint="Ask the publisher.", status=403, blocked=True)
    assert health(failed(wall, 0), NOW).word == "blocked"
    assert health(failed(wall, 0), NOW + DAY).alarm
    again = after(failed(wall, 0), NotModified(), now=NOW, options=OPTIONS)
    assert health(again, NOW).word == "ok"


def test_a_feed_that_is_gone_alarms_and_one_that_was_switched_off_does_not() -> None:
    gone = failed(FetchError("HTTP 410.", hint="Look for another.", status=410), 0)
    assert (health(gone, NOW).word, health(gone, NOW).alarm) == ("disabled", True)
    off = disabled(GOOD, reason="Switched off by hand.")
    assert (health(off, NOW).sentence, health(off, NOW).alarm) == ("Switched off by hand.", False)


@pytest.mark.parametrize(
    ("gap", "quiet", "word"),
    [
        (2 * HOUR, 23 * HOUR, "ok"),  # a night is no silence
        (2 * HOUR, 25 * HOUR, "silent"),
        (2 * DAY, 5 * DAY, "ok"),
        (2 * DAY, 6 * DAY, "silent"),
        (None, 60 * DAY, "ok"),
    ],
)
def test_three_times_the_usual_gap_is_a_silence(
    gap: timedelta | None, quiet: timedelta, word: str
) -> None:
    state = replace(GOOD, last_new_at=NOW, usual_gap=gap)
    found = health(state, NOW + quiet)
    assert (found.word, found.alarm) == (word, word == "silent")


def test_a_move_is_told() -> None:
    moved = replace(GOOD, address="https://new.example/rss")
    assert "https://new.example/rss" in health(moved, NOW).sentence
    assert health(moved, NOW).brief == "moved to new.example"


def test_a_feed_that_was_switched_on_again_is_new() -> None:
    gone = failed(FetchError("HTTP 410.", hint="Look for another.", status=410), 0)
    assert health(enabled(gone), NOW).word == "new"


def test_spans_are_spoken() -> None:
    spans = (0 * HOUR, HOUR / 60, HOUR, 2 * HOUR, DAY, 2 * DAY, 9.5 * DAY)
    assert [spoken(span) for span in spans] == [
        "0 minutes",
        "1 minute",
        "60 minutes",
        "2 hours",
        "24 hours",
        "2 days",
        "9 days",
    ]
