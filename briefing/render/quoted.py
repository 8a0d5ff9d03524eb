"""Text → quoted-printable bytes, lines ≤ 76, CRLF; a given slot is never broken.

No line begins with a dot: SMTP would double it, and every message be searched for dots.
"""

import re

WIDTH = 75  # characters of a line before its soft break "="
_ENCODED = tuple(b"=%02X" % byte for byte in range(256))
_UNSAFE = re.compile(rb"[^\x21-\x3c\x3e-\x7e \t]")  # all but printable ASCII without "="
_DOT = re.compile(rb"^\.|(?<=\.)\.")  # one that may come to stand at the start of a line
_LAST_SPACE = re.compile(rb"[ \t]$")


def quoted_printable(text: str, *, slot: str) -> bytes:
    """Return the text encoded. `slot` (ASCII, < 75 characters) always stands within one line."""
    mark = slot.encode("ascii")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return b"\r\n".join(b"=\r\n".join(_folded(_escaped(line), mark)) for line in lines)


def _escaped(line: str) -> bytes:
    octets = _UNSAFE.sub(lambda match: _ENCODED[match[0][0]], line.encode("utf-8"))
    octets = _DOT.sub(b"=2E", octets)
    return _LAST_SPACE.sub(lambda match: _ENCODED[match[0][0]], octets)


def _folded(line: bytes, mark: bytes) -> list[bytes]:
    parts: list[bytes] = []
    start = 0
    while len(line) - start > WIDTH + 1:
        end = _break(line, start, mark)
        parts.append(line[start:end])
        start = end
    return [*parts, line[start:]]


def _break(line: bytes, start: int, mark: bytes) -> int:
    """Return where the line that begins at `start` must end."""
    end = start + WIDTH
    slot = line.find(mark, max(start, end - len(mark) + 1), end + len(mark) - 1)
    if 0 <= slot < end:
        return slot if slot > start else _past_dot(line, slot + len(mark))
    if line[end : end + 1] == b".":
        end -= 1
    for back in (1, 2):
        if line[end - back : end - back + 1] == b"=":
            end -= back
    # Not within a character either (=C3 | =A9): some programs decode line by line.
    while line[end : end + 1] == b"=" and line[end + 1 : end + 2] in (b"8", b"9", b"A", b"B"):
        end -= 3
    return end


def _past_dot(line: bytes, end: int) -> int:
    return end + 1 if line[end : end + 1] == b"." else end
