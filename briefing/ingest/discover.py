"""A web page → the feeds that it names (<link rel="alternate">), the likeliest first. Pure."""

import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import urljoin, urlsplit

# Bounded: a page of nothing but open quotation marks must not take minutes.
_TAG = re.compile(
    r"<(link|base)\b((?:[^<>\"']++|\"[^\"]{0,500}+\"|'[^']{0,500}+'){0,30}+)>", re.IGNORECASE
)
_ATTRIBUTE = re.compile(r"([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+))")
_TYPES = re.compile(r"application/(rss|atom|rdf|feed)\+(xml|json)", re.IGNORECASE)
_LESS = re.compile(r"comment|oembed|podcast|author|/tag/", re.IGNORECASE)
_READ = 200_000  # characters; the head of a page is far shorter


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedFeed:
    url: str  # absolute, http(s)
    title: str


def linked_feeds(body: bytes, *, url: str) -> tuple[LinkedFeed, ...]:
    """Return each feed once. `url` is the page's own: relative links start there."""
    found: dict[str, LinkedFeed] = {}
    base = url
    for name, attributes in _TAG.findall(body[:_READ].decode("utf-8", "replace")):
        said = {
            key.lower(): unescape(next(filter(None, values), "")).strip()
            for key, *values in _ATTRIBUTE.findall(attributes)
        }
        if name.lower() == "base":
            base = _absolute(url, said.get("href", "")) or base
        elif "alternate" in said.get("rel", "").lower() and _TYPES.match(said.get("type", "")):
            there = _absolute(base, said.get("href", ""))
            if there:
                title = " ".join(said.get("title", "").split())
                found.setdefault(there, LinkedFeed(url=there, title=title))
    return tuple(sorted(found.values(), key=lambda one: bool(_LESS.search(one.title + one.url))))


def _absolute(base: str, href: str) -> str:
    try:
        there = urljoin(base, href)
        return there if href and urlsplit(there).scheme in {"http", "https"} else ""
    except ValueError:
        return ""
