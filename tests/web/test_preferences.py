"""What a reader does on the page of choices, and what an erasure reaches."""

import json
import re
import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from briefing import joining as wishes
from briefing.audience.tokens import token_hash
from briefing.clock import utc_now
from briefing.config.settings import Settings
from briefing.model import Consent, EditionState
from briefing.privacy import erased_in
from briefing.store import Welcome, open_store
from briefing.store.returns import Addressee
from briefing.web.app import build_app
from briefing.web.reading_room import token_of
from tests.web.house import add_edition, readers
from tests.web.post_office import ADDRESS, house_with_post, join, link, mails, sign_up

TWO = [
    {"id": "matin", "name": "Le Brief du matin"},
    {"id": "soir", "name": "The Evening Brief", "language": "en-GB"},
]


@pytest.fixture
def house(tmp_path: Path) -> Settings:
    return house_with_post(tmp_path, newsletters=TWO)


@pytest.fixture
def client(house: Settings) -> Iterator[TestClient]:
    app = build_app(house, partial(open_store, house.database))
    with TestClient(app, follow_redirects=False) as client:
        yield client


def state(house: Settings, newsletter: str = "matin") -> Consent:
    with open_store(house.database) as store:
        found = store.audience.subscription(1, newsletter)
    return Consent.GONE if found is None else found.state


def test_a_reader_takes_another_newsletter_and_leaves_the_first(
    client: TestClient, house: Settings
) -> None:
    token = join(client, house)
    answer = client.post(f"/preferences/{token}", data={"do": "save", "newsletter": "soir"})
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        f"/preferences/{token}?done=saved",
    )
    assert (state(house, "matin"), state(house, "soir")) == (Consent.GONE, Consent.ACTIVE)
    assert readers(house, "soir") == 1


def test_a_pause_ends_by_itself(client: TestClient, house: Settings) -> None:
    token = join(client, house)
    client.post(f"/preferences/{token}", data={"do": "pause", "of": "matin", "weeks": "2"})
    assert (state(house), readers(house)) == (Consent.PAUSED, 0)
    assert "en pause" in client.get(f"/preferences/{token}").text
    with open_store(house.database) as store:
        assert wishes.end_pauses(store, now=utc_now() + timedelta(days=13)) == 0
        assert wishes.end_pauses(store, now=utc_now() + timedelta(days=15)) == 1
    assert (state(house), readers(house)) == (Consent.ACTIVE, 1)


@pytest.mark.parametrize("weeks", ["0", "27", "-1", "x", "", "9" * 400, "²"])
def test_a_pause_of_no_sensible_length_is_refused(
    client: TestClient, house: Settings, weeks: str
) -> None:
    token = join(client, house)
    data = {"do": "pause", "of": "matin", "weeks": weeks}
    assert client.post(f"/preferences/{token}", data=data).status_code == 422
    assert state(house) is Consent.ACTIVE


def test_a_new_address_counts_once_it_has_answered(client: TestClient, house: Settings) -> None:
    token = join(client, house)
    client.post(f"/preferences/{token}", data={"do": "move", "email": "neu@lecteurs.example"})
    with open_store(house.database) as store:
        assert store.subscriber_by_email(ADDRESS) is not None
    (mail,) = [one for one in mails(house) if one["to"] == "neu@lecteurs.example"]
    client.post(link(mail))
    with open_store(house.database) as store:
        assert store.subscriber_by_email(ADDRESS) is None
        moved = store.subscriber_by_email("neu@lecteurs.example")
    assert moved is not None
    assert moved.id == 1
    assert client.get(f"/preferences/{token}").status_code == 200


def test_a_new_address_that_is_a_readers_already_gets_what_the_old_one_got(
    client: TestClient, house: Settings
) -> None:
    join(client, house, "neu@lecteurs.example")
    with open_store(house.database) as store:
        store.unsubscribe(1, "matin", now=utc_now())
    token = join(client, house, ADDRESS)
    with open_store(house.database) as store:
        wishes.ask(
            house,
            store,
            ["matin"],
            email="neu@lecteurs.example",
            host="198.51.100.7",
            shown="ja",
            now=utc_now() + timedelta(days=2),
            mover=2,
        )
        (asked,) = store.audience.waiting(now=utc_now(), retry=timedelta(0), limit=9)
        store.audience.claim([(asked.id, token_hash("t"))], now=utc_now())
        wishes.confirm(store, "t", now=utc_now())
        assert [one.id for one in store.subscribers("matin")] == [1]
    assert client.get(f"/preferences/{token}").status_code == 200


