"""A feed's date as text → an aware UTC datetime that is right, or None."""

import re
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

from briefing.text import fold

_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_AHEAD = timedelta(days=1)

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january janv janvier",
            "feb february fev fevr fevrier",
            "mar march mars",
            "apr april avr avril",
            "may mai",
            "jun june juin",
            "jul july juil juillet",
            "aug august aou aout",
            "sep sept september septembre",
            "oct october octobre",
            "nov november novembre",
            "dec december decembre",
        ),
        start=1,
    )
    for name in names.split()
}
# Hours from UTC. Words that mean two zones in newspapers (IST, AST) are left out on purpose.
_ZONES: dict[str, float] = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "west": 1, "bst": 1, "cet": 1, "cest": 2,
    "mez": 1, "mesz": 2, "eet": 2, "eest": 3, "msk": 3, "sast": 2, "est": -5, "edt": -4, "cst": -6,
    "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7, "akst": -9, "akdt": -8, "hst": -10,
    "nst": -3.5, "ndt": -2.5, "jst": 9, "kst": 9, "aest": 10, "aedt": 11, "acst": 9.5, "awst": 8,
    "nzst": 12, "nzdt": 13,
}  # fmt: skip

_TIME = r"(?P<hour>\d{1,2})(?::|h)(?P<minute>\d{1,2})(?::(?P<second>\d{1,2})(?:[.,]\d+)?)?"
_CLOCK = _TIME + r"(?:\s*(?P<half>[ap])\.?m\.?)?"
_ZONE = r"(?P<zone>z|(?:gmt|utc)?[+-]\d{1,2}(?::?\d{2})?|[a-z]{2,4})"
_YEAR = r"(?P<year>\d{4}|\d{2})"
_WEEKDAY = r"(?:[a-z]{2,9}\.?,?\s+)?"
_SHAPES = tuple(
    re.compile(shape)
    for shape in (
        # 2025-07-01T08:00:00+02:00, 2025-07-01 08:00 CEST, 20250701T060000Z
        rf"(?P<year>\d{{4}})-(?P<month>\d{{2}})-(?P<day>\d{{2}})[t\s]\s*{_TIME}\s*{_ZONE}",
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})t"
        rf"(?P<hour>\d{{2}})(?P<minute>\d{{2}})(?P<second>\d{{2}})?\s*{_ZONE}",
        # Tue, 01 Jul 2025 08:00:00 +0200 — mardi 1er juillet 2025 à 8h00 CEST
        rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:er)?[\s-](?P<month>[a-z]{{3,9}})\.?[\s-]{_YEAR}"
        rf"(?:\s+a|,)?\s+{_CLOCK}\s*{_ZONE}",
        # Tue Jul 01 06:00:00 UTC 2025
        rf"{_WEEKDAY}(?P<month>[a-z]{{3,9}})\s+(?P<day>\d{{1,2}})\s+{_TIME}\s+{_ZONE}\s+{_YEAR}",
        # July 1, 2025, 8:00 am EDT
        rf"{_WEEKDAY}(?P<month>[a-z]{{3,9}})\.?\s+(?P<day>\d{{1,2}}),?\s+{_YEAR},?\s+(?:at\s+)?"
        rf"{_CLOCK}\s*{_ZONE}",
    )
)


def parse_date(text: str, *, now: datetime) -> datetime | None:
    """Return the instant, or None when it is not sure.

    A date without a zone or without a time is None: the moment when the item was first seen is
    nearer to the truth than a guess. So is one before 1990 or more than a day after `now`.
    """
    instant = _read(text[:100]) if text else None
    if instant is None or not _EARLIEST <= instant <= now + _AHEAD:
        return None
    return instant


@lru_cache(maxsize=1_000)
def _read(text: str) -> datetime | None:
    words = " ".join(fold(text).split())
    words = re.sub(r"\s*\([a-z]{2,5}\)$", "", words)  # +0000 (UTC)
    return _epoch(words) if words.isascii() and words.isdigit() else _written_out(words)


def _epoch(digits: str) -> datetime | None:
    """Seconds or milliseconds since 1970; other lengths are something else."""
    if len(digits) not in {10, 13}:
        return None
    return datetime.fromtimestamp(int(digits[:10]), tz=UTC)


def _written_out(words: str) -> datetime | None:
    for shape in _SHAPES:
        match = shape.fullmatch(words)
        if match is not None:
            return _instant(match.groupdict())
    return None


def _instant(parts: dict[str, str | None]) -> datetime | None:
    month = _month(parts["month"] or "")
    offset = _offset(parts["zone"] or "")
    hour = _hour(int(parts["hour"] or 0), half=parts.get("half"))
    if month is None or offset is None or hour is None:
        return None
    try:
        local = datetime(
            _year(parts["year"] or ""),
            month,
            int(parts["day"] or 0),
            hour,
            int(parts["minute"] or 0),
            int(parts["second"] or 0),
            tzinfo=timezone(offset),
        )
        return local.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _month(word: str) -> int | None:
    return int(word) if word.isdigit() else _MONTHS.get(word)


def _year(digits: str) -> int:
    """Two digits as in RFC 2822: 00–49 are 2000–2049."""
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + (2000 if year < 50 else 1900)


def _hour(hour: int, *, half: str | None) -> int | None:
    if half is None:
        return hour
    if not 1 <= hour <= 12:
        return None
    return hour % 12 + (12 if half == "p" else 0)


def _offset(zone: str) -> timedelta | None:
    match = re.fullmatch(r"(?:gmt|utc)?([+-])(\d{1,2}):?(\d{2})?", zone)
    if match is None:
        hours = _ZONES.get(zone)
        return None if hours is None else timedelta(hours=hours)
    size = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    if size > timedelta(hours=14):
        return None
    return -size if match[1] == "-" else size
