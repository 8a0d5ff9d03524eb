"""A response's bytes → items. feedparser's dicts end here."""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from typing import Any

from briefing.errors import ParseError
from briefing.ingest.clean import to_line
from briefing.ingest.encoding import UTF_8, settle, whole
from briefing.ingest.entry import Entry, to_items
from briefing.ingest.jsonfeed import read_json_feed
from briefing.ingest.quick import read_quickly, without_floods
from briefing.ingest.rhythm import Rhythm, read_rhythm
from briefing.ingest.urls import tidy
from briefing.model import Feed, Item

MAX_ITEMS = 1_000
_LONGEST_TITLE = 1_000
_OWN = ("self", "alternate")  # links of a feed that are its own
_OPEN_ITEM = re.compile(rb"<(?:\w+:)?(?:item|entry)[\s>]", re.IGNORECASE)
_CLOSE_ITEM = re.compile(rb"</(?:\w+:)?(?:item|entry)\s*>", re.IGNORECASE)
_OF_A_FEED = re.compile(rb"<(?:[\w.-]+:)?(?:rss|feed|rdf|channel|item|entry)\b", re.IGNORECASE)
# « &#55357;&#56832; »: the two halves of one character, which many publishers write for an emoji.
_HALVES = re.compile(rb"(?:&#(?:[xX][dD][89a-fA-F][0-9a-fA-F]{2}|5[5-7]\d{3});)+")
_ENTITY = re.compile(rb"<!ENTITY[^>]*>", re.IGNORECASE)
_REFERENCE = re.compile(rb"&[a-z_]", re.IGNORECASE)
_LINKED_FEED = re.compile(
    r"<link\b(?=[^>]*\btype=[\"']?application/(?:rss|atom)\+xml)[^>]*\bhref=[\"']?([^\"'\s>]+)",
    re.IGNORECASE,
)
_BROWSE = "Open the address in a browser; the feed's address may be another one."


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """What one body holds."""

    items: tuple[Item, ...]
    rhythm: Rhythm


def parse(
    body: bytes, *, feed: Feed, url: str, headers: Mapping[str, str], now: datetime
) -> tuple[Item, ...]:
    """Return the feed's items in its own order, at most 1,000; () for a feed without any.

    A feed that was cut off keeps the items before the cut. Raises ParseError, with a hint, when
    the body is empty or no feed. `headers` have lower-case names; `url` is where links start.
    """
    return parse_feed(body, feed=feed, url=url, headers=headers, now=now).items


def parse_feed(
    body: bytes, *, feed: Feed, url: str, headers: Mapping[str, str], now: datetime
) -> Parsed:
    """Return items and rhythm, as parse() does. A hostile body can take long: see reading.py."""
    parsed = parse_clean(body, feed=feed, url=url, headers=headers, now=now)
    if parsed is not None:
        return parsed
    body, content_type = _settled(body, headers)
    entries = read_xml(body, url=url, content_type=content_type)
    return _parsed(entries, body, feed=feed, url=url, now=now)


def parse_clean(
    body: bytes, *, feed: Feed, url: str, headers: Mapping[str, str], now: datetime
) -> Parsed | None:
    """Return what parse_feed() would, when that can be told without feedparser; else None.

    It takes time in proportion to the body. Raises ParseError as parse() does.
    """
    body, content_type = _settled(body, headers)
    if body[:1] in {b"{", b"["}:
        entries: tuple[Entry, ...] | None = read_json_feed(body, limit=MAX_ITEMS)
    elif content_type == UTF_8:
        if _OF_A_FEED.search(body) is None:
            raise _no_feed(body, url=url)
        entries = read_quickly(capped(body), url=url)
    else:
        entries = None
    return None if entries is None else _parsed(entries, body, feed=feed, url=url, now=now)


def _settled(body: bytes, headers: Mapping[str, str]) -> tuple[bytes, str]:
    body, content_type = settle(body, headers.get("content-type", ""))
    body = body.strip()
    if not body:
        raise ParseError("The body is empty.", hint="It is tried again by itself.")
    return body, content_type


def _parsed(
    entries: tuple[Entry, ...], body: bytes, *, feed: Feed, url: str, now: datetime
) -> Parsed:
    items = to_items(entries, feed=feed, url=url, now=now)
    return Parsed(items=items, rhythm=read_rhythm(body, [item.published for item in items]))


