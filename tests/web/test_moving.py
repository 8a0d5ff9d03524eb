"""A reader's address changes: both mailboxes know, and nothing brings the old one back."""

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
from briefing.model import Consent
from briefing.privacy import erased_in
from briefing.store import Welcome, open_store
from briefing.web.app import build_app
from tests.web.house import readers
from tests.web.post_office import ADDRESS, house_with_post, join, link, mails

NEW = "neu@lecteurs.example"
TWO = [{"id": "matin", "name": "Le Brief du matin"}, {"id": "soir", "name": "Le Brief du soir"}]


@pytest.fixture
def house(tmp_path: Path) -> Settings:
    return house_with_post(tmp_path, newsletters=TWO)


@pytest.fixture
def client(house: Settings) -> Iterator[TestClient]:
    app = build_app(house, partial(open_store, house.database))
    with TestClient(app, follow_redirects=False) as client:
        yield client


def move(client: TestClient, house: Settings, token: str) -> str:
    """Ask for the new address, confirm there; return the page."""
    client.post(f"/preferences/{token}", data={"do": "move", "email": NEW})
    return client.post(link(mails(house)[-1])).text


def imported(house: Settings, email: str) -> Welcome:
    with open_store(house.database) as store:
        arrivals = store.arrivals("matin", erased=erased_in(store))
        (came,) = arrivals.welcome([(email, "an old list", utc_now())])
    return came


def kept(house: Settings, text: str) -> bool:
    folder = house.database.parent
    return any(text.encode() in one.read_bytes() for one in folder.rglob("*") if one.is_file())


def test_the_old_address_is_told_and_its_mail_leads_to_no_change(
    client: TestClient, house: Settings
) -> None:
    page = move(client, house, join(client, house))
    assert NEW in page
    assert "Bienvenue" not in page
    (notice,) = mails(house, "notices")
    assert notice["to"] == ADDRESS
    body = notice.get_body(("plain",))
    assert body is not None
    words = body.get_content()
    assert "Ce n’était pas vous" in words
    assert "mailto:" in words
    assert "/confirm/" not in words
    assert "/preferences/" not in words
    assert NEW not in notice.as_string()


def test_an_old_list_does_not_bring_the_old_address_back(
    client: TestClient, house: Settings
) -> None:
    move(client, house, join(client, house))
    assert imported(house, ADDRESS) is Welcome.LEFT
    with open_store(house.database) as store:
        last = store.audience.last(1, "matin")
        assert [one.email for one in store.subscribers("matin")] == [NEW]
    assert last is not None
    assert (last.reason, last.after) == ("moved", Consent.ACTIVE)


def test_erasing_after_a_change_leaves_neither_address(client: TestClient, house: Settings) -> None:
    token = join(client, house)
    move(client, house, token)
    client.post(f"/preferences/{token}/erase")
    assert not kept(house, ADDRESS)
    assert not kept(house, NEW)


def test_two_readers_that_become_one_are_one(client: TestClient, house: Settings) -> None:
    join(client, house, NEW)
    token = join(client, house, ADDRESS)
    with open_store(house.database) as store:
        later = utc_now() + timedelta(days=2)
        shown, host = "ja", "198.51.100.7"
        wishes.ask(house, store, ["matin"], email=NEW, host=host, shown=shown, now=later, mover=2)
        (asked,) = store.audience.waiting(now=utc_now(), retry=timedelta(0), limit=9)
        store.audience.claim([(asked.id, token_hash("t" * 64))], now=utc_now())
    assert NEW in client.post(f"/confirm/{'t' * 64}").text
    with open_store(house.database) as store:
        assert [one.id for one in store.subscribers("matin")] == [1]
    assert imported(house, ADDRESS) is Welcome.LEFT
    # The mail that tells the old address of it was sent after the old reader was erased.
    (house.transport.folder / "notices" / "1.eml").unlink()
    assert not kept(house, ADDRESS)
    # Links in mails to the old number lead to who they have become.
    assert NEW in client.get(f"/preferences/{token}").text
    client.post(f"/unsubscribe/{token}")
    assert readers(house) == 0


def test_the_page_after_a_change_promises_no_newsletter_that_was_left(
    client: TestClient, house: Settings
) -> None:
    token = join(client, house)
    client.post(f"/preferences/{token}", data={"do": "save", "newsletter": "soir"})
    client.post(f"/unsubscribe/{token}")
    page = move(client, house, token)
    assert NEW in page
    assert "Vous recevrez" not in page
    assert readers(house) == 0
