"""Language tag → catalogue, dates, hours, lists and numbers as its readers write them."""

import gettext
import re
from collections.abc import Sequence
from datetime import date, time
from functools import cache
from importlib.resources import files
from io import BytesIO

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, get_currency_name
from babel.units import format_unit


def primary(language: str) -> str:
    """Return the tag's first part: fr-CA → fr."""
    return language.split("-", maxsplit=1)[0].lower()


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """Return the language's messages; whatever it lacks comes back as the English msgid.

    Read from the .po itself, once a process: nothing has to be compiled after an edit.
    """
    for tag in (language.replace("-", "_"), primary(language)):
        source = files("briefing") / "locale" / tag / "LC_MESSAGES" / "briefing.po"
        if source.is_file():
            with source.open("rb") as stream:
                messages = read_po(stream, locale=tag)
            compiled = BytesIO()
            write_mo(compiled, messages)
            compiled.seek(0)
            return gettext.GNUTranslations(compiled)
    return gettext.NullTranslations()


def spoken(language: str) -> str:
    """Return the language that our own words come in: the tag itself, English without a catalogue.

    For what stands in the middle of a sentence of ours: « Monday to Friday », not « lundi to … ».
    """
    has_words = isinstance(catalogue(language), gettext.GNUTranslations)
    return language if has_words or primary(language) == "en" else "en"


def period(text: str, language: str) -> str:
    """Return « 30 days » as « 30 jours »; another text as it is."""
    match = re.fullmatch(r"(\d{1,4}) (day|week|month|year)s?", text.strip(), re.ASCII)
    if match is None:
        return text
    number, unit = int(match[1]), f"duration-{match[2]}"
    return format_unit(number, unit, length="long", locale=_locale(language))


def long_date(day: date, language: str) -> str:
    """Return « lundi 23 novembre 2026 », "Monday, November 23, 2026", as inside a sentence."""
    if primary(language) == "en" and language.lower() not in ("en", "en-us"):
        # CLDR's own British form lost its comma between two releases.
        return format_date(day, "EEEE d MMMM y", locale=_locale(language))
    text = format_date(day, "full", locale=_locale(language))
    if primary(language) == "fr":
        # Babel prints « mardi 1 décembre ».
        return text.replace(" 1 ", " 1er ", 1)
    return text


def month(day: date, language: str) -> str:
    """Return « novembre 2026 », "November 2026", as inside a sentence."""
    return format_date(day, "MMMM y", locale=_locale(language))


def weekday(day: date, language: str) -> str:
    """Return « lundi », "Monday", as inside a sentence."""
    return format_date(day, "EEEE", locale=_locale(language))


def hour(hhmm: str, language: str) -> str:
    """Return « 14 h 30 », « 9 h », "2:30 p.m.", "noon" for a wall-clock time "HH:MM"."""
    at = time.fromisoformat(hhmm)
    base = primary(language)
    if base == "fr":
        return f"{at.hour} h {at.minute:02}" if at.minute else f"{at.hour} h"
    if base == "en":
        return _english_hour(at)
    return f"{at:%H:%M}"


def _english_hour(at: time) -> str:
    if at.minute == 0 and at.hour in (0, 12):
        return "noon" if at.hour else "midnight"
    half = "p.m." if at.hour >= 12 else "a.m."
    minutes = f":{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes} {half}"


def listed(parts: Sequence[str], language: str) -> str:
    """Return « A, B et C », "A, B, and C"."""
    return format_list(list(parts), locale=_locale(language))


def number(value: float, language: str) -> str:
    """Return « 45 000 », "45,000"; French with its narrow no-break space."""
    return format_decimal(value, locale=_locale(language))


def score(value: float, language: str) -> str:
    """Return « 0,78 », "0.78": two decimals."""
    return format_decimal(value, format="0.00", locale=_locale(language))


def rate(value: float, language: str) -> str:
    """Return « 1,0834 », « 178,94 »: five significant digits, as the central bank gives them."""
    digits = max(0, 4 - len(str(int(abs(value)))) + 1)
    return format_decimal(value, format="#,##0." + "0" * digits, locale=_locale(language))


def change(percent: float, language: str) -> str:
    """Return « +0,2 % », « −0,1 % », « 0,0 % »; with a minus, not a hyphen."""
    rounded = round(percent, 1)
    sign = "+" if rounded > 0 else "\u2212" if rounded < 0 else ""
    text = format_decimal(abs(rounded), format="0.0", locale=_locale(language))
    return f"{sign}{text} %" if primary(language) == "fr" else f"{sign}{text}%"


def currency(code: str, language: str) -> str:
    """Return « dollar », "US dollar"; the code itself where no name is known."""
    own = _CURRENCIES.get(primary(language), {}).get(code)
    return own or get_currency_name(code, locale=_locale(language)) or code


# Babel says « dollar des États-Unis » and "Chinese Yuan".
_CURRENCIES = {
    "fr": {
        **{"USD": "dollar", "GBP": "livre sterling", "JPY": "yen", "CHF": "franc suisse"},
        **{"CNY": "yuan", "CAD": "dollar canadien", "SEK": "couronne suédoise"},
        **{"AUD": "dollar australien"},
    },
    "en": {
        **{"USD": "US dollar", "GBP": "pound", "JPY": "yen", "CHF": "Swiss franc"},
        **{"CNY": "yuan", "CAD": "Canadian dollar", "SEK": "Swedish krona"},
        **{"AUD": "Australian dollar"},
    },
}


@cache
def _locale(language: str) -> Locale:
    """Return what Babel knows of the tag, or of its first part; English when nothing."""
    for tag in (language, primary(language)):
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")
