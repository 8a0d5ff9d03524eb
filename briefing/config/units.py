"""Text of config.toml → values: "20s" → timedelta, "5MB" → bytes, "mon" → 0, "06:30" → time."""

import re
from datetime import time, timedelta
from typing import Annotated

from pydantic import BeforeValidator

_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_BYTES = {"B": 1, "KB": 1000, "MB": 1000**2, "GB": 1000**3}
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def duration(value: object) -> timedelta:
    """Return "90s", "15m", "2h", "3d" or a number of seconds as a timedelta, never negative."""
    if isinstance(value, timedelta):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool) and value >= 0:
        return timedelta(seconds=value)
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([smhd])", str(value))
    if match is None:
        raise ValueError('is no duration. Write "20s", "15m", "2h", "3d" or a number of seconds.')
    return timedelta(seconds=float(match[1]) * _SECONDS[match[2]])


def size(value: object) -> int:
    """Return "5MB", "200kB" or a number of bytes as an int."""
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return value
    match = re.fullmatch(r"(\d+)\s*([kKMG]?B)", str(value))
    if match is None:
        raise ValueError('is no size. Write "5MB", "200kB" or a number of bytes.')
    return int(match[1]) * _BYTES[match[2].upper()]


def weekday(value: object) -> int:
    """Return "mon"…"sun" as 0…6 (Monday is 0, as in datetime.date.weekday)."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 6:
        return value
    if str(value).lower() not in WEEKDAYS:
        raise ValueError(f"is no day. Write one of {', '.join(WEEKDAYS)}.")
    return WEEKDAYS.index(str(value).lower())


def local_time(value: object) -> time:
    """Return "06:30" as a time of day."""
    if isinstance(value, time):
        return value
    match = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", str(value))
    if match is None:
        raise ValueError('is no time of day. Write "06:30".')
    return time(int(match[1]), int(match[2]))


Duration = Annotated[timedelta, BeforeValidator(duration)]
Size = Annotated[int, BeforeValidator(size)]
Weekday = Annotated[int, BeforeValidator(weekday)]
LocalTime = Annotated[time, BeforeValidator(local_time)]
