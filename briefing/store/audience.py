"""Sign-ups and what readers choose: asked, mailed, confirmed, paused, gone. Does I/O.

Each subscription changes as audience/consent.py says, which is the caller's business: here stands
what was and what is, and both in one change.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from briefing.model import Consent
from briefing.store import audience_statements as sql
from briefing.store import rows
from briefing.store import statements as common
from briefing.store.session import Session

_DAY, _HOUR, _MONTH = timedelta(days=1), timedelta(hours=1), timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignUp:
    """Somebody asked for mail. `email` is "" once nothing can come of it any more."""

    id: int = 0
    kind: str = "join"  # or "move": a new address for `subscriber_id`
    email: str = field(repr=False)
    newsletters: tuple[str, ...]
    subscriber_id: int | None = None
    shown: str
    verdict: str
    asked_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """What became of one newsletter for one reader."""

    newsletter: str
    state: Consent
    since: datetime
    ended_at: datetime | None
    until: datetime | None  # end of a pause


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a subscription's history."""

    newsletter: str
    before: Consent
    after: Consent
    reason: str
    shown: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """Whose traces lie outside of the database: the numbers that name files."""

    delivery_ids: tuple[int, ...]
    sign_up_ids: tuple[int, ...]


class Audience:
    """One store's sign-ups, subscriptions, consents."""

    def __init__(self, session: Session) -> None:
        self._session = session

    # --- sign-ups

    def hurry(self) -> None:
        """Let this connection not wait for the disk: a sign-up that a power cut loses is made
        again. 100 a second would hold a sender up for a third of its time."""
        self._session.hurry()

    def counted(
        self, *, address_hash: str, network_hash: str, most: int, now: datetime
    ) -> dict[str, int]:
        """Return what was asked for before, by the names of audience.limits.Counts."""
        moments = {
            "a_day_ago": rows.seconds(now - _DAY),
            "an_hour_ago": rows.seconds(now - _HOUR),
        }
        one = self._session.one(
            sql.COUNT_SIGN_UPS,
            address_hash=address_hash,
            network_hash=network_hash,
            most=most,
            **moments,
        )
        assert one is not None
        return dict(one) | self.counted_all(now=now)

    def counted_all(
        self, *, now: datetime, settled_after: timedelta = timedelta(hours=2)
    ) -> dict[str, int]:
        """Return the last hour's and the last day's sums."""
        row = self._session.one(
            sql.COUNT_ALL,
            a_day_ago=rows.seconds(now - _DAY),
            an_hour_ago=rows.seconds(now - _HOUR),
            settled_before=rows.seconds(now - settled_after),
        )
        assert row is not None
        return dict(row)

    def keep_sign_up(self, asked: SignUp, *, address_hash: str, network_hash: str) -> None:
        """Keep it; the address itself only where it will be written to."""
        with self._session.write():
            self._session.all(
                sql.KEEP_SIGN_UP,
                kind=asked.kind,
                email=asked.email if asked.verdict == "wanted" else "",
                newsletters=" ".join(asked.newsletters),
                subscriber_id=asked.subscriber_id,
                shown=asked.shown if asked.verdict == "wanted" else "",
                address_hash=address_hash,
                network_hash=network_hash,
                now=rows.seconds(asked.asked_at),
                verdict=asked.verdict,
            )

    def waiting(self, *, now: datetime, retry: timedelta, limit: int) -> tuple[SignUp, ...]:
        """Return who is still to be mailed, in the order of asking."""
        found = self._session.all(sql.WAITING, tried_before=rows.seconds(now - retry), limit=limit)
        return tuple(map(_sign_up, found))

    def claim(self, tokens: Sequence[tuple[int, str]], *, now: datetime) -> frozenset[int]:
        """Give sign-ups the hashes of their tokens; return those that nobody claimed before."""
        with self._session.write():
            return frozenset(
                id
                for id, token_hash in tokens
                if self._session.one(sql.CLAIM, id=id, token_hash=token_hash, now=rows.seconds(now))
            )

    def give_back(self, ids: Sequence[int]) -> None:
        """Let them be mailed later: the server did not take them."""
        with self._session.write():
            self._session.many(sql.GIVE_BACK, ({"id": id} for id in ids))

    def refuse(self, ids: Sequence[int]) -> None:
        """Never mail them again: the server refused them for good."""
        with self._session.write():
            self._session.many(sql.REFUSED, ({"id": id} for id in ids))

    def sign_up(self, token_hash: str, *, not_before: datetime) -> SignUp | None:
        """Return what a token confirms, or has confirmed."""
        row = self._session.one(
            sql.SIGN_UP, token_hash=token_hash, not_before=rows.seconds(not_before)
        )
        return None if row is None else _sign_up(row)

    def confirmed(self, asked: SignUp, subscriber_id: int) -> bool:
        """Mark it as answered; False when it was before. The address is forgotten here."""
        row = self._session.one(sql.SIGN_UP_CONFIRMED, id=asked.id, subscriber_id=subscriber_id)
        return row is not None

    def tidy(self, *, now: datetime, confirm_within: timedelta) -> tuple[int, ...]:
        """Forget the addresses of those who did not confirm in time; return their sign-ups."""
        with self._session.write():
            late = self._session.all(sql.EXPIRE, not_before=rows.seconds(now - confirm_within))
            self._session.all(sql.FORGET_REFUSED, before=rows.seconds(now - _MONTH))
        return tuple(row["id"] for row in late)

    # --- subscriptions

    def subscriptions(self, subscriber_id: int) -> tuple[Subscription, ...]:
        found = self._session.all(sql.STANDING, subscriber_id=subscriber_id)
        return tuple(map(_subscription, found))

    def subscription(self, subscriber_id: int, newsletter: str) -> Subscription | None:
        row = self._session.one(
            sql.SUBSCRIPTION, subscriber_id=subscriber_id, newsletter=newsletter
        )
        return None if row is None else _subscription(row)

    def record(self, subscriber_id: int, entry: Entry, *, until: datetime | None = None) -> None:
        """Set the subscription to the entry's state, and keep the entry as its proof."""
        now = rows.seconds(entry.at)
        gone = entry.after is Consent.GONE
        values = {"subscriber_id": subscriber_id, "newsletter": entry.newsletter, "now": now}
        with self._session.write():
            last = self.last(subscriber_id, entry.newsletter)
            self._session.all(
                sql.SET_SUBSCRIPTION,
                state=entry.after,
                ended_at=now if gone else None,
                until=rows.seconds(until),
                **values,
            )
            self.note(subscriber_id, entry)
            if gone or entry.after is Consent.PAUSED:
                self._session.all(common.SUPPRESS_DELIVERIES, **values)
            elif last is not None:  # they came back before that morning's mail left
                self._session.all(sql.QUEUE_AGAIN, left_at=rows.seconds(last.at), **values)

    def note(self, subscriber_id: int, entry: Entry) -> None:
        """Keep an entry of the history."""
        self._session.all(
            sql.KEEP_CONSENT,
            subscriber_id=subscriber_id,
            newsletter=entry.newsletter,
            before=entry.before,
            after=entry.after,
            reason=entry.reason,
            shown=entry.shown,
            now=rows.seconds(entry.at),
        )

    def last(self, subscriber_id: int, newsletter: str) -> Entry | None:
        """Return the last entry of the subscription's history."""
        row = self._session.one(
            sql.LAST_CONSENT, subscriber_id=subscriber_id, newsletter=newsletter
        )
        return None if row is None else _entry(row)

    def history(self, subscriber_id: int) -> tuple[Entry, ...]:
        return tuple(map(_entry, self._session.all(sql.CONSENTS, subscriber_id=subscriber_id)))

    def say_why(self, subscriber_id: int, newsletter: str, why: str) -> None:
        """Keep why somebody left, in their own words."""
        with self._session.write():
            row = self._session.one(
                sql.LAST_CONSENT, subscriber_id=subscriber_id, newsletter=newsletter
            )
            if row is not None and row["after"] == Consent.GONE:
                self._session.all(sql.SAY_WHY, id=row["id"], why=why)

    def pauses_over(self, *, now: datetime) -> tuple[tuple[int, str], ...]:
        """Return reader and newsletter of every pause whose time is up."""
        found = self._session.all(sql.PAUSES_OVER, now=rows.seconds(now))
        return tuple((row["subscriber_id"], row["newsletter"]) for row in found)

    def move(self, subscriber_id: int, email: str) -> None:
        """Write to another address from now on. The caller knows that nobody else has it."""
        self._session.all(sql.MOVE, id=subscriber_id, email=email)

    # --- what is known of somebody, and its end

    def received(self, subscriber_id: int) -> tuple[tuple[str, str, str, datetime, str], ...]:
        """Return newsletter, day, state, time and the server's words of each delivery."""
        return tuple(
            (row["newsletter"], row["day"], row["state"], _at(row["changed_at"]), row["response"])
            for row in self._session.all(sql.RECEIVED, subscriber_id=subscriber_id)
        )

    def came_back(self, subscriber_id: int) -> tuple[tuple[str, str, datetime], ...]:
        """Return kind, words and time of each bounce and complaint."""
        found = self._session.all(sql.CAME_BACK, subscriber_id=subscriber_id)
        return tuple((row["kind"], row["told"], _at(row["noted_at"])) for row in found)

    def asked(self, subscriber_id: int, address_hash: str) -> tuple[tuple[str, datetime, str], ...]:
        """Return newsletters, time and verdict of each sign-up with that address."""
        found = self._session.all(
            sql.SIGN_UPS_OF, subscriber_id=subscriber_id, address_hash=address_hash
        )
        return tuple((row["newsletters"], _at(row["asked_at"]), row["verdict"]) for row in found)

    def erase(
        self, subscriber_id: int, *, address_hash: str, now: datetime, heir: int | None = None
    ) -> Erased:
        """Forget who this was. What stays: a number, and the hash that no import gets past.

        `heir` is the reader whom the links in mails sent before lead to from now on.
        """
        nobody = f"erased:{subscriber_id}" if heir is None else f"heir:{subscriber_id}:{heir}"
        with self._session.shredding(), self._session.write():
            sent = self._session.all(sql.RECEIVED, subscriber_id=subscriber_id)
            asked = self._session.all(
                sql.ERASE_SIGN_UPS, id=subscriber_id, address_hash=address_hash
            )
            self._session.all(sql.ERASE_SUBSCRIBER, id=subscriber_id, nobody=nobody)
            self._session.all(sql.ERASE_DELIVERIES, id=subscriber_id)
            for statement in sql.ERASE_REST:
                self._session.all(statement, id=subscriber_id)
            self._session.all(sql.SUPPRESS, address_hash=address_hash, now=rows.seconds(now))
        return Erased(
            delivery_ids=tuple(row["id"] for row in sent),
            sign_up_ids=tuple(row["id"] for row in asked),
        )

    def suppress(self, address_hash: str, *, now: datetime) -> None:
        """Let no import bring this address back."""
        self._session.all(sql.SUPPRESS, address_hash=address_hash, now=rows.seconds(now))

    def forget_suppression(self, address_hash: str) -> None:
        """Let an erased address be written to again: it signed up anew and confirmed."""
        self._session.all(sql.UNSUPPRESS, address_hash=address_hash)

    def suppressed(self, address_hash: str) -> bool:
        """Say whether the owner of this address had it erased."""
        return self._session.one(sql.IS_SUPPRESSED, address_hash=address_hash) is not None

    @property
    def any_suppressed(self) -> bool:
        """False spares an import a million hashes."""
        return self._session.one(sql.ANY_SUPPRESSED) is not None


def left(before: Subscription, *, reason: str, now: datetime) -> Entry:
    """Return the entry of an end."""
    return Entry(
        newsletter=before.newsletter,
        before=before.state,
        after=Consent.GONE,
        reason=reason,
        shown="",
        at=now,
    )


def _at(value: int) -> datetime:
    moment = rows.moment(value)
    assert moment is not None
    return moment


def _sign_up(row: Any) -> SignUp:
    return SignUp(
        id=row["id"],
        kind=row["kind"],
        email=row["email"],
        newsletters=tuple(row["newsletters"].split()),
        subscriber_id=row["subscriber_id"],
        shown=row["shown"],
        verdict=row["verdict"],
        asked_at=_at(row["asked_at"]),
    )


def _subscription(row: Any) -> Subscription:
    return Subscription(
        newsletter=row["newsletter"],
        state=Consent(row["state"]),
        since=_at(row["since"]),
        ended_at=rows.moment(row["ended_at"]),
        until=rows.moment(row["until"]),
    )


def _entry(row: Any) -> Entry:
    return Entry(
        newsletter=row["newsletter"],
        before=Consent(row["before"]),
        after=Consent(row["after"]),
        reason=row["reason"],
        shown=row["shown"],
        at=_at(row["at"]),
    )
