"""What a scheduler must know after a restart."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from briefing.errors import Busy
from briefing.model import DeliveryState, EditionState
from briefing.store import Store, open_store
from tests.builders import DAY, NOW, edition


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "briefing.db") as opened:
        yield opened


def test_open_days_are_those_with_a_step_to_come(store: Store) -> None:
    for n, state in enumerate(EditionState):
        day = DAY + timedelta(days=n)
        record = store.save_edition(edition(day=day, number=n + 1), (), state=EditionState.DRAFT)
        store.set_state(record, state, now=NOW)
    found = [(DAY - day).days * -1 for day in store.logbook.open_days("matin")]
    states = [list(EditionState)[n].value for n in found]
    assert states == ["draft", "held", "approved", "sending"]
    assert store.logbook.open_days("soir") == ()


def test_an_edition_that_left_in_the_future_is_known(store: Store) -> None:
    record = store.save_edition(edition(), (), state=EditionState.DRAFT)
    record = store.set_state(record, EditionState.SENT, now=NOW)
    friday = date(2026, 11, 20)
    before = NOW - timedelta(days=3)
    assert store.logbook.sent_from_the_future("matin", friday, now=before) == DAY
    assert store.logbook.sent_from_the_future("matin", friday, now=NOW) is None
    assert store.logbook.sent_from_the_future("matin", DAY, now=before) is None
    years_ago = NOW - timedelta(days=900)
    assert store.logbook.sent_from_the_future("matin", friday, now=years_ago) is None


def test_the_last_look_is_kept(store: Store) -> None:
    assert store.logbook.last_tick("matin") is None
    for moment in (NOW, NOW + timedelta(seconds=20)):
        store.logbook.save_tick("matin", now=moment)
        assert store.logbook.last_tick("matin") == moment


def test_an_alert_is_noted_once_and_waits_until_it_is_mailed(store: Store) -> None:
    note = store.logbook.note("late", "x", about="matin", day=DAY, now=NOW)
    assert note is not None
    assert store.logbook.note("late", "y", about="matin", day=DAY, now=NOW) is None
    ago = NOW - timedelta(hours=1)
    assert store.logbook.unmailed(since=ago, tried_before=ago) == (note,)
    store.logbook.save_mailed(note, taken=False, now=NOW)
    assert store.logbook.unmailed(since=ago, tried_before=ago) == ()
    assert store.logbook.unmailed(since=ago, tried_before=NOW) == (note,)
    store.logbook.save_mailed(note, taken=True, now=NOW)
    assert store.logbook.unmailed(since=ago, tried_before=NOW) == ()


def test_who_saw_an_older_state_changes_nothing(store: Store) -> None:
    seen = store.save_edition(edition(), (), state=EditionState.DRAFT)
    store.add_subscriber("a@lecteur.test", "matin", proof="test", now=NOW)
    store.set_state(seen, EditionState.HELD, now=NOW, reason="operator")
    with pytest.raises(Busy, match="changed in this moment"):
        store.set_state(seen, EditionState.SKIPPED, now=NOW, reason="late")
    with pytest.raises(Busy):
        store.approve(seen, now=NOW)
    assert store.edition("matin", DAY) == store.set_state(
        store.edition("matin", DAY) or seen, EditionState.HELD, now=NOW, reason="operator"
    )
    assert store.ledger.counts()[DeliveryState.QUEUED] == 0


def test_an_edition_that_is_skipped_keeps_nobody_waiting(store: Store) -> None:
    store.add_subscriber("a@lecteur.test", "matin", proof="test", now=NOW)
    record = store.save_edition(edition(), (), state=EditionState.DRAFT)
    record = store.approve(record, now=NOW)
    record = store.set_state(record, EditionState.SKIPPED, now=NOW, reason="late")
    assert store.ledger.unfinished(record.id) == 0
    again = store.save_edition(edition(), (), state=EditionState.DRAFT)
    assert store.ledger.unfinished(store.approve(again, now=NOW).id) == 1
