"""The one place that reads the clock; cli, schedule and web ask it, all others get `now`."""

from datetime import UTC, datetime
from time import time  # noqa: TID251 (this is the place)


def utc_now() -> datetime:
    """Return the time, aware, in UTC, in whole seconds (as the store keeps it)."""
    return datetime.fromtimestamp(int(time()), UTC)
