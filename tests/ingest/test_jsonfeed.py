import json
from datetime import UTC, datetime
from typing import Any

import pytest

from briefing.errors import ParseError
from briefing.ingest.parse import parse
from briefing.model import Item
from tests.builders import NOW, feed

VERSION = "https://jsonfeed.org/version/1.1"


def items(document: Any) -> tuple[Item, ...]:
    body = document if isinstance(document, bytes) else json.dumps(document).encode()
    return parse(body, feed=feed(), url="https://gazette.example/f.json", headers={}, now=NOW)


def test_a_json_feed_is_a_feed_like_any_other() -> None:
    entry = {
        "id": 7,
        "url": "/1?utm_source=x",
        "title": "L'été & l'hiver",
        "content_html": "<p>Bonjour</p>",
        "date_published": "2026-11-23T05:00:00+01:00",
        "tags": ["Économie"],
        "language": "fr",
    }
    (item,) = items({"version": VERSION, "items": [entry]})
    assert (item.title, item.url) == ("L'été & l'hiver", "https://gazette.example/1")
    assert (item.summary, item.categories) == ("Bonjour", ("Économie",))
    assert item.keys[0] == "guid:7"
    assert item.published == datetime(2026, 11, 23, 4, tzinfo=UTC)


def test_values_of_a_wrong_type_are_left_out() -> None:
    entry: dict[str, Any] = {
        "id": None,
        "title": ["x"],
        "content_text": "Un texte.",
        "tags": "x",
        "url": {},
    }
    (item,) = items({"version": VERSION, "items": [entry, "x", None]})
    assert (item.title, item.url, item.categories) == ("Un texte", None, ())


def test_a_byte_order_mark_does_not_hide_a_json_feed() -> None:
    body = b"\xef\xbb\xbf" + json.dumps({"version": VERSION, "items": []}).encode()
    assert items(body) == ()


@pytest.mark.parametrize(
    "document",
    [
        b'{"version": "https://jsonfeed.org/version/1", "items": [',
        b"[" * 100_000,
        {"error": "quota"},
        [1, 2],
        {"version": VERSION},
        {"version": VERSION, "items": {"a": 1}},
    ],
)
def test_other_json_is_an_error_with_a_hint(document: Any) -> None:
    with pytest.raises(ParseError) as caught:
        items(document)
    assert caught.value.hint