def read_xml(body: bytes, *, url: str, content_type: str) -> tuple[Entry, ...]:
    """Return what feedparser, the reference, makes of it. Raises ParseError."""
    import feedparser  # 80 ms and 12 MB that most runs do not need

    body = _HALVES.sub(_joined, _ENTITY.sub(_unless_nested, without_floods(capped(body))))
    parsed = feedparser.parse(
        io.BytesIO(body),  # never the bytes themselves: a body that is a path would be opened
        response_headers={"content-location": url, "content-type": content_type},
        sanitize_html=False,  # clean.py does it, more strictly
        resolve_relative_uris=False,  # quadratic, and no link inside a text is kept
    )
    if not parsed.get("version") and not parsed.entries:
        raise _no_feed(body, url=url)
    return tuple(_entry(entry) for entry in parsed.entries[:MAX_ITEMS])


def _joined(halves: re.Match[bytes]) -> bytes:
    """Return references to the characters that are meant; U+FFFD for half a one."""
    references = re.findall(r"&#(\w+);", halves[0].decode("ascii"))
    codes = (int(one[1:], 16) if one[0] in "xX" else int(one) for one in references)
    return b"".join(b"&#%d;" % ord(one) for one in whole("".join(map(chr, codes))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """What a feed says of itself; empty where it says nothing."""

    title: str
    addresses: tuple[str, ...]  # its own first, then the page it belongs to


def read_channel(body: bytes, *, headers: Mapping[str, str]) -> Channel:
    """Return what stands before the first item. A body that is no feed gives an empty one."""
    import feedparser

    body, content_type = settle(body, headers.get("content-type", ""))
    first = _OPEN_ITEM.search(body)
    head = without_floods(body[: first.start()] if first else body)
    parsed = feedparser.parse(
        io.BytesIO(head),  # never the bytes themselves, as above
        response_headers={"content-type": content_type},
        sanitize_html=False,
    )
    links = [one for one in dict.get(parsed.feed, "links") or () if _text(one, "rel") in _OWN]
    links.sort(key=lambda link: _text(link, "rel") != "self")
    addresses = (tidy(_text(link, "href"), base="") for link in links)
    title = to_line(_text(parsed.feed, "title")[:_LONGEST_TITLE])
    return Channel(title=title, addresses=tuple(dict.fromkeys(filter(None, addresses))))


def capped(body: bytes) -> bytes:
    """Take out what no reader shall see: items after the last that counts (50,000 cost 7 s to
    parse), and a last item that was cut off, for half a title is worse than none."""
    starts = [match.start() for match in _OPEN_ITEM.finditer(body)]
    ends = [match.end() for match in _CLOSE_ITEM.finditer(body)]
    if not starts or not ends:
        return body
    if starts[-1] > ends[-1]:
        body = body[: starts[-1]]
    if len(starts) <= MAX_ITEMS:
        return body
    return body[: starts[MAX_ITEMS]] + body[ends[-1] :]


def _unless_nested(declaration: re.Match[bytes]) -> bytes:
    """Take out an entity made of others: ten such lines are a billion laughs."""
    return b"" if _REFERENCE.search(declaration[0]) else declaration[0]


def _no_feed(body: bytes, *, url: str) -> ParseError:
    start = body[:20_000].decode("utf-8", "replace")
    if re.search(r"<html|<!doctype\s+html|<body", start, re.IGNORECASE) is None:
        return ParseError("The body is no feed.", hint=_BROWSE)
    linked = _LINKED_FEED.search(start)
    there = tidy(unescape(linked[1]), base=url) if linked else None
    hint = f"The page names this feed: {there}" if there else _BROWSE
    return ParseError("The body is a web page, no feed.", hint=hint)


def _entry(entry: Any) -> Entry:
    # dict.get: feedparser's own lookup answers "updated" with "published", and warns.
    contents = [part for part in dict.get(entry, "content", ()) if isinstance(part, dict)]
    return Entry(
        guid=_text(entry, "id"),
        link=_text(entry, "link"),
        title=_text(entry, "title"),
        summary=_text(entry, "summary"),
        content=max((_text(part, "value") for part in contents), key=len, default=""),
        dates=tuple(_text(entry, key) for key in ("published", "created", "updated")),
        language=_text(entry, "language"),
        categories=tuple(
            _text(tag, "label") or _text(tag, "term") for tag in dict.get(entry, "tags") or ()
        ),
    )


def _text(table: Any, key: str) -> str:
    value = dict.get(table, key)
    return value if isinstance(value, str) else ""