def test_leaving_is_undone_within_a_week_and_says_why(client: TestClient, house: Settings) -> None:
    token = join(client, house)
    page = client.post(f"/unsubscribe/{token}").text
    assert f"/unsubscribe/{token}/undo" in page
    words = {"why": "other", "words": "<b>trop</b>\x07 long"}
    assert client.post(f"/unsubscribe/{token}/why", data=words).status_code == 200
    with open_store(house.database) as store:
        last = store.audience.last(1, "matin")
    assert last is not None
    assert (last.reason, last.shown) == ("unsubscribed", "other: <b>trop</b>  long")
    back = client.post(f"/unsubscribe/{token}/undo")
    assert back.headers["location"] == f"/preferences/{token}?done=resumed"
    assert readers(house) == 1


def test_what_the_operator_ended_is_not_undone_by_a_click(
    client: TestClient, house: Settings
) -> None:
    token = join(client, house)
    with open_store(house.database) as store:
        store.unsubscribe(1, "matin", now=utc_now(), reason="complained")
    answer = client.post(f"/unsubscribe/{token}/undo")
    assert answer.headers["location"] == "/matin/join"
    assert readers(house) == 0


def test_my_data_is_all_that_is_kept(client: TestClient, house: Settings) -> None:
    token = join(client, house)
    answer = client.get(f"/preferences/{token}/data.json")
    assert answer.headers["content-disposition"].startswith("attachment")
    known = json.loads(answer.text)
    assert known["address"] == ADDRESS
    assert [one["to"] for one in known["history"]] == ["active"]
    assert known["sign_ups"][0]["what_became_of_it"] == "confirmed"


def test_erasing_reaches_database_log_and_stored_mails(client: TestClient, house: Settings) -> None:
    add_edition(house, EditionState.SENT)
    token = join(client, house)
    assert mails(house, "welcome")
    assert client.get(f"/preferences/{token}/erase").text.count("<button") == 1
    answer = client.post(f"/preferences/{token}/erase")
    assert "sauvegardes" in answer.text
    left = [one for one in house.database.parent.rglob("*") if one.is_file()]
    assert [one.name for one in left if ADDRESS.encode() in one.read_bytes()] == []
    assert not list(house.transport.folder.rglob("*.eml"))
    assert client.get(f"/preferences/{token}").status_code == 404
    assert client.post(f"/unsubscribe/{token}/undo").status_code == 404


def test_who_is_erased_comes_back_by_signing_up_alone(client: TestClient, house: Settings) -> None:
    token = join(client, house)
    client.post(f"/preferences/{token}/erase")
    with open_store(house.database) as store:
        arrivals = store.arrivals("matin", erased=erased_in(store))
        came = arrivals.welcome(
            [(ADDRESS.upper(), "a list", utc_now()), ("b@c.example", "", utc_now())]
        )
        assert came == (Welcome.LEFT, Welcome.NEW)
        wishes.ask(
            house,
            store,
            ["matin"],
            email=ADDRESS,
            host="x",
            shown="oui",
            now=utc_now() + timedelta(days=2),
        )
        (asked,) = store.audience.waiting(now=utc_now(), retry=timedelta(0), limit=9)
        store.audience.claim([(asked.id, token_hash("t"))], now=utc_now())
        wishes.confirm(store, "t", now=utc_now())
        assert erased_in(store) is None
    assert readers(house) == 2


def test_links_of_a_rotated_key_go_on_working(client: TestClient, house: Settings) -> None:
    token = join(client, house)
    with open_store(house.database) as store:
        assert store.keyring.rotate("tokens") == 1
        assert store.keyring.rotate("tokens") == 2
        assert len(set(store.keys("tokens"))) == 3
        assert store.keys("tokens")[0] == store.key("tokens")
    assert client.get(f"/preferences/{token}").status_code == 200
    assert client.post(f"/unsubscribe/{token}").status_code == 200
    assert readers(house) == 0


def test_links_of_a_retired_key_open_nothing(client: TestClient, house: Settings) -> None:
    token = join(client, house)
    with open_store(house.database) as store:
        old = store.key("tokens")
        assert store.keyring.retire("tokens") == 0
        store.keyring.rotate("tokens")
        assert store.keyring.retire("tokens") == 1
        assert store.keys("tokens") == (store.key("tokens"),)
    assert client.get(f"/preferences/{token}").status_code == 404
    assert client.post(f"/unsubscribe/{token}").status_code == 404
    assert readers(house) == 1
    files = house.database.parent.glob("briefing.db*")
    assert all(old.hex().encode() not in one.read_bytes() for one in files)


@pytest.mark.parametrize("do", ["", "nope", "__class__", "save\r\nX: y"])
def test_a_wish_that_is_none_does_nothing(client: TestClient, house: Settings, do: str) -> None:
    token = join(client, house)
    assert client.post(f"/preferences/{token}", data={"do": do}).status_code == 400
    assert state(house) is Consent.ACTIVE


