"""A day → how the mail says hello and goodbye, from pools, without repeating itself."""

from collections.abc import Sequence
from datetime import date

from briefing.edition.phrases import GREETINGS, HOLIDAYS, SHORT, SIGN_OFFS, WEEKEND_SIGN_OFFS
from briefing.i18n import primary


def greeting(day: date, language: str, *, recent: Sequence[str] = (), short: bool = False) -> str:
    """Return the day's greeting, none of `recent` unless its whole pool was used."""
    spoken = _spoken(language)
    if short:
        return SHORT[spoken]
    holiday = HOLIDAYS[spoken].get(f"{day:%m-%d}")
    if holiday:
        return holiday
    fresh = [one for one in GREETINGS[spoken][day.weekday()] if one not in recent]
    return _of_week(fresh or GREETINGS[spoken][day.weekday()], day)


def sign_off(day: date, language: str) -> str:
    """Return the day's last words; on Fridays they wish a good weekend."""
    spoken = _spoken(language)
    if day.weekday() == 4:
        return _of_week(WEEKEND_SIGN_OFFS[spoken], day)
    return SIGN_OFFS[spoken][day.toordinal() % len(SIGN_OFFS[spoken])]


def _of_week(pool: Sequence[str], day: date) -> str:
    # By the week, for each weekday has its own pool.
    return pool[day.toordinal() // 7 % len(pool)]


def _spoken(language: str) -> str:
    spoken = primary(language)
    return spoken if spoken in GREETINGS else "en"
