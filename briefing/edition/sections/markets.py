"""Dossiers → what a euro cost at the last fixing of the central bank, and who is closed today.

Rates are absent when the fixing is old; without them, and with every exchange open, so is all.
"""

from collections.abc import Sequence
from datetime import date

from briefing.edition.desk import Options
from briefing.edition.target_days import target_day_before
from briefing.gathered import Rate
from briefing.i18n import primary
from briefing.model import Dossier, RateRow, RatesBlock, TextBlock

TITLES = {"fr": "Les marchés", "en": "The markets"}
LIMIT = 5

# In this order; the currency of the readers' own country goes first.
CURRENCIES = ("USD", "GBP", "JPY", "CHF", "CNY", "CAD", "SEK", "AUD")
_HOME = {"CH": "CHF", "CA": "CAD", "GB": "GBP", "US": "USD", "AU": "AUD", "SE": "SEK"}
SOURCES = {"fr": "BCE", "en": "ECB"}
URL = "https://www.ecb.europa.eu/stats/policy_and_exchange_rates/euro_reference_exchange_rates/"


def pick(dossiers: Sequence[Dossier], options: Options) -> tuple[RatesBlock | TextBlock, ...]:
    """Return the rates of the last TARGET day, none of them made up, then a line for those who are
    closed."""
    rates = _rates(options)
    return (*rates, *_closed(options, rates=bool(rates)))


def _closed(options: Options, *, rates: bool) -> tuple[TextBlock, ...]:
    """Return the closings that concern these readers: the bank's where its rates are printed, Paris
    where French is spoken, Wall Street everywhere."""
    concern = {"XNYS": True, "ECB": rates, "XPAR": primary(options.language) == "fr"}
    told = [one.text for one in options.closings if concern.get(one.exchange)]
    return (TextBlock(text=" ".join(told)),) if told else ()


def _rates(options: Options) -> tuple[RatesBlock, ...]:
    newest = max((rate.day for rate in options.rates), default=None)
    if newest is None or newest < target_day_before(options.day):
        return ()
    rows = _rows(options, newest)
    source = SOURCES.get(primary(options.language), SOURCES["en"])
    return (RatesBlock(day=newest, rows=rows, url=URL, source=source),) if rows else ()


def _rows(options: Options, newest: date) -> tuple[RateRow, ...]:
    today = _by_currency(options.rates, newest)
    before = _by_currency(options.rates, target_day_before(newest))
    rows = (
        RateRow(currency=one, value=today[one], change=_change(today[one], before.get(one)))
        for one in _wanted(options.language)
        if one in today
    )
    return tuple(rows)[: options.max]


def _wanted(language: str) -> tuple[str, ...]:
    home = _HOME.get(language.partition("-")[2].upper())
    return tuple(dict.fromkeys((home, *CURRENCIES) if home else CURRENCIES))


def _by_currency(rates: Sequence[Rate], day: date) -> dict[str, float]:
    return {rate.currency: rate.value for rate in rates if rate.day == day}


def _change(value: float, before: float | None) -> float | None:
    """Return the change in percent; None when the fixing just before it is not known."""
    return None if before is None else round(100 * (value / before - 1), 2)
