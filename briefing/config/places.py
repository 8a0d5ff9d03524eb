"""TOML → where in the file each table and key stands: tomllib keeps no positions. Pure."""

import re
from collections.abc import Mapping

Place = tuple[str | int, ...]  # ("newsletters", 0, "schedule", "send_at")

_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(r"^\s*([A-Za-z0-9_.-]+|\"[^\"]+\")\s*=")


def lines_of(text: str) -> dict[Place, int]:
    """Map the place of each table and key to its line."""
    lines: dict[Place, int] = {}
    counts: dict[Place, int] = {}
    table: Place = ()
    for number, line in enumerate(text.split("\n"), 1):
        header = _HEADER.match(line)
        key = _KEY.match(line)
        if header:
            table = _table_place(header[2], counts, array=header[1] == "[[")
            lines[table] = number
            for length in range(1, len(table)):  # [a.b] also begins the table a
                lines.setdefault(table[:length], number)
        elif key:
            parts = tuple(part.strip('"') for part in key[1].split("."))
            for length in range(1, len(parts) + 1):  # a.b = … also begins the table a
                lines.setdefault((*table, *parts[:length]), number)
    return lines


def _table_place(dotted: str, counts: dict[Place, int], *, array: bool) -> Place:
    """Return ("newsletters", 0, "schedule") for the header [newsletters.schedule]."""
    place: Place = ()
    names = [name.strip().strip('"') for name in dotted.split(".")]
    for position, name in enumerate(names):
        place = (*place, name)
        if array and position == len(names) - 1:
            counts[place] = counts.get(place, -1) + 1
        if place in counts:
            place = (*place, counts[place])
    return place


def line_of(lines: Mapping[Place, int], place: Place) -> int:
    """Return the line of the place, else that of what it stands in, else 0."""
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place, 0)
