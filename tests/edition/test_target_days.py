"""The days on which the central bank fixes rates."""

from datetime import date, timedelta

import pytest

from briefing.edition.target_days import is_target_day, target_day_before

holidays = pytest.importorskip("holidays")


def test_the_calendar_is_that_of_the_bank_for_thirty_years() -> None:
    closed = holidays.financial_holidays("ECB", years=range(2005, 2035))
    day = date(2005, 1, 1)
    while day.year < 2035:
        assert is_target_day(day) == (day.weekday() < 5 and day not in closed), day
        day += timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (date(2026, 11, 24), date(2026, 11, 23)),
        (date(2026, 11, 23), date(2026, 11, 20)),
        (date(2026, 4, 7), date(2026, 4, 2)),  # over Easter
        (date(2026, 12, 28), date(2026, 12, 24)),
    ],
)
def test_the_day_before_may_lie_days_back(day: date, before: date) -> None:
    assert target_day_before(day) == before
