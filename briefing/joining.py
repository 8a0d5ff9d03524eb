"""What a reader wants → what becomes of it: asked, confirmed, paused, gone, erased.

The rules stand in audience/, the tables in store/; here one goes to the other, each wish in one
change. Does I/O through the store.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

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
from briefing.store.audience import Entry, Erased, SignUp

ADDRESSES = "addresses"  # the store's name for the key that salts what is kept of an address
LONGEST_PAUSE = timedelta(weeks=26)


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """Who confirmed what. `new`: newsletters that were not sent to them before."""

    subscriber_id: int
    newsletters: tuple[str, ...]
    new: tuple[str, ...] = ()


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
            if asked.subscriber_id is None:
                raise NotFound("This link was used by somebody who is erased.")
            return Joined(subscriber_id=asked.subscriber_id, newsletters=asked.newsletters)
        if asked.kind == "move":
            joined = _move(store, asked, now=now)
        else:
            joined = _join(store, asked, now=now)
        store.audience.confirmed(asked, joined.subscriber_id)
        store.audience.forget_suppression(hashed(store.key(ADDRESSES), asked.email))
    return joined


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
    other = store.subscriber_by_email(asked.email)
    if other is None or other.id == asked.subscriber_id:
        store.audience.move(asked.subscriber_id, asked.email)
        return Joined(subscriber_id=asked.subscriber_id, newsletters=asked.newsletters)
    wanted = tuple(
        one.newsletter
        for one in store.audience.subscriptions(asked.subscriber_id)
        if one.state in (Consent.ACTIVE, Consent.PAUSED)
    )
    for newsletter in wanted:
        leave(store, asked.subscriber_id, newsletter, now=now)
        _to_active(store, other.id, newsletter, shown=asked.shown, now=now)
    return Joined(subscriber_id=other.id, newsletters=wanted or asked.newsletters)


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
) -> None:
    """Let the reader get the wanted ones of those offered, and no other."""
    with store.write():
        reader_of(store, subscriber_id)
        for newsletter in offered:
            state = _state(store, subscriber_id, newsletter)
            if newsletter in wanted and state is Consent.GONE:
                _to_active(store, subscriber_id, newsletter, shown=shown, now=now)
            elif newsletter not in wanted and state in (Consent.ACTIVE, Consent.PAUSED):
                leave(store, subscriber_id, newsletter, now=now)


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
        _record(
            store, subscriber_id, newsletter, change(state, Wish.UNDO, reason="undone", now=now)
        )
    return True


def _change(entry: Entry | None) -> Change | None:
    if entry is None:
        return None
    return Change(before=entry.before, after=entry.after, reason=entry.reason, at=entry.at)


# --- what is known of a reader, and its end


def export(store: Store, subscriber_id: int) -> str:
    """Return all that is kept of a reader, as JSON for people."""
    reader = reader_of(store, subscriber_id)
    # Looking makes no key: without one there was no sign-up either.
    address = hashed(store.known_key(ADDRESSES) or b"", reader.email)
    audience = store.audience
    known = {
        "address": reader.email,
        "since": reader.since,
        "proof_of_consent": reader.proof,
        "subscriptions": [
            {
                "newsletter": one.newsletter,
                "state": one.state,
                "since": one.since,
                "ended": one.ended_at,
                "paused_until": one.until,
            }
            for one in audience.subscriptions(subscriber_id)
        ],
        "history": [
            {
                "newsletter": one.newsletter,
                "from": one.before,
                "to": one.after,
                "how": one.reason,
                "words": one.shown,
                "at": one.at,
            }
            for one in audience.history(subscriber_id)
        ],
        "sign_ups": [
            {"newsletters": newsletters, "at": at, "what_became_of_it": became}
            for newsletters, at, became in audience.asked(subscriber_id, address)
        ],
        "mails": [
            {"newsletter": newsletter, "day": day, "state": state, "at": at}
            for newsletter, day, state, at in audience.received(subscriber_id)
        ],
        "not_kept": "IP addresses, opens, clicks, names.",
    }
    return json.dumps(known, ensure_ascii=False, indent=2, default=_plain) + "\n"


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def erase(settings: Settings, store: Store, subscriber_id: int, *, now: datetime) -> int:
    """Forget the reader in the database and in stored mails; return how many files went.

    A salted hash stays, so that no import brings the address back. Backups are the operator's.
    """
    reader = reader_of(store, subscriber_id)
    address = hashed(store.key(ADDRESSES), reader.email)
    erased = store.audience.erase(subscriber_id, address_hash=address, now=now)
    return _remove(_files(settings.transport.folder, erased, subscriber_id))


def erased_in(store: Store) -> Callable[[str], bool] | None:
    """Return what tells whether the owner of an address had it erased; None when nobody had.

    None spares an import a million hashes.
    """
    if not store.audience.any_suppressed:
        return None
    key = store.key(ADDRESSES)
    return lambda email: store.audience.suppressed(hashed(key, email))


def _files(folder: Path, erased: Erased, subscriber_id: int) -> list[Path]:
    paths = [folder / f"{one}.eml" for one in erased.delivery_ids]
    paths += [folder / "confirmations" / f"{one}.eml" for one in erased.sign_up_ids]
    return [*paths, *(folder / "welcome").glob(f"{subscriber_id}-*.eml")]


def _remove(paths: Sequence[Path]) -> int:
    there = [one for one in paths if one.is_file()]
    for one in there:
        one.unlink(missing_ok=True)
    return len(there)
