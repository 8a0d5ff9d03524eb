"""The code → docs/reference/*.md. `--check` fails when a page is not what the code says."""

import sys
from collections.abc import Iterator
from dataclasses import fields
from datetime import time, timedelta
from enum import Enum
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

import typer.main
from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from briefing.cli import app
from briefing.config.load import section_kinds
from briefing.config.settings import Settings
from briefing.config.units import WEEKDAYS, Weekday
from briefing.edition.sections import load
from briefing.findings import RULES
from briefing.render.context import DOCUMENTED
from briefing.render.pages import ARCHIVE_NOUNS
from briefing.render.readers import READER_NOUNS

FOLDER = Path(__file__).parent / "reference"
NOTE = "<!-- Written by `make docs` from the code: edit there. -->\n\n"


# --- config.md


def config_page() -> str:
    lines = ["# Every setting of config.toml\n"]
    lines.append(
        "`briefing check` tells every mistake with its line. Secrets are named, not written.\n"
    )
    for table, model in _tables("", Settings):
        lines.append(f"\n## `{table}`\n" if table else "\n## At the top of the file\n")
        lines.append("| key | default | meaning |\n|---|---|---|")
        for name, field in model.model_fields.items():
            if _table_of(field.annotation) is None:
                cells = (f"`{field.alias or name}`", _default(field), field.description or "")
                lines.append(f"| {' | '.join(cell.replace('|', '∣') for cell in cells)} |")
    return "\n".join(lines) + "\n"


def _tables(prefix: str, model: type[BaseModel]) -> Iterator[tuple[str, type[BaseModel]]]:
    """Yield ("[sender]", Sender), ("[[feeds]]", FeedTable), … in the order of the file."""
    yield prefix, model
    for name, field in model.model_fields.items():
        inner = _table_of(field.annotation)
        if inner is not None:
            dotted = f"{prefix.strip('[]')}.{name}".strip(".")
            many = get_origin(field.annotation) is tuple
            yield from _tables(f"[[{dotted}]]" if many else f"[{dotted}]", inner)


def _table_of(annotation: Any) -> type[BaseModel] | None:
    for one in (annotation, *get_args(annotation)):
        if isinstance(one, type) and issubclass(one, BaseModel):
            return one
    return None


def _default(field: Any) -> str:
    if field.default is PydanticUndefined:
        return "**required**"
    value = field.default
    if value is None or value in ("", ()):
        return "–"
    if isinstance(value, tuple):
        names = WEEKDAYS if field.annotation == tuple[Weekday, ...] else None
        return f"`[{', '.join(_written(names[one] if names else one) for one in value)}]`"
    return f"`{_written(value)}`{_choices(field.annotation)}"


def _written(value: object) -> str:
    """Return the value as it is written in config.toml."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, timedelta):
        seconds = int(value.total_seconds())
        unit, name = next(
            u for u in ((86400, "d"), (3600, "h"), (60, "m"), (1, "s")) if seconds % u[0] == 0
        )
        return f'"{seconds // unit}{name}"'
    if isinstance(value, time):
        return f'"{value:%H:%M}"'
    if isinstance(value, Enum):
        value = value.value
    return str(value) if isinstance(value, int | float) else f'"{value}"'


def _choices(annotation: Any) -> str:
    if get_origin(annotation) is Literal:
        return f" of {', '.join(f'`{one}`' for one in get_args(annotation) if one)}"
    return ""


# --- cli.md


def cli_page() -> str:
    root = typer.main.get_command(app)
    lines = ["# Every command\n", "Exit code 0: done. 1: failed. 2: your input.\n"]
    lines.append("`--config FILE`, `--json` and `--now WHEN` may stand before or after the verb.\n")
    for path, command in _commands("briefing", root):
        usage = " ".join(p.metavar or p.name for p in command.params if _positional(p))
        lines.append(f"\n## `{' '.join((path, usage)).strip()}`\n\n{command.help or ''}\n")
        options = [p for p in command.params if not _positional(p) and p.name not in _COMMON]
        lines += [f"- `{', '.join(p.opts)}`: {getattr(p, 'help', '')}" for p in options]
    return "\n".join(lines) + "\n"


_COMMON = {"config", "as_json", "now", "help"}


def _positional(parameter: Any) -> bool:
    return bool(parameter.param_type_name == "argument")


def _commands(path: str, command: Any) -> Iterator[tuple[str, Any]]:
    for name, one in getattr(command, "commands", {}).items():
        if getattr(one, "commands", None):
            yield from _commands(f"{path} {name}", one)
        else:
            yield f"{path} {name}", one


# --- sections.md, templates.md


def sections_page() -> str:
    lines = ["# Every section of an edition\n"]
    lines.append(
        "Name it in `[[newsletters.sections]] kind = …`; their order is that of the mail.\n"
    )
    lines.append("| kind | heading | at most | what it holds |\n|---|---|---|---|")
    for kind in section_kinds():
        module = load(kind)
        titles = " / ".join(f"« {title} »" for title in module.TITLES.values())
        said = (module.__doc__ or "").strip().splitlines()[0].removeprefix("Dossiers → ")
        lines.append(f'| <a id="{kind}"></a>`{kind}` | {titles} | {module.LIMIT} | {said} |')
    return "\n".join(lines) + "\n"


def variables_page() -> str:
    lines = ["# Every variable of the templates\n"]
    for noun in (*DOCUMENTED, *ARCHIVE_NOUNS, *READER_NOUNS):
        lines.append(f"\n## {noun.__name__}\n\n{(noun.__doc__ or '').strip()}\n")
        lines.append("| variable | type | meaning |\n|---|---|---|")
        for field in fields(noun):
            lines.append(f"| `{field.name}` | {_type(field.type)} | {field.metadata['help']} |")
    return "\n".join(lines) + "\n"


def _type(annotation: Any) -> str:
    if get_origin(annotation) in {Union, UnionType}:
        return " or ".join(map(_type, get_args(annotation)))
    if get_origin(annotation) is tuple:
        return f"list of {_type(get_args(annotation)[0])}"
    return str(getattr(annotation, "__name__", annotation))


# --- lint.md


def lint_page() -> str:
    lines = ["# Every rule that an edition is held against\n"]
    lines.append(
        "`briefing check --day DAY` tells the findings. One that holds keeps an edition with"
        ' `approval = "hold-if-flagged"` until you approve it. `[lint]` in config.toml changes how'
        ' much a rule weighs: `lead = "warn"`, `links = "off"`.\n'
    )
    lines.append("| rule | weighs | what it looks at |\n|---|---|---|")
    lines += [f"| `{rule}` | {weight} | {said} |" for rule, (weight, said) in RULES.items()]
    return "\n".join(lines) + "\n"


PAGES = {
    "config.md": config_page,
    "cli.md": cli_page,
    "sections.md": sections_page,
    "templates.md": variables_page,
    "lint.md": lint_page,
}


def main(*, check: bool) -> int:
    """Write the pages, or return 1 when one of them is stale."""
    FOLDER.mkdir(exist_ok=True)
    stale = []
    for name, page in PAGES.items():
        path, text = FOLDER / name, NOTE + page()
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
            if not check:
                path.write_text(text, encoding="utf-8")
    if check and stale:
        sys.stderr.write(f"docs/reference is stale: {', '.join(stale)}. Run `make docs`.\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(check="--check" in sys.argv))
