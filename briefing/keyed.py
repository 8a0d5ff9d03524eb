"""A key → what gives many texts their HMAC (RFC 2104): at half the price for each. Pure."""

import hashlib
from collections.abc import Callable

_INNER = bytes(octet ^ 0x36 for octet in range(256))
_OUTER = bytes(octet ^ 0x5C for octet in range(256))


def keyed(key: bytes, prefix: bytes, algorithm: str) -> Callable[[bytes], bytes]:
    """Return a function text → hmac.digest(key, prefix + text, algorithm).

    Key and prefix are hashed once. `hmac` has copies for that, which take twice as long again.
    """
    begun = hashlib.new(algorithm)
    if len(key) > begun.block_size:
        key = hashlib.new(algorithm, key).digest()
    padded = key.ljust(begun.block_size, b"\0")
    begun.update(padded.translate(_INNER) + prefix)
    around = hashlib.new(algorithm, padded.translate(_OUTER))

    def digest(text: bytes) -> bytes:
        inner, outer = begun.copy(), around.copy()
        inner.update(text)
        outer.update(inner.digest())
        return outer.digest()

    return digest
