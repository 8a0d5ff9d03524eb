from datetime import timedelta
from functools import partial

import pytest
from starlette.testclient import TestClient

from briefing.config.settings import Settings
from briefing.model import Correction, EditionState
from briefing.store import open_store
from briefing.web.app import build_app
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


def test_the_archive_shows_the_newest_month_and_the_way_to_the_others(
    client: TestClient, house: Settings
) -> None:
    for back in (0, 1, 40):
        add_edition(house, EditionState.SENT, day=DAY - timedelta(days=back))
    page = client.get("/matin/archive").text
    assert "<h2>Novembre 2026</h2>" in page
    assert f"/matin/{DAY - timedelta(days=1)}" in page
    assert f"/matin/{DAY - timedelta(days=40)}" not in page
    assert 'href="https://brief.example/matin/archive/2026-10"' in page
    october = client.get("/matin/archive/2026-10").text
    assert f"/matin/{DAY - timedelta(days=40)}" in october
    assert '<strong aria-current="page">Octobre 2026</strong>' in october


@pytest.mark.parametrize("month", ["2026-09", "2026-13", "202611", "2026-11-23", "x", "2026-1١"])
def test_a_month_without_editions_is_a_page_that_is_not_there(
    client: TestClient, house: Settings, month: str
) -> None:
    add_edition(house, EditionState.SENT)
    assert client.get("/matin/archive/2026-11").status_code == 200
    assert client.get(f"/matin/archive/{month}").status_code == 404


def test_an_empty_archive_says_that_the_first_edition_is_to_come(client: TestClient) -> None:
    page = client.get("/matin/archive")
    assert page.status_code == 200
    assert "première édition" in page.text


def test_a_page_leads_to_the_editions_before_and_after(client: TestClient, house: Settings) -> None:
    days = [DAY - timedelta(days=back) for back in (6, 3, 0)]
    for day in days:
        add_edition(house, EditionState.SENT, day=day)
    add_edition(house, EditionState.HELD, day=DAY - timedelta(days=1))
    page = client.get(f"/matin/{days[1]}").text
    assert f'<a rel="prev" href="https://brief.example/matin/{days[0]}"' in page
    assert f'<a rel="next" href="https://brief.example/matin/{days[2]}"' in page
    last = client.get(f"/matin/{DAY}").text
    assert 'rel="next"' not in last


def test_a_page_tells_those_who_link_to_it_what_it_is(client: TestClient, house: Settings) -> None:
    add_edition(house, EditionState.SENT)
    page = client.get(f"/matin/{DAY}").text
    for name, said in (
        ("og:type", "article"),
        ("og:title", "La BCE relève ses taux"),
        ("og:url", f"https://brief.example/matin/{DAY}"),
        ("og:site_name", "Le Brief du matin"),
        ("article:published_time", "2026-11-23T04:45:00+00:00"),
    ):
        assert f'<meta property="{name}" content="{said}">' in page
    assert f'<link rel="canonical" href="https://brief.example/matin/{DAY}">' in page
    assert 'type="application/atom+xml"' in page


def test_a_list_and_a_result_say_which_edition_was_corrected(
    client: TestClient, house: Settings
) -> None:
    for back in (0, 1):
        add_edition(house, EditionState.SENT, day=DAY - timedelta(days=back))
    with open_store(house.database) as store:
        store.errata.add(Correction(newsletter="matin", day=DAY, text="Non.", noted_at=NOW))
    assert client.get("/matin/archive").text.count("rectifiée") == 1
    assert client.get("/matin/search?q=airbus").text.count("Cette édition a été rectifiée.") == 1


def test_an_english_hour_ends_its_sentence(house: Settings) -> None:
    english = house.newsletters[0].model_copy(update={"language": "en-GB"})
    app = build_app(
        house.model_copy(update={"newsletters": (english,)}), partial(open_store, house.database)
    )
    with TestClient(app) as reader:
        page = reader.get("/matin/join").text
    assert "at 6:30 a.m.</p>" in page
