"""config.toml and a change of its feeds → config.toml, every comment in its place.

tomlkit writes the values; lines are put in and taken out here, since it moves the comments between
tables. What comes out is read again and must say what was meant, or nothing is written.
"""

import re
import shutil
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import tomlkit

from briefing.config.load import load_settings
from briefing.config.settings import slug
from briefing.errors import ConfigError, InputError, NotFound

_FEED = re.compile(r"""\s*\[\[\s*["']?feeds["']?\s*\]\]""")
_TABLE = re.compile(r"\s*\[")
_ENABLED = re.compile(r"(\s*enabled\s*=\s*)(true|false)")

Feed = Mapping[str, Any]  # a table [[feeds]]: key → value


def read_config(path: Path) -> str:
    """Return the text of the file, its line ends as they are."""
    return path.read_bytes().decode("utf-8")


def write_config(path: Path, text: str) -> None:
    """Put the text in the file's place, in one step. Raises InputError when it would not load."""
    target = path.resolve()  # a link stays a link
    with TemporaryDirectory() as folder:
        trial = Path(folder) / path.name
        trial.write_bytes(text.encode("utf-8"))
        try:
            load_settings(trial)
        except ConfigError as error:
            raise InputError(
                f"{path.name} was not changed, since it would not load afterwards:\n{error}",
                hint="Mend that first, or make both changes by hand.",
            ) from error
    beside = target.with_name(f".{target.name}.new")
    try:
        beside.write_bytes(text.encode("utf-8"))
        shutil.copymode(target, beside)
        beside.replace(target)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise InputError(
            f"{path} cannot be written: {error.strerror}.",
            hint="Make it and its folder writable for this user.",
        ) from error


def add_feeds(text: str, feeds: Sequence[Feed]) -> str:
    """Return the text with these tables after its last feed."""
    lines, end = _lines(text)
    spans = _spans(lines)
    place = spans[-1][1] if spans else len(lines)
    written = [line for feed in feeds for line in ("", *_table(feed))]
    if place and lines[place - 1].strip() == "" and not spans:
        written = written[1:]
    changed = [*lines[:place], *written, *lines[place:]]
    return _checked(text, end.join(changed), lambda known: [*known, *map(dict, feeds)])


def remove_feed(text: str, id: str) -> str:
    """Return the text without that feed. Comments around its table stay. Raises NotFound."""
    place = _place(text, id)
    lines, end = _lines(text)
    start, stop = _span(lines, place)
    if start and stop < len(lines) and not lines[start - 1].strip() and not lines[stop].strip():
        stop += 1  # of the two empty lines one is enough
    changed = lines[:start] + lines[stop:]
    return _checked(text, end.join(changed), lambda known: known[:place] + known[place + 1 :])


def set_enabled(text: str, id: str, *, enabled: bool) -> str:
    """Return the text with that feed switched on or off. Raises NotFound."""
    place = _place(text, id)
    lines, end = _lines(text)
    start, stop = _span(lines, place)
    word = "true" if enabled else "false"
    held = [n for n in range(start, stop) if _ENABLED.match(lines[n])]
    if held:
        lines[held[0]] = _ENABLED.sub(rf"\g<1>{word}", lines[held[0]], count=1)
    else:
        lines.insert(stop, f"enabled = {word}")

    def switched(known: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [
            one | {"enabled": enabled} if number == place else one
            for number, one in enumerate(known)
        ]

    return _checked(text, end.join(lines), switched)


def feed_ids(text: str) -> tuple[str, ...]:
    """Return the id of each feed, in the order of the file."""
    feeds = tomllib.loads(text).get("feeds", [])
    return tuple(feed.get("id") or slug(feed["url"]) for feed in feeds)


def _place(text: str, id: str) -> int:
    ids = feed_ids(text)
    if id not in ids:
        raise NotFound(
            f"There is no feed {id!r}.", hint="`briefing feeds list` shows the ids of all."
        )
    return ids.index(id)


def _table(feed: Feed) -> list[str]:
    table = tomlkit.table()
    for key, value in feed.items():
        table.add(key, value)
    return ["[[feeds]]", *table.as_string().splitlines()]


def _lines(text: str) -> tuple[list[str], str]:
    end = "\r\n" if "\r\n" in text else "\n"
    return text.split(end), end


def _spans(lines: Sequence[str]) -> list[tuple[int, int]]:
    """Return (header, after the last key) of each [[feeds]]; comments behind are not its own."""
    starts = [number for number, line in enumerate(lines) if _FEED.match(line)]
    spans = []
    for start in starts:
        stop = start + 1
        for number in range(start + 1, len(lines)):
            if _TABLE.match(lines[number]):
                break
            if lines[number].strip() and not lines[number].lstrip().startswith("#"):
                stop = number + 1
        spans.append((start, stop))
    return spans


def _span(lines: Sequence[str], place: int) -> tuple[int, int]:
    spans = _spans(lines)
    if place >= len(spans):
        raise _by_hand()
    return spans[place]


def _checked(before: str, after: str, change: Any) -> str:
    """Return `after`, if it says what `before` says after the change, and nothing else."""
    wanted = tomllib.loads(before)
    wanted["feeds"] = change(wanted.get("feeds", []))
    try:
        said = tomllib.loads(after)
    except tomllib.TOMLDecodeError as error:
        raise _by_hand() from error
    if {"feeds": [], **said} != wanted:
        raise _by_hand()
    return after


def _by_hand() -> InputError:
    return InputError(
        "The feeds are written in a way that cannot be changed without losing something;"
        " nothing was changed.",
        hint="Edit the file by hand: each feed in a table [[feeds]] of its own.",
    )
