"""What a reader wants → what becomes of it: asked, confirmed, paused, gone.

The rules stand in audience/, the tables in store/; here one goes to the other, each wish in one
change. Does I/O through the store.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from briefing.audience.consent import Change, Wish, change, may_undo
from briefing.audience.limits import (
    CONFIRM_WITHIN,
    Counts,
    Limits,
    Verdict,
    hashed,
    network_of,
    verdict,
)
from briefing.audience.tokens import token_hash
from briefing.config.settings import Settings
from briefing.errors import InputError, NotFound
from briefing.model import Consent, Subscriber
from briefing.store import Store
from briefing.store.audience import Entry, SignUp, Subscription

ADDRESSES = "addresses"  # the store's name for the key that salts what is kept of an address
_READING = (Consent.ACTIVE, Consent.PAUSED)
LONGEST_PAUSE = timedelta(weeks=26)


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """Who confirmed what. `new`: newsletters that were not sent to them before."""

    subscriber_id: int
    newsletters: tuple[str, ...]
    new: tuple[str, ...] = ()
    email: str = field(default="", repr=False)  # after a move: where we write from now on
    moved_from: str = field(default="", repr=False)
    merged: int | None = None  # who moved to an address that was a reader's already


def ask(
    settings: Settings,
    store: Store,
    newsletters: Sequence[str],
    *,
    email: str,
    host: str,
    shown: str,
    now: datetime,
    mover: int | None = None,
) -> Verdict:
    """Keep that somebody at `host` asked for mail at an address; the answer decides what is mailed.

    Known and unknown addresses take the same way: nothing here looks whether it is a reader's.
    `mover` is the reader who wants to be written to there from now on.
    """
    key = store.key(ADDRESSES)
    address, network = hashed(key, email), hashed(key, network_of(host))
    limits = Limits(
        network_hour=settings.web.sign_ups_per_network, all_hour=settings.web.sign_ups_per_hour
    )
    # Counted and kept in one change: a hundred at once are no way around a limit.
    with store.write():
        counted = store.audience.counted(
            address_hash=address, network_hash=network, most=limits.network_hour, now=now
        )
        told = verdict(Counts(**counted), limits)
        if counted["network_hour"] >= limits.network_hour:
            return told  # one row more would tell nothing, and a million fill the disk
        asked = SignUp(
            kind="join" if mover is None else "move",
            email=email,
            newsletters=tuple(newsletters),
            subscriber_id=mover,
            shown=shown,
            verdict=told,
            asked_at=now,
        )
        store.audience.keep_sign_up(asked, address_hash=address, network_hash=network)
    return told


def asked_for(store: Store, token: str, *, now: datetime) -> SignUp:
    """Return what the token of a confirmation mail is about. Raises NotFound for all others."""
    found = store.audience.sign_up(token_hash(token), not_before=now - CONFIRM_WITHIN)
    if found is None:
        raise NotFound("This link is too old or not ours.", hint="Sign up again.")
    return found


def confirm(store: Store, token: str, *, now: datetime) -> Joined:
    """Do what the sign-up asked for, once; the second time the same answer, and no change."""
    with store.write():
        asked = asked_for(store, token, now=now)
        if asked.verdict == "confirmed":
            return _used(store, asked)
        if _overtaken(store, asked):
            raise NotFound("This link was overtaken by what came after it.", hint="Sign up again.")
        if asked.kind == "move":
            joined = _move(store, asked, now=now)
        else:
            joined = _join(store, asked, now=now)
        store.audience.confirmed(asked, joined.subscriber_id)
        store.audience.forget_suppression(hashed(store.key(ADDRESSES), asked.email))
    return joined


def _overtaken(store: Store, asked: SignUp) -> bool:
    """Say whether its reader left, or confirmed another address, after this was asked for."""
    if asked.kind == "move":
        assert asked.subscriber_id is not None
        entries = store.audience.history(asked.subscriber_id)
        return any(one.reason == "moved" and one.at > asked.asked_at for one in entries)
    reader = store.subscriber_by_email(asked.email)
    held = () if reader is None else store.audience.subscriptions(reader.id)
    return any(
        one.newsletter in asked.newsletters and one.ended_at and one.ended_at > asked.asked_at
        for one in held
        if one.state is Consent.GONE
    )


def _used(store: Store, asked: SignUp) -> Joined:
    """Give the second click the first one's answer, for as long as it is true."""
    id = asked.subscriber_id
    if id is None or not any(_state(store, id, one) in _READING for one in asked.newsletters):
        raise NotFound("This link was used, and what it began has ended.", hint="Sign up again.")
    reader = reader_of(store, id)
    moved = reader.email if asked.kind == "move" else ""
    return Joined(subscriber_id=id, newsletters=asked.newsletters, email=moved)


