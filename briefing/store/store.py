"""The store: every question and every change, as methods that take and give models. Does I/O."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

from briefing.errors import Busy
from briefing.model import (
    Coverage,
    Edition,
    EditionRecord,
    EditionState,
    Feed,
    FeedState,
    Item,
    Printed,
    Subscriber,
)
from briefing.store import drafts, intake, rows
from briefing.store import statements as sql
from briefing.store.activity import Activity, activity
from briefing.store.archive import Archive
from briefing.store.arrivals import Arrivals
from briefing.store.audience import Audience, left
from briefing.store.choices import Choices
from briefing.store.errata import Errata
from briefing.store.keyring import Keyring
from briefing.store.ledger import Ledger
from briefing.store.logbook import Logbook
from briefing.store.returns import Returns
from briefing.store.session import Session, open_session
from briefing.store.shelf import Shelf


def open_store(path: Path) -> "Store":
    """Open or create the database and bring its tables up to date. Raises StoreError."""
    return Store(open_session(path))


class Store:
    """One connection; use it in one thread only."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.path = session.path
        self.logbook = Logbook(session)
        self.ledger = Ledger(session)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._session.close()

    def write(self) -> AbstractContextManager[None]:
        """Make one change of all that is written inside."""
        return self._session.write()

    def empty_log(self) -> bool:
        """Overwrite what the write-ahead log holds of the erased; False while somebody reads."""
        return self._session.empty_log()

    @contextmanager
    def scratch(self) -> Iterator["Store"]:
        """Give a copy that is thrown away: for a look at what would be."""
        with TemporaryDirectory() as folder:
            path = Path(folder) / self.path.name
            self._session.copy_to(path)
            with open_store(path) as copy:
                yield copy

    @property
    def returns(self) -> Returns:
        """What came back of the mails, by reader."""
        return Returns(self._session)

    @property
    def shelf(self) -> Shelf:
        """Pages, rates, calendars: what stands beside the feeds."""
        return Shelf(self._session)

    @property
    def audience(self) -> Audience:
        """Sign-ups, and what readers choose."""
        return Audience(self._session)

    @property
    def errata(self) -> Errata:
        """What the editors corrected."""
        return Errata(self._session)

    @property
    def choices(self) -> Choices:
        """The operator's words about stories."""
        return Choices(self._session)

    @property
    def keyring(self) -> Keyring:
        """The secrets that sign links and salt addresses."""
        return Keyring(self._session)

    @property
    def archive(self) -> Archive:
        """The editions that were let out, by month and by word."""
        return Archive(self._session)

    # --- feeds and items

    def feed_states(self) -> dict[str, FeedState]:
        return {row["id"]: rows.feed_state(row) for row in self._session.all(sql.FEED_STATES)}

    def feed_activity(self, *, now: datetime) -> dict[str, Activity]:
        """Return what each feed has brought, by its id; a feed without items is absent."""
        return activity(self._session, now=now)

    def save_feed_states(self, states: Iterable[FeedState]) -> None:
        intake.save_feed_states(self._session, states)

    def add_items(
        self, items: Sequence[Item], *, now: datetime, history: frozenset[str]
    ) -> intake.Added:
        """Keep what one fetch brought. Items whose id is in `history` never count as news."""
        return intake.add_items(self._session, items, now=now, history=history)

    def record_fetch(
        self, state: FeedState, items: Sequence[Item], *, now: datetime, history: frozenset[str]
    ) -> intake.Added:
        """Keep state and items of one fetch, in one change."""
        with self._session.write():
            self.save_feed_states([state])
            return self.add_items(items, now=now, history=history)

    def items(
        self, feed_ids: Sequence[str], *, since: datetime, until: datetime
    ) -> tuple[Item, ...]:
        """Return these feeds' items dated from `since` on and seen by `until`, oldest first."""
        wanted = frozenset(feed_ids)
        found = self._session.all(
            sql.ITEMS_SINCE, since=rows.seconds(since), until=rows.seconds(until)
        )
        return tuple(rows.item_of(row) for row in found if row["feed_id"] in wanted)

    def items_named(
        self, ids: Iterable[str], *, feed_ids: Sequence[str], until: datetime
    ) -> tuple[Item, ...]:
        """Return these items of these feeds, seen by `until`, however old; unknown ids are left
        out."""
        found = (self._session.one(sql.ITEM, id=id, until=rows.seconds(until)) for id in ids)
        return tuple(rows.item_of(row) for row in found if row and row["feed_id"] in feed_ids)

    def background(self, language: str, *, before: datetime, limit: int) -> tuple[str, ...]:
        """Return title and teaser of earlier items: word statistics for the newsroom."""
        found = self._session.all(
            sql.TITLES_BEFORE, before=rows.seconds(before), language=language, limit=limit
        )
        return tuple(f"{row['title']} {row['summary']}" for row in found)

    def coverage(self, feeds: Sequence[Feed], *, since: datetime) -> Coverage:
        """Return how many of these feeds answered (also « unchanged ») since then."""
        states = self.feed_states()
        answered = [states[feed.id].last_ok_at for feed in feeds if feed.id in states]
        ok = sum(1 for moment in answered if moment is not None and moment >= since)
        return Coverage(feeds=len(feeds), ok=ok)

    def forget_items(self, *, before: datetime) -> None:
        """Delete what is older, but for what stood in the last body of a feed that answered
        since: it would come back as new."""
        with self._session.write():
            self._session.all(sql.FORGET_ITEMS, before=rows.seconds(before))

    # --- editions

    def edition(self, newsletter: str, day: date) -> EditionRecord | None:
        row = self._session.one(sql.EDITION, newsletter=newsletter, day=day.isoformat())
        return None if row is None else rows.edition_record(row)

    def editions(
        self, newsletter: str | None = None, *, limit: int = 20
    ) -> tuple[EditionRecord, ...]:
        """Return the newest editions first."""
        return tuple(
            rows.edition_record(row)
            for row in self._session.all(sql.EDITIONS, newsletter=newsletter, limit=limit)
        )

    def past_editions(self, newsletter: str, *, before: date, limit: int) -> tuple[Edition, ...]:
        """Return the editions that were made for earlier days, newest first."""
        found = self._session.all(
            sql.PAST_EDITIONS, newsletter=newsletter, day=before.isoformat(), limit=limit
        )
        return tuple(rows.edition_of(row["document"]) for row in found)

    def cut_off(self, newsletter: str, *, before: date) -> datetime | None:
        """Return when the edition before that day was made: what came later is new."""
        row = self._session.one(sql.CUT_OFF_BEFORE, newsletter=newsletter, day=before.isoformat())
        return None if row is None else rows.moment(row["cut_off"])

    def number_for(self, newsletter: str, day: date) -> int:
        """Return the number that the edition of that day has or would get."""
        record = self.edition(newsletter, day)
        if record is not None and record.edition is not None:
            return record.edition.number
        row = self._session.one(sql.NEXT_NUMBER, newsletter=newsletter)
        return 1 if row is None else int(row["number"])

    def save_edition(
        self, edition: Edition, printed: Sequence[Printed], *, state: EditionState, reason: str = ""
    ) -> EditionRecord:
        """Keep a draft, in place of an earlier one; an approved edition is never overwritten."""
        return drafts.save(self._session, edition, printed, state=state, reason=reason)

    def skip_edition(
        self, newsletter: str, day: date, *, reason: str, detail: str = ""
    ) -> EditionRecord:
        """Note that this day has no edition: `reason` is a word, `detail` a sentence."""
        why = f"{reason}: {detail}" if detail else reason
        drafts.skip(self._session, newsletter, day, reason=why)
        record = self.edition(newsletter, day)
        assert record is not None
        return record

    def printed(self, newsletter: str, *, before: date, editions: int) -> tuple[Printed, ...]:
        """Return the stories of the last `editions` editions before that day, newest first."""
        found = self._session.all(
            sql.PRINTED_BEFORE, newsletter=newsletter, day=before.isoformat(), editions=editions
        )
        return tuple(rows.printed_of(row) for row in found)

    def approve(self, record: EditionRecord, *, now: datetime) -> EditionRecord:
        """Freeze the edition and queue one delivery for each active subscriber, in slices.

        It is approved with the last slice; done again after a crash, it goes on.
        """
        after: int | None = 0
        with self._session.hurrying():  # a power cut meanwhile leaves it as it was: not approved
            while after is not None:
                with self._session.write():
                    self._must_be(record)
                    after = self.ledger.queue(record, after=after, now=now)
                    if after is None:
                        record = self.set_state(record, EditionState.APPROVED, now=now)
        return record

    def _must_be(self, record: EditionRecord) -> None:
        """Raise Busy when the edition is no longer in the state that the record shows."""
        if self._session.one(sql.EDITION_IN_STATE, id=record.id, known=record.state) is None:
            raise Busy(
                f"The edition of {record.day} changed in this moment; nothing was done.",
                hint="`briefing editions` shows where it stands now.",
            )

    def set_state(
        self, record: EditionRecord, state: EditionState, *, now: datetime, reason: str = ""
    ) -> EditionRecord:
        """Move it on from the state that the record shows; Busy when it is no longer there."""
        with self._session.write():
            self._must_be(record)
            row = self._session.one(
                sql.SET_EDITION_STATE,
                id=record.id,
                known=record.state,
                state=state,
                reason=reason,
                now=rows.seconds(now),
            )
            assert row is not None
            self.archive.keep(row)
            if state == EditionState.SKIPPED:  # nobody waits for it; approving queues anew
                self._session.all(sql.FORGET_UNTRIED_DELIVERIES, edition_id=record.id)
        return rows.edition_record(row)

    def finish_sending(self, record: EditionRecord, *, now: datetime) -> EditionRecord:
        """Mark it as sent if nothing is left to do; a draft nobody reads is approved first."""
        with self._session.write():
            current = self.edition(record.newsletter, record.day)
            assert current is not None
            if current.state == EditionState.DRAFT:
                current = self.approve(current, now=now)
            if current.state == EditionState.CANCELLED:
                self.ledger.cancel(current, now=now)  # what the sender put back in the queue
            under_way = current.state in {EditionState.APPROVED, EditionState.SENDING}
            if under_way and not self.ledger.unfinished(record.id):
                current = self.set_state(current, EditionState.SENT, now=now)
        return current

    # --- subscribers

    def add_subscriber(
        self, email: str, newsletter: str, *, proof: str, now: datetime
    ) -> tuple[Subscriber, bool]:
        """Subscribe an address that consented; the flag tells whether that was new."""
        with self._session.write():
            row = self._session.one(
                sql.ADD_SUBSCRIBER, email=email, proof=proof, now=rows.seconds(now)
            )
            assert row is not None
            joined = self._session.one(
                sql.SUBSCRIBE,
                subscriber_id=row["id"],
                newsletter=newsletter,
                now=rows.seconds(now),
            )
        return rows.subscriber_of(row), joined is not None

    def subscriber(self, id: int) -> Subscriber | None:
        row = self._session.one(sql.SUBSCRIBER, id=id)
        return None if row is None else rows.subscriber_of(row)

    def subscriber_by_email(self, email: str) -> Subscriber | None:
        row = self._session.one(sql.SUBSCRIBER_BY_EMAIL, email=email)
        return None if row is None else rows.subscriber_of(row)

    def subscribers(self, newsletter: str) -> Iterator[Subscriber]:
        """Yield who gets the next edition, in the order of joining."""
        for row in self._session.each(sql.SUBSCRIBERS, newsletter=newsletter):
            yield rows.subscriber_of(row)

    def subscriptions(self, newsletter: str) -> Iterator[Subscriber]:
        """Yield everybody who ever subscribed, with what became of it, in the order of joining."""
        for row in self._session.each(sql.SUBSCRIPTIONS, newsletter=newsletter):
            yield rows.subscriber_of(row)

    def arrivals(self, newsletter: str, *, erased: Callable[[str], bool] | None = None) -> Arrivals:
        """Begin an import of subscribers; `erased` tells whose address may not come back."""
        return Arrivals(self._session, newsletter, erased=erased)

    def unsubscribe(
        self, subscriber_id: int, newsletter: str, *, now: datetime, reason: str = "unsubscribed"
    ) -> bool:
        """End the subscription and what is still queued for it; False when it had ended before."""
        values = {"subscriber_id": subscriber_id, "newsletter": newsletter}
        with self._session.write():
            before = self.audience.subscription(subscriber_id, newsletter)
            ended = self._session.one(sql.END_SUBSCRIPTION, **values, now=rows.seconds(now))
            if before is not None and ended is not None:
                self.audience.note(subscriber_id, left(before, reason=reason, now=now))
            self._session.all(sql.SUPPRESS_DELIVERIES, **values, now=rows.seconds(now))
        return ended is not None

    # --- secrets

    def key(self, name: str) -> bytes:
        """Return the random 32-byte key of that name, made on first use."""
        return self.keyring.key(name)

    def keys(self, name: str) -> tuple[bytes, ...]:
        """Return the keys of that name, the one that signs first; none if none was ever made."""
        return self.keyring.all(name)
