"""calendar.toml, the operator's own dates → appointments of a day, or every mistake at once."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from briefing.config.places import Place, line_of, lines_of
from briefing.errors import ConfigError, Fault
from briefing.gathered import Appointment

MOST_WORDS = 30
LEAP_YEAR = 2028  # so that "02-29" is a day
_KEYS = ("day", "at", "timezone", "text", "source", "url", "newsletters")


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDate:
    """An entry of calendar.toml. `year` None = every year."""

    month: int
    number: int
    year: int | None
    at: time | None  # None = all day
    zone: ZoneInfo | None  # of `at`; None = the newsletter's
    text: str
    source: str
    url: str
    newsletters: tuple[str, ...]  # () = all


def own_dates(path: Path) -> tuple[OwnDate, ...]:
    """Return the entries of the file. Raises ConfigError with every mistake, file, line, remedy."""
    text = _read(path)
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        line = int(found[1]) if found else len(text.splitlines())
        said = f"is no valid TOML: {str(error).split(' (at')[0].lower()}."
        remedy = "A text stands between quotes; each entry begins with [[dates]]."
        raise ConfigError((_fault(path, line, "", said, remedy),)) from error
    lines = lines_of(text)
    faults = [
        _fault(path, _line(lines, key), key, "is no setting.", "Each entry begins with [[dates]].")
        for key in document.keys() - {"dates"}
    ]
    entries = document.get("dates", [])
    if isinstance(entries, list) and all(isinstance(one, dict) for one in entries):
        faults += _faults(path, entries, lines)
    else:
        said, remedy = "is no list of entries.", "Write [[dates]] with two brackets each time."
        faults.append(_fault(path, _line(lines, "dates"), "dates", said, remedy))
    if faults:
        raise ConfigError(tuple(sorted(faults, key=lambda one: one.line)))
    return tuple(_entry(one) for one in entries)


def _line(lines: Mapping[Place, int], key: str) -> int:
    """Return where a key of the file's top stands: alone, or as a table or the first of several."""
    return lines.get((key,), lines.get((key, 0), 0))


def _faults(
    path: Path, entries: Sequence[Mapping[str, Any]], lines: Mapping[Place, int]
) -> list[Fault]:
    """Return every mistake of every entry, at the line of its key, else of its [[dates]]."""
    return [
        _fault(path, line_of(lines, ("dates", number, key)), key, said, remedy)
        for number, entry in enumerate(entries)
        for key, said, remedy in _mistakes(entry)
    ]


def appointments_of(
    dates: Sequence[OwnDate], day: date, *, newsletter: str, zone: ZoneInfo
) -> tuple[Appointment, ...]:
    """Return what stands in the file for that day of the readers' zone, in the file's order."""
    found = []
    for one in dates:
        if one.newsletters and newsletter not in one.newsletters:
            continue
        for year in (day.year - 1, day.year, day.year + 1) if one.year is None else (one.year,):
            told = _appointment(one, year, zone)
            if told is not None and told[0] == day:
                found.append(told[1])
    return tuple(found)


def _appointment(one: OwnDate, year: int, zone: ZoneInfo) -> tuple[date, Appointment] | None:
    """Return the entry of that year, and its day where the readers are."""
    try:
        day = date(year, one.month, one.number)
    except ValueError:  # 29 February
        return None
    at = None
    if one.at is not None:
        at = datetime.combine(day, one.at, tzinfo=one.zone or zone)
    local = day if at is None else at.astimezone(zone).date()
    kept = None if at is None else at.astimezone(UTC)
    return local, Appointment(day=local, at=kept, text=one.text, source=one.source, url=one.url)


# --- reading one entry


def _entry(table: Mapping[str, Any]) -> OwnDate:
    year, month, number = _day(table["day"])
    zone = table.get("timezone")
    return OwnDate(
        month=month,
        number=number,
        year=year,
        at=_time(table["at"]) if "at" in table else None,
        zone=ZoneInfo(zone) if zone else None,
        text=" ".join(table["text"].split()),
        source=table["source"].strip(),
        url=table.get("url", ""),
        newsletters=tuple(table.get("newsletters", ())),
    )


def _mistakes(table: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Return (key, what is wrong, what to do) of an entry."""
    wrong = []
    for key in table.keys() - set(_KEYS):
        wrong.append((key, "is no setting.", f"Known here: {', '.join(_KEYS)}."))
    for key in ("day", "text", "source"):
        if key not in table:
            wrong.append((key, "is required.", f"Write {_EXAMPLES[key]}."))
    for key, fits in _CHECKS.items():
        if key in table and not fits(table[key]):
            wrong.append((key, f"{table[key]!r} is not allowed.", f"Write {_EXAMPLES[key]}."))
    return wrong


def _day(value: object) -> tuple[int | None, int, int]:
    """Return year, month, day; the year is None of "11-24". Raises ValueError."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.year, value.month, value.day
    text = value if isinstance(value, str) else ""
    if re.fullmatch(r"\d\d-\d\d", text):
        every = date.fromisoformat(f"{LEAP_YEAR}-{text}")
        return None, every.month, every.day
    one = date.fromisoformat(text)
    return one.year, one.month, one.day


def _time(value: object) -> time:
    """Return the wall-clock time. Raises ValueError."""
    if isinstance(value, time):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"\d\d:\d\d", value):
        raise ValueError
    return time.fromisoformat(value)


def _is_day(value: object) -> bool:
    try:
        _day(value)
    except ValueError:
        return False
    return True


def _is_time(value: object) -> bool:
    try:
        _time(value)
    except ValueError:
        return False
    return True


def _is_sentence(value: object) -> bool:
    return isinstance(value, str) and 1 <= len(value.split()) <= MOST_WORDS


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_address(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"https?://[^\s/]+\S*", value) is not None


def _is_zone(value: object) -> bool:
    return isinstance(value, str) and value in available_timezones()


def _are_names(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


_CHECKS = {
    "day": _is_day,
    "at": _is_time,
    "timezone": _is_zone,
    "text": _is_sentence,
    "source": _is_text,
    "url": _is_address,
    "newsletters": _are_names,
}
_EXAMPLES = {
    "day": 'day = "2026-11-24", or "11-24" for every year',
    "at": 'at = "14:30"',
    "timezone": 'timezone = "America/New_York"',
    "text": f'text = "…", a sentence of at most {MOST_WORDS} words',
    "source": 'source = "Eurostat": who announces it, as it is printed',
    "url": 'url = "https://…", where it is announced',
    "newsletters": 'newsletters = ["matin"], the ids of those that print it',
}


# --- places


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        remedy = 'Write it, or take `calendar = "…"` out of config.toml.'
        raise ConfigError((_fault(path, 0, "", "is not there.", remedy),)) from error
    except (OSError, UnicodeDecodeError) as error:
        remedy = "It must be a readable UTF-8 file."
        raise ConfigError((_fault(path, 0, "", f"cannot be read ({error}).", remedy),)) from error


def _fault(path: Path, line: int, key: str, message: str, remedy: str) -> Fault:
    return Fault(file=path.name, line=line, key=key, message=message, remedy=remedy)
