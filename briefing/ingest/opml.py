"""OPML ⇄ feeds. What is not well-formed is read as far as it goes: tag by tag, not as XML."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape, unescape

from briefing.ingest.encoding import settle
from briefing.model import Feed

LARGEST = 10_000_000  # bytes
# A value ends before the next outline: a quotation mark that is not closed costs one tag, not all.
_VALUE = r"""\"(?:[^\"<]|<(?!/?outline))*+\"|'(?:[^'<]|<(?!/?outline))*+'"""
_TAG = re.compile(
    rf"<(?P<end>/?)outline\b(?P<attributes>(?:[^<>\"']|{_VALUE})*?)(?P<closed>/?)>", re.IGNORECASE
)
_ATTRIBUTE = re.compile(r"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+))")
_DECLARED = re.compile(rb"<\?xml[^>]*\bencoding\s*=\s*[\"']([\w.-]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A feed as another program lists it. `folder` is the innermost one it lies in."""

    url: str  # as written: it may be no web address
    title: str
    folder: str
    language: str


def read_opml(body: bytes) -> tuple[Outline, ...]:
    """Return the feeds in the order of the file, each address once; () when it holds none."""
    found: dict[str, Outline] = {}
    folders: list[str] = []
    for tag in _TAG.finditer(_uncommented(_text(body))):
        if tag["end"]:
            del folders[-1:]
            continue
        said = {
            name.lower(): " ".join(unescape(next(filter(None, values), "")).split())
            for name, *values in _ATTRIBUTE.findall(tag["attributes"])
        }
        title = said.get("title") or said.get("text", "")
        url = said.get("xmlurl") or said.get("url", "")
        if url:
            outline = Outline(
                url=url,
                title=title,
                folder=folders[-1] if folders else said.get("category", "").strip("/"),
                language=said.get("language", ""),
            )
            found.setdefault(url, outline)
        if not tag["closed"]:
            folders.append(title if not url else "".join(folders[-1:]))
    return tuple(found.values())


def _uncommented(text: str) -> str:
    """Take the comments out; one that is not closed hides nothing."""
    parts = []
    while True:
        before, mark, rest = text.partition("<!--")
        _, closed, rest = rest.partition("-->")
        parts.append(before if closed or not mark else text)
        if not closed:
            return "".join(parts)
        text = rest


def _text(body: bytes) -> str:
    settled, content_type = settle(body[:LARGEST], "")
    if content_type:
        return settled.decode("utf-8", "replace")
    declared = _DECLARED.search(settled[:200])
    name = declared[1].decode("ascii") if declared else "cp1252"
    try:
        return settled.decode(name, "replace")
    except LookupError:
        return settled.decode("cp1252", "replace")


def write_opml(feeds: Sequence[Feed], *, title: str) -> str:
    """Return the feeds as OPML 2.0, a folder for each section."""
    sections: dict[str, list[Feed]] = defaultdict(list)
    for feed in feeds:
        sections[feed.section].append(feed)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<opml version="2.0">',
        f"  <head><title>{escape(title)}</title></head>",
        "  <body>",
    ]
    for section, held in sections.items():
        lines.append(f'    <outline text="{escape(section)}">')
        lines += [f"      {_outline(feed)}" for feed in held]
        lines.append("    </outline>")
    return "\n".join([*lines, "  </body>", "</opml>", ""])


def _outline(feed: Feed) -> str:
    said = {
        "type": "rss",
        "text": feed.title,
        "title": feed.title,
        "xmlUrl": feed.url,
        "language": feed.language,
    }
    attributes = " ".join(f'{key}="{escape(value)}"' for key, value in said.items())
    return f"<outline {attributes}/>"
