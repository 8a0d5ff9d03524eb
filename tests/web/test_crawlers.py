from datetime import timedelta
from functools import partial
from pathlib import Path
from urllib.robotparser import RobotFileParser

import pytest
from lxml import etree
from starlette.testclient import TestClient

from briefing.config.settings import Settings
from briefing.model import EditionState
from briefing.store import open_store
from briefing.web.app import build_app
from tests.builders import DAY
from tests.web.house import add_edition, add_reader, settings

PUBLIC = ("/", "/matin/archive", f"/matin/{DAY}", "/matin/rss.xml", "/matin/feed.json")


@pytest.fixture
def listed(tmp_path: Path) -> TestClient:
    house = settings(tmp_path, web={"index": True})
    for back in range(3):
        add_edition(house, EditionState.SENT, day=DAY - timedelta(days=back))
    add_edition(house, EditionState.DRAFT, day=DAY + timedelta(days=1))
    return TestClient(build_app(house, partial(open_store, house.database)))


def robots(client: TestClient) -> RobotFileParser:
    parser = RobotFileParser()
    parser.parse(client.get("/robots.txt").text.splitlines())
    return parser


@pytest.mark.parametrize("path", PUBLIC)
def test_by_default_no_page_may_be_listed(client: TestClient, house: Settings, path: str) -> None:
    add_edition(house, EditionState.SENT)
    answer = client.get(path)
    assert answer.headers["x-robots-tag"] == "noindex"
    if answer.headers["content-type"].startswith("text/html"):
        assert '<meta name="robots" content="noindex">' in answer.text


@pytest.mark.parametrize("path", PUBLIC)
def test_an_operator_may_have_the_editions_listed(listed: TestClient, path: str) -> None:
    answer = listed.get(path)
    assert "x-robots-tag" not in answer.headers
    assert "noindex" not in answer.text


def test_results_and_readers_own_pages_are_never_listed(tmp_path: Path) -> None:
    house = settings(tmp_path, web={"index": True})
    token = add_reader(house)
    client = TestClient(build_app(house, partial(open_store, house.database)))
    for path in ("/matin/search?q=taux", f"/unsubscribe/{token}", "/nothing/here"):
        answer = client.get(path)
        assert answer.headers["x-robots-tag"] == "noindex"
        assert '<meta name="robots" content="noindex">' in answer.text


def test_who_asks_not_to_be_listed_lets_itself_be_read(client: TestClient) -> None:
    assert robots(client).can_fetch("*", "/matin/2026-11-23")
    assert not robots(client).can_fetch("*", "/unsubscribe/x")
    assert "Sitemap" not in client.get("/robots.txt").text
    assert client.get("/sitemap.xml").status_code == 404


def test_the_map_names_every_edition_that_was_let_out(listed: TestClient) -> None:
    assert robots(listed).site_maps() == ["https://brief.example/sitemap.xml"]
    root = etree.fromstring(listed.get("/sitemap.xml").content)
    assert root.tag == "{http://www.sitemaps.org/schemas/sitemap/0.9}urlset"
    assert [one.text for one in root.iter("{*}loc")] == [
        "https://brief.example/matin/archive",
        *(f"https://brief.example/matin/{DAY - timedelta(days=back)}" for back in range(3)),
    ]
