"""Who leaves in the middle of a send gets no mail whose writing had not begun."""

import threading
import time
from functools import partial
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from briefing.audience.tokens import KEY, unsubscribe_token
from briefing.clock import utc_now
from briefing.config.settings import Settings
from briefing.deliver import transport_for
from briefing.mailing import send
from briefing.model import DeliveryState, EditionState
from briefing.store import open_store
from briefing.web.app import build_app
from tests import builders
from tests.deliver.sink import Sink, sinking
from tests.web.house import settings

READERS = 40
QUEUED, SUPPRESSED = DeliveryState.QUEUED, DeliveryState.SUPPRESSED
SLOW_S = 0.02  # of the mail server, for each answer
UNDER_WAY = 15  # messages that the connections may hold when the click comes, at most


@pytest.fixture
def house(tmp_path: Path) -> Settings:
    return settings(tmp_path, smtp={"port": 9}, delivery={"connections": 2})


def sending(house: Settings, port: int) -> None:
    smtp = house.smtp.model_copy(update={"port": port})
    slow = house.model_copy(update={"smtp": smtp})
    with open_store(house.database) as store:
        send(
            slow,
            store,
            slow.newsletters[0],
            day=builders.DAY,
            clock=utc_now,
            transport=transport_for(slow),
        )


def click(house: Settings, sink: Sink, token: str) -> int:
    """Leave once the first mails are out; return how many were when the answer came."""
    app = build_app(house, partial(open_store, house.database))
    with TestClient(app) as client:
        while sink.total < 3:
            time.sleep(0.01)
        assert client.post(f"/unsubscribe/{token}").status_code == 200
        return sink.total


def test_a_click_in_the_middle_of_a_send_is_the_last_that_comes(house: Settings) -> None:
    with open_store(house.database) as store:
        for n in range(READERS):
            store.add_subscriber(f"r{n:02}@x.example", "matin", proof="form", now=builders.NOW)
        last = store.subscriber_by_email(f"r{READERS - 1}@x.example")
        assert last is not None
        token = unsubscribe_token(store.key(KEY), subscriber_id=last.id, newsletter="matin")
        store.save_edition(builders.edition(), (), state=EditionState.DRAFT)
    with sinking(delay_s=SLOW_S) as sink:
        thread = threading.Thread(target=sending, args=(house, sink.port))
        thread.start()
        gone_at = click(house, sink, token)
        thread.join()
    # On a machine so slow that the send was nearly over nothing can be said of it.
    if gone_at < READERS - UNDER_WAY:
        assert sink.taken[last.email] == 0
        assert sink.total == READERS - 1
        with open_store(house.database) as store:
            assert store.ledger.counts()[DeliveryState.SUPPRESSED] == 1


def test_who_leaves_and_comes_back_before_the_hour_gets_the_mail_once(house: Settings) -> None:
    client = TestClient(build_app(house, partial(open_store, house.database)))
    with open_store(house.database) as store:
        reader, _ = store.add_subscriber("r@x.example", "matin", proof="form", now=builders.NOW)
        token = unsubscribe_token(store.key(KEY), subscriber_id=reader.id, newsletter="matin")
        draft = store.save_edition(builders.edition(), (), state=EditionState.DRAFT)
        store.approve(draft, now=utc_now())
        for there, back in (
            (f"/unsubscribe/{token}", {}),
            (f"/preferences/{token}", {"do": "pause", "weeks": "2", "of": "matin"}),
        ):
            client.post(there, data=back)
            assert store.ledger.counts()[SUPPRESSED] == 1
            client.post(f"/unsubscribe/{token}/undo")
            client.post(f"/preferences/{token}", data={"do": "resume", "of": "matin"})
            assert store.ledger.counts()[QUEUED] == 1
    with sinking() as sink:
        sending(house, sink.port)
        sending(house, sink.port)
    assert sink.taken["r@x.example"] == 1


@pytest.mark.parametrize("became", [EditionState.CANCELLED, EditionState.SENT])
def test_coming_back_is_too_late_for_an_edition_that_is_over(
    house: Settings, became: EditionState
) -> None:
    client = TestClient(build_app(house, partial(open_store, house.database)))
    with open_store(house.database) as store:
        reader, _ = store.add_subscriber("r@x.example", "matin", proof="form", now=builders.NOW)
        token = unsubscribe_token(store.key(KEY), subscriber_id=reader.id, newsletter="matin")
        record = store.save_edition(builders.edition(), (), state=EditionState.DRAFT)
        record = store.approve(record, now=utc_now())
        client.post(f"/unsubscribe/{token}")
        store.set_state(record, became, now=utc_now())
        client.post(f"/unsubscribe/{token}/undo")
        assert [one.email for one in store.subscribers("matin")] == ["r@x.example"]
        assert store.ledger.counts()[SUPPRESSED] == 1
