"""What is answered without a page, and pages of no newsletter: in the reader's language."""

import re
from functools import partial
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from briefing.config.settings import Settings
from briefing.model import EditionState
from briefing.store import open_store
from briefing.web import spoken
from briefing.web.app import build_app
from tests.builders import DAY
from tests.web.house import add_edition, settings

TWO = [
    {"id": "matin", "name": "Le Brief du matin", "language": "fr"},
    {"id": "world", "name": "The World Brief", "language": "en-GB"},
]


@pytest.fixture
def house(tmp_path: Path) -> Settings:
    return settings(tmp_path, newsletters=TWO)


def _scope(path: str, asked: str = "") -> dict[str, object]:
    headers = [(b"host", b"brief.example"), (b"accept-language", asked.encode("latin-1"))]
    return {"type": "http", "path": path, "headers": headers, "query_string": b""}


@pytest.mark.parametrize(
    ("path", "asked", "expected"),
    [
        ("/world/join", "fr", "world"),
        ("/unsubscribe/world_abc", "fr", "world"),
        ("/legal", "", "matin"),
        ("/legal", "en-US,en;q=0.9", "world"),
        ("/legal", "en;q=0.5, fr;q=0.8", "matin"),
        ("/legal", "de, en;q=0.1", "world"),
        ("/legal", "en;q=0, *", "matin"),
        ("/legal", "en;q=9, ;;;q=x,,", "matin"),
        ("/legal", "\xe9\xff" * 2_000, "matin"),
    ],
)
def test_the_newsletter_of_the_address_speaks_else_the_readers_browser(
    house: Settings, path: str, asked: str, expected: str
) -> None:
    assert spoken.meant(house.newsletters, _scope(path, asked)).id == expected


FORM = {"content-type": "application/x-www-form-urlencoded"}
REFUSED = {
    400: ("POST", "join", {"content": "a=1&" * 60, "headers": FORM}),
    405: ("DELETE", "join", {}),
    413: ("POST", "join", {"content": "a" * 70_000, "headers": FORM}),
    415: ("POST", "join", {"content": "{}", "headers": {"content-type": "application/json"}}),
    431: ("GET", "join", {"headers": {"x-long": "a" * 20_000}}),
}


@pytest.mark.parametrize("status", REFUSED)
def test_a_refusal_speaks_the_language_of_the_page(
    client: TestClient, house: Settings, status: int
) -> None:
    method, page, rest = REFUSED[status]
    said = {}
    for one in house.newsletters:
        answer = client.request(method, f"/{one.id}/{page}", **rest)  # type: ignore[arg-type]
        assert answer.status_code == status
        assert answer.text == spoken.told(house.newsletters, _scope(f"/{one.id}"), status)
        said[one.id] = answer.text
    assert len(set(said.values())) == 2
    assert all(said.values())


def test_a_broken_store_says_later_in_the_readers_language(
    client: TestClient, house: Settings
) -> None:
    house.database.write_bytes(b"no database at all" * 1_000)
    answers = [client.get("/world/archive"), client.get("/", headers={"accept-language": "en"})]
    assert [one.status_code for one in answers] == [503, 503]
    assert {one.text for one in answers} == {"Please try again in a minute."}
    assert "minute" in client.get("/matin/archive").text
    assert "Please" not in client.get("/matin/archive").text


def test_each_newsletter_has_its_legal_notice_and_links_to_it(
    client: TestClient, house: Settings
) -> None:
    add_edition(house, EditionState.SENT)
    assert "<h1>Mentions légales</h1>" in client.get("/matin/legal").text
    assert "<h1>Legal notice</h1>" in client.get("/world/legal").text
    assert client.get("/nobody/legal").status_code == 404
    for path in ("/matin/join", "/world/join", "/world/archive", "/world/search?q=x"):
        home = path.split("/")[1]
        links = re.findall(r'href="https://brief.example(/[^"]*legal)"', client.get(path).text)
        assert set(links) == {f"/{home}/legal"}, path
    assert client.get(f"/matin/{DAY}").status_code == 200


def test_the_notice_of_the_house_speaks_as_the_browser_asks(client: TestClient) -> None:
    french = client.get("/legal")
    english = client.get("/legal", headers={"accept-language": "en-US,en;q=0.9"})
    assert "<h1>Mentions légales</h1>" in french.text
    assert "<h1>Legal notice</h1>" in english.text
    assert french.headers["vary"].lower() == "accept-language"


def test_who_may_be_listed_has_the_way_in_listed_too(tmp_path: Path) -> None:
    house = settings(tmp_path, newsletters=TWO, web={"index": True})
    client = TestClient(build_app(house, partial(open_store, house.database)))
    for path in ("/world/join", "/matin/legal", "/legal"):
        answer = client.get(path)
        assert "x-robots-tag" not in answer.headers, path
        assert "noindex" not in answer.text, path
    assert client.get("/world/join").headers["cache-control"] == "no-store"
    for path in ("/world/join/sent", "/confirm/abc"):
        assert client.get(path).headers["x-robots-tag"] == "noindex"
        assert '<meta name="robots" content="noindex">' in client.get(path).text
