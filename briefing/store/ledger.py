"""The store's deliveries: who is to get an edition, what is under way, and what became of it."""

import shutil
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from briefing.errors import StoreError
from briefing.model import (
    Consent,
    Delivery,
    DeliveryState,
    EditionRecord,
    EditionState,
    Subscriber,
)
from briefing.store import delivery_statements as sql
from briefing.store import rows
from briefing.store.session import Session
from briefing.store.troubles import Trouble, trouble_of

SLICE = 10_000  # readers queued in one change: others wait 20 ms for their turn to write
BATCH = 250  # messages claimed in one change; what a power cut leaves ambiguous at most

RESERVE = 64_000_000  # bytes that stay free: a full disk lets nothing be kept, or even deleted
BYTES_EACH = 500  # a delivery's rows, indexes and changes


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A delivery with the edition it is of."""

    delivery: Delivery
    newsletter: str
    day: date
    changed_at: datetime


class Ledger:
    """One per store; use it in the store's thread."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def queue(self, record: EditionRecord, *, after: int, now: datetime) -> int | None:
        """Queue the next slice of readers, those past the subscriber `after` (0 = the first).

        Return the last one, None when that was the last slice. What is queued stays as it is.
        """
        values = {"newsletter": record.newsletter, "after": after}
        found = self._session.one(sql.SLICE, **values, limit=SLICE)
        assert found is not None
        if not found["n"]:
            return None
        with self._session.write():
            self._session.all(
                sql.QUEUE,
                **values,
                edition_id=record.id,
                upto=found["upto"],
                now=rows.seconds(now),
            )
        return int(found["upto"]) if found["n"] == SLICE else None

    def refuse_full_disk(self, record: EditionRecord) -> None:
        """Raise StoreError when there is no room for what sending it writes."""
        needed = RESERVE + self.expected(record) * BYTES_EACH
        free = shutil.disk_usage(self._session.path.parent).free
        if free < needed:
            raise StoreError(
                f"{free // 1_000_000} MB are free beside {self._session.path.name};"
                f" sending needs {needed // 1_000_000} MB.",
                hint="Make room and send again: nothing was changed.",
            )

    # --- sending

    def begin(self, record: EditionRecord, *, date: datetime) -> None:
        """Keep the date that all its mails bear; the first one stays."""
        with self._session.write():
            self._session.all(sql.SAVE_BEGUN, id=record.id, now=rows.seconds(date))

    def begun_at(self, record: EditionRecord) -> datetime | None:
        row = self._session.one(sql.BEGUN_AT, id=record.id)
        return None if row is None else rows.moment(row["begun_at"])

    def in_flight(self) -> tuple[Delivery, ...]:
        """Return what a sender claimed and did not settle: after a crash at most one batch."""
        return tuple(map(rows.delivery_of, self._session.all(sql.IN_FLIGHT)))

    def claim(
        self, record: EditionRecord, *, after: int, now: datetime, limit: int = BATCH
    ) -> tuple[tuple[Delivery, ...], int | None]:
        """Mark the next due deliveries in flight: those to subscribers past `after`.

        Return them, and the last subscriber looked at, None when there was no more to look at.
        A delivery whose reader left since it was queued becomes suppressed.
        """
        with self._session.write():
            found = self._session.all(
                sql.DUE,
                edition_id=record.id,
                newsletter=record.newsletter,
                after=after,
                now=rows.seconds(now),
                limit=limit,
            )
            left = [row for row in found if not row["wanted"]]
            self._session.many(sql.SETTLE, [_suppressed(row, rows.seconds(now)) for row in left])
            if found:
                self._session.all(
                    sql.CLAIM,
                    edition_id=record.id,
                    first=found[0]["id"],
                    last=found[-1]["id"],
                    now=rows.seconds(now),
                )
        wanted = [row for row in found if row["wanted"]] if left else found
        last = int(found[-1]["id"]) if len(found) == limit else None
        return tuple(_claimed(row, record.id) for row in wanted), last

    def wanted(self, batch: Sequence[Delivery]) -> frozenset[int]:
        """Return which of these claimed deliveries may still leave: their reader is subscribed,
        and nobody paused or cancelled the edition."""
        found = self._session.all(
            sql.WANTED,
            edition_id=batch[0].edition_id,
            first=batch[0].subscriber.id,
            last=batch[-1].subscriber.id,
        )
        return frozenset(row["id"] for row in found)

    def version(self) -> int:
        """Return a number that changes whenever another connection changed anything."""
        return self._session.version()

    def settle(self, deliveries: Sequence[Delivery], *, now: datetime) -> None:
        """Keep what became of them, in one change that survives a power cut."""
        now_s = rows.seconds(now)
        with self._session.write():
            self._session.many(sql.SETTLE, [_settled(one, now_s) for one in deliveries])

    # --- afterwards

    def refused(self, edition_id: int, *, after: int, limit: int) -> tuple[Delivery, ...]:
        """Return the next that failed for good: those past the delivery `after` (0 = the first)."""
        found = self._session.all(sql.REFUSED, edition_id=edition_id, after=after, limit=limit)
        return tuple(map(rows.delivery_of, found))

    def listed(
        self, state: DeliveryState, *, newsletter: str, day: date | None = None, limit: int = 100
    ) -> tuple[Listed, ...]:
        """Return the deliveries in this state, those of the newest edition first."""
        found = self._session.all(
            sql.LISTED,
            state=state,
            newsletter=newsletter,
            day=None if day is None else day.isoformat(),
            limit=limit,
        )
        return tuple(map(_listed, found))

    def resolve(
        self, record: EditionRecord, *, resend: bool, now: datetime, id: int | None = None
    ) -> int:
        """Settle what is ambiguous (all, or the delivery `id`) as sent, or queue it once more.

        Return how many there were.
        """
        state = DeliveryState.QUEUED if resend else DeliveryState.SENT
        told = "sent again by the operator" if resend else "taken as sent by the operator"
        with self._session.write():
            changed = self._session.all(
                sql.RESOLVE,
                edition_id=record.id,
                id=id,
                state=state,
                response=told,
                now=rows.seconds(now),
            )
        return len(changed)

    def cancel(self, record: EditionRecord, *, now: datetime) -> None:
        """Suppress what has not left."""
        with self._session.write():
            self._session.all(sql.CANCEL, edition_id=record.id, now=rows.seconds(now))

    def expected(self, record: EditionRecord) -> int:
        """Return how many messages are to come: of a draft one for each reader there is now."""
        if record.state != EditionState.DRAFT:
            return self.unfinished(record.id)
        row = self._session.one(sql.READERS, newsletter=record.newsletter)
        return 0 if row is None else int(row["n"])

    def unfinished(self, edition_id: int) -> int:
        """Return how many deliveries still have a step to come."""
        row = self._session.one(sql.UNFINISHED, edition_id=edition_id)
        return 0 if row is None else int(row["n"])

    def troubles(self, edition_id: int, *, limit: int = 5) -> tuple[Trouble, ...]:
        """Return why messages did not leave, the most frequent reason first."""
        found = self._session.all(sql.TROUBLES, edition_id=edition_id, limit=limit)
        return tuple(map(trouble_of, found))

    def counts(self, edition_id: int | None = None) -> dict[DeliveryState, int]:
        """Return how many deliveries are in each state; every state is there."""
        found = {
            row["state"]: row["n"] for row in self._session.all(sql.COUNTS, edition_id=edition_id)
        }
        return {state: found.get(state, 0) for state in DeliveryState}


