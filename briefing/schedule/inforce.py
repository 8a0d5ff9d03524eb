"""What is in force while we run: the last good config.toml and templates, the database. I/O."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from briefing.clock import utc_now
from briefing.config import Settings, load_settings
from briefing.errors import ConfigError, StoreError
from briefing.schedule.lastgood import LastGood
from briefing.store import Store, open_store

INSTALLATION = "installation"  # a key that no other database has
_SETTLED_S = 2  # an editor may still be writing a file that is younger

log = logging.getLogger("briefing.schedule")

Mark = tuple[int, int, int]


class InForce:
    """Settings and database of a running scheduler. Its threads share it."""

    def __init__(self, settings: Settings, config: Path | None) -> None:
        self._settings = settings
        self._edited = settings  # as config.toml says, with the templates where they are edited
        self._templates = LastGood(settings, config)
        self._config = config
        self._mark = _mark(config)
        self._good = True  # what config.toml says now
        self._lock = threading.Lock()
        with open_store(settings.database) as store:
            self._key = store.key(INSTALLATION)

    @property
    def settings(self) -> Settings:
        return self._settings

    def reload(self) -> str:
        """Read config.toml again if it changed; return "" or why the edit is refused (once)."""
        with self._lock:
            mark = _mark(self._config)
            if self._config is None or mark == self._mark or not _settled(mark):
                return ""
            self._mark, self._good = mark, False
            try:
                edited = load_settings(self._config)
            except ConfigError as error:
                return str(error)
            if edited.database != self._edited.database:
                return (
                    "`database` cannot change while Briefing runs: stop it, move the file, start."
                )
            self._edited, self._good = edited, True
            self._settings = edited.model_copy(update={"templates": self._settings.templates})
        log.info(
            "config reloaded newsletters=%d feeds=%d", len(edited.newsletters), len(edited.feeds)
        )
        return ""

    def reload_templates(self) -> str:
        """Try edited templates; return "" or why they are refused (once)."""
        with self._lock:
            if not self._good:  # trying them would only tell again what is wrong with config.toml
                return ""
            folder, refused = self._templates.look(self._edited)
            if folder != self._settings.templates:
                self._settings = self._edited.model_copy(update={"templates": folder})
                log.info("templates reloaded")
        return refused

    @contextmanager
    def store(self) -> Iterator[Store]:
        """Open the database. Raises StoreError when it is no longer the one we started with.

        An empty one in its place would know neither readers nor what was sent to them.
        """
        path = self._settings.database
        if not path.exists():
            raise StoreError(
                f"The database {path} was removed while Briefing runs.",
                hint="Nothing is fetched, made or sent. Put it back; or stop Briefing and start it"
                " again to begin with an empty one, without readers.",
            )
        with open_store(path) as store:
            if store.key(INSTALLATION) != self._key:
                raise StoreError(
                    f"The database {path} was replaced by another one while Briefing runs.",
                    hint="Nothing is fetched, made or sent. If that is meant, stop Briefing and"
                    " start it again; else put the old file back.",
                )
            yield store


def _mark(path: Path | None) -> Mark | None:
    """Return what changes when the file is written; None when it is not there."""
    try:
        status = None if path is None else path.stat()
    except OSError:
        return None
    return None if status is None else (status.st_mtime_ns, status.st_size, status.st_ino)


def _settled(mark: Mark | None) -> bool:
    return mark is None or abs(utc_now().timestamp() - mark[0] / 1e9) >= _SETTLED_S
