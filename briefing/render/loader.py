"""Template name → source text: the operator's folder first, the shipped one last."""

import os
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from jinja2 import BaseLoader, Environment, TemplateNotFound

from briefing.errors import Fault, TemplateError
from briefing.render.mjml_words import ALLOWED_TAGS

_TAG = re.compile(r"</?\s*(mj[\w-]*)")


class FolderLoader(BaseLoader):
    """Looks in each folder in turn; nothing outside of them can be named or linked to."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self.folders = tuple(folders)
        self._roots = tuple(map(str, self.folders))

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        path = self.find(template)
        if path is None:
            raise TemplateNotFound(template)
        stands_at, changed = self._first(template)
        source = path.read_text(encoding="utf-8")
        if path.suffix == ".mjml":
            _refuse_unknown_tags(path, source)

        def is_current() -> bool:
            # A file that appears in the operator's folder takes over from the shipped one.
            # Only looks: a link that leads elsewhere has another time and is resolved again.
            return self._first(template) == (stands_at, changed)

        return source, str(path), is_current

    def _first(self, template: str) -> tuple[str, int]:
        """Return where it stands, and its time; asked some thirty times for each mail."""
        for folder in self._roots:
            path = f"{folder}/{template}"
            with suppress(OSError, ValueError):
                return path, os.stat(path).st_mtime_ns  # noqa: PTH116 - a third of the time
        return "", 0

    def find(self, template: str) -> Path | None:
        """Return where it stands, None when nowhere. Raises TemplateError for a folder."""
        for folder in self.folders:
            root = folder.resolve()
            with suppress(OSError):  # a name that no file can have
                path = (root / template).resolve()
                if not path.is_relative_to(root):
                    if (folder / template).is_symlink():
                        raise _leads_out(folder / template)
                    continue
                if path.is_dir():
                    raise _is_a_folder(path)
                if path.is_file():
                    return path
        return None


def _leads_out(path: Path) -> TemplateError:
    message = "is a link out of the folder of templates, and is not followed."
    remedy = "Put the file itself there, or make the whole folder a link."
    return TemplateError(Fault(file=str(path), line=0, key="", message=message, remedy=remedy))


def _is_a_folder(path: Path) -> TemplateError:
    message = "is a folder where a template is looked for."
    remedy = "Give the folder another name, or put the template in its place."
    return TemplateError(Fault(file=str(path), line=0, key="", message=message, remedy=remedy))


def _refuse_unknown_tags(path: Path, source: str) -> None:
    for match in _TAG.finditer(source):
        if match[1] not in ALLOWED_TAGS:
            raise TemplateError(
                Fault(
                    file=str(path),
                    line=source.count("\n", 0, match.start()) + 1,
                    key=match[1],
                    message="is no tag that can be used.",
                    remedy=f"Use one of {', '.join(sorted(ALLOWED_TAGS))}, or plain HTML.",
                )
            )
