"""A CSV of addresses → rows fit to subscribe and lines that are not; subscribers → a CSV again.

Streamed: memory does not grow with the file. What is read may come from anywhere, so each line
stands or falls alone. Reads a file, writes to one that is open.
"""

import codecs
import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import IO, NamedTuple, TextIO

from briefing.audience.addresses import normalise
from briefing.errors import InputError
from briefing.text import fold

LONGEST_RECORD = 10  # lines; a quotation mark open for longer was never meant to be one
LONGEST_LINE = 20_000  # characters
HEADER = ("email", "state", "since", "proof")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would run
_NAMES = {
    "email": """email|e mail|mail|email address|e mail address|mail address|address|courriel
        |adresse|adresse email|adresse e mail|adresse mail|adresse courriel|adresse electronique""",
    "proof": """proof|consent|consent proof|proof of consent|opt in|optin|opt in proof
        |consentement|preuve|preuve de consentement|preuve du consentement""",
    "since": """since|date|consent date|optin time|confirm time|subscribed at|subscribed on
        |signup date|date de consentement|date d inscription|inscrit le|abonne depuis""",
    "state": "state|status|subscription status|statut|etat",
}
_COLUMNS = {
    name: column
    for column, names in _NAMES.items()
    for name in re.sub(r"\s*\|", "|", names).split("|")
}
_YES = frozenset({"yes", "oui", "true", "vrai", "1", "y", "o", "x", "ok"})
_NO = frozenset({"no", "non", "false", "faux", "0", "n"})
_ACTIVE = frozenset({"", "active", "actif", "subscribed", "abonne", "confirmed", "enabled", "ok"})
_WITH_NAME = re.compile(r"[^<>]*<([^<>]+)>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Somebody who agreed. `since` is None when the file does not say when."""

    line: int
    email: str = field(repr=False)  # normalised
    proof: str
    since: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A line that subscribes nobody. `text` is for the operator alone: never into a log."""

    line: int
    text: str = field(repr=False)
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a file is written. `columns` maps email, proof, since, state to their places."""

    encoding: str
    delimiter: str
    header: bool
    columns: dict[str, int]
    names: tuple[str, ...] = ()  # the header as written
    ignored: tuple[str, ...] = ()  # its columns that nothing is made of


def layout_of(path: Path) -> Layout:
    """Find out encoding, delimiter, columns. Raises InputError when none holds addresses."""
    encoding = _encoding(path)
    try:
        with path.open(encoding=encoding, errors="replace") as file:
            first = _Lines(file).take()
    except OSError as error:
        raise _unreadable(path, error) from error
    if first is None:
        raise InputError(f"{path.name} is empty.", hint="One address a line is enough.")
    delimiter = max(",;\t|", key=first.text.count)
    cells = tuple(cell.strip() for cell in _cells(first.text, delimiter) or [first.text])
    named = [_COLUMNS.get(_plain(cell), "") for cell in cells]
    columns = {name: named.index(name) for name in dict.fromkeys(named) if name}
    if "email" in columns:
        ignored = tuple(cell for cell, name in zip(cells, named, strict=True) if cell and not name)
        return Layout(
            encoding=encoding,
            delimiter=delimiter,
            header=True,
            columns=columns,
            names=cells,
            ignored=ignored,
        )
    place = next((place for place, cell in enumerate(cells) if "@" in cell), None)
    if place is None:
        raise InputError(
            f"{path.name} has no column of addresses.",
            hint='Call it "email" in the first line; "proof" may stand beside it.',
        )
    return Layout(encoding=encoding, delimiter=delimiter, header=False, columns={"email": place})


def _unreadable(path: Path, error: OSError) -> InputError:
    return InputError(
        f"{path} cannot be read: {error.strerror}.", hint="Look at its name and rights."
    )


def _encoding(path: Path) -> str:
    """Believe a byte order mark, else UTF-8 when all of it is, else what Excel writes in Europe."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            start = file.read(4)
            if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
                return "utf-16"
            file.seek(0)
            while chunk := file.read(1 << 20):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
    except OSError as error:
        raise _unreadable(path, error) from error
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def read_rows(file: TextIO, layout: Layout, *, proof: str = "") -> Iterator[Row | Refusal]:
    """Yield each line with something in it. `proof` counts where the line has none of its own.

    A line needs an address and a proof of consent; one that says it has left is refused.
    """
    lines = _Lines(file)
    if layout.header:
        lines.take()
    while (first := lines.take()) is not None:
        more = lines.rest_of(first)
        whole = _Line(first.number, "".join(m.text for m in (first, *more))) if more else first
        judged = _judge(whole, layout, proof)
        if more and isinstance(judged, Refusal):
            # A stray quotation mark took these lines for one cell: each is heard for itself.
            lines.give_back(more)
            judged = _refusal(first, "a quotation mark is opened and not closed.")
        if judged is not None:
            yield judged


class _Line(NamedTuple):
    number: int
    text: str

    @property
    def open(self) -> bool:
        return self.text.count('"') % 2 == 1


class _Lines:
    """The lines of a file, which can be given back. csv.reader cannot: after a stray quotation
    mark it takes all that follows for one cell."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._number = 0
        self._again: deque[_Line] = deque()

    def take(self) -> _Line | None:
        if self._again:
            return self._again.popleft()
        text = self._file.readline(LONGEST_LINE)
        rest = text
        while len(rest) == LONGEST_LINE and not rest.endswith("\n"):
            rest = self._file.readline(LONGEST_LINE)
        self._number += 1
        return _Line(self._number, text) if text else None

    def rest_of(self, first: _Line) -> list[_Line]:
        """Take the lines over which a quoted cell of the first goes on; [] when it never ends."""
        if not first.open:
            return []
        more: list[_Line] = []
        while len(more) < LONGEST_RECORD and (line := self.take()) is not None:
            more.append(line)
            if line.open:
                return more
        self.give_back(more)
        return []

    def give_back(self, lines: Sequence[_Line]) -> None:
        self._again.extendleft(reversed(lines))


def _judge(line: _Line, layout: Layout, proof: str) -> Row | Refusal | None:
    """Return None for a line without anything in it."""
    if len(line.text) >= LONGEST_LINE:
        return _refusal(line, "the line is too long.")
    cells = _cells(line.text, layout.delimiter)
    if cells is None:
        return _refusal(line, "a quotation mark stands where none can be, or is not closed.")
    return _row(line, cells, layout, proof) if any(map(str.strip, cells)) else None


def _refusal(line: _Line, reason: str) -> Refusal:
    return Refusal(line=line.number, text=" ".join(line.text[:200].split()), reason=reason)


def _cells(text: str, delimiter: str) -> list[str] | None:
    if '"' not in text and "\r" not in text:
        return text.split(delimiter)  # what csv makes of it too, at a third of the cost
    try:
        return next(csv.reader([text], delimiter=delimiter, strict=True, skipinitialspace=True), [])
    except csv.Error:
        return None


def _row(line: _Line, cells: Sequence[str], layout: Layout, proof: str) -> Row | Refusal:
    known = {
        name: cells[place].strip() for name, place in layout.columns.items() if place < len(cells)
    }
    email, state = _address(known.get("email", "")), known.get("state", "")
    if isinstance(email, InputError):
        return _refusal(line, str(email))
    if _plain(state) not in _ACTIVE:
        return _refusal(line, f"it says « {state[:40]} »: not subscribed.")
    own = known.get("proof", "")
    if _plain(own) in _NO:
        return _refusal(line, f"it says « {own} » to consent.")
    if _plain(own) in _YES:
        own = proof or f"{layout.names[layout.columns['proof']]}: {own}"
    if not (own or proof):
        return _refusal(line, "there is no proof of consent.")
    return Row(
        line=line.number,
        email=email,
        proof=_bare(own or proof),
        since=_moment(known.get("since", "")),
    )


def _address(cell: str) -> str | InputError:
    """Return the address of « a@b.fr » or « Anne <a@b.fr> »."""
    named = _WITH_NAME.fullmatch(cell) if "<" in cell else None
    try:
        return normalise(_bare(named[1] if named else cell))
    except InputError as error:
        return error if cell else InputError("There is no address.")


@lru_cache(maxsize=256)  # consent and state say the same on most lines
def _plain(cell: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", fold(cell)).strip() if cell else ""


def _moment(cell: str) -> datetime | None:
    """Return an ISO date as UTC; None for another, which would be guessing day and month."""
    if not cell:
        return None
    try:
        moment = datetime.fromisoformat(cell)
    except ValueError:
        return None
    return moment.replace(tzinfo=moment.tzinfo or UTC)


def _bare(cell: str) -> str:
    """Take off the mark that `safe` put before what a spreadsheet would run."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell


def safe(cell: str) -> str:
    """Return the cell so that no spreadsheet takes it for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def write_rows(file: IO[str], rows: Iterable[tuple[str, str, datetime, str]]) -> int:
    """Write address, state, since and proof of each subscriber; return how many."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(HEADER)
    written = 0
    for email, state, since, proof in rows:
        moment = since.astimezone(UTC).isoformat(timespec="seconds")
        writer.writerow(map(safe, (email, state, moment, proof)))
        written += 1
    return written
