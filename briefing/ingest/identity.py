"""Entries of one fetch → the keys by which each is known again, strongest first."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from briefing.ingest.links import compared
from briefing.text import fold

_LONGEST_KEY = 300
_FRONT_PAGE = re.compile(r"https?://[^/?#]*/?")


@dataclass(frozen=True, slots=True)
class Marks:
    """What an entry could be known by. `day` is that of its own date, "" without one."""

    guid: str
    url: str | None
    title: str
    day: str


def keys_of(entries: Sequence[Marks]) -> tuple[tuple[str, ...], ...]:
    """Return each entry's keys, in the same order: "guid:…", "link:…", or else "title:…".

    What several entries of one fetch share tells none of them: a guid or link that stands
    under different entries is no identity, nor is a link to the front page. The title counts
    only when nothing else is left, because editors change it.
    """
    links = [_link(entry) for entry in entries]
    shared_guids = _repeated([entry.guid for entry in entries])
    shared_links = _repeated(links)
    if shared_guids or shared_links:  # an entry that stands there twice, word for word, is one
        distinct = set(zip(entries, links, strict=True))
        shared_guids = _repeated([entry.guid for entry, _ in distinct])
        shared_links = _repeated([link for _, link in distinct])
    return tuple(
        _keys(
            entry,
            link="" if link in shared_links else link,
            guid_counts=entry.guid not in shared_guids,
        )
        for entry, link in zip(entries, links, strict=True)
    )


def _repeated(names: Sequence[str]) -> frozenset[str]:
    """Return those that stand there more than once; "" is none."""
    given = [name for name in names if name]
    if len(set(given)) == len(given):
        return frozenset()
    return frozenset(name for name, times in Counter(given).items() if times > 1)


def item_id(feed_id: str, keys: tuple[str, ...]) -> str:
    """Return 16 hex digits that stand for the feed's item with these keys."""
    return sha256(f"{feed_id}\n{keys[0]}".encode()).hexdigest()[:16]


def _keys(entry: Marks, *, link: str, guid_counts: bool) -> tuple[str, ...]:
    keys = []
    if entry.guid and guid_counts:
        keys.append(f"guid:{_short(entry.guid)}")
    if link:
        keys.append(f"link:{_short(link)}")
    if not keys:
        name = re.sub(r"\W+", " ", fold(entry.title)).strip() or entry.title
        digest = sha256(f"{name}\n{entry.day}".encode()).hexdigest()[:32]
        keys.append(f"title:{digest}")
    return tuple(keys)


def _link(entry: Marks) -> str:
    """Return the canonical link, "" when there is none or it is the front page."""
    link = compared(entry.url) if entry.url else None
    return "" if link is None or _FRONT_PAGE.fullmatch(link) else link


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_KEY else sha256(text.encode()).hexdigest()
