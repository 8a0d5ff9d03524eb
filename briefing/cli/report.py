"""What a command prints for a person: tables, and text that is never taken for markup.

On a terminal they have colours and fit its width; piped they are plain, one row a line, whole.
"""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from rich.table import Table
from rich.text import Text

from briefing.cli.session import Session

COLOURS = {"good": "green", "bad": "red", "warn": "yellow", "dim": "bright_black", "head": "bold"}


def say(session: Session, text: str = "", *, mood: str = "") -> None:
    """Print a line as it is: a title of a feed may hold brackets."""
    session.print(Text(text, style=COLOURS.get(mood, "")))


def show(
    session: Session,
    headers: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    moods: Sequence[str] = (),
    right: frozenset[int] = frozenset(),
) -> None:
    """Print a table; `moods` colours each row, `right` names the columns of numbers."""
    if session.as_json:
        return
    if not session.console.is_terminal:
        _plain(session, headers, rows, right)
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for place, header in enumerate(headers):
        # Only the last column gives way when the terminal is narrow.
        table.add_column(
            Text(header),
            justify="right" if place in right else "left",
            no_wrap=place < len(headers) - 1,
        )
    for place, row in enumerate(rows):
        style = COLOURS.get(moods[place], "") if moods else ""
        table.add_row(*(Text(cell) for cell in row), style=style)
    session.console.print(table, soft_wrap=False)


def _plain(
    session: Session,
    headers: Sequence[str],
    rows: Sequence[Sequence[str]],
    right: frozenset[int],
) -> None:
    lines = [tuple(headers), *map(tuple, rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(headers))]
    for line in lines:
        cells = (
            cell.rjust(width) if place in right else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        say(session, "  ".join(cells).rstrip())


def shorten(text: str, length: int) -> str:
    """Return at most `length` characters, « … » where something is missing."""
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"


def when(moment: datetime | None, zone: ZoneInfo) -> str:
    """Return "2026-11-23 06:30" in the zone; "" for never."""
    return "" if moment is None else f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"


def ago(moment: datetime | None, now: datetime) -> str:
    """Return "just now", "5 min ago", "3 h ago", "2 days ago", "never"; "in 5 min" for later."""
    if moment is None:
        return "never"
    seconds = (now - moment).total_seconds()
    told = span(abs(seconds))
    if not told:
        return "just now"
    return f"{told} ago" if seconds > 0 else f"in {told}"


def span(seconds: float) -> str:
    """Return "5 min", "3 h", "2 days"; "" for less than a minute."""
    if seconds < 60:
        return ""
    if seconds < 3570:  # more would be rounded to 60
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.0f} h" if seconds < 2 * 86400 else f"{seconds / 86400:.0f} days"
