import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.ingest.urls import canonical, tidy

ARTICLE = "https://www.gazette.example/economie/les-taux-montent_6600000.html"


@pytest.mark.parametrize(
    "tail",
    [
        "?utm_source=rss&utm_medium=feed",
        "#xtor=RSS-3208",
        "?xtor=RSS-3208",
        "?fbclid=IwAR0&gclid=x",
        "?at_medium=RSS&at_campaign=2",
        "?CMP=share_btn_tw",
        "?ref=rss",
        "?source=newsletter&partner=rss",
        "?oc=5",
        "#comments",
        "?rss=1",
        "?",
        "&amp;utm_source=x".replace("&amp;", "?", 1),
    ],
)
def test_what_only_tracks_is_dropped(tail: str) -> None:
    assert tidy(ARTICLE + tail) == ARTICLE
    assert canonical(ARTICLE + tail) == canonical(ARTICLE)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://ex.example/a?id=3", "https://ex.example/a?id=4"),
        ("https://ex.example/?p=12", "https://ex.example/?p=13"),
        ("https://ex.example/a.php?ref=12345", "https://ex.example/a.php?ref=12346"),
        ("https://ex.example/a.php?ref=abc", "https://ex.example/a.php?ref=abd"),
        ("https://ex.example/news?ref=20251", "https://ex.example/news?ref=20252"),
        ("https://ex.example/A1b", "https://ex.example/a1B"),
        ("https://ex.example/fr/a", "https://ex.example/en/a"),
        ("https://a.blog.example/x", "https://b.blog.example/x"),
        ("https://ex.example:8443/x", "https://ex.example/x"),
        ("https://ex.example/#!/article/1", "https://ex.example/#!/article/2"),
        ("https://ex.example/campaign", "https://ex.example/camp"),
        ("https://ex.example/list?tag=eco", "https://ex.example/list?tag=sport"),
    ],
)
def test_two_articles_are_never_merged(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://www.ex.example/a", "https://ex.example/a"),
        ("https://WWW.Ex.Example:443/a", "https://ex.example/a"),
        ("http://ex.example:80/a/", "https://ex.example/a"),
        ("https://ex.example/x/../a", "https://ex.example/a"),
        ("https://ex.example/é", "https://ex.example/%c3%a9"),
        ("https://ex.example/?b=2&a=1", "https://ex.example/?a=1&b=2"),
        ("https://amp.ex.example/a", "https://m.ex.example/a"),
        ("https://ex.example/a/amp/", "https://ex.example/a?amp=1"),
        ("https://ex.example/a.amp.html", "https://ex.example/a.html"),
        ("https://ex.example/amp/a", "https://ex.example/a?outputType=amp"),
    ],
)
def test_spellings_of_one_address_agree(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


def test_a_readers_link_keeps_what_the_site_may_need() -> None:
    link = "http://www.ex.example/a/?b=2&a=1"
    assert tidy(link + "&utm_source=rss#top") == link


@pytest.mark.parametrize(
    "wrapped",
    [
        "https://www.google.com/url?q=https://ex.example/story%3Fid%3D1&sa=D",
        "https://www.google.fr/url?rct=j&url=https://ex.example/story?id%3D1&ct=ga",
        "https://l.facebook.com/l.php?u=https%3A%2F%2Fex.example%2Fstory%3Fid%3D1&h=AT0",
        "https://out.reddit.com/t3_1?url=https%3A%2F%2Fex.example%2Fstory%3Fid%3D1",
        "https://ex-example.cdn.ampproject.org/c/s/ex.example/story?id=1",
        "https://www.google.com/amp/s/ex.example/story?id=1",
    ],
)
def test_a_redirector_gives_way_to_what_it_holds(wrapped: str) -> None:
    expected = "https://ex.example/story"
    assert (tidy(wrapped) or "").startswith(expected)
    if "amp" not in wrapped:
        assert tidy(wrapped) == expected + "?id=1"


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "mailto:a@b.example",
        "ftp://x.example/a",
        "",
        "   ",
        "/relative",
        "http:///x",
        "https://[::1",
        "https://ex.example:99999/",
        "https://ex.example:0/",
        "https://a b.example/",
        "https://ex.example/\x01",
        "https://ex.example/" + "a" * 3000,
        "https://www.google.com/url?q=javascript:alert(1)",
        "https://www.google.com/url?q=" * 6 + "https://ex.example/",
    ],
)
def test_what_is_no_web_link_is_none(link: str) -> None:
    assert tidy(link) is None
    assert canonical(link) is None


def test_relative_links_are_seen_from_the_feed() -> None:
    base = "https://ex.example/rss/une.xml"
    assert tidy("/a", base=base) == "https://ex.example/a"
    assert tidy("b", base=base) == "https://ex.example/rss/b"
    assert tidy("//cdn.example/c", base=base) == "https://cdn.example/c"


def test_a_link_never_carries_a_password_and_may_be_escaped_twice() -> None:
    assert tidy("https://bank.example@evil.example/a") == "https://evil.example/a"
    assert tidy("https://x.example/n?a=1&amp;amp;b=2") == "https://x.example/n?a=1&b=2"


def test_literal_addresses_are_links_too() -> None:
    assert tidy("http://[::1]:8000/a") == "http://[::1]:8000/a"
    assert canonical("http://127.0.0.1:8000/a/") == "https://127.0.0.1:8000/a"
    assert canonical("http://[::1]:8000/a/") == "https://[::1]:8000/a"


@given(
    st.text(alphabet="abA1/._-%é&=?#;+ ", max_size=40),
    st.sampled_from(["https://ex.example/", "http://www.ex.example/amp/", "https://m.ex.example/"]),
)
def test_the_canonical_form_of_a_canonical_form_is_itself(path: str, start: str) -> None:
    once = canonical(start + path)
    if once is not None:
        assert canonical(once) == once
        assert canonical(tidy(start + path) or "") == once


def test_development_pairs() -> None:
    path = Path(os.environ.get("BRIEFING_DATA", "../shared/data")) / "clustering" / "urls_dev.tsv"
    if not path.exists():
        pytest.skip(f"no development data at {path}")
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    wrong = [row for row in rows if (canonical(row[1]) == canonical(row[2])) != (row[0] == "same")]
    assert not [row for row in wrong if row[0] == "different"]
    assert len(wrong) <= 0.05 * len(rows)
