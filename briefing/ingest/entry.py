"""Entries as a feed gives them (markup and all) → items: clean, dated, with identities."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from briefing.ingest.clean import to_line, to_teaser, to_title
from briefing.ingest.dates import parse_date
from briefing.ingest.furniture import without_furniture
from briefing.ingest.identity import Marks, item_id, keys_of
from briefing.ingest.links import tidied
from briefing.model import Feed, Item

_LONGEST_TITLE = 300
_LONGEST_TEASER = 1_000  # a longer one is the article itself
_LONGEST_CONTENT = 100_000
_LONGEST_MARKUP = 500_000
_DERIVED_TITLE = 90
_CATEGORIES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What stands in the feed, as text. Dates are strings, the first that can be read counts."""

    guid: str = ""
    link: str = ""
    title: str = ""
    summary: str = ""
    content: str = ""
    dates: tuple[str, ...] = ()
    language: str = ""
    categories: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class _Text:
    title: str
    summary: str
    content: str


def to_items(entries: Sequence[Entry], *, feed: Feed, url: str, now: datetime) -> tuple[Item, ...]:
    """Return an item for each entry that has a title or a text to make one of, in feed order.

    An entry that stands there twice is one item. Links are absolute, seen from `url`.
    """
    texts = [_text(entry) for entry in entries]
    told = [(entry, text) for entry, text in zip(entries, texts, strict=True) if text.title]
    dates = [_published(entry, now=now) for entry, _ in told]
    marks = [
        _marks(entry, text, published, url=url)
        for (entry, text), published in zip(told, dates, strict=True)
    ]
    items: dict[str, Item] = {}
    for (entry, text), published, mark, keys in zip(
        told, dates, marks, keys_of(marks), strict=True
    ):
        item = Item(
            id=item_id(feed.id, keys),
            feed_id=feed.id,
            keys=keys,
            url=mark.url,
            title=text.title,
            summary=text.summary,
            content=text.content,
            language=_language(entry.language, feed=feed),
            published=published,
            first_seen=now,
            categories=_categories(entry),
        )
        items.setdefault(item.id, item)
    return tuple(items.values())


def _marks(entry: Entry, text: _Text, published: datetime | None, *, url: str) -> Marks:
    return Marks(
        guid=" ".join(entry.guid.split()),
        url=tidied(entry.link, base=url),
        title=text.title,
        day=published.date().isoformat() if published else "",
    )


def _published(entry: Entry, *, now: datetime) -> datetime | None:
    dates = (parse_date(text, now=now) for text in entry.dates if text)
    return next((instant for instant in dates if instant is not None), None)


def _text(entry: Entry) -> _Text:
    title = _cut(to_title(entry.title[:_LONGEST_MARKUP]), limit=_LONGEST_TITLE)
    summary = to_teaser(entry.summary[:_LONGEST_MARKUP])
    # Many feeds give the same text twice.
    same = entry.content == entry.summary
    content = summary if same else to_teaser(entry.content[:_LONGEST_MARKUP])
    if len(summary) > _LONGEST_TEASER or not summary:
        content = without_furniture(max(content, summary, key=len), title=title)
        summary = _opening(content)
    else:
        summary = without_furniture(summary)
        if _tells_more(content, summary):  # else it is dropped below, so why clean it
            content = without_furniture(content, title=title)
    if summary == title:
        summary = ""  # many feeds repeat the title: that tells nothing more
    return _Text(
        title=title or _derived_title(summary),
        summary=summary,
        content=_cut(content, limit=_LONGEST_CONTENT) if _tells_more(content, summary) else "",
    )


def _tells_more(content: str, summary: str) -> bool:
    return len(content) > 1.3 * len(summary) + 80


def _opening(content: str) -> str:
    """Return the first paragraph of an article, and more while that is short."""
    opening = ""
    for paragraph in content.split("\n"):
        longer = f"{opening}\n{paragraph}".strip()
        if opening and len(longer) > _LONGEST_TEASER // 2:
            break
        opening = longer
    return _cut(opening, limit=_LONGEST_TEASER)


def _derived_title(summary: str) -> str:
    """Return the first sentence, or as many of its words as a title bears."""
    line = summary.split("\n", 1)[0]
    sentence = re.split(r"(?<=[.!?…])\s+(?=[A-ZÀ-Ý«“\"])", line, maxsplit=1)[0]
    return _cut(sentence.removesuffix(".") or sentence, limit=_DERIVED_TITLE)


def _cut(text: str, *, limit: int) -> str:
    """Return at most `limit` characters, whole words, with « … » where something is missing."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    words = head.rsplit(None, 1)[0] if re.search(r"\s", head) else head
    return words.rstrip(" ,;:–-") + "…"


def _language(declared: str, *, feed: Feed) -> str:
    """Return the entry's own language if it differs from the feed's: "en-us" → "en"."""
    match = re.match(r"([a-zA-Z]{2,3})(?:[-_]|$)", declared.strip())
    if match is None or match[1].lower() == feed.language.split("-")[0].lower():
        return feed.language
    return match[1].lower()


def _categories(entry: Entry) -> tuple[str, ...]:
    names = (to_line(name[:1000]) for name in entry.categories)
    return tuple(dict.fromkeys(name for name in names if 0 < len(name) <= 100))[:_CATEGORIES]
