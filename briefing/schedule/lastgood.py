"""The operator's templates → a copy of them as they last passed, in force while an edit is bad.

It stands beside the database, so that a restart in the middle of an edit finds it too. Does I/O.
"""

import shutil
from hashlib import sha256
from pathlib import Path

from briefing.clock import utc_now
from briefing.config import Settings
from briefing.trial import try_templates

_SETTLED_S = 2  # an editor may still be writing a file that is younger


class LastGood:
    """Templates of a running scheduler. Tries each edit once, in a process of its own."""

    def __init__(self, settings: Settings, config: Path | None) -> None:
        self._config = config
        self._kept = settings.database.parent / f".{settings.database.stem}-templates"
        self._seen = ""
        found = sorted(self._kept.glob("*"), key=lambda one: one.stat().st_mtime)
        # Without any the name of a folder that is not there: the shipped templates are good.
        self._good = found[-1] if found else self._kept / "none"

    def look(self, settings: Settings) -> tuple[Path, str]:
        """Return the folder in force, and why an edit is refused ("" when it is not, or was told).

        Not to be called while config.toml itself is refused.
        """
        if self._config is None:
            return settings.templates, ""
        files = _files(settings.templates)
        if not files:  # the shipped ones are all there is
            self._seen = ""
            return settings.templates, ""
        mark, youngest = _mark(settings.templates, files)
        if mark == self._seen or utc_now().timestamp() - youngest < _SETTLED_S:
            return self._good, ""
        self._seen = mark
        faults = try_templates(self._config)
        try:
            if not faults:
                self._good = self._copied(settings.templates, files, mark)
        except OSError as error:
            faults = (f"They cannot be copied to {self._kept}: {error.strerror or error}.",)
        return self._good, "\n".join(faults)

    def _copied(self, folder: Path, files: tuple[Path, ...], mark: str) -> Path:
        """Return a copy under a name of its own: whoever fills one now keeps the one he has."""
        copy, half = self._kept / mark, self._kept.with_suffix(".new")
        shutil.rmtree(half, ignore_errors=True)
        for file in files:
            target = half / file.relative_to(folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
        self._kept.mkdir(exist_ok=True)
        shutil.rmtree(copy, ignore_errors=True)
        half.rename(copy)
        for old in self._kept.iterdir():
            if old not in (copy, self._good):
                shutil.rmtree(old, ignore_errors=True)
        return copy


def _files(folder: Path) -> tuple[Path, ...]:
    root = folder.resolve()  # a link that leads out of it is no template: render/loader.py
    return tuple(
        sorted(
            one for one in folder.rglob("*") if one.is_file() and one.resolve().is_relative_to(root)
        )
    )


def _mark(folder: Path, files: tuple[Path, ...]) -> tuple[str, float]:
    """Return what changes with any file, and when the youngest was written."""
    told, youngest = sha256(str(folder).encode()), 0.0
    for file in files:
        status = file.stat()
        told.update(f"{file}\0{status.st_mtime_ns}\0{status.st_size}\n".encode())
        youngest = max(youngest, status.st_mtime)
    return told.hexdigest()[:16], youngest
