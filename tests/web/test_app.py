from functools import partial
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from briefing.config.settings import Settings
from briefing.store import open_store
from briefing.web import joining
from briefing.web.app import Following
from tests.web.house import add_reader
from tests.web.post_office import ADDRESS, stamp


def test_health_says_ok(client: TestClient) -> None:
    assert client.get("/health").text == "ok"


def test_a_template_that_an_operator_broke_is_no_500(client: TestClient, house: Settings) -> None:
    token = add_reader(house)
    folder = Path(house.templates) / "web"
    folder.mkdir(parents=True)
    (folder / "unsubscribe.html").write_text("{{ nothing_of_that_name }}")
    answer = client.get(f"/unsubscribe/{token}")
    assert answer.status_code == 503
    assert "nothing_of_that_name" not in answer.text


def test_an_operators_template_comes_first(client: TestClient, house: Settings) -> None:
    token = add_reader(house)
    folder = Path(house.templates) / "web"
    folder.mkdir(parents=True)
    (folder / "unsubscribe.html").write_text("<p>Au revoir, {{ newsletter_name }} !</p>")
    assert "Au revoir, Le Brief du matin" in client.get(f"/unsubscribe/{token}").text


@pytest.mark.parametrize("path", ["/legal/", "/confirm/abc/", "/matin/join/"])
def test_no_slash_too_many_leads_to_another_host(client: TestClient, path: str) -> None:
    answer = client.get(path, headers={"host": "evil.example"})
    assert (answer.status_code, "location" in answer.headers) == (404, False)


def test_the_legal_notice_is_not_listed_by_default_and_speaks_french_of_backups(
    client: TestClient,
) -> None:
    answer = client.get("/legal")
    assert answer.headers["x-robots-tag"] == "noindex"
    assert "30 jours" in unescape(answer.text).replace("\u202f", " ").replace("\xa0", " ")


def test_the_pages_follow_an_edit_of_the_configuration(house: Settings) -> None:
    pages = Following(house, partial(open_store, house.database))
    client = TestClient(pages)
    form = {"email": ADDRESS, "stamp": stamp(client)}
    assert "Le Brief du matin" in client.get("/matin/join").text
    renamed = house.newsletters[0].model_copy(update={"name": "Le Brief neuf"})
    pages.follow(house.model_copy(update={"newsletters": (renamed,)}))
    assert "Le Brief neuf" in client.get("/matin/join").text
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(joining, "QUICKEST_S", 0)
        answer = client.post("/matin/join", data=form, follow_redirects=False)
    assert answer.status_code == 303, "a form that was open stays good"
