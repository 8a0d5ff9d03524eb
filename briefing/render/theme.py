"""email/theme.toml of every templates folder → Theme; the operator's lines go over the shipped."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

from briefing.errors import Fault, TemplateError
from briefing.render.context import Palette, Theme

FILE = Path("email/theme.toml")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_FONTS = re.compile(r"[\w ,'-]+")
_COLOURS = frozenset(one.name for one in fields(Palette))


def load_theme(folders: Sequence[Path], name: str) -> Theme:
    """Return the theme `name`; the first folder wins, token by token. Raises TemplateError."""
    fonts: dict[str, str] = {}
    light: dict[str, str] = {}
    dark: dict[str, str] = {}
    for folder in reversed(folders):
        path = folder / FILE
        if not path.is_file():
            continue
        table = _read(str(path), path.stat().st_mtime_ns).get(name, {})
        fonts |= _checked(path, {k: v for k, v in table.items() if k not in ("light", "dark")})
        light |= _checked(path, table.get("light", {}), colours=True)
        dark |= _checked(path, table.get("dark", {}), colours=True)
    try:
        return Theme(light=Palette(**light), dark=Palette(**dark), **fonts)
    except TypeError as error:
        place = folders[0] / FILE if folders else FILE
        raise _wrong(place, name, "is no complete theme.", "Give it every colour.") from error


@cache
def _read(path: str, changed: int) -> dict[str, Any]:
    """Return the parsed file; `changed` is its time, so that an edit is read again."""
    text = Path(path).read_text(encoding="utf-8")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        raise TemplateError(
            Fault(
                file=path,
                line=int(line[1]) if line else 0,
                key="",
                message=f"is not TOML: {error}.",
                remedy='Write lines like: ink = "#1C1B1A"',
            )
        ) from error


def _checked(path: Path, table: dict[str, Any], *, colours: bool = False) -> dict[str, str]:
    known = _COLOURS if colours else frozenset({"serif", "sans"})
    shape = _COLOUR if colours else _FONTS
    for key, value in table.items():
        if key not in known:
            raise _wrong(path, key, "is no token.", f"Known are {', '.join(sorted(known))}.")
        # Values go into style sheets unescaped: nothing but a colour or a list of fonts may pass.
        if not (isinstance(value, str) and shape.fullmatch(value)):
            wish = "a colour like #1C1B1A" if colours else "font names and commas"
            raise _wrong(path, key, f"is {value!r}.", f"Write {wish}.")
    return table


def _wrong(path: Path, key: str, message: str, remedy: str) -> TemplateError:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    start = re.compile(rf"\s*\[?{re.escape(key)}\b")
    line = next((n for n, text in enumerate(lines, 1) if start.match(text)), 0)
    return TemplateError(Fault(file=str(path), line=line, key=key, message=message, remedy=remedy))
