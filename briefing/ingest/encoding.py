"""Body and Content-Type → the same in UTF-8 where the bytes tell more than their labels."""

import codecs
import re

_MARKS = (  # UTF-32 first: its little-endian mark begins like that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_MULTIBYTE = re.compile(r"[^\x00-\x7f\udc80-\udcff]")
_BROKEN = re.compile(r"[\udc80-\udcff]")
_ESCAPE = b"\x1b"  # ISO-2022-JP and its like are seven-bit too
UTF_8 = "application/xml; charset=utf-8"


def settle(body: bytes, content_type: str) -> tuple[bytes, str]:
    """Return the body and the Content-Type to parse it with.

    A byte order mark is believed. Bytes that are valid UTF-8 are UTF-8, whatever they are
    declared as; so are bytes that hold far more valid sequences than broken ones (a feed cut in
    the middle of a letter, one Windows-1252 teaser in a UTF-8 page), and the broken ones are
    read as Windows-1252. Anything else is left to its declaration.
    """
    for mark, name in _MARKS:
        if body.startswith(mark):
            return _utf_8(body.decode(name, "replace")), UTF_8
    if _ESCAPE in body[:4096]:
        return body, content_type
    if _is_clean(body):
        return body, UTF_8
    text = body.decode("utf-8", "surrogateescape")
    broken = len(_BROKEN.findall(text))
    if broken and len(_MULTIBYTE.findall(text)) < 3 * broken:
        return body, content_type
    return _utf_8(_BROKEN.sub(_as_cp1252, text) if broken else text), UTF_8


def _is_clean(body: bytes) -> bool:
    """Return whether it is UTF-8 as it should be: most bodies, and nothing is to be done."""
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return b"\0" not in body


def _utf_8(text: str) -> bytes:
    return text.replace("\0", "").encode("utf-8", "replace")


def _as_cp1252(match: re.Match[str]) -> str:
    return bytes([ord(match[0]) - 0xDC00]).decode("cp1252", "replace")


def whole(text: str) -> str:
    """Return the text with halves of characters (UTF-16 surrogates) joined; U+FFFD for half a one.

    No encoding can write them: one such title ended a whole round.
    """
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
