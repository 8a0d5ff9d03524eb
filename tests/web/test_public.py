from functools import partial
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from briefing.config.settings import Settings
from briefing.model import DeliveryState, EditionState
from briefing.render.slots import PREVIEW_TOKEN
from briefing.store import open_store
from briefing.web.app import build_app
from tests import builders
from tests.web.house import add_edition, add_reader, readers

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def content(house: Settings) -> list[bytes]:
    """The database with all that is not yet in the main file."""
    files = sorted(Path(house.database).parent.glob("briefing.db*"))
    return [path.read_bytes() for path in files if not path.name.endswith("-shm")]


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_looking_changes_nothing(client: TestClient, house: Settings, method: str) -> None:
    token = add_reader(house)
    before = content(house)
    for _ in range(3):
        assert client.request(method, f"/unsubscribe/{token}").status_code == 200
    assert [part for part in content(house) if part] == [part for part in before if part]
    assert readers(house) == 1


def test_the_page_has_one_button_and_names_the_newsletter(
    client: TestClient, house: Settings
) -> None:
    page = client.get(f"/unsubscribe/{add_reader(house)}").text
    assert page.count("<button") == 1
    assert 'method="post"' in page
    assert "Le Brief du matin" in page
    assert "<script" not in page
    assert '<html lang="fr"' in page


def test_the_button_unsubscribes(client: TestClient, house: Settings) -> None:
    token = add_reader(house)
    answer = client.post(f"/unsubscribe/{token}")
    assert answer.status_code == 200
    assert "set-cookie" not in answer.headers
    assert "Le Brief du matin" in answer.text
    assert readers(house) == 0


def test_one_click_of_a_mail_program_unsubscribes_without_redirect_or_cookie(
    client: TestClient, house: Settings
) -> None:
    token = add_reader(house)
    answer = client.post(f"/unsubscribe/{token}", data=ONE_CLICK)
    assert answer.status_code == 200
    assert "set-cookie" not in answer.headers
    assert readers(house) == 0


def test_the_second_click_gives_the_same_page(client: TestClient, house: Settings) -> None:
    token = add_reader(house)
    first = client.post(f"/unsubscribe/{token}", data=ONE_CLICK)
    second = client.post(f"/unsubscribe/{token}", data=ONE_CLICK)
    assert (second.status_code, second.text) == (200, first.text)


def test_what_is_still_queued_is_not_sent_any_more(client: TestClient, house: Settings) -> None:
    token = add_reader(house)
    add_edition(house, EditionState.DRAFT)
    with open_store(house.database) as store:
        record = store.edition("matin", builders.DAY)
        assert record is not None
        store.approve(record, now=builders.NOW)
        client.post(f"/unsubscribe/{token}")
        assert store.ledger.counts(record.id)[DeliveryState.SUPPRESSED] == 1


def test_other_subscriptions_go_on(client: TestClient, house: Settings) -> None:
    token = add_reader(house)
    add_reader(house, "soir")
    client.post(f"/unsubscribe/{token}")
    assert (readers(house), readers(house, "soir")) == (0, 1)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_forged_token_is_a_page_that_is_not_there(
    client: TestClient, house: Settings, method: str
) -> None:
    token = add_reader(house)
    forged = token[:-1] + ("A" if token[-1] != "A" else "B")
    for bad in (forged, token[:40], "x", "%0d%0aSet-Cookie:x"):
        answer = client.request(method, f"/unsubscribe/{bad}")
        assert answer.status_code == 404
        assert answer.headers["content-type"].startswith("text/html")
        assert answer.headers["cache-control"] == "no-store"
        assert bad not in answer.text or bad == "x"
    assert readers(house) == 1


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
def test_other_methods_are_not_allowed(client: TestClient, house: Settings, method: str) -> None:
    answer = client.request(method, f"/unsubscribe/{add_reader(house)}")
    assert answer.status_code == 405
    assert set(answer.headers["allow"].replace(" ", "").split(",")) == {"GET", "HEAD", "POST"}
    assert readers(house) == 1


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_page_with_a_token_is_kept_by_nobody(
    client: TestClient, house: Settings, method: str
) -> None:
    answer = client.request(method, f"/unsubscribe/{add_reader(house)}")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"


def test_a_newsletter_that_is_no_more_can_still_be_left(house: Settings) -> None:
    token = add_reader(house)
    other = house.newsletters[0].model_copy(update={"id": "soir", "name": "Le Soir"})
    app = build_app(
        house.model_copy(update={"newsletters": (other,)}), partial(open_store, house.database)
    )
    with TestClient(app) as client:
        assert "Le Soir" not in client.get(f"/unsubscribe/{token}").text
        assert client.post(f"/unsubscribe/{token}").status_code == 200
    assert readers(house) == 0


def test_a_database_in_trouble_says_later_and_not_never(house: Settings) -> None:
    app = build_app(house, partial(open_store, house.database / "no" / "where"))
    with TestClient(app) as client:
        answer = client.post("/unsubscribe/x", data=ONE_CLICK)
    assert answer.status_code == 503
    assert answer.headers["retry-after"]
    assert str(house.database) not in answer.text


def test_a_reader_whose_record_is_gone_gets_the_same_page(
    client: TestClient, house: Settings
) -> None:
    from briefing.audience.tokens import KEY, unsubscribe_token

    known = add_reader(house)
    first = client.post(f"/unsubscribe/{known}").text
    with open_store(house.database) as store:
        token = unsubscribe_token(store.key(KEY), subscriber_id=999, newsletter="matin")
    assert client.post(f"/unsubscribe/{token}").text.replace(token, known) == first


def test_the_link_of_a_preview_explains_that_it_was_one(client: TestClient) -> None:
    for answer in (client.get("/unsubscribe/apercu"), client.post("/unsubscribe/apercu")):
        assert answer.status_code == 200
        assert "Ce n’était qu’un aperçu." in answer.text
        assert "<form" not in answer.text


@pytest.mark.parametrize("pressed", ["undo", "why"])
def test_reloading_where_a_press_has_led_is_no_error(
    client: TestClient, house: Settings, pressed: str
) -> None:
    token = add_reader(house)
    client.post(f"/unsubscribe/{token}")
    answer = client.get(f"/unsubscribe/{token}/{pressed}")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/unsubscribe/{token}")
    assert readers(house) == 0


def test_both_personal_links_of_a_preview_explain_that_it_was_one(client: TestClient) -> None:
    pages = [client.get(f"/{one}/{PREVIEW_TOKEN}") for one in ("unsubscribe", "preferences")]
    assert [one.status_code for one in pages] == [200, 200]
    assert pages[0].text == pages[1].text
