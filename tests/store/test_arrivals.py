"""An import subscribes who agreed, once, and brings back nobody who left."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from briefing.model import DeliveryState, EditionState, FeedState
from briefing.store import Store, Welcome, open_store
from briefing.store.session import open_session
from tests.builders import NOW, edition, item


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "briefing.db") as opened:
        yield opened


def welcome(store: Store, *emails: str, newsletter: str = "matin") -> tuple[Welcome, ...]:
    return store.arrivals(newsletter).welcome([(email, "form", NOW) for email in emails])


def readers(store: Store, newsletter: str = "matin") -> list[str]:
    return [one.email for one in store.subscribers(newsletter)]


def test_everybody_new_is_subscribed_in_the_order_of_the_file(store: Store) -> None:
    assert welcome(store, "b@x.test", "a@x.test") == (Welcome.NEW, Welcome.NEW)
    assert readers(store) == ["b@x.test", "a@x.test"]


def test_one_address_in_two_spellings_is_one_reader_as_first_written(store: Store) -> None:
    store.add_subscriber("Jean@x.test", "matin", proof="form", now=NOW)
    assert store.add_subscriber("jean@x.test", "matin", proof="b", now=NOW)[1] is False
    assert welcome(store, "JEAN@x.test", "Anne@x.test", "anne@x.test") == (
        Welcome.ALREADY,
        Welcome.NEW,
        Welcome.TWICE,
    )
    assert readers(store) == ["Jean@x.test", "Anne@x.test"]
    found = store.subscriber_by_email("jEAN@x.test")
    assert found is not None
    assert found.email == "Jean@x.test"


def test_a_second_batch_of_one_import_knows_the_first(store: Store) -> None:
    arrivals = store.arrivals("matin")
    assert arrivals.welcome([("a@x.test", "form", NOW)]) == (Welcome.NEW,)
    assert arrivals.welcome([("A@x.test", "form", NOW)]) == (Welcome.TWICE,)


def test_who_left_is_not_brought_back(store: Store) -> None:
    reader, _ = store.add_subscriber("jean@x.test", "matin", proof="form", now=NOW)
    store.unsubscribe(reader.id, "matin", now=NOW)
    assert welcome(store, "Jean@x.test") == (Welcome.LEFT,)
    assert readers(store) == []


def test_a_reader_of_another_newsletter_can_join(store: Store) -> None:
    store.add_subscriber("jean@x.test", "soir", proof="form", now=NOW)
    assert welcome(store, "jean@x.test") == (Welcome.NEW,)
    assert readers(store) == ["jean@x.test"]


def test_subscriptions_tell_also_who_left(store: Store) -> None:
    welcome(store, "a@x.test", "b@x.test")
    store.unsubscribe(1, "matin", now=NOW)
    assert [(one.email, one.state.value) for one in store.subscriptions("matin")] == [
        ("a@x.test", "gone"),
        ("b@x.test", "active"),
    ]


def test_addresses_written_twice_before_become_one_and_leaving_wins(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with open_store(path) as store:
        draft = store.save_edition(edition(), (), state=EditionState.DRAFT)
    session = open_session(path)
    session.all("DROP INDEX subscribers_by_address")
    session.all("DELETE FROM _sqlite_migrations WHERE name = 'one_reader_per_address'")
    session.all(
        "INSERT INTO subscribers VALUES (1, 'jean@x.test', 'active', 0, 'a'),"
        " (2, 'Jean@x.test', 'active', 0, 'b'), (3, 'anne@x.test', 'active', 0, 'c')"
    )
    session.all(
        "INSERT INTO subscriptions (subscriber_id, newsletter, state, since, ended_at)"
        " VALUES (1, 'matin', 'active', 0, NULL),"
        " (2, 'matin', 'gone', 0, 5), (2, 'soir', 'active', 0, NULL),"
        " (3, 'matin', 'active', 0, NULL)"
    )
    session.all(
        "INSERT INTO deliveries VALUES (1, :id, 1, 'sent', 1, NULL, '', 0),"
        " (2, :id, 2, 'sent', 1, NULL, '', 0)",
        id=draft.id,
    )
    session.close()
    with open_store(path) as store:
        assert readers(store) == ["anne@x.test"]
        assert readers(store, "soir") == ["jean@x.test"]
        assert store.ledger.counts(draft.id)[DeliveryState.SENT] == 1


def test_a_feed_s_activity_is_an_average_of_its_last_week(store: Store) -> None:
    items = [
        item(f"Titre {n}", published=NOW - timedelta(days=n), first_seen=NOW) for n in range(10)
    ]
    state = FeedState(feed_id="fr-gazette", last_outcome="ok", last_ok_at=NOW)
    store.record_fetch(state, items, now=NOW, history=frozenset())
    found = store.feed_activity(now=NOW)["fr-gazette"]
    assert (found.items, found.newest) == (10, NOW)
    assert found.per_day == pytest.approx(8 / 7)
