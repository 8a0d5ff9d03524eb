"""A day → the public holiday it is, and which exchanges are closed, in words. Pure.

The dates come from the package `holidays` (the extra `holidays`), the words are our own: its
names of exchange holidays are English, and some are not what a reader says.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from briefing.errors import InputError

INSTALL = "pip install 'briefing[holidays]'"
EXCHANGES = ("XPAR", "XNYS", "ECB")
_HOME = {"fr": "FR"}  # a language that says no country, and means one
_OBSERVED = (" (observed)", " (substituted)")

_CLOSED = {
    "fr": {
        "XPAR": "La Bourse de Paris est fermée ({why}).",
        "XNYS": "Wall Street est fermée ({why}).",
        "ECB": "La BCE ne publie pas de taux de référence ({why}).",
    },
    "en": {
        "XPAR": "The Paris stock exchange is closed ({why}).",
        "XNYS": "Wall Street is closed ({why}).",
        "ECB": "The ECB publishes no reference rates ({why}).",
    },
}

_NAMES = {
    "fr": {
        "New Year's Day": "jour de l'An",
        "Martin Luther King Jr. Day": "Martin Luther King Day",
        "Washington's Birthday": "Presidents' Day",
        "Good Friday": "Vendredi saint",
        "Easter Monday": "lundi de Pâques",
        "Labor Day": "Labor Day",
        "Labour Day": "1er Mai",
        "Memorial Day": "Memorial Day",
        "Juneteenth National Independence Day": "Juneteenth",
        "Independence Day": "fête nationale américaine",
        "Thanksgiving Day": "Thanksgiving",
        "Christmas Eve": "réveillon de Noël",
        "Christmas Day": "Noël",
        "Christmas Holiday": "lendemain de Noël",
    },
    "en": {
        "Juneteenth National Independence Day": "Juneteenth",
        "Thanksgiving Day": "Thanksgiving",
        "Washington's Birthday": "Presidents' Day",
        "Christmas Holiday": "the day after Christmas",
    },
}
_OWN = {"fr": {("XPAR", "Labor Day"): "1er Mai"}, "en": {("XPAR", "Labor Day"): "May Day"}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """An exchange that is closed on a day when it would be open; `text` is a sentence."""

    exchange: str
    text: str


def installed() -> bool:
    """Tell whether the calendars are there."""
    return _library() is not None


def refuse_unknown_country(code: str) -> None:
    """Raise ValueError when no calendar has that name ("FR", "DE-BY"), with what to write."""
    library = _library()
    if library is None:
        raise ValueError(f"needs the package `holidays`. Install it: {INSTALL}")
    known = library.list_supported_countries(include_aliases=False)
    country, _, region = code.partition("-")
    if country not in known or len(country) != 2:
        raise ValueError('is no country that we know. Write its two letters: "FR", "DE", "CA".')
    if region and region not in known[country]:
        regions = ", ".join(known[country]) or "none"
        raise ValueError(f"names no region of {country}. Known: {regions}.")


def home_country(language: str, skip_country: str) -> str:
    """Return whose holidays readers keep: those that are skipped, else of the language's region."""
    if skip_country:
        return skip_country
    tag, _, region = language.partition("-")
    return region.upper() if len(region) == 2 else _HOME.get(tag, "")


def public_holiday(day: date, country: str, *, language: str = "en") -> str:
    """Return the holiday's name, or "" on an ordinary day. `country` is "FR", "DE-BY", …

    Raises InputError when the calendars are not installed or have no such country.
    """
    return _public(country, day.year, language).get(day, "")


def holiday_greeted(day: date, *, language: str, country: str) -> str | None:
    """Return the holiday's name, "" on an ordinary day, None where nobody can say."""
    if not country:
        return None
    try:
        return public_holiday(day, country, language=language)
    except InputError:
        return None


def closings(day: date, *, language: str) -> tuple[Closing, ...]:
    """Return the exchanges closed on that weekday; none on a weekend or without the calendars."""
    if day.weekday() > 4 or not installed():
        return ()
    spoken = "fr" if language.partition("-")[0] == "fr" else "en"
    found = [(one, _financial(one, day.year).get(day, "")) for one in EXCHANGES]
    return tuple(
        Closing(exchange=one, text=_CLOSED[spoken][one].format(why=_named(one, name, spoken)))
        for one, name in found
        if name
    )


def _named(exchange: str, name: str, spoken: str) -> str:
    for ending in _OBSERVED:
        name = name.removesuffix(ending)
    own = _OWN[spoken].get((exchange, name))
    return own or _NAMES[spoken].get(name, name)


@cache
def _library() -> Any:  # the package is an extra, and may be absent when types are checked
    try:
        import holidays  # 0.15 s, and most newsletters name no country
    except ImportError:
        return None
    return holidays


@cache
def _public(country: str, year: int, language: str) -> Mapping[date, str]:
    library = _library()
    if library is None:
        raise InputError(
            "The public holidays of a country need the package `holidays`.",
            hint=f"Install it: {INSTALL}",
        )
    code, _, region = country.partition("-")
    try:
        found = library.country_holidays(code, subdiv=region or None, years=year)
        spoken = _spoken(library, code, language)
        named = library.country_holidays(code, subdiv=region or None, years=year, language=spoken)
    except (NotImplementedError, ValueError) as error:
        raise InputError(
            f"Nobody knows the public holidays of {country!r}.",
            hint='Write the two letters of a country: "FR", "DE-BY", "CA-QC".',
        ) from error
    return {day: named.get(day, name) for day, name in found.items()}


def _spoken(library: Any, code: str, language: str) -> str | None:
    """Return the package's tag for the language, None (its own default) when it has none."""
    known = library.list_localized_countries().get(code, [])
    tag, primary = language.replace("-", "_"), language.partition("-")[0]
    wanted = [tag, *(one for one in ("en_US", primary) if one.partition("_")[0] == primary)]
    return next((one for one in wanted if one in known), None)


@cache
def _financial(exchange: str, year: int) -> Mapping[date, str]:
    found = _library().financial_holidays(exchange, years=year)
    return {day: name for day, name in found.items() if day.year == year}
