"""A day → how the mail says hello and goodbye, from pools, without repeating itself."""

from collections.abc import Sequence
from datetime import date

from briefing.edition.phrases import (
    FEASTS_EVERYWHERE,
    GREETINGS,
    HOLIDAY_GREETING,
    HOLIDAYS,
    HOLIDAYS_BY_NAME,
    SHORT,
    SHORT_HOLIDAY,
    SIGN_OFFS,
    WEEKEND_SIGN_OFFS,
)
from briefing.i18n import primary


def greeting(
    day: date,
    language: str,
    *,
    recent: Sequence[str] = (),
    short: bool = False,
    holiday: str | None = None,
) -> str:
    """Return the day's greeting, none of `recent` unless its whole pool was used.

    `holiday` is the day's name where readers live, "" on an ordinary day, None when unknown.
    """
    spoken = _spoken(language)
    festive = _festive(day, spoken, holiday)
    if festive:
        return SHORT_HOLIDAY[spoken].format(festive=festive) if short else festive
    if short:
        return SHORT[spoken]
    fresh = [one for one in GREETINGS[spoken][day.weekday()] if one not in recent]
    return _of_week(fresh or GREETINGS[spoken][day.weekday()], day)


def sign_off(day: date, language: str) -> str:
    """Return the day's last words; on Fridays they wish a good weekend."""
    spoken = _spoken(language)
    if day.weekday() == 4:
        return _of_week(WEEKEND_SIGN_OFFS[spoken], day)
    return SIGN_OFFS[spoken][day.toordinal() % len(SIGN_OFFS[spoken])]


def _festive(day: date, spoken: str, holiday: str | None) -> str:
    """Return the greeting of a holiday, or "". A feast of one country is none in another."""
    date_of_year = f"{day:%m-%d}"
    if date_of_year in FEASTS_EVERYWHERE or holiday is None:
        return HOLIDAYS[spoken].get(date_of_year, "")
    if not holiday:
        return ""
    own = HOLIDAYS[spoken].get(date_of_year) or HOLIDAYS_BY_NAME[spoken].get(holiday)
    return own or HOLIDAY_GREETING[spoken].format(holiday=holiday)


def _of_week(pool: Sequence[str], day: date) -> str:
    # By the week, for each weekday has its own pool.
    return pool[day.toordinal() // 7 % len(pool)]


def _spoken(language: str) -> str:
    spoken = primary(language)
    return spoken if spoken in GREETINGS else "en"
