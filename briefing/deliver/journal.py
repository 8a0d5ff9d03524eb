"""What is on the wire, told before and after each message, so that a killed sender can be asked.

An append-only file beside the database: a line before the first byte of a message leaves, a line
once its answer is there, each with its checksum. Does I/O.

A line needs no fsync: it outlives its process, `kill -9` too. After a power cut it may be missing;
then, as the machine's boot id tells, all that the database shows as claimed counts as begun.
"""

import contextlib
import errno
import itertools
import os
import zlib
from collections.abc import Iterable
from pathlib import Path

from briefing.deliver.transport import Receipt, Remains
from briefing.errors import StoreError
from briefing.model import DeliveryState

ROTATE_BYTES = 256_000
UNKNOWN = "unknown"
_ANSWERED = b" answered "
_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


class Journal:
    """One per database, under the sender's lock. `open` it before the first message."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = -1
        self._size = 0
        self._noted: list[bytes] = []  # not in the file yet
        self._lines: dict[int, bytes] = {}  # of deliveries that the database does not have settled

    def remains(self) -> Remains:
        """Return what stands in it, up to the first line that is torn."""
        try:
            lines = self.path.read_bytes().splitlines(keepends=True)
        except FileNotFoundError:
            return Remains()
        except OSError as error:
            raise self._unusable(error) from error
        words = list(itertools.takewhile(bool, map(_read, lines)))
        if not words or words[0][0] != "boot":
            return Remains()
        begun: set[int] = set()
        answered: dict[int, Receipt] = {}
        for kind, number, *rest in words[1:]:
            if kind == "begun":
                begun.add(int(number))
                answered.pop(int(number), None)
            else:
                begun.discard(int(number))
                answered[int(number)] = _receipt(int(number), *rest)
        whole = words[0][1] == boot_id() != UNKNOWN
        return Remains(whole=whole, begun=frozenset(begun), answered=answered)

    def open(self) -> None:
        """Begin anew: whatever it held must be in the database by now."""
        self._lines.clear()
        self._rewrite()

    def close(self, *, keep: bool = False) -> None:
        """Close it; with nothing unsettled the file goes, unless its silence tells something."""
        if self._file >= 0:
            with contextlib.suppress(StoreError):  # said before, or nothing is lost by it
                self.flush()
            os.close(self._file)
            self._file = -1
            if not (self._lines or keep):
                self.path.unlink(missing_ok=True)

    def begun(self, delivery_id: int) -> None:
        """Note that its message is about to be written; only after `flush` may it be."""
        self._note(delivery_id, _line(b"begun %d" % delivery_id))

    def answered(self, receipt: Receipt) -> None:
        """Note what became of it; in the file with the next `flush`."""
        words = f"answered {receipt.delivery_id} {receipt.state.value} {receipt.response}"
        self._note(receipt.delivery_id, _line(words.encode()))

    def settled(self, delivery_ids: Iterable[int]) -> None:
        """Forget them: the database has them."""
        for id in delivery_ids:
            self._lines.pop(id, None)
        if self._size > ROTATE_BYTES:
            self._rewrite()

    def flush(self) -> None:
        """Write what is noted. Raises StoreError; then nothing that was to begin may leave."""
        if not self._noted or self._file < 0:
            return
        octets = b"".join(self._noted)
        try:
            if os.write(self._file, octets) < len(octets):
                os.ftruncate(self._file, self._size)
                raise _full()
        except OSError as error:
            # What was answered stays true, and may be written yet.
            self._noted = [line for line in self._noted if _ANSWERED in line]
            raise self._unusable(error) from error
        self._noted.clear()
        self._size += len(octets)

    def _note(self, delivery_id: int, line: bytes) -> None:
        self._noted.append(line)
        self._lines[delivery_id] = line

    def _rewrite(self) -> None:
        content = b"".join((_line(f"boot {boot_id()}".encode()), *self._lines.values()))
        draft = self.path.with_name(f"{self.path.name}.new")
        try:
            file = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND, 0o600)
        except OSError as error:
            raise self._unusable(error) from error
        try:
            if os.write(file, content) < len(content):
                raise _full()
            draft.replace(self.path)
        except OSError as error:
            os.close(file)
            raise self._unusable(error) from error
        if self._file >= 0:
            os.close(self._file)
        self._file, self._size = file, len(content)
        self._noted.clear()  # they are among the lines

    def _unusable(self, error: OSError) -> StoreError:
        return StoreError(
            f"{self.path.name} cannot be used: {(error.strerror or str(error)).lower()}.",
            hint=f"Look at the rights and the free space of {self.path.parent};"
            " `briefing send` goes on then.",
        )


def boot_id() -> str:
    """Return what is new after each start of the machine; a constant where nobody tells."""
    try:
        return _BOOT_ID.read_text("ascii").strip()
    except OSError:
        return UNKNOWN


def _full() -> OSError:
    return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _line(words: bytes) -> bytes:
    return b"%08x %s\n" % (zlib.crc32(words), words)


def _read(line: bytes) -> list[str]:
    """Return its words, none of a line that is torn."""
    octets = line[9:-1]
    if line[-1:] != b"\n" or line[:9] != b"%08x " % zlib.crc32(octets):
        return []
    return octets.decode().split(" ", 3)


def _receipt(delivery_id: int, state: str = "", response: str = "") -> Receipt:
    return Receipt(delivery_id=delivery_id, state=DeliveryState(state), response=response)
