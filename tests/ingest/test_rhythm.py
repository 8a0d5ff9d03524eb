from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.ingest.rhythm import LONGEST, SHORTEST, Rhythm, allowed, fresh_for, interval
from briefing.ingest.rhythm import read_rhythm as read
from tests.builders import NOW

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


def wait(rhythm: Rhythm, fresh: timedelta | None = None) -> timedelta:
    return interval(rhythm, fresh=fresh, every=HOUR)


def test_a_feed_names_its_wait() -> None:
    assert read(b"<rss><channel><ttl> 120 </ttl><item>", ()).every == 2 * HOUR
    daily = b"<sy:updatePeriod>daily</sy:updatePeriod>"
    assert read(daily, ()).every == 24 * HOUR
    four = b"<sy:updateFrequency>4</sy:updateFrequency>"
    assert read(daily + four, ()).every == 6 * HOUR
    assert read(b"<sy:updatePeriod>often</sy:updatePeriod>", ()).every == timedelta()


def test_what_stands_in_an_item_is_not_the_feeds() -> None:
    assert read(b"<item><ttl>120</ttl></item>", ()).every is None


def test_a_feed_names_hours_and_days_to_skip() -> None:
    rhythm = read(
        b"<skipHours><hour>0</hour><hour>24</hour><hour>5</hour><hour>x</hour></skipHours>"
        b"<skipDays><day>Sunday</day><day>Dimanche</day></skipDays>",
        (),
    )
    assert rhythm.skip_hours == frozenset({0, 5})
    assert rhythm.skip_days == frozenset({6})


def test_a_feed_that_skips_everything_skips_nothing() -> None:
    hours = "".join(f"<hour>{hour}</hour>" for hour in range(24))
    assert read(f"<skipHours>{hours}</skipHours>".encode(), ()).skip_hours == frozenset()


def test_its_dates_tell_how_often_it_publishes() -> None:
    dates = [NOW, None, NOW - HOUR, NOW - 3 * HOUR, NOW - timedelta(days=300)]
    rhythm = read(b"", dates)
    assert rhythm.span == timedelta(days=300)
    assert rhythm.silence == 2 * HOUR, "the longest of all is that before a pinned item"
    assert read(b"", [NOW]) == Rhythm()


@pytest.mark.parametrize(
    ("headers", "told"),
    [
        ({"cache-control": "public, max-age=600"}, 10 * MINUTE),
        ({"cache-control": "s-maxage=600"}, None),
        (
            {
                "expires": "Mon, 23 Nov 2026 06:00:00 GMT",
                "date": "Mon, 23 Nov 2026 05:00:00 GMT",
            },
            HOUR,
        ),
        ({"expires": "0"}, None),
        ({"expires": "Mon, 23 Nov 2026 06:00:00 GMT"}, None),
        ({}, None),
    ],
)
def test_a_server_says_how_long_its_answer_is_fresh(
    headers: dict[str, str], told: timedelta | None
) -> None:
    assert fresh_for(headers) == told


def test_an_ordinary_feed_is_asked_every_hour() -> None:
    assert wait(Rhythm()) == HOUR
    assert wait(Rhythm(gap=HOUR, span=30 * HOUR)) == HOUR


def test_a_feed_that_turns_over_fast_is_asked_before_its_items_are_gone() -> None:
    assert wait(Rhythm(gap=3 * MINUTE, span=HOUR)) == 15 * MINUTE
    assert wait(Rhythm(gap=MINUTE, span=5 * MINUTE)) == SHORTEST


def test_a_feed_that_publishes_rarely_is_asked_rarely() -> None:
    assert wait(Rhythm(gap=timedelta(days=2), span=timedelta(days=40))) == 12 * HOUR
    assert wait(Rhythm(gap=timedelta(days=30), span=timedelta(days=400))) == LONGEST


def test_the_wishes_of_feed_and_server_count() -> None:
    assert wait(Rhythm(every=3 * HOUR)) == 3 * HOUR
    assert wait(Rhythm(every=MINUTE), fresh=2 * HOUR) == 2 * HOUR
    assert wait(Rhythm(), fresh=timedelta(days=365)) == LONGEST


def test_no_wish_makes_us_lose_items() -> None:
    front_page = Rhythm(every=24 * HOUR, gap=10 * MINUTE, span=6 * HOUR)
    assert wait(front_page) == 3 * HOUR


@given(
    st.none() | st.timedeltas(timedelta(), timedelta(days=900)),
    st.none() | st.timedeltas(timedelta(), timedelta(days=900)),
    st.none() | st.timedeltas(timedelta(), timedelta(days=900)),
    st.none() | st.timedeltas(timedelta(days=-9), timedelta(days=900)),
    st.timedeltas(timedelta(seconds=1), timedelta(days=7)),
)
def test_every_wait_is_within_bounds(
    wish: timedelta | None,
    gap: timedelta | None,
    span: timedelta | None,
    fresh: timedelta | None,
    every: timedelta,
) -> None:
    got = interval(Rhythm(every=wish, gap=gap, span=span), fresh=fresh, every=every)
    assert SHORTEST <= got <= max(LONGEST, every)


def test_an_hour_to_skip_is_waited_out() -> None:
    monday = datetime(2026, 11, 23, 22, 30, tzinfo=UTC)
    later = allowed(monday, skip_hours=frozenset({22, 23, 0}), skip_days=frozenset({1}))
    assert later == datetime(2026, 11, 25, 1, 0, tzinfo=UTC)
    assert allowed(monday, skip_hours=frozenset(), skip_days=frozenset()) == monday
