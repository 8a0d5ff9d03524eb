"""A page's bytes → the article alone: title, paragraphs, language, and whether it is for
subscribers. Pure, but heavy on the CPU: about 20 ms a page (reader.py runs it beside us)."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from copy import deepcopy
from html import escape
from typing import Any

import trafilatura
from lxml.etree import LxmlError
from lxml.html import HtmlElement, tostring
from readability import Document

from briefing.gathered import Extract
from briefing.ingest.clean import to_line, to_text
from briefing.ingest.furniture import is_paywalled, without_furniture

LARGEST = 3_000_000  # bytes; a news page has 20 to 600 kB
_SHORTEST = 200  # characters; less is a notice, not an article
_MUCH_MORE = 1.3
_SAME = 0.8

_HIDDEN = (
    "//*[@hidden or contains(translate(@style, ' ', ''), 'display:none')]"
    " | //*[self::span or self::div or self::aside][contains(@class, 'tooltip')"
    " or contains(@class, 'popover') or contains(@class, 'rollover-people-block')]"
)


def extract(html: bytes, *, url: str = "") -> Extract:
    """Return the article of a page; an empty one when there is none or it is over 3 MB.

    Never raises for a page, however broken.
    """
    if len(html) > LARGEST:
        return Extract()
    tree = trafilatura.load_html(html)
    if tree is None:
        return Extract()
    title = _title(tree)
    paywalled = _says_paid(tree)
    _take_out(tree)
    raw = _article(tree, url=url)
    return Extract(
        title=title,
        text=without_furniture(raw, title=title),
        language=_language(tree),
        paywalled=paywalled or is_paywalled(raw),
    )


def _article(tree: HtmlElement, *, url: str) -> str:
    """Return the text of trafilatura, or of readability where that found much more.

    Measured on 88 + 103 pages: trafilatura is the better judge of a line, and at times stops
    at an advertisement in the middle or does not see a standfirst.
    """
    found = _trafilatura(tree, url=url)
    other = _readability(tree)
    much_more = len(other) > _MUCH_MORE * len(found) and _has_all(other, found)
    return max(found, other, key=len) if much_more or len(found) < _SHORTEST else found


def _trafilatura(tree: HtmlElement, *, url: str) -> str:
    with suppress(Exception):  # a library of many parts, over pages of strangers
        text = trafilatura.extract(
            deepcopy(tree), url=url or None, favor_precision=True, include_comments=False
        )
        return to_text(escape(text or "", quote=False).replace("\n", "<br>"))
    return ""


def _readability(tree: HtmlElement) -> str:
    with suppress(Exception):
        page = tostring(tree, encoding="unicode")
        return to_text(Document(page).summary(html_partial=True))
    return ""


def _has_all(text: str, part: str) -> bool:
    """Tell whether most words of `part` stand in `text`, as often."""
    wanted = Counter(part.split())
    missing = wanted - Counter(text.split())
    return missing.total() <= (1 - _SAME) * wanted.total()


# --- what the page says of itself


def _title(tree: HtmlElement) -> str:
    """Return the headline: og:title, else the only h1, else <title> without the paper's name."""
    named = _meta(tree, "og:title") or _meta(tree, "twitter:title")
    heads = [text for text in map(_words, tree.iter("h1")) if text]
    if named:
        return next((head for head in heads if head and named.startswith(head)), named)
    if heads:
        return heads[0]
    title = next((text for text in map(_words, tree.iter("title")) if text), "")
    return re.split(r"\s+[|–—-]\s+(?=[^|–—-]{1,40}$)", title)[0]


def _words(element: HtmlElement) -> str:
    return to_line(" ".join(element.itertext()))


def _meta(tree: HtmlElement, name: str) -> str:
    for element in tree.iter("meta"):
        if (element.get("property") or element.get("name") or "").lower() == name:
            return to_line(element.get("content") or "")
    return ""


def _language(tree: HtmlElement) -> str:
    root = tree if tree.tag == "html" else tree.getroottree().getroot()
    match = re.match(r"[a-zA-Z]{2,3}(?![a-zA-Z])", root.get("lang") or _meta(tree, "og:locale"))
    return match[0].lower() if match else ""


def _says_paid(tree: HtmlElement) -> bool:
    if _meta(tree, "article:content_tier") == "locked":
        return True
    return any(
        str(one.get("isAccessibleForFree", "")).lower() in {"false", "no", "0"}
        for one in _linked_data(tree)
    )


def _linked_data(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """Yield the objects of the page's JSON-LD that are articles."""
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            with suppress(ValueError, RecursionError):
                yield from _articles(json.loads(script.text or "", strict=False))


def _articles(value: Any, *, depth: int = 4) -> Iterator[dict[str, Any]]:
    values: Iterable[Any] = value if isinstance(value, list) else (value,)
    for one in values:
        if isinstance(one, dict) and depth:
            kind = str(one.get("@type", ""))
            if "Article" in kind or "Report" in kind or "Posting" in kind:
                yield one
            yield from _articles(one.get("@graph", ()), depth=depth - 1)


def _take_out(tree: HtmlElement) -> None:
    """Take out what no reader of the page sees before clicking."""
    with suppress(LxmlError):
        for element in tree.xpath(_HIDDEN):
            parent = element.getparent()
            if parent is not None and len("".join(element.itertext())) < 2_000:
                element.drop_tree()
