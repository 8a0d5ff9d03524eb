"""Editions → the newsletter's own feeds: RSS 2.0, Atom 1.0 and JSON Feed 1.1, with all of the text.

The newest edition first. An edition's id is its address, which never changes.
"""

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from xml.etree import ElementTree as ET

_ATOM = "http://www.w3.org/2005/Atom"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
# What XML 1.0 cannot hold at all, not even escaped.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

ET.register_namespace("atom", _ATOM)
ET.register_namespace("content", _CONTENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One edition; `updated` is that of its last correction, else `published`."""

    url: str
    title: str
    summary: str
    html: str
    language: str
    published: datetime
    updated: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """The newsletter; `url` is where its addresses begin, `/archive`, `/rss.xml`, …"""

    url: str
    title: str
    about: str  # one sentence: when it comes
    language: str
    author: str
    entries: tuple[Entry, ...]

    @property
    def updated(self) -> datetime:
        return max((one.updated for one in self.entries), default=datetime.fromtimestamp(0, UTC))


def rss(channel: Channel) -> bytes:
    root = ET.Element("rss", version="2.0")
    top = ET.SubElement(root, "channel")
    _text(top, "title", channel.title)
    _text(top, "link", f"{channel.url}/archive")
    _text(top, "description", channel.about or channel.title)
    _text(top, "language", channel.language)
    _text(top, "lastBuildDate", format_datetime(channel.updated))
    ours = {"href": f"{channel.url}/rss.xml", "rel": "self", "type": "application/rss+xml"}
    ET.SubElement(top, f"{{{_ATOM}}}link", ours)
    for one in channel.entries:
        item = ET.SubElement(top, "item")
        _text(item, "title", one.title)
        _text(item, "link", one.url)
        _text(item, "guid", one.url, isPermaLink="true")
        _text(item, "pubDate", format_datetime(one.published))
        _text(item, "description", one.summary)
        _text(item, f"{{{_CONTENT}}}encoded", one.html)
    return _document(root)


def atom(channel: Channel) -> bytes:
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": channel.language})
    _text(root, "title", channel.title)
    if channel.about:
        _text(root, "subtitle", channel.about)
    _text(root, "id", f"{channel.url}/atom.xml")
    ET.SubElement(
        root,
        "link",
        {"rel": "self", "type": "application/atom+xml", "href": f"{channel.url}/atom.xml"},
    )
    ET.SubElement(root, "link", {"rel": "alternate", "href": f"{channel.url}/archive"})
    _text(root, "updated", channel.updated.isoformat())
    _text(ET.SubElement(root, "author"), "name", channel.author)
    for one in channel.entries:
        entry = ET.SubElement(root, "entry", {"xml:lang": one.language})
        _text(entry, "title", one.title)
        _text(entry, "id", one.url)
        ET.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": one.url})
        _text(entry, "published", one.published.isoformat())
        _text(entry, "updated", one.updated.isoformat())
        _text(entry, "summary", one.summary)
        _text(entry, "content", one.html, type="html")
    return _document(root)


def json_feed(channel: Channel) -> bytes:
    items = [
        {
            "id": one.url,
            "url": one.url,
            "title": one.title,
            "summary": one.summary,
            "content_html": one.html,
            "date_published": one.published.isoformat(),
            "date_modified": one.updated.isoformat(),
            "language": one.language,
        }
        for one in channel.entries
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "home_page_url": f"{channel.url}/archive",
        "feed_url": f"{channel.url}/feed.json",
        "description": channel.about or channel.title,
        "language": channel.language,
        "authors": [{"name": channel.author}],
        "items": items,
    }
    return json.dumps(feed, ensure_ascii=False, indent=1).encode()


def _text(parent: ET.Element, name: str, text: str, **attributes: str) -> None:
    ET.SubElement(parent, name, attributes).text = _NO_XML.sub("", text)


def _document(root: ET.Element) -> bytes:
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"
