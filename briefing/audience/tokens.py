"""Who may end which subscription: (subscriber, newsletter) ⇄ a signed token for its link.

Always 64 characters: the newsletter's id, "_", then in base64 the subscriber's id (6 bytes, 8
characters) and as much of the signature as fits. No address inside; fits URLs and headers as it is.
"""

import base64
import hmac
import re
import secrets
from collections.abc import Callable, Sequence
from hashlib import sha256

from briefing.errors import InputError, NotFound
from briefing.keyed import keyed

KEY = "tokens"  # the store's name for the key they are signed with
WIDTH = 64
MAX_NEWSLETTER = 33  # leaves 22 characters, 132 bits, for the signature
MAX_SUBSCRIBER = 2**48 - 1

_ID_BYTES = 6
_NEWSLETTER = re.compile(rf"[a-z0-9-]{{1,{MAX_NEWSLETTER}}}")
_SHAPE = re.compile(r"([a-z0-9-]{1,33})_([A-Za-z0-9_-]{8})[A-Za-z0-9_-]{22,}")


def unsubscribe_token(key: bytes, *, subscriber_id: int, newsletter: str) -> str:
    """Return 64 URL-safe characters, the same ones each time."""
    return unsubscribe_tokens(key, newsletter=newsletter)(subscriber_id)


def unsubscribe_tokens(key: bytes, *, newsletter: str) -> Callable[[int], str]:
    """Return a function subscriber id → token: for many, at a third of the price each."""
    if not _NEWSLETTER.fullmatch(newsletter):
        raise InputError(
            f"The newsletter id {newsletter} does not fit an unsubscribe link.",
            hint=f"Give it an `id` of at most {MAX_NEWSLETTER} characters (a–z, 0–9, -).",
        )
    # hmac and not itsdangerous: its tokens vary in length, and it takes a signature whose spare
    # base64 bits were changed. SHA-512 gives enough to fill up even the shortest id.
    digest = keyed(key, b"unsubscribe\0" + newsletter.encode("ascii") + b"\0", "sha512")

    def token(subscriber_id: int) -> str:
        if not 0 <= subscriber_id <= MAX_SUBSCRIBER:
            raise ValueError(f"subscriber id {subscriber_id} is out of range")
        number = subscriber_id.to_bytes(_ID_BYTES, "big")
        code = base64.urlsafe_b64encode(number + digest(number))
        return f"{newsletter}_{code.decode('ascii')}"[:WIDTH]

    return token


def read_unsubscribe_token(key: bytes, token: str) -> tuple[int, str]:
    """Return subscriber id and newsletter id. Raises NotFound for all that we did not sign."""
    match = _SHAPE.fullmatch(token) if len(token) == WIDTH else None
    if match is not None:
        newsletter, code = match.groups()
        subscriber_id = int.from_bytes(base64.urlsafe_b64decode(code), "big")
        # Made again and compared whole: no other spelling of a good token passes.
        good = unsubscribe_token(key, subscriber_id=subscriber_id, newsletter=newsletter)
        if hmac.compare_digest(good.encode(), token.encode()):
            return subscriber_id, newsletter
    raise NotFound(
        "This link is not complete or not ours.", hint="Copy it from the mail in one piece."
    )


def read_token(keys: Sequence[bytes], token: str) -> tuple[int, str]:
    """Return subscriber id and newsletter id of a token that any of the keys has signed.

    The first key signs; older ones only open what stands in mails sent before.
    """
    for key in keys:
        try:
            return read_unsubscribe_token(key, token)
        except NotFound:
            continue
    raise NotFound("This link is not ours.", hint="Copy it from the mail in one piece.")


def new_confirmation_token() -> str:
    """Return 64 random URL-safe characters (384 bits): known to one mail, kept nowhere."""
    return secrets.token_urlsafe(WIDTH * 3 // 4)


def token_hash(token: str) -> str:
    """Return what is kept of a confirmation token: whoever reads the database cannot confirm."""
    return sha256(token.encode()).hexdigest()


def stamp(key: bytes, at_s: int) -> str:
    """Return when a form was shown, signed: what a robot fills in at once is told from a person."""
    mac = hmac.digest(key, f"form {at_s}".encode(), "sha256").hex()
    return f"{at_s}.{mac}"


def read_stamp(key: bytes, text: str) -> int | None:
    """Return the second in which the form was shown; None when we did not sign it."""
    number, _, _ = text.partition(".")
    if not re.fullmatch(r"[0-9]{1,12}", number, re.ASCII):
        return None
    good = hmac.compare_digest(stamp(key, int(number)).encode(), text.encode())
    return int(number) if good else None
