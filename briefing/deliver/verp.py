"""A delivery ⇄ its own return path (VERP): what bounces names the delivery in its address."""

import hmac
import re
from collections.abc import Callable

from briefing.keyed import keyed

KEY = "return-path"  # the store's name for the key they are signed with
_MARK = 10  # hex digits: 40 bits, one guess in 10¹² hits a delivery
_OWN = re.compile(r".*\+(\d{1,18})-([0-9a-f]{10})@[^@]*", re.IGNORECASE | re.DOTALL)


def return_path(mailbox: str, key: bytes, *, delivery_id: int) -> str:
    """Return the mailbox as this delivery names it: bounces+123-0a1b2c3d4e@brief.example."""
    return return_paths(mailbox, key)(delivery_id)


def return_paths(mailbox: str, key: bytes) -> Callable[[int], str]:
    """Return a function delivery id → return path: for many, at half the price each."""
    local, _, domain = mailbox.rpartition("@")
    mark = _marks(key)
    return lambda delivery_id: f"{local}+{delivery_id}-{mark(delivery_id)}@{domain}"


def delivery_of(address: str, key: bytes) -> int | None:
    """Return the delivery that a return path names; None for all that we did not make."""
    match = _OWN.fullmatch(address.strip())
    if match is None or not hmac.compare_digest(match[2].lower(), _marks(key)(int(match[1]))):
        return None
    return int(match[1])


def _marks(key: bytes) -> Callable[[int], str]:
    digest = keyed(key, b"", "sha256")
    return lambda delivery_id: digest(b"%d" % delivery_id).hex()[:_MARK]
