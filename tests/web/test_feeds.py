import json
from datetime import timedelta

import feedparser
import pytest
from starlette.testclient import TestClient

from briefing.config.settings import Settings
from briefing.model import Correction, EditionState
from briefing.store import open_store
from tests.builders import DAY, NOW
from tests.web.house import add_edition

FILES = ["rss.xml", "atom.xml", "feed.json"]


@pytest.mark.parametrize("file", FILES)
def test_a_feed_holds_the_whole_edition_and_nothing_personal(
    client: TestClient, house: Settings, file: str
) -> None:
    add_edition(house, EditionState.SENT)
    answer = client.get(f"/matin/{file}")
    assert answer.status_code == 200
    for told in ("La BCE relève ses taux.", "emplois", "Claire Vasseur", "œuf carré", "La Gazette"):
        assert told in answer.text
    assert "unsubscribe" not in answer.text


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("rss.xml", "application/rss+xml"),
        ("atom.xml", "application/atom+xml"),
        ("feed.json", "application/feed+json"),
    ],
)
def test_a_feed_says_what_it_is(client: TestClient, file: str, kind: str) -> None:
    assert client.get(f"/matin/{file}").headers["content-type"] == kind


@pytest.mark.parametrize("file", ["rss.xml", "atom.xml"])
def test_ten_editions_the_newest_first(client: TestClient, house: Settings, file: str) -> None:
    for back in range(12):
        add_edition(house, EditionState.SENT, day=DAY - timedelta(days=back))
    add_edition(house, EditionState.DRAFT, day=DAY + timedelta(days=1))
    read = feedparser.parse(client.get(f"/matin/{file}").content)
    assert not read.bozo
    days = [DAY - timedelta(days=back) for back in range(10)]
    assert [one.link for one in read.entries] == [f"https://brief.example/matin/{d}" for d in days]


def test_a_correction_stands_in_the_entry_and_makes_it_newer(
    client: TestClient, house: Settings
) -> None:
    add_edition(house, EditionState.SENT)
    noted = NOW + timedelta(days=1)
    with open_store(house.database) as store:
        told = Correction(newsletter="matin", day=DAY, text="C'est 2 %.", noted_at=noted)
        store.errata.add(told)
    (one,) = json.loads(client.get("/matin/feed.json").text)["items"]
    assert one["date_modified"] == noted.isoformat()
    assert one["content_html"].lstrip().startswith("<p><strong>Rectifié le mardi 24")


def test_a_story_in_a_feed_leads_to_its_sources(client: TestClient, house: Settings) -> None:
    add_edition(house, EditionState.SENT)
    assert f"https://brief.example/matin/{DAY}#story-" in client.get("/matin/feed.json").text


@pytest.mark.parametrize("file", FILES)
def test_an_unknown_newsletter_has_no_feed(client: TestClient, file: str) -> None:
    assert client.get(f"/soir/{file}").status_code == 404
