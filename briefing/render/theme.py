"""email/theme.toml of every templates folder → Theme; the operator's lines go over the shipped."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, get_args

from briefing.config.places import Place, line_of, lines_of
from briefing.config.settings import Newsletter
from briefing.errors import Fault, TemplateError
from briefing.render.context import Palette, Theme

FILE = Path("email/theme.toml")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_FONTS = re.compile(r"[\w ,'-]+")
THEMES: tuple[str, ...] = get_args(Newsletter.model_fields["theme"].annotation)
_SCHEMES = ("light", "dark")
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
        source = _read(str(path), path.stat().st_mtime_ns)
        fonts |= source.fonts(name)
        light |= source.colours(name, "light")
        dark |= source.colours(name, "dark")
    try:
        return Theme(light=Palette(**light), dark=Palette(**dark), **fonts)
    except TypeError as error:
        fault = Fault(
            file=str(folders[0] / FILE if folders else FILE),
            line=0,
            key=name,
            message="is no complete theme.",
            remedy="Give it every colour.",
        )
        raise TemplateError(fault) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """One file, parsed, and where each of its keys stands."""

    path: str
    document: Mapping[str, Any]
    lines: Mapping[Place, int]

    def fonts(self, name: str) -> dict[str, str]:
        table = self._table((name,))
        return self._checked((name,), {k: v for k, v in table.items() if k not in _SCHEMES})

    def colours(self, name: str, scheme: str) -> dict[str, str]:
        place = (name, scheme)
        return self._checked(place, self._table(place), colours=True)

    def _table(self, place: Place) -> Mapping[str, Any]:
        table: Any = self.document
        for key in place:
            table = table.get(key, {})
            if not isinstance(table, Mapping):
                raise self.wrong(place, "is no table.", f"Write [{'.'.join(map(str, place))}].")
        return table  # type: ignore[no-any-return]

    def _checked(
        self, place: Place, table: Mapping[str, Any], *, colours: bool = False
    ) -> dict[str, str]:
        known = _COLOURS if colours else frozenset({"serif", "sans"})
        shape = _COLOUR if colours else _FONTS
        for key, value in table.items():
            if key not in known:
                remedy = f"Known are {', '.join(sorted(known))}."
                raise self.wrong((*place, key), "is no token.", remedy)
            # Values go into style sheets unescaped: only a colour or a list of fonts may pass.
            if not (isinstance(value, str) and shape.fullmatch(value)):
                wish = "a colour like #1C1B1A" if colours else "font names and commas"
                raise self.wrong((*place, key), f"is {value!r}.", f"Write {wish}.")
        return dict(table)

    def refuse_unknown(self) -> None:
        """A table that no newsletter can name would be an edit that changes nothing."""
        for key in self.document:
            if key not in THEMES:
                raise self.wrong((key,), "is no theme.", f"There are {', '.join(THEMES)}.")

    def wrong(self, place: Place, message: str, remedy: str) -> TemplateError:
        return TemplateError(
            Fault(
                file=self.path,
                line=line_of(self.lines, place),
                key=str(place[-1]),
                message=message,
                remedy=remedy,
            )
        )


@cache
def _read(path: str, changed: int) -> _Source:
    """Return the parsed file; `changed` is its time, so that an edit is read again."""
    try:
        text = Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        message = f"cannot be read ({error})."
        fault = Fault(
            file=path, line=0, key="", message=message, remedy="It must be a readable UTF-8 file."
        )
        raise TemplateError(fault) from error
    try:
        source = _Source(path=path, document=tomllib.loads(text), lines=lines_of(text))
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        raise TemplateError(
            Fault(
                file=path,
                line=int(line[1]) if line else len(text.splitlines()),
                key="",
                message=f"is not TOML: {error}.",
                remedy='Write lines like: ink = "#1C1B1A"',
            )
        ) from error
    source.refuse_unknown()
    return source
