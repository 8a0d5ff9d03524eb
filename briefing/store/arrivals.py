"""Many subscribers at once: what came of each, in as few statements as may be."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum

from briefing.store import rows
from briefing.store import statements as sql
from briefing.store.session import Session

MOST_AT_ONCE = 2_000  # rows of one change, some 20 ms: sign-ups wait for no longer than that

Arrival = tuple[str, str, datetime]  # address, proof of consent, since when


class Welcome(StrEnum):
    """What came of one arrival."""

    NEW = "new"
    ALREADY = "already"
    TWICE = "twice"  # met before in the same import
    LEFT = "left"  # and only signing up anew brings back who left


class Arrivals:
    """One import. Who left is not brought back, who is there stays as they are.

    `erased` tells of an address whether its owner had it erased.
    """

    def __init__(
        self, session: Session, newsletter: str, *, erased: Callable[[str], bool] | None = None
    ) -> None:
        self._session = session
        self._newsletter = newsletter
        self._erased = erased
        self._newest_before = self._newest()

    @contextmanager
    def hurrying(self) -> Iterator[None]:
        """Wait for the disk once, at the end, and not with each batch."""
        with self._session.hurrying():
            yield

    def welcome(self, batch: Sequence[Arrival]) -> tuple[Welcome, ...]:
        """Subscribe those of a batch (at most 2,000) who are not there yet, in one change.

        Returns what came of each, in order.
        """
        erased = frozenset[str]()
        if self._erased is not None:
            erased = frozenset(email for email, _, _ in batch if self._erased(email))
        joining = [
            {"email": email, "proof": proof, "since": rows.seconds(since)}
            for email, proof, since in batch
            if email not in erased
        ]
        with self._session.write():
            newest = self._newest()
            # Who is known is found by not getting in: nearly all are new, and looked up once.
            self._session.many(sql.IMPORT_SUBSCRIBER, joining)
            self._session.all(sql.IMPORT_SUBSCRIPTIONS, newsletter=self._newsletter, newest=newest)
            newer = self._session.one(sql.COUNT_NEWER, newest=newest)
            assert newer is not None
            if newer["newer"] == len(batch):
                return (Welcome.NEW,) * len(batch)
            return self._each(batch, erased, newest)

    def _newest(self) -> int:
        row = self._session.one(sql.NEWEST_SUBSCRIBER)
        return 0 if row is None else int(row["id"])

    def _each(
        self, batch: Sequence[Arrival], erased: frozenset[str], newest: int
    ) -> tuple[Welcome, ...]:
        """Tell who got in, and see to all others one by one."""
        joined = {row["email"] for row in self._session.all(sql.NEWER, newest=newest)}
        told: list[Welcome] = []
        again: set[int] = set()
        for email, _, since in batch:
            if email in joined:
                joined.remove(email)
                told.append(Welcome.NEW)
            else:
                told.append(self._known(email, since, again, gone=email in erased))
        return tuple(told)

    def _known(self, email: str, since: datetime, again: set[int], *, gone: bool) -> Welcome:
        """Subscribe a reader of another newsletter; `again` are those of this batch."""
        row = self._session.one(sql.ARRIVAL, email=email, newsletter=self._newsletter)
        if row is None:
            assert gone
            return Welcome.LEFT
        if row["reader"] != "active" or row["subscription"] == "gone":
            return Welcome.LEFT
        if row["subscription"] is not None:
            twice = row["id"] > self._newest_before or row["id"] in again
            return Welcome.TWICE if twice else Welcome.ALREADY
        again.add(row["id"])
        self._session.all(
            sql.IMPORT_SUBSCRIPTION,
            subscriber_id=row["id"],
            newsletter=self._newsletter,
            since=rows.seconds(since),
        )
        return Welcome.NEW
