from pathlib import Path

from starlette.testclient import TestClient

from briefing.config.settings import Settings
from tests.web.house import add_reader


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
