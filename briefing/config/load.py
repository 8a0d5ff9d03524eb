"""config.toml → Settings, or every mistake in it at once: file, line, key, remedy."""

import difflib
import pkgutil
import re
import tomllib
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

import briefing
from briefing.config.controls import control_characters
from briefing.config.places import Place, line_of, lines_of
from briefing.config.rules import SECTIONS, unknown_names
from briefing.config.settings import Settings, slug
from briefing.errors import ConfigError, Fault


def load_settings(path: Path) -> Settings:
    """Return the settings of `path`. Raises ConfigError with every mistake; reads nothing else."""
    text = _read(path)
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        message = f"is no valid TOML: {str(error).split(' (at')[0].lower()}."
        fault = Fault(
            file=path.name,
            line=int(line[1]) if line else len(text.splitlines()),
            key="",
            message=message,
            remedy="A text stands between quotes, a list between [ and ].",
        )
        raise ConfigError((fault,)) from error
    lines = lines_of(text)
    faults: list[Fault] = []
    settings: Settings | None = None
    try:
        settings = Settings.model_validate(document)
    except ValidationError as error:
        faults += [_fault(path.name, lines, one) for one in error.errors() if not _echo(one)]
    faults += _unknown_sections(path.name, lines, document)
    faults += control_characters(document, file=path.name, line=lambda place: line_of(lines, place))
    faults += unknown_names(
        document, _nameable(document), file=path.name, line=lambda place: line_of(lines, place)
    )
    if faults or settings is None:
        raise ConfigError(tuple(sorted(faults, key=lambda fault: fault.line)))
    return _with_absolute_paths(settings, path.resolve().parent)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        remedy = "`briefing init` writes one; --config FILE names another."
        raise ConfigError(
            (Fault(file=str(path), line=0, key="", message="is not there.", remedy=remedy),)
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        remedy = "It must be a readable UTF-8 file."
        raise ConfigError(
            (
                Fault(
                    file=str(path),
                    line=0,
                    key="",
                    message=f"cannot be read ({error}).",
                    remedy=remedy,
                ),
            )
        ) from error


def _echo(error: Any) -> bool:
    """Tell whether a list is called empty only because each of its entries is a mistake."""
    return error["type"] == "too_short" and bool(error["input"])


def _fault(file: str, lines: dict[Place, int], error: Any) -> Fault:
    place: Place = tuple(error["loc"])
    kind = error["type"]
    key = ".".join(str(part) for part in place if isinstance(part, str))
    message, remedy = str(error["msg"]).removeprefix("Value error, "), ""
    if kind == "extra_forbidden":
        message, remedy = "is no setting.", _did_you_mean(place)
    elif kind == "missing":
        message, remedy = "is required.", "Add it."
    elif kind == "value_error" and place:
        message = f"{error['input']!r} {message}"
    elif kind == "literal_error":
        message, remedy = (
            f"{error['input']!r} is not allowed.",
            f"Write {error['ctx']['expected']}.",
        )
    elif kind in {"too_short", "string_too_short"}:
        message, remedy = "is empty.", "Fill it in."
    elif place:
        message = f"{error['input']!r} is not allowed: {message[0].lower()}{message[1:]}."
    return Fault(file=file, line=line_of(lines, place), key=key, message=message, remedy=remedy)


def _did_you_mean(place: Place) -> str:
    known = _known_keys(place[:-1])
    close = difflib.get_close_matches(str(place[-1]), known, n=1, cutoff=0.6)
    return f"Did you mean `{close[0]}`?" if close else f"Known here: {', '.join(sorted(known))}."


def _known_keys(table: Place) -> list[str]:
    model: type[BaseModel] = Settings
    for name in (part for part in table if isinstance(part, str)):
        model = _table_class(model, name)
    return [field.alias or name for name, field in model.model_fields.items()]


def _table_class(model: type[BaseModel], name: str) -> type[BaseModel]:
    annotation: Any = model.model_fields[name].annotation
    for candidate in (annotation, *getattr(annotation, "__args__", ())):
        if isinstance(candidate, type) and issubclass(candidate, BaseModel):
            return candidate
    raise AssertionError(f"{name} is no table")


def section_kinds() -> tuple[str, ...]:
    """Return the kinds that exist: the modules of edition/sections/."""
    folder = Path(briefing.__file__).parent / "edition" / "sections"
    return tuple(module.name for module in pkgutil.iter_modules([str(folder)]))


def _unknown_sections(file: str, lines: dict[Place, int], document: dict[str, Any]) -> list[Fault]:
    kinds = section_kinds()
    faults = []
    newsletters = document.get("newsletters")
    for n, newsletter in enumerate(newsletters if isinstance(newsletters, list) else []):
        sections = newsletter.get("sections", []) if isinstance(newsletter, dict) else []
        for s, section in enumerate(sections if isinstance(sections, list) else []):
            kind = section.get("kind") if isinstance(section, dict) else None
            if not isinstance(kind, str) or kind in kinds:
                continue
            close = difflib.get_close_matches(kind, kinds, n=1, cutoff=0.5)
            remedy = f"Did you mean `{close[0]}`?" if close else f"Known: {', '.join(kinds)}."
            place = ("newsletters", n, "sections", s, "kind")
            faults.append(
                Fault(
                    file=file,
                    line=line_of(lines, place),
                    key="newsletters.sections.kind",
                    message=f"{kind!r} is no section.",
                    remedy=remedy,
                )
            )
    return faults


def _nameable(document: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    """Return what a rule may name under each key."""
    feeds = document.get("feeds")
    tables = [one for one in feeds if isinstance(one, dict)] if isinstance(feeds, list) else []
    letters = document.get("newsletters")
    named = letters if isinstance(letters, list) else []
    return {
        "sources": tuple(str(one.get("id") or slug(str(one.get("url", "")))) for one in tables),
        "sections": SECTIONS,
        "newsletters": tuple(str(one.get("id", "")) for one in named if isinstance(one, dict)),
    }


def _with_absolute_paths(settings: Settings, folder: Path) -> Settings:
    smtp, dkim, transport = settings.smtp, settings.dkim, settings.transport
    password_file = smtp.password_file
    return settings.model_copy(
        update={
            "database": folder / settings.database,
            "templates": folder / settings.templates,
            "calendar": folder / settings.calendar if settings.calendar else None,
            "transport": transport.model_copy(update={"folder": folder / transport.folder}),
            "dkim": dkim.model_copy(update={"key_file": folder / dkim.key_file}),
            "smtp": smtp.model_copy(
                update={"password_file": folder / password_file if password_file else None}
            ),
        }
    )
