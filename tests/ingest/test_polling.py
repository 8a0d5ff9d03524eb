from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.config.settings import Ingest
from briefing.errors import FetchError, ParseError
from briefing.ingest.outcome import Fetched, NotModified, Outcome
from briefing.ingest.polling import (
    LONGEST_WAIT,
    LOST,
    MOVES,
    address,
    after,
    disabled,
    due,
    enabled,
    known_as,
)
from briefing.ingest.rhythm import Rhythm
from briefing.model import FeedState
from tests.builders import NOW, feed

OPTIONS = Ingest()
HOUR = timedelta(hours=1)
OLD = FeedState(
    feed_id="fr-gazette",
    etag='"1"',
    last_modified="Mon",
    body_hash="x",
    failures=3,
    last_outcome="failed",
    last_error="HTTP 500",
)


def wait_of(state: FeedState) -> timedelta:
    assert state.next_fetch_at is not None
    return state.next_fetch_at - NOW


def test_a_new_body_is_remembered_and_ends_the_failures() -> None:
    fetched = Fetched(body=b"<rss/>", url="u", headers={}, etag='"2"', last_modified="Tue")
    state = after(OLD, fetched, now=NOW, options=OPTIONS)
    assert state == FeedState(
        feed_id="fr-gazette",
        etag='"2"',
        last_modified="Tue",
        body_hash=sha256(b"<rss/>").hexdigest(),
        next_fetch_at=NOW + HOUR,
        failures=0,
        last_outcome="ok",
        last_error="",
        last_ok_at=NOW,
        wait=HOUR,
    )


def test_nothing_new_keeps_what_was_known() -> None:
    state = after(OLD, NotModified(), now=NOW, options=OPTIONS)
    assert (state.etag, state.body_hash, state.last_outcome) == ('"1"', "x", "not_modified")
    assert (state.failures, state.last_ok_at, wait_of(state)) == (0, NOW, HOUR)


def test_a_failure_says_what_to_do_and_keeps_what_was_known() -> None:
    error = FetchError("HTTP 404.", hint="Look it up.")
    state = after(OLD, error, now=NOW, options=OPTIONS)
    assert state.last_error == "HTTP 404. Look it up."
    assert (state.failures, state.last_outcome, state.last_ok_at) == (4, "failed", None)
    assert (state.etag, state.body_hash) == ('"1"', "x")


def test_a_body_that_is_no_feed_is_a_failure() -> None:
    state = after(OLD, ParseError("no feed"), now=NOW, options=OPTIONS)
    assert (state.failures, state.last_outcome, state.body_hash) == (4, "failed", "x")


def test_failures_double_the_wait_up_to_two_days_for_ever() -> None:
    state = FeedState(feed_id="fr-gazette")
    waits = []
    for _ in range(100):
        state = after(state, FetchError("x"), now=NOW, options=OPTIONS)
        waits.append(wait_of(state))
    assert HOUR <= waits[0] <= 1.1 * HOUR
    for one, later in pairwise(waits):
        assert later == LONGEST_WAIT or abs(later - 2 * one) < timedelta(seconds=1)
    assert waits[-1] == LONGEST_WAIT


def test_feeds_that_failed_together_do_not_come_back_together() -> None:
    waits = {
        wait_of(after(FeedState(feed_id=f"f{n}"), FetchError("x"), now=NOW, options=OPTIONS))
        for n in range(20)
    }
    assert len(waits) == 20


def test_the_servers_wish_counts_within_limits() -> None:
    def wished(wait: timedelta) -> timedelta:
        error = FetchError("busy", status=429, retry_at=NOW + wait)
        return wait_of(after(OLD, error, now=NOW, options=OPTIONS))

    assert wished(timedelta(hours=3)) == timedelta(hours=3)
    assert wished(timedelta(seconds=30)) == HOUR
    assert wished(timedelta(days=365)) == LONGEST_WAIT
    assert wished(timedelta(days=-2)) == HOUR


def test_feeds_are_due_when_never_asked_or_overdue_the_longest_first() -> None:
    new = FeedState(feed_id="new")
    late = FeedState(feed_id="late", next_fetch_at=NOW - HOUR)
    now = FeedState(feed_id="now", next_fetch_at=NOW)
    soon = FeedState(feed_id="soon", next_fetch_at=NOW + HOUR)
    assert due([soon, now, late, new], NOW) == (new, late, now)


@given(
    st.integers(0, 10_000),
    st.timedeltas(timedelta(seconds=1), timedelta(days=7)),
    st.none() | st.timedeltas(timedelta(days=-400), timedelta(days=400)),
)
def test_a_failing_feed_is_always_asked_again_and_never_sooner_than_a_good_one(
    failures: int, every: timedelta, wish: timedelta | None
) -> None:
    error = FetchError("x", retry_at=None if wish is None else NOW + wish)
    state = FeedState(feed_id="f", failures=failures)
    wait = wait_of(after(state, error, now=NOW, options=Ingest(every=every)))
    assert every <= wait <= max(LONGEST_WAIT, every)


def test_a_feed_noted_by_a_clock_that_ran_ahead_is_asked_now() -> None:
    for wait, asked in ((timedelta(hours=47), False), (timedelta(days=900), True)):
        state = FeedState(feed_id="fr-gazette", next_fetch_at=NOW + wait)
        assert bool(due([state], NOW)) == asked
    monthly = FeedState(feed_id="fr-gazette", next_fetch_at=NOW + timedelta(days=30))
    assert due([monthly], NOW, every=timedelta(days=30)) == ()