def test_no_address_stands_in_any_url(client: TestClient, house: Settings) -> None:
    token = join(client, house)
    page = client.get(f"/preferences/{token}").text
    assert ADDRESS in page
    urls = re.findall(r'(?:href|action|src)="([^"]+)"', page)
    assert [one for one in urls if one.startswith("/preferences/")]
    assert not [one for one in urls if "@" in one or "%40" in one]
    assert "@" not in sign_up(client, "b@c.example").headers["location"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_pages_speak_the_newsletters_language(tmp_path: Path, language: str) -> None:
    own = house_with_post(
        tmp_path, newsletters=[{"id": "matin", "name": "Brief", "language": language}]
    )
    with TestClient(build_app(own, partial(open_store, own.database))) as client:
        button = {"fr": "m’inscris", "en": "Sign me up"}[language]
        assert button in client.get("/matin/join").text
        title = {"fr": "Mentions légales", "en": "Legal notice"}[language]
        assert f"<h1>{title}</h1>" in client.get("/legal").text


@pytest.mark.parametrize("how", ["complained", "operator", "unsubscribed"])
def test_an_old_link_brings_back_nothing_that_ended_long_ago_or_by_another_hand(
    client: TestClient, house: Settings, how: str
) -> None:
    token = join(client, house)
    earlier = utc_now() - (timedelta(days=8) if how == "unsubscribed" else timedelta())
    with open_store(house.database) as store:
        store.unsubscribe(1, "matin", now=earlier, reason=how)
    answer = client.post(f"/preferences/{token}", data={"do": "save", "newsletter": "matin"})
    assert answer.headers["location"].endswith("?done=later"), "one mail a day, and no promise"
    assert state(house) is Consent.GONE
    assert "demain" in client.get(answer.headers["location"]).text
    answer = client.post(f"/preferences/{token}", data={"do": "save", "newsletter": "soir"})
    assert state(house, "soir") is Consent.GONE, "who gets nothing is asked before anything comes"


def test_what_ended_comes_back_by_a_mail_that_is_answered(
    client: TestClient, house: Settings
) -> None:
    with open_store(house.database) as store:
        reader, _ = store.add_subscriber(ADDRESS, "matin", proof="form", now=utc_now())
        store.unsubscribe(reader.id, "matin", now=utc_now(), reason="bounced")
        token = token_of(store, reader.id, "matin")
    answer = client.post(f"/preferences/{token}", data={"do": "save", "newsletter": "matin"})
    assert answer.headers["location"].endswith("?done=confirm")
    assert state(house) is Consent.GONE
    client.post(link(mails(house)[-1]))
    assert state(house) is Consent.ACTIVE


def test_undoing_a_leaving_goes_back_to_the_pause(client: TestClient, house: Settings) -> None:
    token = join(client, house)
    client.post(f"/preferences/{token}", data={"do": "pause", "weeks": "4", "of": "matin"})
    client.post(f"/unsubscribe/{token}")
    back = client.post(f"/unsubscribe/{token}/undo")
    assert state(house) is Consent.PAUSED
    assert back.headers["location"].endswith("?done=paused")


def test_my_data_holds_what_servers_said_and_what_came_back(
    client: TestClient, house: Settings
) -> None:
    token = join(client, house)
    with open_store(house.database) as store:
        whom = Addressee(subscriber_id=1, delivery_id=None)
        store.returns.note(whom, kind="soft", digest="d", told="mailbox full", now=utc_now())
    known = json.loads(client.get(f"/preferences/{token}/data.json").text)
    assert [one["words"] for one in known["came_back"]] == ["mailbox full"]


def test_the_second_press_on_erase_gets_the_first_ones_answer(
    client: TestClient, house: Settings
) -> None:
    token = join(client, house)
    first, second = (client.post(f"/preferences/{token}/erase") for _ in range(2))
    assert (first.status_code, first.text) == (second.status_code, second.text)
    assert "/undo" not in client.post(f"/unsubscribe/{token}").text


def test_an_erasure_waits_for_no_reader_and_the_next_look_empties_the_log(
    client: TestClient, house: Settings
) -> None:
    token = join(client, house)
    reading = sqlite3.connect(house.database)
    reading.execute("BEGIN")
    reading.execute("SELECT * FROM subscribers").fetchall()
    assert client.post(f"/preferences/{token}/erase").status_code == 200
    reading.close()
    with open_store(house.database) as store:
        assert store.empty_log()
        kept = b"".join(one.read_bytes() for one in house.database.parent.glob("briefing.db*"))
    assert ADDRESS.encode() not in kept
