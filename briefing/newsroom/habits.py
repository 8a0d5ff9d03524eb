"""What an outlet filed so far → the odds of each section before one of its items is read."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from urllib.parse import urlsplit

from briefing.model import Feed, Item
from briefing.text import fold

Habit = Mapping[str, int]  # section → how many items the outlet filed there
NONE: Habit = {}

_DOUBT = 20  # items that speak for all outlets' shares, beside the outlet's own
_TRUST = 0.7  # of the odds; all of them is no better, and in another month a little worse
_NO_NAMES = frozenset({"www", "co", "com", "org", "net", "news", "rss", "feeds"})


def habits_of(labels: Iterable[tuple[str, str]]) -> Mapping[str, Habit]:
    """Return the habit of each feed from pairs of a feed's id and an item's section, "" = none."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for feed_id, section in labels:
        if section:
            found[feed_id][section] += 1
    return found


def odds_of(
    habit: Habit, *, sections: Sequence[str], shares: Sequence[float]
) -> Sequence[float] | None:
    """Return log odds for each of `sections`; None where nothing is known of the outlet.

    `shares` are those of all outlets together; they are what a small number is drawn to.
    """
    counts = [habit.get(section, 0) for section in sections]
    total = sum(counts)
    if not total:
        return None
    return [
        _TRUST * math.log((count + _DOUBT * share) / (total + _DOUBT) / share)
        for count, share in zip(counts, shares, strict=True)
    ]


def outlet_name(item: Item, feed: Feed) -> str:
    """Return the outlet as its web address spells it, « lemonde », else as its title does."""
    return _name(urlsplit(item.url or "").netloc, feed.title)


@lru_cache(maxsize=1_024)
def _name(host: str, title: str) -> str:
    names = [label for label in host.split(".")[:-1] if label not in _NO_NAMES]
    name = max(names, key=len, default="") or title
    return "".join(letter for letter in fold(name) if letter.isalnum())
