"""Mail that came back → counted once, and readers taken out by rule. Does I/O through the store."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from briefing.audience.tokens import KEY, read_token
from briefing.config import Settings
from briefing.deliver import verp
from briefing.deliver.bounces import Notice, NoticeKind, kind_of_refusal, read_notice
from briefing.errors import NotFound
from briefing.model import Delivery, EditionRecord
from briefing.privacy import erased, heir_of
from briefing.store import Addressee, Store

_TOGETHER = 200  # mails counted in one change; readers wait for no longer than that

_HOW = {"wished to leave": "unsubscribed", "complained": "complained"}


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOut:
    """A reader who gets no mail any more, and why."""

    email: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnReport:
    read: int
    again: int  # read before: nothing was counted
    unknown: int  # bounces and complaints about nobody we know
    counted: dict[NoticeKind, int]  # those not read before, by kind
    taken_out: tuple[TakenOut, ...]


def take_back(
    settings: Settings, store: Store, mails: Iterable[bytes], *, now: datetime
) -> ReturnReport:
    """Count what came back and end the subscriptions that the rules of [bounces] end.

    The same mail read twice counts once. A complaint, or a wish to leave, ends it at once.
    """
    desk = _Desk(settings, store, now=now)
    several = iter(mails)
    while some := list(islice(several, _TOGETHER)):
        with store.write():
            for raw in some:
                desk.take(raw)
    return desk.report()


def count_refusals(
    settings: Settings, store: Store, record: EditionRecord, *, now: datetime
) -> tuple[TakenOut, ...]:
    """Count what servers refused for good while this edition left: a bounce without a mail.

    Each delivery counts once, however often this is called, and whatever comes back by mail too.
    """
    desk, after = _Desk(settings, store, now=now), 0
    while some := store.ledger.refused(record.id, after=after, limit=_TOGETHER):
        with store.write():
            for one in some:
                desk.take_refusal(one)
        after = some[-1].id
    return desk.report().taken_out


class _Desk:
    def __init__(self, settings: Settings, store: Store, *, now: datetime) -> None:
        self._rules = settings.bounces
        self._store = store
        self._now = now
        self._path_key, self._token_keys = store.key(verp.KEY), store.keys(KEY)
        self._counted = Counter[NoticeKind]()
        self._read = self._again = self._unknown = 0
        self._out: list[TakenOut] = []

    def take(self, raw: bytes) -> None:
        self._read += 1
        notice = read_notice(raw, self._path_key)
        if notice.kind is NoticeKind.OTHER:
            self._counted[notice.kind] += 1
            return
        whom, newsletter = self._addressee(notice)
        if whom is None or erased(self._store, whom.subscriber_id):  # nothing is kept of them
            self._unknown += 1
        else:
            self._count(notice, whom, newsletter)

    def take_refusal(self, delivery: Delivery) -> None:
        kind = kind_of_refusal(delivery.response)
        if kind is not None and not erased(self._store, delivery.subscriber.id):
            digest = f"refused {delivery.id}"
            notice = Notice(kind=kind, digest=digest, told=delivery.response)
            whom = Addressee(subscriber_id=delivery.subscriber.id, delivery_id=delivery.id)
            self._count(notice, whom, "")

    def _count(self, notice: Notice, whom: Addressee, newsletter: str) -> None:
        if not self._store.returns.note(
            whom, kind=notice.kind, digest=notice.digest, told=notice.told, now=self._now
        ):
            self._again += 1
        else:
            self._counted[notice.kind] += 1
            self._judge(notice, whom, newsletter)

    def report(self) -> ReturnReport:
        return ReturnReport(
            read=self._read,
            again=self._again,
            unknown=self._unknown,
            counted={kind: self._counted[kind] for kind in NoticeKind},
            taken_out=tuple(self._out),
        )

    def _addressee(self, notice: Notice) -> tuple[Addressee | None, str]:
        """Return who is meant, and the newsletter that a link of his names."""
        returns = self._store.returns
        if notice.delivery_id is not None:
            return returns.of_delivery(notice.delivery_id), ""
        for token in notice.tokens:
            try:
                signed_for, newsletter = read_token(self._token_keys, token)
            except NotFound:
                continue
            subscriber_id = heir_of(self._store, signed_for)
            if self._store.subscriber(subscriber_id) is not None:
                return Addressee(subscriber_id=subscriber_id, delivery_id=None), newsletter
        since = self._now - self._rules.within
        for address in notice.addresses:
            whom = returns.of_address(address, since=since)
            if whom is not None:
                return whom, ""
        return None, ""

    def _judge(self, notice: Notice, whom: Addressee, newsletter: str) -> None:
        """Take the reader out if this was one too many."""
        match notice.kind:
            case NoticeKind.LEAVE:
                self._take_out(whom, "wished to leave", newsletters=(newsletter,))
            case NoticeKind.COMPLAINT:
                self._take_out(whom, "complained")
            case NoticeKind.HARD if self._times(notice, whom) >= self._rules.hard:
                self._take_out(whom, f"nobody is there: {notice.told or 'no reason given'}")
            case NoticeKind.SOFT if self._times(notice, whom) >= self._rules.soft:
                told = notice.told or "no reason given"
                self._take_out(whom, f"came back {self._rules.soft} times: {told}")

    def _times(self, notice: Notice, whom: Addressee) -> int:
        since = self._now - self._rules.within
        return self._store.returns.counted(whom.subscriber_id, kind=notice.kind, since=since)

    def _take_out(
        self, whom: Addressee, reason: str, *, newsletters: tuple[str, ...] | None = None
    ) -> None:
        """End what he gets: all of it when the address is dead, or he called it spam."""
        reader = self._store.subscriber(whom.subscriber_id)
        if newsletters is None:
            newsletters = self._store.returns.newsletters(whom.subscriber_id)
        # Only their own leaving can be taken back with a click.
        how = _HOW.get(reason, "bounced")
        ended = [
            self._store.unsubscribe(whom.subscriber_id, one, now=self._now, reason=how)
            for one in newsletters
        ]
        if reader is not None and any(ended):
            self._out.append(TakenOut(email=reader.email, reason=reason))
