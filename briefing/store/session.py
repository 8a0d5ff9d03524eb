"""One SQLite connection: opening, transactions, and errors that say what to do. Does I/O."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from briefing.errors import StoreError

CHANGES = 12  # in schema.py
BUSY_TIMEOUT_MS = 10_000
EMPTY_WITHIN_MS = 200  # a reader waits for the answer meanwhile


def open_session(path: Path) -> "Session":
    """Open or create the database and bring its tables up to date. Raises StoreError."""
    try:
        # autocommit: we say BEGIN IMMEDIATE ourselves, and only in `Session.write`
        connection = sqlite3.connect(path, isolation_level=None)
        connection.row_factory = sqlite3.Row
        connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        session = Session(connection, path)
        session.migrate()
    except sqlite3.Error as error:
        raise store_error(path, error) from error
    return session


def store_error(path: Path, error: sqlite3.Error) -> StoreError:
    """Return the error with a hint what to look at."""
    text = str(error)
    hint = "Look at the file's rights and at the free space of its disk."
    if "unable to open" in text:
        hint = f"Does the folder {path.parent} exist, and may this user write there?"
    elif "readonly" in text:
        hint = f"Make {path.name} and its folder writable for this user."
    elif "not a database" in text:
        hint = f"{path.name} is no SQLite file; `database` in config.toml names the right one."
    elif "fts5" in text:
        hint = "This Python was built with an SQLite without full-text search; take another one."
    elif "locked" in text:
        hint = "Another program holds it; try again when it is done."
    return StoreError(f"The database {path} cannot be used: {text}.", hint=hint)


class Session:
    """One connection for one thread. Writes go through `write`."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self.path = path
        self._connection = connection

    def close(self) -> None:
        self._connection.close()

    def migrate(self) -> None:
        """Bring the tables up to date; a database that is takes one look."""
        if self._is_current():
            return
        # 50 ms and 5 MB that only a new database or an old one needs.
        from sqlite_utils import Database

        from briefing.store.schema import migrations

        database = Database(self._connection)
        if migrations.pending(database):
            with self.write():
                migrations.apply(database)

    def _is_current(self) -> bool:
        if self.one("SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'") is None:
            return False
        made = "SELECT count(*) FROM _sqlite_migrations WHERE migration_set = 'briefing'"
        return int(self.all(made)[0][0]) >= CHANGES

    @contextmanager
    def write(self) -> Iterator[None]:
        """Make one change of all that is written inside. Nested calls join the outer one."""
        if self._connection.in_transaction:
            yield
            return
        try:
            # A deferred BEGIN fails at once when another writer commits between its read and write.
            self._connection.execute("BEGIN IMMEDIATE")
            yield
            self._connection.execute("COMMIT")
        except sqlite3.OperationalError as error:
            self._roll_back()
            raise store_error(self.path, error) from error
        except BaseException:
            self._roll_back()
            raise

    def _roll_back(self) -> None:
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")

    def hurry(self) -> None:
        """Do not wait for the disk from now on: a power cut may lose the last changes, no more."""
        self._connection.execute("PRAGMA synchronous = NORMAL")

    @contextmanager
    def hurrying(self) -> Iterator[None]:
        """Wait for the disk at the end, once, for all that was written inside.

        Within a change it is that change's end which is waited for.
        """
        if self._connection.in_transaction:
            yield
            return
        self.hurry()
        try:
            yield
        finally:
            self._connection.execute("PRAGMA synchronous = FULL")
            # A checkpoint begins with the log being on the disk, whoever else reads or writes.
            self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()

    @contextmanager
    def shredding(self) -> Iterator[None]:
        """Overwrite what is deleted or replaced inside, in the file and in its log.

        Without it the bytes stay in free pages until something else needs them.
        """
        self._connection.execute("PRAGMA secure_delete = ON")
        try:
            yield
        finally:
            self._connection.execute("PRAGMA secure_delete = OFF")
        self.empty_log()

    def empty_log(self) -> bool:
        """Bring the log into the file and empty it; False while somebody reads what is in it."""
        self._connection.execute(f"PRAGMA busy_timeout = {EMPTY_WITHIN_MS}")
        try:
            row = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            self._connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        return not row[0]

    def copy_to(self, path: Path) -> None:
        """Write a consistent copy of the whole database, while others go on."""
        copy = sqlite3.connect(path)
        try:
            self._connection.backup(copy)
        finally:
            copy.close()

    def version(self) -> int:
        """Return a number that changes with each change that another connection makes."""
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def each(self, statement: str, **values: Any) -> Iterator[sqlite3.Row]:
        """Yield the rows as they are read; memory stays flat."""
        return self._connection.execute(statement, values)

    def all(self, statement: str, **values: Any) -> list[sqlite3.Row]:
        return self._connection.execute(statement, values).fetchall()

    def many(self, statement: str, rows: Iterable[dict[str, Any] | tuple[Any, ...]]) -> None:
        """Do the statement once for each row."""
        self._connection.executemany(statement, rows)

    def one(self, statement: str, **values: Any) -> sqlite3.Row | None:
        found = self.all(statement, **values)
        return found[0] if found else None
