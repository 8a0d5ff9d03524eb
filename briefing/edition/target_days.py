"""Which days the central bank fixes reference rates on: the TARGET calendar. Pure, and for ever.

Weekdays but for New Year's Day, Good Friday, Easter Monday, 1 May, 25 and 26 December.
"""

from datetime import date, timedelta

_FIXED = frozenset({(1, 1), (5, 1), (12, 25), (12, 26)})
_DAY = timedelta(days=1)


def is_target_day(day: date) -> bool:
    if day.weekday() > 4 or (day.month, day.day) in _FIXED:
        return False
    return day - _easter(day.year) not in (-2 * _DAY, _DAY)


def target_day_before(day: date) -> date:
    """Return the last TARGET day before `day`."""
    day -= _DAY
    while not is_target_day(day):
        day -= _DAY
    return day


def _easter(year: int) -> date:
    """Return Easter Sunday (the anonymous Gregorian algorithm, Nature 1876)."""
    golden, century, rest = year % 19, year // 100, year % 100
    moon = (
        19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15
    ) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
