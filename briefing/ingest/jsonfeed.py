"""A JSON Feed's bytes → entries."""

import json
from typing import Any

from briefing.errors import ParseError
from briefing.ingest.encoding import whole
from briefing.ingest.entry import Entry

_HINT = "Open the address in a browser; the feed's address may be another one."


def read_json_feed(body: bytes, *, limit: int) -> tuple[Entry, ...]:
    """Return at most `limit` entries. Raises ParseError when it is no JSON Feed."""
    try:
        feed = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise ParseError("The body is broken JSON.", hint=_HINT) from error
    if not isinstance(feed, dict) or "jsonfeed.org" not in _text(feed, "version"):
        raise ParseError("The body is JSON, but no JSON Feed.", hint=_HINT)
    items = feed.get("items")
    if not isinstance(items, list):
        raise ParseError("The JSON Feed has no list of items.", hint=_HINT)
    return tuple(_entry(item) for item in items[:limit] if isinstance(item, dict))


def _entry(item: dict[str, Any]) -> Entry:
    tags = item.get("tags")
    return Entry(
        guid=_text(item, "id"),
        link=_text(item, "url") or _text(item, "external_url"),
        title=_text(item, "title"),
        summary=_text(item, "summary"),
        content=_text(item, "content_html") or _text(item, "content_text"),
        dates=(_text(item, "date_published"), _text(item, "date_modified")),
        language=_text(item, "language"),
        categories=tuple(whole(str(tag)) for tag in tags) if isinstance(tags, list) else (),
    )


def _text(table: dict[str, Any], key: str) -> str:
    value = table.get(key)
    if isinstance(value, str):
        return whole(value)
    return str(value) if isinstance(value, int) else ""