def _join(store: Store, asked: SignUp, *, now: datetime) -> Joined:
    proof = f"confirmed by mail, {now:%Y-%m-%d %H:%M} UTC: {asked.shown}"
    known = store.subscriber_by_email(asked.email)
    before = (
        {} if known is None else {one: _state(store, known.id, one) for one in asked.newsletters}
    )
    new: list[str] = []
    reader = known
    for newsletter in asked.newsletters:
        reader, _ = store.add_subscriber(asked.email, newsletter, proof=proof, now=now)
        # A sign-up that waits is the state « pending » of what had ended or never was.
        state = before.get(newsletter, Consent.GONE)
        if state is Consent.GONE:
            state = change(state, Wish.ASK, reason="signed up", now=asked.asked_at).after
        wish, reason = Wish.CONFIRM, "confirmed"
        if state is Consent.PAUSED:
            wish, reason = Wish.RESUME, "reader"
        step = change(state, wish, reason=reason, now=now, shown=asked.shown)
        _record(store, reader.id, newsletter, step)
        if state is Consent.PENDING:
            new.append(newsletter)
    assert reader is not None
    return Joined(subscriber_id=reader.id, newsletters=asked.newsletters, new=tuple(new))


def _move(store: Store, asked: SignUp, *, now: datetime) -> Joined:
    """Write to the new address. Where it is a reader's already, that one gets the newsletters."""
    assert asked.subscriber_id is not None
    before = reader_of(store, asked.subscriber_id).email
    other = store.subscriber_by_email(asked.email)
    held = store.audience.subscriptions(asked.subscriber_id)
    wanted = tuple(one.newsletter for one in held if one.state in _READING)
    if other is not None and other.id == asked.subscriber_id:  # another spelling of the same
        store.audience.move(other.id, asked.email)
        return Joined(subscriber_id=other.id, newsletters=wanted, email=asked.email)
    # An old list that is imported again must not bring back the address they left behind.
    store.audience.suppress(hashed(store.key(ADDRESSES), before), now=now)
    if other is None:
        store.audience.move(asked.subscriber_id, asked.email)
        for one in held:
            if one.state in _READING:
                store.audience.note(asked.subscriber_id, _moved(one, asked.shown, now=now))
    else:
        for newsletter in wanted:
            leave(store, asked.subscriber_id, newsletter, now=now)
            _to_active(store, other.id, newsletter, shown=asked.shown, now=now)
    return Joined(
        subscriber_id=asked.subscriber_id if other is None else other.id,
        newsletters=wanted,
        email=asked.email,
        moved_from=before,
        merged=None if other is None else asked.subscriber_id,
    )


def _moved(held: Subscription, shown: str, *, now: datetime) -> Entry:
    return Entry(
        newsletter=held.newsletter,
        before=held.state,
        after=held.state,
        reason="moved",
        shown=shown,
        at=now,
    )


def _state(store: Store, subscriber_id: int, newsletter: str) -> Consent:
    found = store.audience.subscription(subscriber_id, newsletter)
    return Consent.GONE if found is None else found.state


def _record(
    store: Store,
    subscriber_id: int,
    newsletter: str,
    step: Change,
    *,
    until: datetime | None = None,
) -> None:
    entry = Entry(
        newsletter=newsletter,
        before=step.before,
        after=step.after,
        reason=step.reason,
        shown=step.shown,
        at=step.at,
    )
    store.audience.record(subscriber_id, entry, until=until)


# --- what a reader chooses


def reader_of(store: Store, subscriber_id: int) -> Subscriber:
    """Return who it is. Raises NotFound for who was erased."""
    found = store.subscriber(subscriber_id)
    if found is None or "@" not in found.email:
        raise NotFound("This link belongs to nobody any more.", hint="Sign up again.")
    return found


