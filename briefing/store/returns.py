"""What came back, and how often: notices of bounces and complaints, by reader. Does I/O."""

from dataclasses import dataclass
from datetime import datetime

from briefing.store import return_statements as sql
from briefing.store import rows
from briefing.store.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """Who a mail that came back is about."""

    subscriber_id: int
    delivery_id: int | None  # None: his link named him, not a mail


class Returns:
    """One per store; use it in the store's thread."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of_delivery(self, id: int) -> Addressee | None:
        return self._addressee(sql.OF_DELIVERY, id=id)

    def of_address(self, email: str, *, since: datetime) -> Addressee | None:
        """Return who has this address, with what left for it last; None when nothing did."""
        return self._addressee(sql.OF_ADDRESS, email=email, since=rows.seconds(since))

    def _addressee(self, statement: str, **values: object) -> Addressee | None:
        row = self._session.one(statement, **values)
        if row is None:
            return None
        return Addressee(subscriber_id=row["subscriber_id"], delivery_id=row["id"])

    def note(self, whom: Addressee, *, kind: str, digest: str, told: str, now: datetime) -> bool:
        """Keep a notice; False when the same mail was read before."""
        with self._session.write():
            new = self._session.one(
                sql.NOTE,
                digest=digest,
                subscriber_id=whom.subscriber_id,
                delivery_id=whom.delivery_id,
                kind=kind,
                told=told,
                now=rows.seconds(now),
            )
        return new is not None

    def counted(self, subscriber_id: int, *, kind: str, since: datetime) -> int:
        """Return how many of his mails came back so; each counts once, none from before he
        subscribed anew."""
        row = self._session.one(
            sql.COUNTED, subscriber_id=subscriber_id, kind=kind, since=rows.seconds(since)
        )
        return 0 if row is None else int(row["n"])

    def newsletters(self, subscriber_id: int) -> tuple[str, ...]:
        """Return what he gets."""
        found = self._session.all(sql.NEWSLETTERS, subscriber_id=subscriber_id)
        return tuple(row["newsletter"] for row in found)
