"""A page names its feeds in its head; the likeliest comes first."""

import pytest

from briefing.ingest.discover import LinkedFeed, linked_feeds

PAGE = "https://phare.test/eco/"


def found(html: str) -> list[str]:
    return [one.url for one in linked_feeds(html.encode(), url=PAGE)]


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ('<link rel="alternate" type="application/rss+xml" href="/rss">', "https://phare.test/rss"),
        ("<LINK HREF=feed.xml TYPE=application/atom+xml REL=alternate>", f"{PAGE}feed.xml"),
        (
            "<link rel='alternate home' type='application/feed+json' href='//x.test/f?a=1&amp;b'/>",
            "https://x.test/f?a=1&b",
        ),
        (
            '<base href="https://cdn.test/a/"><link rel=alternate type=application/rss+xml href=b>',
            "https://cdn.test/a/b",
        ),
    ],
)
def test_a_linked_feed_is_found_with_its_whole_address(link: str, url: str) -> None:
    assert found(f"<html><head>{link}</head>") == [url]


def test_comments_come_last_and_each_feed_once() -> None:
    comments = '<link rel="alternate" type="application/rss+xml" title="Comments" href="/c">'
    news = '<link rel="alternate" type="application/rss+xml" title="À la une" href="/n">'
    assert linked_feeds(f"{comments}{news}{news}".encode(), url=PAGE) == (
        LinkedFeed(url="https://phare.test/n", title="À la une"),
        LinkedFeed(url="https://phare.test/c", title="Comments"),
    )


@pytest.mark.parametrize(
    "link",
    [
        '<link rel="stylesheet" type="application/rss+xml" href="/x">',
        '<link rel="alternate" type="application/json+oembed" href="/x">',
        '<link rel="alternate" hreflang="en" href="/x">',
        '<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">',
        '<link rel="alternate" type="application/rss+xml" href="http://[">',
        '<link rel="alternate" type="application/rss+xml">',
        '<link "<link "<link "' * 2_000,
    ],
)
def test_what_is_no_feed_is_not_named(link: str) -> None:
    assert found(link) == []
