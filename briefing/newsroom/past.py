"""An item → whether its address says that it is long past: front pages list old articles too."""

import re
from datetime import date, timedelta

from briefing.model import Item

_DAY = re.compile(r"(?<!\d)(20\d\d)[/-]?([01]\d)[/-]?([0-3]\d)(?!\d)")  # /2019/04/01/, -20190401
_LONG_AGO = timedelta(days=7)  # before it was first seen; longer than any window (memory.py)


def is_past(item: Item) -> bool:
    """Say whether an item without a date stands under a day of more than a week ago."""
    found = _DAY.search(item.url or "") if item.published is None else None
    if found is None:
        return False
    try:
        day = date(*map(int, found.groups()))
    except ValueError:  # a number that is no day
        return False
    return item.first_seen.date() - day > _LONG_AGO
