"""A section's kind → its module. A new module in this folder is a new section; nothing else knows.

Each module has TITLES (by language), LIMIT (most entries, unless the configuration says
otherwise) and pick(dossiers, options) → blocks, where dossiers come best first. One whose title
depends on what was picked has title(blocks, dossiers, options) → str too.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol, cast

from briefing.edition.desk import Options
from briefing.errors import NotFound
from briefing.model import Block, Dossier


class SectionModule(Protocol):
    TITLES: Mapping[str, str]
    LIMIT: int

    def pick(self, dossiers: Sequence[Dossier], options: Options) -> tuple[Block, ...]: ...


@cache
def kinds() -> tuple[str, ...]:
    """Return every kind there is, in alphabetical order."""
    return tuple(sorted(module.name for module in iter_modules(__path__)))


@cache
def load(kind: str) -> SectionModule:
    """Return the module of that kind. Raises NotFound with the kinds there are."""
    if kind not in kinds():
        raise NotFound(f"no section {kind!r}", hint=f"There are: {', '.join(kinds())}.")
    return cast(SectionModule, import_module(f"{__name__}.{kind}"))
