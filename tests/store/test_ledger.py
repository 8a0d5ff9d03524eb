"""Who is to get an edition, once, and what became of it."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import cast

import pytest

from briefing.errors import Busy, StoreError
from briefing.model import Delivery, DeliveryState, EditionRecord, EditionState
from briefing.store import Store, ledger, open_store
from tests.builders import DAY, NOW, edition


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "briefing.db") as opened:
        yield opened


def join(store: Store, *names: str) -> list[int]:
    return [
        store.add_subscriber(f"{name}@lecteur.test", "matin", proof="form", now=NOW)[0].id
        for name in names
    ]


def draft(store: Store) -> EditionRecord:
    return store.save_edition(edition(), (), state=EditionState.DRAFT)


def sending(store: Store, *names: str) -> EditionRecord:
    join(store, *names)
    return store.set_state(store.approve(draft(store), now=NOW), EditionState.SENDING, now=NOW)


def claim(store: Store, record: EditionRecord, *, now: datetime = NOW) -> tuple[Delivery, ...]:
    return store.ledger.claim(record, after=0, now=now)[0]


def names(deliveries: Sequence[Delivery]) -> str:
    return "".join(one.subscriber.email[0] for one in deliveries)


def state_of(store: Store) -> EditionState:
    record = store.edition("matin", DAY)
    assert record is not None
    return record.state


# --- approving


def test_approval_queues_one_delivery_for_each_reader_for_ever(store: Store) -> None:
    join(store, "a", "b", "c")
    record = store.approve(draft(store), now=NOW)
    store.approve(record, now=NOW)
    assert store.ledger.counts(record.id)[DeliveryState.QUEUED] == 3


def test_readers_are_queued_in_slices_and_none_is_left_out(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger, "SLICE", 2)
    left = join(store, *"abcdefg")[3]
    store.unsubscribe(left, "matin", now=NOW)
    record = store.approve(draft(store), now=NOW)
    assert record.state == EditionState.APPROVED
    assert names(claim(store, record)) == "abcefg"


def test_an_approval_waits_for_the_disk_and_so_does_what_comes_after(store: Store) -> None:
    join(store, "a")
    session = store.ledger._session
    store.approve(draft(store), now=NOW)
    row = session.one("PRAGMA wal_checkpoint(PASSIVE)")
    assert row is not None
    assert row["checkpointed"] == row["log"]  # it was in the file already
    assert session.all("PRAGMA synchronous")[0][0] == 2  # FULL


def test_an_edition_that_nobody_reads_is_approved_within_another_change(store: Store) -> None:
    record = store.finish_sending(draft(store), now=NOW)
    assert record.state == EditionState.SENT
    assert store.ledger._session.all("PRAGMA synchronous")[0][0] == 2


def test_an_edition_is_approved_with_its_last_slice_only(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger, "SLICE", 2)
    back, *_ = join(store, *"abcde")
    record = draft(store)
    after = store.ledger.queue(record, after=0, now=NOW)  # here the program is killed
    assert (after is not None, state_of(store)) == (True, EditionState.DRAFT)
    store.unsubscribe(back, "matin", now=NOW)
    join(store, "a")
    record = store.approve(record, now=NOW)
    assert names(claim(store, record)) == "abcde", "who left and came back is there too"


def test_who_skips_an_edition_while_it_is_queued_wins(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger, "SLICE", 2)
    join(store, *"abcde")
    record = draft(store)
    store.ledger.queue(record, after=0, now=NOW)
    store.set_state(record, EditionState.SKIPPED, now=NOW, reason="operator")
    with pytest.raises(Busy):
        store.approve(record, now=NOW)
    assert store.ledger.counts()[DeliveryState.QUEUED] == 0


def test_a_disk_without_room_is_told_before_anything_changes(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    join(store, "a")
    store.ledger.refuse_full_disk(draft(store))
    full = shutil._ntuple_diskusage(10**9, 10**9, 3_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: full)
    with pytest.raises(StoreError, match="3 MB are free") as caught:
        store.ledger.refuse_full_disk(draft(store))
    assert "nothing was changed" in caught.value.hint


# --- claiming


def test_a_delivery_is_claimed_once(store: Store) -> None:
    record = sending(store, "a")
    (one,) = claim(store, record)
    assert (one.state, one.attempts) == (DeliveryState.IN_FLIGHT, 1)
    assert claim(store, record) == ()
    assert store.ledger.in_flight() == (one,)


def test_batches_follow_each_other_to_the_last_reader(store: Store) -> None:
    record = sending(store, *"abcde")
    seen, after = "", cast("int | None", 0)
    while after is not None:
        batch, after = store.ledger.claim(record, after=after, now=NOW, limit=2)
        seen += names(batch)
    assert seen == "abcde"


def test_who_left_is_not_claimed(store: Store) -> None:
    record = sending(store, "a", "b")
    reader = store.subscriber_by_email("b@lecteur.test")
    assert reader is not None
    store.unsubscribe(reader.id, "matin", now=NOW)
    assert names(claim(store, record)) == "a"
    assert store.ledger.counts(record.id)[DeliveryState.SUPPRESSED] == 1


def test_who_leaves_after_the_claim_is_no_longer_wanted(store: Store) -> None:
    record = sending(store, "a", "b", "c")
    batch = claim(store, record)
    with open_store(store.path) as web:
        before = store.ledger.version()
        web.unsubscribe(batch[1].subscriber.id, "matin", now=NOW)
    assert store.ledger.version() != before
    assert store.ledger.wanted(batch) == {batch[0].id, batch[2].id}


def test_of_a_paused_edition_nothing_is_wanted(store: Store) -> None:
    record = sending(store, "a")
    batch = claim(store, record)
    assert store.ledger.wanted(batch) == {batch[0].id}
    store.set_state(record, EditionState.PAUSED, now=NOW)
    assert store.ledger.wanted(batch) == frozenset()


def test_our_own_changes_are_no_reason_to_look_again(store: Store) -> None:
    record = sending(store, "a")
    before = store.ledger.version()
    store.ledger.settle(claim(store, record), now=NOW)
    assert store.ledger.version() == before


# --- settling


def test_a_deferred_delivery_is_due_at_its_time(store: Store) -> None:
    record = sending(store, "a")
    (one,) = claim(store, record)
    later = NOW + timedelta(minutes=5)
    waiting = replace(one, state=DeliveryState.DEFERRED, next_try_at=later)
    store.ledger.settle([waiting], now=NOW)
    assert claim(store, record) == ()
    assert store.ledger.unfinished(record.id) == 1
    assert [one.attempts for one in claim(store, record, now=later)] == [2]


@pytest.mark.parametrize(
    ("came", "kept"),
    [
        (DeliveryState.QUEUED, DeliveryState.SUPPRESSED),
        (DeliveryState.DEFERRED, DeliveryState.SUPPRESSED),
        (DeliveryState.SENT, DeliveryState.SENT),
        (DeliveryState.AMBIGUOUS, DeliveryState.AMBIGUOUS),
    ],
)
def test_who_left_is_not_queued_again_by_what_comes_late(
    store: Store, came: DeliveryState, kept: DeliveryState
) -> None:
    record = sending(store, "a")
    (one,) = claim(store, record)
    store.ledger.settle([replace(one, state=DeliveryState.SUPPRESSED)], now=NOW)
    store.ledger.settle([replace(one, state=came)], now=NOW)
    assert store.ledger.counts(record.id)[kept] == 1


def test_the_first_date_of_an_edition_stays(store: Store) -> None:
    record = sending(store, "a")
    assert store.ledger.begun_at(record) is None
    for hours in (0, 1):
        store.ledger.begin(record, date=NOW + timedelta(hours=hours))
    assert store.ledger.begun_at(record) == NOW


# --- afterwards


def ambiguous(store: Store) -> EditionRecord:
    record = sending(store, "a", "b")
    lost = [replace(one, state=DeliveryState.AMBIGUOUS) for one in claim(store, record)]
    store.ledger.settle(lost, now=NOW)
    return record


def test_what_is_ambiguous_is_listed_and_resolved_one_way_or_the_other(store: Store) -> None:
    record = ambiguous(store)
    first, second = store.ledger.listed(DeliveryState.AMBIGUOUS, newsletter="matin", day=DAY)
    assert (first.day, first.newsletter, first.changed_at) == (DAY, "matin", NOW)
    assert store.ledger.resolve(record, resend=False, now=NOW, id=first.delivery.id) == 1
    assert store.ledger.resolve(record, resend=False, now=NOW, id=first.delivery.id) == 0
    assert store.ledger.resolve(record, resend=True, now=NOW) == 1
    counts = store.ledger.counts(record.id)
    assert (counts[DeliveryState.SENT], counts[DeliveryState.QUEUED]) == (1, 1)
    assert [one.id for one in claim(store, record)] == [second.delivery.id]


def test_a_list_is_of_one_newsletter_and_day(store: Store) -> None:
    ambiguous(store)
    listed = store.ledger.listed
    assert listed(DeliveryState.AMBIGUOUS, newsletter="soir") == ()
    assert listed(DeliveryState.FAILED, newsletter="matin") == ()
    other = DAY + timedelta(days=1)
    assert listed(DeliveryState.AMBIGUOUS, newsletter="matin", day=other) == ()


def test_a_cancelled_edition_keeps_nobody_waiting(store: Store) -> None:
    record = sending(store, "a", "b")
    (one, _) = claim(store, record)
    store.ledger.settle([replace(one, state=DeliveryState.SENT)], now=NOW)
    store.ledger.settle([replace(one, id=one.id + 1, state=DeliveryState.QUEUED)], now=NOW)
    store.ledger.cancel(record, now=NOW)
    assert store.ledger.unfinished(record.id) == 0
    assert store.ledger.counts(record.id)[DeliveryState.SENT] == 1
