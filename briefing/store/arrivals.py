"""Many subscribers at once: what came of each, in as few statements as may be."""

from collections.abc import Callable, Sequence
from datetime import datetime
from enum import StrEnum

from briefing.store import rows
from briefing.store import statements as sql
from briefing.store.session import Session

MOST_AT_ONCE = 10_000  # rows of one change: sign-ups wait for no longer than that

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
        row = session.one(sql.NEWEST_SUBSCRIBER)
        self._newest_before = 0 if row is None else int(row["id"])

    def welcome(self, batch: Sequence[Arrival]) -> tuple[Welcome, ...]:
        """Subscribe those of a batch (at most 10,000) who are not there yet, in one change.

        Returns what came of each, in order.
        """
        with self._session.write():
            told: list[Welcome] = []
            joining: dict[str, dict[str, object]] = {}
            for email, proof, since in batch:
                twice = email.lower() in joining
                told.append(Welcome.TWICE if twice else self._standing(email))
                if told[-1] is Welcome.NEW:
                    joining[email.lower()] = {
                        "email": email,
                        "proof": proof,
                        "since": rows.seconds(since),
                        "newsletter": self._newsletter,
                    }
            self._session.many(sql.IMPORT_SUBSCRIBER, joining.values())
            self._session.many(sql.IMPORT_SUBSCRIPTION, joining.values())
        return tuple(told)

    def _standing(self, email: str) -> Welcome:
        row = self._session.one(sql.ARRIVAL, email=email, newsletter=self._newsletter)
        if row is None:
            erased = self._erased is not None and self._erased(email)
            return Welcome.LEFT if erased else Welcome.NEW
        if row["reader"] != "active" or row["subscription"] == "gone":
            return Welcome.LEFT
        if row["subscription"] is None:
            return Welcome.NEW
        return Welcome.TWICE if row["id"] > self._newest_before else Welcome.ALREADY
