"""One scheduler, one sender: an advisory lock beside the database, gone with its process."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from briefing.errors import Busy, StoreError


@contextmanager
def only_one(database: Path, work: str) -> Iterator[None]:
    """Hold the lock `work` ("run", "send") of this database; refuse when another process does.

    The kernel frees it when the process ends, however it ends: nothing to clean up after kill -9.
    """
    path = database.with_name(f"{database.name}.{work}.lock")
    try:
        file = path.open("a")
    except OSError as error:
        raise StoreError(
            f"{path.name} cannot be written ({error.strerror}).",
            hint=f"Make the folder {path.parent} writable for this user.",
        ) from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Busy(
                f"Another `briefing {work}` is at work on {database.name}.",
                hint="Let it finish or stop it; two would get in each other's way.",
            ) from error
        yield
