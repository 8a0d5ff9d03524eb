"""A maildir, an mbox, one mail, or a stream of them → the bytes of each mail. Does I/O."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from briefing.errors import InputError

MAX_MAIL = 1_000_000  # bytes; what a bounce says stands at its beginning
_LINE = 65_536


def mails_at(path: Path) -> Iterator[bytes]:
    """Yield each mail, at most its first MAX_MAIL bytes; nothing is moved or deleted.

    Raises InputError when there is no mail at that place.
    """
    if not path.is_dir():
        try:
            with path.open("rb") as stream:
                yield from mails_in(stream)
        except OSError as error:
            raise InputError(
                f"{path} cannot be read: {(error.strerror or str(error)).lower()}.",
                hint="Name a maildir, an mbox file or one mail; - reads standard input.",
            ) from error
        return
    folders = [path / name for name in ("new", "cur") if (path / name).is_dir()]
    if not folders:
        raise InputError(
            f"{path} is no maildir: it has neither new nor cur.",
            hint="Name the folder that holds them, or an mbox file.",
        )
    for folder in folders:
        for file in sorted(folder.iterdir()):
            if not file.name.startswith(".") and file.is_file():
                with file.open("rb") as stream:
                    yield stream.read(MAX_MAIL)


def mails_in(stream: BinaryIO) -> Iterator[bytes]:
    """Yield each mail of an mbox; what does not begin like one is a single mail."""
    mail, kept, several, blank = list[bytes](), 0, False, True
    while line := stream.readline(_LINE):
        if line.startswith(b"From ") and blank and (several or not mail):
            if mail:
                yield b"".join(mail)
            mail, kept, several = [], 0, True
        elif kept < MAX_MAIL:
            mail.append(line)
            kept += len(line)
        blank = not line.strip(b"\r\n")
    if any(line.strip() for line in mail):
        yield b"".join(mail)
