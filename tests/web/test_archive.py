from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from briefing.config.settings import Settings
from briefing.model import Correction, EditionState
from briefing.store import open_store
from tests.builders import DAY, NOW
from tests.web.house import add_edition

SHOWN = {
    EditionState.APPROVED,
    EditionState.SENDING,
    EditionState.PAUSED,
    EditionState.SENT,
}


@pytest.mark.parametrize("state", EditionState)
def test_only_what_was_let_out_is_public(
    client: TestClient, house: Settings, state: EditionState
) -> None:
    add_edition(house, state)
    answer = client.get(f"/matin/{DAY}")
    assert answer.status_code == (200 if state in SHOWN else 404)
    assert ("La BCE" in client.get("/").text) is (state in SHOWN)


def test_the_page_is_the_edition(client: TestClient, house: Settings) -> None:
    add_edition(house, EditionState.SENT)
    answer = client.get(f"/matin/{DAY}")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    for text in ("La BCE relève ses taux.", "45\u202f000 emplois", "Claire Vasseur", "œuf carré"):
        assert text in answer.text
    assert "/unsubscribe/" not in answer.text
    assert "<script" not in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/soir/2026-11-23",
        "/matin/2026-11-24",
        "/matin/20261123",
        "/matin/2026-W48-1",
        "/matin/x",
        "/matin",
        "/matin/2026-11-23/x",
        "/../etc/passwd",
        "/favicon.ico",
    ],
)
def test_what_is_not_there_is_a_page_that_says_so(
    client: TestClient, house: Settings, path: str
) -> None:
    add_edition(house, EditionState.SENT)
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html")


def test_a_skipped_day_has_no_page(client: TestClient, house: Settings) -> None:
    with open_store(house.database) as store:
        store.skip_edition("matin", DAY, reason="quiet")
    assert client.get(f"/matin/{DAY}").status_code == 404
    assert client.get("/").status_code == 200


def test_the_list_has_the_newest_first_and_twenty_of_them(
    client: TestClient, house: Settings
) -> None:
    for back in range(22):
        add_edition(house, EditionState.SENT, day=DAY - timedelta(days=back))
    add_edition(house, EditionState.DRAFT, day=DAY + timedelta(days=1))
    page = client.get("/").text
    days = [DAY - timedelta(days=back) for back in range(22)]
    places = [page.find(f"/matin/{day}") for day in days]
    assert places[:20] == sorted(places[:20])
    assert -1 not in places[:20]
    assert places[20:] == [-1, -1]
    assert f"{DAY + timedelta(days=1)}" not in page


def test_an_empty_house_has_a_list_too(client: TestClient) -> None:
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("path", ["/", f"/matin/{DAY}", "/health"])
def test_pages_are_only_read(client: TestClient, path: str) -> None:
    assert client.post(path).status_code == 405


def test_a_correction_stands_dated_above_the_edition_that_was_wrong(
    client: TestClient, house: Settings
) -> None:
    add_edition(house, EditionState.SENT)
    noted = NOW + timedelta(days=1)
    with open_store(house.database) as store:
        words = "Nous écrivions 3 %. C'est <2> %."
        store.errata.add(Correction(newsletter="matin", day=DAY, text=words, noted_at=noted))
    page = client.get(f"/matin/{DAY}").text
    assert "Rectifié le mardi 24\u00a0novembre 2026." in page
    assert "C’est &lt;2&gt;" in page
    assert page.index("Rectifié le") < page.index("La BCE relève ses taux.")
