import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import feedparser
import pytest
from lxml import etree

from briefing.render.feeds import Channel, Entry, atom, json_feed, rss

MADE = datetime(2026, 11, 23, 4, 45, tzinfo=UTC)
HTML = "<h2>À savoir</h2><p><strong>3 < 4 & « ]]> »</strong></p>"


def channel(*entries: Entry, **changes: Any) -> Channel:
    values: dict[str, Any] = {
        "url": "https://b.example/matin",
        "title": "Le Brief & Cie",
        "about": "Du lundi au vendredi à 6 h 30",
        "language": "fr",
        "author": "La rédaction",
    }
    return Channel(entries=entries, **(values | changes))


def entry(**changes: Any) -> Entry:
    values: dict[str, Any] = {
        "url": "https://b.example/matin/2026-11-23",
        "title": "La BCE relève <ses> taux",
        "summary": "Et aussi : une poule.",
        "html": HTML,
        "language": "fr",
        "published": MADE,
        "updated": MADE + timedelta(hours=3),
    }
    return Entry(**(values | changes))


@pytest.mark.parametrize("write", [rss, atom])
def test_a_feed_reader_reads_what_was_written(write: Any) -> None:
    read = feedparser.parse(write(channel(entry())), sanitize_html=False)
    assert not read.bozo
    assert read.feed.title == "Le Brief & Cie"
    (one,) = read.entries
    assert one.link == one.id == "https://b.example/matin/2026-11-23"
    assert "BCE relève" in one.title
    assert one.summary == "Et aussi : une poule."
    assert one.content[-1].value == HTML
    assert one.published_parsed[:5] == (2026, 11, 23, 4, 45)


@pytest.mark.parametrize("write", [rss, atom])
def test_what_xml_cannot_hold_is_left_out(write: Any) -> None:
    assert b"\x00" not in write(channel(entry(title="a\x00b\x0bc\ufffe")))
    assert (
        feedparser.parse(write(channel(entry(title="a\x00b\x0bc\ufffe")))).entries[0].title == "abc"
    )


def test_atom_has_all_that_the_standard_asks_for() -> None:
    root = etree.fromstring(atom(channel(entry())))
    space = {"a": "http://www.w3.org/2005/Atom"}
    for needed in ("title", "id", "updated", "author/a:name", "link[@rel='self']"):
        assert len(root.xpath(f"a:{needed}", namespaces=space)) == 1, needed
    for needed in ("title", "id", "updated", "published", "content[@type='html']", "summary"):
        assert len(root.xpath(f"a:entry/a:{needed}", namespaces=space)) == 1, needed
    moments = root.xpath("//a:updated/text()", namespaces=space)
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", one) for one in moments)
    assert set(moments) == {"2026-11-23T07:45:00+00:00"}


def test_rss_has_all_that_the_standard_asks_for() -> None:
    top = etree.fromstring(rss(channel(entry()))).find("channel")
    assert top is not None
    assert all(top.findtext(needed) for needed in ("title", "link", "description", "language"))
    guid = top.find("item/guid")
    assert guid is not None
    assert guid.get("isPermaLink") == "true"
    assert top.findtext("item/pubDate") == "Mon, 23 Nov 2026 04:45:00 +0000"
    itself = top.find("{http://www.w3.org/2005/Atom}link")
    assert itself is not None
    assert itself.get("href") == "https://b.example/matin/rss.xml"


def test_json_feed_has_all_that_the_standard_asks_for() -> None:
    feed = json.loads(json_feed(channel(entry())))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"] == "Le Brief & Cie"
    assert feed["feed_url"] == "https://b.example/matin/feed.json"
    (one,) = feed["items"]
    assert one["id"] == one["url"]
    assert one["content_html"] == HTML
    assert one["date_published"] == "2026-11-23T04:45:00+00:00"


@pytest.mark.parametrize("write", [rss, atom])
def test_a_feed_without_editions_is_valid_too(write: Any) -> None:
    read = feedparser.parse(write(channel(about="")))
    assert (read.bozo, read.entries) == (False, [])
