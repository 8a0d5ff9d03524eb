"""An import subscribes who agreed, once, and brings back nobody who left."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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


SPELLINGS = ("anne@x.test", "Anne@x.test", "jean@x.test", "léa@x.test", "paul@x.test")


@settings(deadline=None, max_examples=15)
@given(
    before=st.dictionaries(
        st.sampled_from(SPELLINGS), st.sampled_from(["reader", "left", "elsewhere"])
    ),
    erased=st.frozensets(st.sampled_from(SPELLINGS), max_size=2),
    batches=st.lists(st.lists(st.sampled_from(SPELLINGS), max_size=6), max_size=3),
)
def test_however_they_are_mixed_each_arrival_is_told_and_kept_as_what_it_is(
    tmp_path_factory: pytest.TempPathFactory,
    before: dict[str, str],
    erased: frozenset[str],
    batches: list[list[str]],
) -> None:
    with open_store(tmp_path_factory.mktemp("arrivals") / "briefing.db") as store:
        active, left, known = set[str](), set[str](), set[str]()
        for email, how in before.items():
            name = email.lower()
            if name in known:
                continue
            known.add(name)
            newsletter = "soir" if how == "elsewhere" else "matin"
            reader, _ = store.add_subscriber(email, newsletter, proof="form", now=NOW)
            active |= {name} if how == "reader" else set()
            if how == "left":
                left.add(name)
                store.unsubscribe(reader.id, "matin", now=NOW)
        left |= {one.lower() for one in erased} - known
        arrivals = store.arrivals("matin", erased=lambda email: email.lower() in left - known)
        for batch in batches:
            told = arrivals.welcome([(email, "fair", NOW) for email in batch])
            for email, came in zip(batch, told, strict=True):
                name = email.lower()
                if name in left:
                    assert came is Welcome.LEFT
                elif name in active:
                    assert came in (Welcome.ALREADY, Welcome.TWICE)
                else:
                    assert came is Welcome.NEW
                    active.add(name)
        assert {one.lower() for one in readers(store)} == active


def test_after_an_import_each_change_waits_for_the_disk_again(tmp_path: Path) -> None:
    session = open_session(tmp_path / "briefing.db")
    with session.hurrying():
        assert session.all("PRAGMA synchronous")[0][0] == 1
        session.all("INSERT INTO secrets VALUES ('a', 'b')")
    assert session.all("PRAGMA synchronous")[0][0] == 2
    session.close()


def test_somebody_else_writes_while_an_import_is_between_two_batches(tmp_path: Path) -> None:
    path = tmp_path / "briefing.db"
    with open_store(path) as one, open_store(path) as other:
        arrivals = one.arrivals("matin")
        with arrivals.hurrying():
            arrivals.welcome([("a@x.test", "fair", NOW)])
            other.add_subscriber("b@x.test", "matin", proof="form", now=NOW)
            told = arrivals.welcome([("b@x.test", "fair", NOW), ("c@x.test", "fair", NOW)])
        assert told == (Welcome.TWICE, Welcome.NEW)
        assert readers(other) == ["a@x.test", "b@x.test", "c@x.test"]


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
