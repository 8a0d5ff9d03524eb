from datetime import UTC, date, datetime

import pytest

from briefing.errors import ParseError
from briefing.gathered import Rate
from briefing.ingest.rates import next_fixing, parse_rates

MONDAY = date(2026, 11, 23)
FRIDAY = date(2026, 11, 20)


def bank(cubes: str) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01"'
        ' xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">'
        f"<gesmes:subject>Reference rates</gesmes:subject><Cube>{cubes}</Cube></gesmes:Envelope>"
    ).encode()


def test_every_rate_of_every_day_the_oldest_first() -> None:
    body = bank(
        '<Cube time="2026-11-23"><Cube currency="USD" rate="1.0867"/>'
        '<Cube currency="JPY" rate="163.2"/></Cube>'
        '<Cube time="2026-11-20"><Cube currency="USD" rate="1.0812"/></Cube>'
    )
    assert parse_rates(body) == (
        Rate(day=FRIDAY, currency="USD", value=1.0812),
        Rate(day=MONDAY, currency="JPY", value=163.2),
        Rate(day=MONDAY, currency="USD", value=1.0867),
    )


@pytest.mark.parametrize("rate", ["N/A", "", "-1", "0", "nan", "inf", "1e12"])
def test_what_is_no_rate_is_left_out(rate: str) -> None:
    body = bank(
        f'<Cube time="2026-11-23"><Cube currency="RUB" rate="{rate}"/>'
        '<Cube currency="dollar" rate="1"/><Cube currency="USD" rate="1.1"/></Cube>'
        '<Cube time="soon"><Cube currency="USD" rate="2"/></Cube>'
    )
    assert parse_rates(body) == (Rate(day=MONDAY, currency="USD", value=1.1),)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>Maintenance</html>",
        b"{}",
        bank(""),
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        b'<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><Cube time="2026-11-23">&b;</Cube>',
    ],
)
def test_what_is_no_file_of_rates_is_told(body: bytes) -> None:
    with pytest.raises(ParseError) as told:
        parse_rates(body)
    assert "markets.rates" in told.value.hint


def frankfurt(day: int, hour: int, minute: int = 0) -> datetime:
    """November 2026: UTC + 1."""
    return datetime(2026, 11, day, hour - 1, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "newest", "expected"),
    [
        (frankfurt(23, 9), FRIDAY, frankfurt(23, 16, 10)),
        (frankfurt(23, 16, 10), FRIDAY, frankfurt(23, 16, 40)),
        (frankfurt(23, 16, 10), MONDAY, frankfurt(24, 16, 10)),
        (frankfurt(23, 19, 59), FRIDAY, frankfurt(23, 20, 29)),
        (frankfurt(23, 20, 30), FRIDAY, frankfurt(24, 16, 10)),  # a holiday of the bank
        (frankfurt(20, 18), FRIDAY, frankfurt(23, 16, 10)),
        (frankfurt(21, 12), FRIDAY, frankfurt(23, 16, 10)),  # a Saturday
        (frankfurt(23, 9), None, frankfurt(23, 16, 10)),
    ],
)
def test_rates_are_asked_for_when_the_bank_has_fixed_them(
    now: datetime, newest: date | None, expected: datetime
) -> None:
    assert next_fixing(now, newest=newest) == expected


def test_the_hour_is_that_of_frankfurt_in_summer_too() -> None:
    now = datetime(2026, 7, 1, 8, tzinfo=UTC)
    assert next_fixing(now, newest=None) == datetime(2026, 7, 1, 14, 10, tzinfo=UTC)
