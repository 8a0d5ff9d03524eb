from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.ingest.dates import parse_date

NOW = datetime(2026, 11, 23, 4, 45, tzinfo=UTC)
SIX = datetime(2025, 7, 1, 6, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "Tue, 01 Jul 2025 08:00:00 +0200",
        "Tue, 1 Jul 25 08:00 +0200",
        "01 Jul 2025 06:00:00 GMT",
        "Tue, 01 Jul 2025 08:00:00 CEST",
        "Tue, 01 Jul 2025 07:00:00 BST",
        "Tue, 01 Jul 2025 02:00:00 EDT",
        "Tue, 01 Jul 2025 06:00:00 -0000",
        "Tue, 01 Jul 2025 06:00:00 +0000 (UTC)",
        "Tue, 01 Jul 2025 08:00:00 GMT+2",
        "mar., 01 juil. 2025 08:00:00 +0200",
        "Mardi 1er juillet 2025 à 8h00 CEST",
        "2025-07-01T08:00:00+02:00",
        "2025-07-01T06:00Z",
        "2025-07-01 08:00:00 +0200",
        "2025-07-01T08:00:00+02",
        "2025-07-01 06:00:00 UTC",
        "20250701T060000Z",
        "Tue Jul 01 06:00:00 UTC 2025",
        "July 1, 2025, 2:00 am EDT",
        "Jul 1, 2025 at 6:00 AM GMT",
        "1751349600",
        "1751349600000",
        "  Tue,  01 Jul 2025\n06:00:00 Z ",
    ],
)
def test_a_date_with_a_zone_is_an_instant(text: str) -> None:
    assert parse_date(text, now=NOW) == SIX


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hier",
        "2025-07-01",
        "2025-07-01T08:00:00",
        "2025-07-01 08:00",
        "01/07/2025 08:00",
        "1 juillet 2025",
        "Mardi 1er juillet 2025 à 8h00",
        "Tue, 01 Jul 2025 06:00:00",
        "Tue, 01 Jul 2025 06:00:00 IST",
        "Tue, 01 Jul 2025 06:00:00 XYZ",
        "Tue, 01 Jul 2025 06:00:00 +9900",
        "Tue, 31 Jun 2025 06:00:00 GMT",
        "Tue, 01 Jul 2025 25:61:00 GMT",
        "Tue, 01 Foo 2025 06:00:00 GMT",
        "Jul 1, 2025, 13:00 pm GMT",
        "2025-13-01T08:00:00Z",
        "0000-00-00 00:00:00 GMT",
        "0001-01-01T00:00:00+14:00",
        "Thu, 01 Jan 1970 00:00:00 +0000",
        "Fri, 31 Dec 9999 23:59:59 GMT",
        "2025-W27-2",
        "20250701",
        "99999999999",
        "9999999999",
        "1 Jul 60 06:00 GMT",
    ],
)
def test_a_date_that_is_not_sure_is_none(text: str) -> None:
    assert parse_date(text, now=NOW) is None


def test_two_digit_years_are_those_of_the_mail_standard() -> None:
    assert parse_date("1 Jul 99 06:00 GMT", now=NOW) == datetime(1999, 7, 1, 6, 0, tzinfo=UTC)


def test_noon_and_midnight_of_twelve_hour_clocks() -> None:
    assert parse_date("July 1, 2025 12:30 pm GMT", now=NOW) == datetime(
        2025, 7, 1, 12, 30, tzinfo=UTC
    )
    assert parse_date("July 1, 2025 12:30 am GMT", now=NOW) == datetime(
        2025, 7, 1, 0, 30, tzinfo=UTC
    )


def test_tomorrow_is_the_latest_that_is_believed() -> None:
    assert parse_date((NOW + timedelta(hours=23)).isoformat(), now=NOW)
    assert parse_date((NOW + timedelta(hours=25)).isoformat(), now=NOW) is None


@given(st.integers(0, 36 * 365 * 86_400), st.integers(-12, 14))
def test_every_iso_date_is_read_exactly(seconds: int, zone: int) -> None:
    whole = datetime(1990, 1, 2, tzinfo=UTC) + timedelta(seconds=seconds)
    text = f"{whole:%Y-%m-%dT%H:%M:%S}{zone:+03d}:00"
    assert parse_date(text, now=NOW) == whole - timedelta(hours=zone)


@given(st.text(max_size=60))
def test_any_text_gives_a_date_or_none(text: str) -> None:
    got = parse_date(text, now=NOW)
    assert got is None or got.tzinfo is UTC


def test_parts_of_a_second_are_dropped() -> None:
    assert parse_date("2025-07-01T08:00:00.123+02:00", now=NOW) == SIX
