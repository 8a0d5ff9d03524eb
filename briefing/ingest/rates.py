"""The European Central Bank's file of reference rates → rates; and when to ask for the next. Pure.

The bank fixes them at about 16:00 of its own time on TARGET days: weekdays but for its holidays.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from lxml import etree

from briefing.errors import ParseError
from briefing.gathered import Rate

_ZONE = ZoneInfo("Europe/Berlin")  # Frankfurt
_PUBLISHED = time(16, 10)
_LATEST = time(20, 0)  # what is not there by then is not coming today
_AGAIN = timedelta(minutes=30)
_MOST = 50_000
_SATURDAY = 5


def parse_rates(body: bytes) -> tuple[Rate, ...]:
    """Return the rates of all days in the file, oldest first. Raises ParseError when it is none.

    A value that is no positive number ("N/A" for a currency that was not fixed) is left out.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _no_rates("The body is no XML.") from error
    rates = []
    for cube in root.iter("{*}Cube"):
        day = _day(cube.get("time", ""))
        if day is not None:
            rates += [
                rate
                for one in cube.iterchildren("{*}Cube")
                if (rate := _rate(day, one)) is not None
            ]
    if not rates:
        raise _no_rates("The file holds no rates.")
    return tuple(sorted(rates[:_MOST], key=lambda rate: (rate.day, rate.currency)))


def next_fixing(now: datetime, *, newest: date | None) -> datetime:
    """Return when to ask next, in UTC: in half an hour while today's are due and not there, else
    at 16:10 of the next weekday in Frankfurt."""
    local = now.astimezone(_ZONE)
    today = local.date()
    is_due = today.weekday() < _SATURDAY and _PUBLISHED <= local.time() < _LATEST
    if is_due and newest != today:
        return now + _AGAIN
    day = today if local.time() < _PUBLISHED else today + timedelta(days=1)
    while day.weekday() >= _SATURDAY:
        day += timedelta(days=1)
    return datetime.combine(day, _PUBLISHED, tzinfo=_ZONE).astimezone(UTC)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _rate(day: date, cube: etree._Element) -> Rate | None:
    currency = cube.get("currency", "")
    try:
        value = float(cube.get("rate", ""))
    except ValueError:
        return None
    known = len(currency) == 3 and currency.isascii() and currency.isupper()
    return Rate(day=day, currency=currency, value=value) if known and 0 < value < 1e9 else None


def _no_rates(message: str) -> ParseError:
    return ParseError(message, hint="Look at markets.rates: it names the bank's 90-day XML file.")