def _claimed(row: sqlite3.Row, edition_id: int) -> Delivery:
    id, subscriber_id, email, since, proof, attempts, response, _ = row
    return Delivery(
        id=id,
        edition_id=edition_id,
        subscriber=Subscriber(
            id=subscriber_id,
            email=email,
            state=Consent.ACTIVE,
            since=rows.moment_of(since),
            proof=proof,
        ),
        state=DeliveryState.IN_FLIGHT,
        attempts=attempts + 1,
        response=response,
    )


def _suppressed(row: sqlite3.Row, now_s: int | None) -> tuple[object, ...]:
    state = DeliveryState.SUPPRESSED.value
    return state, row["attempts"], None, row["response"], now_s, row["delivery_id"]


def _settled(one: Delivery, now_s: int | None) -> tuple[object, ...]:
    # The value: sqlite3 looks long for what to make of an enum.
    due_s = rows.seconds(one.next_try_at)
    return one.state.value, one.attempts, due_s, one.response, now_s, one.id


def _listed(row: sqlite3.Row) -> Listed:
    changed_at = rows.moment(row["changed_at"])
    assert changed_at is not None
    return Listed(
        delivery=rows.delivery_of(row),
        newsletter=row["newsletter"],
        day=date.fromisoformat(row["day"]),
        changed_at=changed_at,
    )
