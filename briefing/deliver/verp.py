"""A delivery ⇄ its own return path (VERP): what bounces names the delivery in its address."""

import hmac
import re

KEY = "return-path"  # the store's name for the key they are signed with
_MARK = 10  # hex digits: 40 bits, one guess in 10¹² hits a delivery
_OWN = re.compile(r".*\+(\d{1,18})-([0-9a-f]{10})@[^@]*", re.IGNORECASE | re.DOTALL)


def return_path(mailbox: str, key: bytes, *, delivery_id: int) -> str:
    """Return the mailbox as this delivery names it: bounces+123-0a1b2c3d4e@brief.example."""
    local, _, domain = mailbox.rpartition("@")
    return f"{local}+{delivery_id}-{_mark(key, delivery_id)}@{domain}"


def delivery_of(address: str, key: bytes) -> int | None:
    """Return the delivery that a return path names; None for all that we did not make."""
    match = _OWN.fullmatch(address.strip())
    if match is None or not hmac.compare_digest(match[2].lower(), _mark(key, int(match[1]))):
        return None
    return int(match[1])


def _mark(key: bytes, delivery_id: int) -> str:
    return hmac.digest(key, b"%d" % delivery_id, "sha256").hex()[:_MARK]