NEW_PLACE = "https://new.example/rss"
GAZETTE = feed()


def moved(to: str = NEW_PLACE) -> Fetched:
    return Fetched(body=b"<rss/>", url=to, headers={}, moved_to=to)


def lived(state: FeedState, *outcomes: Outcome | ParseError) -> FeedState:
    for outcome in outcomes:
        state = after(state, outcome, now=NOW, options=OPTIONS)
    return state


def test_a_move_is_kept_after_three_answers_in_a_row() -> None:
    state = lived(FeedState(feed_id="f"), moved(), NotModified(moved_to=NEW_PLACE))
    assert address(GAZETTE, state) == GAZETTE.url
    assert address(GAZETTE, lived(state, moved())) == NEW_PLACE


@pytest.mark.parametrize("between", [NotModified(), moved("https://other.example/")])
def test_a_move_that_is_not_said_again_is_forgotten(between: Outcome) -> None:
    state = lived(FeedState(feed_id="f"), moved(), moved(), between, moved(), moved())
    assert address(GAZETTE, state) == GAZETTE.url


def test_a_move_to_a_web_page_does_not_count() -> None:
    no_feed = ParseError("a web page")
    assert address(GAZETTE, lived(FeedState(feed_id="f"), *[no_feed] * 4)) == GAZETTE.url


def test_a_new_address_that_fails_is_given_up_for_the_old_one() -> None:
    state = lived(FeedState(feed_id="f"), *[moved()] * MOVES, *[FetchError("x")] * LOST)
    assert address(GAZETTE, state) == GAZETTE.url
    assert (state.etag, state.failures) == ("", LOST)


def test_gone_disables_until_somebody_enables() -> None:
    state = lived(OLD, FetchError("HTTP 410.", hint="Look for another.", status=410))
    assert state.disabled == "HTTP 410. Look for another."
    assert due([state], NOW + 1000 * HOUR, force=True) == ()
    again = enabled(state)
    assert due([again], NOW) == (again,)
    assert (again.failures, again.etag) == (0, OLD.etag)
    assert disabled(again, reason="By hand.").disabled == "By hand."


def test_force_takes_what_is_not_due() -> None:
    soon = FeedState(feed_id="soon", next_fetch_at=NOW + HOUR)
    assert due([soon], NOW) == ()
    assert due([soon], NOW, force=True) == (soon,)


def test_feeds_that_failed_come_last() -> None:
    bad = FeedState(feed_id="bad", failures=1, next_fetch_at=NOW - 9 * HOUR)
    good = FeedState(feed_id="good", next_fetch_at=NOW)
    assert due([bad, good], NOW) == (good, bad)


def test_an_address_that_the_operator_changed_begins_anew() -> None:
    state = known_as(lived(known_as(None, GAZETTE), *[moved()] * MOVES), GAZETTE)
    assert state.address == NEW_PLACE
    other = known_as(state, replace(GAZETTE, url="https://other.example/rss"))
    assert (other.address, other.body_hash, other.next_fetch_at) == ("", "", None)
    assert other.last_ok_at == NOW, "it was read before: its items are no first fetch"
    assert known_as(OLD, GAZETTE).etag == OLD.etag, "a state of before addresses were kept"


def test_the_rhythm_of_a_body_holds_while_nothing_is_modified() -> None:
    rhythm = Rhythm(gap=3 * HOUR / 60, span=HOUR, skip_hours=frozenset({5}))
    fetched = Fetched(body=b"", url="u", headers={})
    state = after(OLD, fetched, now=NOW, options=OPTIONS, rhythm=rhythm)
    assert wait_of(state) == HOUR / 4 + HOUR, "04:45 and 15 minutes is 05:00, which it skips"
    later = after(state, NotModified(), now=NOW + 2 * HOUR, options=OPTIONS)
    assert wait_of(later) == 2 * HOUR + HOUR / 4


def test_the_usual_gap_is_learned_and_slowly_forgotten() -> None:
    first = after(OLD, moved(), now=NOW, options=OPTIONS, rhythm=Rhythm(silence=9 * HOUR), new=30)
    assert (first.last_new_at, first.usual_gap) == (NOW, 9 * HOUR)
    second = after(first, moved(), now=NOW + 20 * HOUR, options=OPTIONS, new=1)
    assert second.usual_gap == 20 * HOUR
    third = after(second, moved(), now=NOW + 21 * HOUR, options=OPTIONS, new=1)
    assert third.usual_gap is not None
    assert 19 * HOUR < third.usual_gap < 20 * HOUR
    assert (
        after(third, moved(), now=NOW + 30 * HOUR, options=OPTIONS).last_new_at == NOW + 21 * HOUR
    )


def test_failures_are_dated_from_the_first() -> None:
    state = after(FeedState(feed_id="f"), FetchError("x"), now=NOW, options=OPTIONS)
    state = after(state, FetchError("x", blocked=True), now=NOW + HOUR, options=OPTIONS)
    assert (state.failing_since, state.blocked) == (NOW, True)
    state = after(state, NotModified(), now=NOW + 2 * HOUR, options=OPTIONS)
    assert (state.failing_since, state.blocked) == (None, False)
