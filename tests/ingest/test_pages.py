import asyncio
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web

from briefing.config.settings import Ingest
from briefing.gathered import Page, Reading, Wanted
from briefing.ingest.pages import MOST_PER_HOST, NO_PAGE, RESERVED, ROBOTS, SILENT, HttpPages
from tests.builders import NOW
from tests.ingest.newspaper import Site

TEXT = "\n".join(
    f"La Banque centrale a relevé ses taux pour la {n}e fois, et les marchés ont peu réagi."
    for n in range(2, 12)
)
HTML = "<html lang='fr'><body><article>{}</article></body></html>".format(
    "".join(f"<p>{line}</p>" for line in TEXT.split("\n"))
)


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.close()


def answer(text: str = HTML, **changes: Any) -> web.Response:
    return web.Response(text=text, **({"content_type": "text/html"} | changes))


def read(*urls: str, budget: float = 10) -> dict[str, Page]:
    options = Ingest(allow_private_networks=True, contact="https://brief.example/robot")
    pages = HttpPages(options, budget=timedelta(seconds=budget))
    wanted = [Wanted(item_id=f"i{n}", url=url) for n, url in enumerate(urls)]
    return {page.item_id: page for page in pages.read(wanted, now=NOW)}


def asked(site: Site) -> list[str]:
    return [request.path for request in site.requests]


def test_a_page_is_read_after_its_host_was_asked(site: Site) -> None:
    page = read(site.page("/a", answer()))["i0"]
    assert page == Page(item_id="i0", reading=Reading.READ, fetched_at=NOW, text=TEXT)
    assert sorted(asked(site)) == ["/.well-known/tdmrep.json", "/a", "/robots.txt"]
    assert asked(site)[-1] == "/a"
    agents = {request.headers["User-Agent"] for request in site.requests}
    assert len(agents) == 1
    assert agents.pop().startswith("Briefing/")


def test_a_host_is_asked_once_for_all_its_pages(site: Site) -> None:
    read(site.page("/a", answer()), site.page("/b", answer()))
    assert asked(site).count("/robots.txt") == 1


def test_robots_txt_is_obeyed(site: Site) -> None:
    site.page("/robots.txt", answer("User-agent: *\nDisallow: /abonnes/\n"))
    pages = read(site.page("/abonnes/a", answer()), site.page("/b", answer()))
    assert (pages["i0"].reading, pages["i0"].note) == (Reading.RESERVED, ROBOTS)
    assert pages["i1"].reading is Reading.READ
    assert "/abonnes/a" not in asked(site)


@pytest.mark.parametrize(
    ("status", "reading"),
    [(404, Reading.READ), (410, Reading.READ), (403, Reading.RESERVED), (500, Reading.FAILED)],
)
def test_a_robots_txt_that_is_not_there_allows_and_one_that_fails_does_not(
    site: Site, status: int, reading: Reading
) -> None:
    site.page("/robots.txt", answer("", status=status))
    assert read(site.page("/a", answer()))["i0"].reading is reading


def test_who_asks_for_pauses_gets_one_visit(site: Site) -> None:
    site.page("/robots.txt", answer("User-agent: *\nCrawl-delay: 10\n"))
    pages = read(*(site.page(f"/{n}", answer()) for n in range(3)))
    assert set(pages) == {"i0"}


def test_no_host_is_asked_for_many_pages(site: Site) -> None:
    pages = read(*(site.page(f"/{n}", answer()) for n in range(MOST_PER_HOST + 5)))
    assert len(pages) == MOST_PER_HOST


@pytest.mark.parametrize(
    "reserving",
    [
        answer(headers={"TDM-Reservation": "1"}),
        answer("<head><meta name='tdm-reservation' content='1'></head>" + HTML),
    ],
)
def test_a_page_that_reserves_mining_is_not_used(site: Site, reserving: web.Response) -> None:
    page = read(site.page("/a", reserving))["i0"]
    assert (page.reading, page.note, page.text) == (Reading.RESERVED, RESERVED, "")


def test_a_site_that_reserves_mining_is_not_visited(site: Site) -> None:
    site.page("/.well-known/tdmrep.json", answer('[{"location": "/a*", "tdm-reservation": 1}]'))
    pages = read(site.page("/a", answer()), site.page("/b", answer()))
    assert [pages[id].reading for id in ("i0", "i1")] == [Reading.RESERVED, Reading.READ]
    assert "/a" not in asked(site)


def test_the_host_that_a_page_moved_to_is_asked_too(site: Site) -> None:
    other = Site()
    try:
        other.page("/robots.txt", answer("User-agent: *\nDisallow: /\n"))
        there = other.page("/b", answer())
        moved = web.Response(status=302, headers={"Location": there})
        page = read(site.page("/a", moved))["i0"]
    finally:
        other.close()
    assert (page.reading, page.note) == (Reading.RESERVED, ROBOTS)


@pytest.mark.parametrize(
    ("wrong", "note"),
    [
        (answer(status=404), "HTTP 404"),
        (answer("%PDF", content_type="application/pdf"), NO_PAGE),
        (answer("<html><body>Accueil</body></html>"), "No article"),
    ],
)
def test_a_page_without_an_article_has_failed(site: Site, wrong: web.Response, note: str) -> None:
    page = read(site.page("/a", wrong))["i0"]
    assert page.reading is Reading.FAILED
    assert note in page.note


def test_a_page_for_subscribers_is_marked(site: Site) -> None:
    html = HTML.replace("</article>", "<p>Il vous reste 85% de cet article à lire.</p></article>")
    page = read(site.page("/a", answer(html)))["i0"]
    assert (page.paywalled, page.text) == (True, TEXT)


def test_a_host_that_is_not_there_is_silent() -> None:
    page = read("http://127.0.0.1:9/a")["i0"]
    assert (page.reading, page.note) == (Reading.FAILED, SILENT)


def test_when_time_is_up_the_rest_is_absent(site: Site) -> None:
    async def slow(request: web.Request) -> web.StreamResponse:
        await asyncio.sleep(30)
        return answer()

    pages = read(site.page("/a", answer()), site.page("/slow", slow), budget=1.5)
    assert pages["i0"].reading is Reading.READ
    assert "i1" not in pages or pages["i1"].reading is Reading.FAILED
    assert read(site.page("/a", answer()), budget=0) == {}


def test_an_address_of_our_own_network_is_not_read(site: Site) -> None:
    pages = HttpPages(Ingest(), budget=timedelta(seconds=5))
    wanted = [Wanted(item_id="i0", url=site.page("/a", answer()))]
    (page,) = pages.read(wanted, now=NOW)
    assert page.reading is Reading.FAILED
    assert site.requests == []
