import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.ingest.links import compared, tidied
from briefing.ingest.urls import canonical, tidy

BASE = "https://gazette.example/rss"
LINKS = (
    "https://www.gazette.example/eco/2026/11/23/les-taux-montent",
    "http://m.gazette.example/eco/article_123.html",
    "https://gazette.example/amp/eco/les-taux-montent-encore",
    "https://gazette.example/eco/index.html",
    "https://gazette.example/eco/",
    "https://gazette.example/",
    "https://gazette.example/eco//double",
    "https://gazette.example/eco?utm_source=rss",
    "https://gazette.example/eco?id=12&utm_source=rss&ref=rss",
    "https://gazette.example/eco?",
    "https://gazette.example/eco?b=2&a=1&&c",
    "https://gazette.example/eco?print=1?utm_source=rss",
    "https://gazette.example/eco/1.HTML.shtm/",
    "https://gazette.example/eco.shtml",
    "https://gazette.example/eco/html",
    "https://gazette.example/eco#top",
    "https://gazette.example/eco/article-12.html#xtor=RSS-1",
    "https://gazette.example/eco#/article/12",
    "https://t.umblr.com/redirect?z=gazette",
    "https://href.li/eco?gazette",
    "https://gazette.example/a/../b",
    "https://gazette.example/%C3%A9t%C3%A9",
    "https://www.google.com/amp/s/gazette.example/eco",
    "https://gazette-example.cdn.ampproject.org/c/s/gazette.example/eco",
    "https://www.youtube.com/shorts/abcdefgh",
    "https://edition.cnn.com/2026/11/23/eco/taux",
    "https://127.0.0.1/eco",
    "https://gazette.example:8443/eco",
    "/eco/les-taux",
    "javascript:alert(1)",
    "",
)


@pytest.mark.parametrize("link", LINKS)
def test_a_link_is_what_the_full_rules_make_of_it(link: str) -> None:
    tidy_link = tidy(link, base=BASE)
    assert tidied(link, base=BASE) == tidy_link
    if tidy_link is not None:
        assert compared(tidy_link) == canonical(tidy_link)


@given(
    st.lists(
        st.sampled_from(
            ["utm_medium=rss", "id=12", "ref=rss", "at_x", "", "a=b=c", "amp=1", "B=~."]
        ),
        max_size=4,
    ),
    st.sampled_from(["", "#", "#xtor=RSS-1", "#!/12", "#a"]),
)
def test_every_query_is_what_the_full_rules_make_of_it(parts: list[str], fragment: str) -> None:
    link = f"https://www.gazette.example/eco/les-taux/?{'&'.join(parts)}{fragment}"
    assert tidied(link, base=BASE) == tidy(link, base=BASE)
    assert compared(link) == canonical(link)


@given(
    st.sampled_from(["gazette.example", "www.gazette.example", "m.bbc.co.uk", "a.b.c.example"]),
    st.lists(
        st.sampled_from(
            [
                "eco",
                "amp",
                "index.html",
                "a.html",
                "b.htm.html",
                "html",
                "A-b_c",
                "",
                ".",
                "..",
                "12",
            ]
        ),
        max_size=5,
    ),
)
def test_every_path_is_what_the_full_rules_make_of_it(host: str, parts: list[str]) -> None:
    link = f"https://{host}/{'/'.join(parts)}"
    assert tidied(link, base=BASE) == tidy(link, base=BASE)
    assert compared(link) == canonical(link)
