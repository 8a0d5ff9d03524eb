"""The demo's feeds, read by feedparser."""

import io
from calendar import timegm
from datetime import UTC, date, datetime
from time import struct_time

import feedparser
import pytest

from briefing.demo.feeds import feed_bytes, page_bytes
from briefing.demo.newspapers import Newspaper, newspapers, published, worded

DAY = date(2026, 11, 23)
BASE = "http://127.0.0.1:8000"
PAPERS = [worded(paper, DAY) for paper in newspapers()]


def parsed(paper: Newspaper) -> feedparser.FeedParserDict:
    return feedparser.parse(io.BytesIO(feed_bytes(paper, DAY, base=BASE)))


def _date_of(entry: feedparser.FeedParserDict) -> struct_time:
    """RSS 1.0 has one date only, which feedparser calls `updated`."""
    moment: struct_time = entry.get("published_parsed") or entry["updated_parsed"]
    return moment


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.id)
def test_a_feed_is_well_formed_and_complete(paper: Newspaper) -> None:
    result = parsed(paper)
    assert not result.bozo, result.get("bozo_exception")
    assert result.feed.title == paper.title
    by_link = {entry.link: entry for entry in result.entries}
    assert len(by_link) == len(paper.items)
    for item in paper.items:
        entry = by_link[f"{BASE}/{paper.id}{item.path}"]
        assert entry.title.replace("\xa0", " ") == item.title.replace("\xa0", " ")
        moment = datetime.fromtimestamp(timegm(_date_of(entry)), tz=UTC)
        assert moment == published(item, DAY)


def test_full_texts_are_in_the_feeds() -> None:
    for paper in PAPERS:
        full = sum(bool(item.content) for item in paper.items)
        assert sum("content" in entry for entry in parsed(paper).entries) == full


def test_all_three_formats_and_both_encodings_occur() -> None:
    assert {parsed(paper).version for paper in PAPERS} == {"rss20", "rss10", "atom10"}
    assert {paper.encoding for paper in PAPERS} == {"utf-8", "iso-8859-1"}


def test_what_latin_1_lacks_still_arrives() -> None:
    estuaires = next(paper for paper in PAPERS if paper.encoding == "iso-8859-1")
    teasers = " ".join(entry.summary for entry in parsed(estuaires).entries)
    assert "VIGO (Agence Méridienne) – Des rafales" in teasers


def test_an_article_page_escapes_its_text() -> None:
    entry = PAPERS[0].items[0]
    page = page_bytes(PAPERS[0], entry).decode()
    assert f"<h1>{entry.title}</h1>" in page
    assert "<script" not in page
