"""What is kept of a reader → all of it as JSON, and its end. Does I/O through the store."""

import json
import re
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from briefing.audience.limits import hashed
from briefing.config.settings import Settings
from briefing.joining import ADDRESSES, reader_of
from briefing.store import Store
from briefing.store.audience import Erased

_HEIR = re.compile(r"heir:[0-9]+:([0-9]+)", re.ASCII)
_MOST_MOVES = 20


def export(store: Store, subscriber_id: int) -> str:
    """Return all that is kept of a reader, as JSON for people."""
    reader = reader_of(store, subscriber_id)
    # Looking makes no key: without one there was no sign-up either.
    address = hashed(store.keyring.known(ADDRESSES) or b"", reader.email)
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
            {"newsletter": newsletter, "day": day, "state": state, "at": at, "answer": answer}
            for newsletter, day, state, at, answer in audience.received(subscriber_id)
        ],
        "came_back": [
            {"kind": kind, "words": words, "at": at}
            for kind, words, at in audience.came_back(subscriber_id)
        ],
        "not_kept": "IP addresses, opens, clicks, names.",
    }
    return json.dumps(known, ensure_ascii=False, indent=2, default=_plain) + "\n"


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def erase(
    settings: Settings,
    store: Store,
    subscriber_id: int,
    *,
    now: datetime,
    heir: int | None = None,
) -> int:
    """Forget the reader in the database and in stored mails; return how many files went.

    A salted hash stays, so that no import brings the address back. Backups are the operator's.
    """
    reader = reader_of(store, subscriber_id)
    address = hashed(store.key(ADDRESSES), reader.email)
    erased = store.audience.erase(subscriber_id, address_hash=address, now=now, heir=heir)
    return _remove(_files(settings.transport.folder, erased, subscriber_id))


def heir_of(store: Store, subscriber_id: int) -> int:
    """Return the reader that this one has become by a change of address; mostly itself."""
    for _ in range(_MOST_MOVES):
        found = store.subscriber(subscriber_id)
        match = None if found is None else _HEIR.fullmatch(found.email)
        if match is None:
            break
        subscriber_id = int(match[1])
    return subscriber_id


def erased(store: Store, subscriber_id: int) -> bool:
    """Say whether this was a reader, and is forgotten."""
    found = store.subscriber(subscriber_id)
    return found is not None and "@" not in found.email


def erased_in(store: Store) -> Callable[[str], bool] | None:
    """Return what tells whether the owner of an address had it erased; None when nobody had.

    None spares an import a million hashes.
    """
    if not store.audience.any_suppressed:
        return None
    key = store.key(ADDRESSES)
    return lambda email: store.audience.suppressed(hashed(key, email))


def confirmation_file(folder: Path, sign_up_id: int) -> Path:
    """Return where the confirmation mail of a sign-up lies, when mails are files."""
    return folder / "confirmations" / f"{sign_up_id}.eml"


def _files(folder: Path, erased: Erased, subscriber_id: int) -> list[Path]:
    paths = [folder / f"{one}.eml" for one in erased.delivery_ids]
    paths += [confirmation_file(folder, one) for one in erased.sign_up_ids]
    paths.append(folder / "notices" / f"{subscriber_id}.eml")
    return [*paths, *(folder / "welcome").glob(f"{subscriber_id}-*.eml")]


def _remove(paths: Sequence[Path]) -> int:
    there = [one for one in paths if one.is_file()]
    for one in there:
        one.unlink(missing_ok=True)
    return len(there)
