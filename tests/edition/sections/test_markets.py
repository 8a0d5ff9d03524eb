"""What a euro cost: the bank's own numbers of the last fixing, or nothing."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.edition.desk import Options
from briefing.edition.sections.markets import CURRENCIES, pick
from briefing.gathered import Rate
from briefing.model import RatesBlock, TextBlock
from briefing.public_days import Closing

MONDAY, FRIDAY, THURSDAY = date(2026, 11, 23), date(2026, 11, 20), date(2026, 11, 19)


def options(*rates: Rate, **changes: Any) -> Options:
    values: dict[str, Any] = {"max": 5, "language": "fr", "day": MONDAY, "rates": rates}
    return Options(**(values | changes))


def fixing(day: date, **values: float) -> tuple[Rate, ...]:
    return tuple(Rate(day=day, currency=one, value=value) for one, value in values.items())


BOTH = (*fixing(THURSDAY, USD=1.08, GBP=0.84), *fixing(FRIDAY, USD=1.0908, GBP=0.84, JPY=178.9))


def rates_of(options: Options) -> tuple[RatesBlock, ...]:
    return tuple(one for one in pick((), options) if isinstance(one, RatesBlock))


def closed_of(options: Options) -> list[str]:
    return [one.text for one in pick((), options) if isinstance(one, TextBlock)]


def test_the_last_fixing_is_told_with_its_change() -> None:
    (block,) = rates_of(options(*BOTH))
    assert block.day == FRIDAY
    assert [(one.currency, one.value, one.change) for one in block.rows] == [
        ("USD", 1.0908, 1.0),
        ("GBP", 0.84, 0.0),
        ("JPY", 178.9, None),
    ]
    assert block.source == "BCE"


def test_who_is_closed_today_is_told_below_the_rates_and_without_them() -> None:
    wall_street = Closing(exchange="XNYS", text="Wall Street est fermée (Thanksgiving).")
    told = [*pick((), options(*BOTH, closings=(wall_street,)))]
    assert isinstance(told[0], RatesBlock)
    assert told[1:] == [TextBlock(text=wall_street.text)]
    assert pick((), options(closings=(wall_street,))) == (TextBlock(text=wall_street.text),)


def test_a_closing_is_told_to_those_whom_it_concerns() -> None:
    closings = (
        Closing(exchange="XPAR", text="Paris."),
        Closing(exchange="XNYS", text="New York."),
        Closing(exchange="ECB", text="Bank."),
    )
    assert closed_of(options(closings=closings)) == ["Paris. New York."]
    assert closed_of(options(closings=closings, language="en")) == ["New York."]
    assert closed_of(options(*BOTH, closings=closings)) == ["Paris. New York. Bank."]


def test_an_old_fixing_is_not_told() -> None:
    assert pick((), options(*fixing(THURSDAY, USD=1.08))) == ()
    assert pick((), options()) == ()


def test_a_change_is_only_told_from_the_fixing_just_before() -> None:
    rates = (*fixing(date(2026, 11, 18), USD=1.0), *fixing(FRIDAY, USD=1.1))
    (block,) = rates_of(options(*rates))
    assert block.rows[0].change is None


@pytest.mark.parametrize(
    ("language", "first"), [("fr", "USD"), ("fr-CH", "CHF"), ("fr-CA", "CAD"), ("en-GB", "GBP")]
)
def test_the_readers_own_currency_goes_first(language: str, first: str) -> None:
    rates = fixing(FRIDAY, **dict.fromkeys(CURRENCIES, 1.5))
    (block,) = rates_of(options(*rates, language=language))
    assert block.rows[0].currency == first
    assert len(block.rows) == 5


@given(
    st.dictionaries(
        st.tuples(st.dates(date(2026, 11, 10), MONDAY), st.sampled_from(CURRENCIES)),
        st.floats(0.01, 1000),
    )
)
def test_no_rate_is_ever_made_up(known: dict[tuple[date, str], float]) -> None:
    rates = tuple(Rate(day=d, currency=c, value=v) for (d, c), v in known.items())
    for block in rates_of(options(*rates)):
        for row in block.rows:
            assert known[block.day, row.currency] == row.value
