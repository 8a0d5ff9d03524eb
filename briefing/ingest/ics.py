"""A calendar file (iCalendar, RFC 5545) → what it announces. Pure.

What is read: events with a start, a summary, perhaps an address; days, hours in UTC, in a named
zone or without one. A repeated event counts once, on its first day; a cancelled one not at all.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from briefing.errors import ParseError
from briefing.gathered import Appointment
from briefing.ingest.clean import to_line
from briefing.ingest.urls import tidy

_AHEAD = timedelta(days=120)
_BEHIND = timedelta(days=2)
_MOST = 5_000
_LONGEST = 300
_ESCAPED = re.compile(r"\\([nN;,\\])")
_NAME = re.compile(r'([\w-]+)((?:;[\w-]+=(?:"[^"]*"|[^":;]*))*):', re.ASCII)
_PARAMETER = re.compile(r';([\w-]+)=("[^"]*"|[^":;]*)', re.ASCII)
# As Outlook and Exchange name them.
_ZONES = {
    "romance standard time": "Europe/Paris",
    "w. europe standard time": "Europe/Berlin",
    "central european standard time": "Europe/Warsaw",
    "central europe standard time": "Europe/Budapest",
    "gmt standard time": "Europe/London",
    "greenwich standard time": "Atlantic/Reykjavik",
    "eastern standard time": "America/New_York",
    "us eastern standard time": "America/New_York",
    "eastern": "America/New_York",
    "us-eastern": "America/New_York",
    "central standard time": "America/Chicago",
    "mountain standard time": "America/Denver",
    "pacific standard time": "America/Los_Angeles",
    "tokyo standard time": "Asia/Tokyo",
    "china standard time": "Asia/Shanghai",
}

Line = tuple[str, Mapping[str, str], str]  # name, parameters, value


def parse_ics(
    body: bytes, *, source: str, zone: ZoneInfo, now: datetime
) -> tuple[Appointment, ...]:
    """Return what is announced from two days ago to 120 days ahead, in order of time.

    `zone` is that of hours for which the calendar names none. A calendar that was cut off keeps
    the events before the cut. Raises ParseError when the body is no calendar.
    """
    text = body.decode("utf-8-sig", "replace")
    if "BEGIN:VCALENDAR" not in text[:2_000].upper():
        raise ParseError("The body is no calendar.", hint="Its address should end in .ics.")
    lines = list(_lines(text))
    named = next((value for name, _, value in lines if name == "X-WR-TIMEZONE"), "")
    zone_of_calendar = _zone(named, zone)
    first, last = (now - _BEHIND).date(), (now + _AHEAD).date()
    told: dict[tuple[date, datetime | None, str], Appointment] = {}
    for event in _events(lines):
        one = _appointment(event, source=source, zone=zone_of_calendar)
        if one is not None and first <= one.day <= last:
            told.setdefault((one.day, one.at, one.text), one)
    in_order = sorted(told.values(), key=lambda one: (one.day, one.at or _start_of(one.day)))
    return tuple(in_order[:_MOST])


def _lines(text: str) -> Iterator[Line]:
    """Yield the lines, unfolded: one that begins with a space goes on with the line before."""
    unfolded = re.sub(r"\r?\n[ \t]", "", text)
    for line in re.split(r"\r?\n|\r", unfolded):
        match = _NAME.match(line)
        if match is not None:
            parameters = {
                one[1].upper(): one[2].strip('"') for one in _PARAMETER.finditer(match[2])
            }
            yield match[1].upper(), parameters, line[match.end() :].strip()


def _events(lines: list[Line]) -> Iterator[dict[str, Line]]:
    """Yield the lines of each event by name, without those of the alarms inside it."""
    inside: list[str] = []
    event: dict[str, Line] = {}
    for line in lines:
        name, _, value = line
        if name == "BEGIN":
            inside.append(value.upper())
            event = {} if value.upper() == "VEVENT" else event
        elif name == "END":
            if inside and inside.pop() == "VEVENT":
                yield event
        elif inside and inside[-1] == "VEVENT":
            event.setdefault(name, line)


def _appointment(event: Mapping[str, Line], *, source: str, zone: tzinfo) -> Appointment | None:
    text = to_line(_plain(event, "SUMMARY"))[:_LONGEST]
    start = event.get("DTSTART")
    if not text or start is None or _plain(event, "STATUS").upper() == "CANCELLED":
        return None
    when = _moment(start, zone=zone)
    if when is None:
        return None
    day, at = when
    return Appointment(
        day=day, at=at, text=text, source=source, url=tidy(_plain(event, "URL")) or ""
    )


def _plain(event: Mapping[str, Line], name: str) -> str:
    value = event[name][2] if name in event else ""
    return _ESCAPED.sub(lambda sign: " " if sign[1] in "nN" else sign[1], value)


def _moment(start: Line, *, zone: tzinfo) -> tuple[date, datetime | None] | None:
    """Return the day and, unless it lasts all day, the moment."""
    _, parameters, value = start
    match = re.fullmatch(r"(\d{8})(?:T(\d{6}|\d{4})(Z?))?", value)
    if match is None:
        return None
    own = UTC if match[3] else _zone(parameters.get("TZID", ""), zone)
    try:
        day = date.fromisoformat(match[1])
        if match[2] is None:
            return day, None
        local = datetime.combine(day, time.fromisoformat(match[2]), tzinfo=own)
        return day, local.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _zone(name: str, default: tzinfo) -> tzinfo:
    """Return the zone of that name, also as Outlook calls it; else the default."""
    bare = name.strip().strip('"').lstrip("/")
    known = _ZONES.get(bare.lower(), bare)
    # « /freeassociation.sourceforge.net/Tzfile/Europe/Paris » ends in the name.
    for candidate in (known, "/".join(known.split("/")[-2:])):
        try:
            return ZoneInfo(candidate)
        except (OSError, ValueError, KeyError):
            continue
    return default


def _start_of(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
