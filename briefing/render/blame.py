"""A complaint about filled markup → the template file and line that is to blame. Reads files.

The tags are checked once everything is filled in, where no line is known any more. Then each
template is looked at by itself, the operator's first, without its Jinja words: most files close
what they open. A file that does not, on purpose, is never refused for that alone.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from briefing.render.tags import TagFault, tag_fault

_JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_STRAY = re.compile(r"<(?![a-zA-Z/!?])")


def to_blame(folders: tuple[Path, ...]) -> tuple[Path, TagFault] | None:
    """Return the first template with a fault of its own, and what it is."""
    for path in _templates(folders):
        source = _JINJA.sub(_blank, path.read_text(encoding="utf-8"))
        fault = tag_fault(source) or _stray(source)
        if fault is not None:
            return path, fault
    return None


def _templates(folders: tuple[Path, ...]) -> Iterator[Path]:
    seen: set[Path] = set()
    for folder in folders:
        for path in sorted(folder.rglob("*.mjml")):
            name = path.relative_to(folder)
            if name not in seen and path.is_file():
                seen.add(name)
                yield path


def _blank(match: re.Match[str]) -> str:
    """Return as many lines as there were: places stay what they are."""
    return re.sub(r"[^\n]", " ", match.group())


def _stray(source: str) -> TagFault | None:
    match = _STRAY.search(source)
    if match is None:
        return None
    said = f"holds a bare {match.group()!r}."
    return TagFault(message=said, line=source.count("\n", 0, match.start()) + 1)