def choose(
    store: Store,
    subscriber_id: int,
    wanted: frozenset[str],
    *,
    offered: Sequence[str],
    shown: str,
    now: datetime,
) -> tuple[str, ...]:
    """Let the reader get the wanted ones of those offered, and no other.

    Return those of the wanted that their mailbox has to confirm: what ended long ago, or by
    another's hand, comes back by no link in an old mail.
    """
    to_confirm: list[str] = []
    with store.write():
        reader_of(store, subscriber_id)
        held = {one.newsletter: one.state for one in store.audience.subscriptions(subscriber_id)}
        reads = any(one in _READING for one in held.values())
        for newsletter in offered:
            if newsletter not in wanted:
                if held.get(newsletter) in _READING:
                    leave(store, subscriber_id, newsletter, now=now)
            elif held.get(newsletter, Consent.GONE) is Consent.GONE:
                last = _change(store.audience.last(subscriber_id, newsletter))
                if may_undo(last, now=now) or (reads and newsletter not in held):
                    _to_active(store, subscriber_id, newsletter, shown=shown, now=now)
                else:
                    to_confirm.append(newsletter)
    return tuple(to_confirm)


def _to_active(
    store: Store, subscriber_id: int, newsletter: str, *, shown: str, now: datetime
) -> None:
    reader = reader_of(store, subscriber_id)
    state = _state(store, subscriber_id, newsletter)
    # Whoever is gone altogether is made a reader again; the proof is what they just agreed to.
    proof = f"chosen in the preferences, {now:%Y-%m-%d %H:%M} UTC: {shown}"
    store.add_subscriber(reader.email, newsletter, proof=proof, now=now)
    if state is Consent.GONE:
        state = change(state, Wish.ASK, reason="signed up", now=now).after
        step = change(state, Wish.CONFIRM, reason="chosen", now=now, shown=shown)
    else:
        step = change(state, Wish.RESUME, reason="reader", now=now)
    _record(store, subscriber_id, newsletter, step)


def pause(
    store: Store, subscriber_id: int, newsletter: str, *, until: datetime, now: datetime
) -> None:
    """Send nothing before `until`, half a year away at most. Raises InputError when it cannot."""
    if not now < until <= now + LONGEST_PAUSE:
        raise InputError("A pause lasts from one week to 26.", hint="Choose a number of weeks.")
    with store.write():
        reader_of(store, subscriber_id)
        state = _state(store, subscriber_id, newsletter)
        step = change(state, Wish.PAUSE, reason="reader", now=now)
        _record(store, subscriber_id, newsletter, step, until=until)


def resume(
    store: Store, subscriber_id: int, newsletter: str, *, now: datetime, reason: str = "reader"
) -> None:
    """End a pause. Raises InputError when there is none."""
    with store.write():
        reader_of(store, subscriber_id)
        state = _state(store, subscriber_id, newsletter)
        _record(
            store, subscriber_id, newsletter, change(state, Wish.RESUME, reason=reason, now=now)
        )


def end_pauses(store: Store, *, now: datetime) -> int:
    """Send again to those whose pause is over; return how many."""
    over = store.audience.pauses_over(now=now)
    for subscriber_id, newsletter in over:
        resume(store, subscriber_id, newsletter, now=now, reason="time")
    return len(over)


def leave(store: Store, subscriber_id: int, newsletter: str, *, now: datetime) -> None:
    """End it, and what is queued of it; twice is once, whoever it was."""
    store.unsubscribe(subscriber_id, newsletter, now=now)


def undo(store: Store, subscriber_id: int, newsletter: str, *, now: datetime) -> bool:
    """Take back a leaving of the last week; False when there is none to take back."""
    with store.write():
        reader_of(store, subscriber_id)
        last = store.audience.last(subscriber_id, newsletter)
        state = _state(store, subscriber_id, newsletter)
        if state is not Consent.GONE:
            return True
        if not may_undo(_change(last), now=now):
            return False
        before = store.audience.subscription(subscriber_id, newsletter)
        _record(
            store, subscriber_id, newsletter, change(state, Wish.UNDO, reason="undone", now=now)
        )
        until = before.until if before else None
        if last is not None and last.before is Consent.PAUSED and until and until > now:
            step = change(Consent.ACTIVE, Wish.PAUSE, reason="reader", now=now)
            _record(store, subscriber_id, newsletter, step, until=until)
    return True


def _change(entry: Entry | None) -> Change | None:
    if entry is None:
        return None
    return Change(before=entry.before, after=entry.after, reason=entry.reason, at=entry.at)
