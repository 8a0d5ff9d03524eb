"""A morning → a made-up file of reference rates, in the form of the central bank's."""

from datetime import date, timedelta

from briefing.edition.target_days import is_target_day

PATH = "/banque-centrale/taux.xml"
_BASE = {"USD": 1.0872, "GBP": 0.8391, "JPY": 171.35, "CHF": 0.9463, "CNY": 7.8412}
_DAYS = 20
_WAVE = (0.0, 0.4, -0.3, 0.1, -0.6, 0.2, 0.5)  # percent


def rates_bytes(day: date) -> bytes:
    """Return the rates of the TARGET days before the morning of `day`, the newest first."""
    days = (day - timedelta(days=n) for n in range(1, _DAYS + 1))
    cubes = "".join(
        f'<Cube time="{one.isoformat()}">{_rates(one)}</Cube>' for one in days if is_target_day(one)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01"'
        ' xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">'
        f"<Cube>{cubes}</Cube></gesmes:Envelope>"
    ).encode()


def _rates(day: date) -> str:
    # Each currency has its own place in the wave, so that some rise while others fall.
    return "".join(
        f'<Cube currency="{code}" rate="{value * (1 + _moved(day, place) / 100):.4f}"/>'
        for place, (code, value) in enumerate(_BASE.items())
    )


def _moved(day: date, place: int) -> float:
    return _WAVE[(day.toordinal() + 2 * place) % len(_WAVE)]
