"""subscribers import | export: a CSV of readers in, and out."""

import csv
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from io import TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Any

import typer

from briefing.cli.command import common_options
from briefing.cli.report import say, show
from briefing.cli.session import Session, count
from briefing.errors import InputError

if TYPE_CHECKING:
    from briefing.audience.csv import Layout, Refusal, Row
    from briefing.config import Newsletter
    from briefing.store import Store

SHOWN = 20  # refused lines told on the screen; --refused writes them all
SHOWN_JSON = 1_000

CsvFile = Annotated[Path, typer.Argument(metavar="CSV", help="The file.")]


@dataclass(slots=True)
class _Tally:
    """What an import has come to so far."""

    lines: int = 0
    came: Counter[str] = field(default_factory=Counter)
    refused: int = 0
    shown: "list[Refusal]" = field(default_factory=list)


@common_options
def import_readers(
    session: Session,
    newsletter: "Newsletter",
    file: CsvFile,
    proof: Annotated[
        str, typer.Option("--proof", help="How these people agreed to get mail.")
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only tell what would happen.")
    ] = False,
    refused: Annotated[
        Path | None, typer.Option("--refused", help="Write every refused line here, with why.")
    ] = None,
) -> None:
    """Subscribe everybody in a CSV who agreed to it. Run again: nobody is subscribed twice.

    Needs a column of addresses, and how they agreed: --proof, or a column `proof`. Who left is not
    brought back. Exit code 1 when a line was refused.
    """
    from briefing.audience.csv import layout_of

    layout = layout_of(file)
    if not proof.strip() and "proof" not in layout.columns:
        raise InputError(
            f"{file.name} does not say how these people agreed to get mail.",
            hint='Say it with --proof "sign-up form, June 2026", or add a column `proof`.',
        )
    with ExitStack() as stack:
        store = stack.enter_context(session.store())
        if dry_run:  # the real thing on a copy: the same figures, and nothing kept
            store = stack.enter_context(store.scratch())
        told = _refusal_writer(stack, refused)
        tally = _run(session, store, file, layout, newsletter.id, proof.strip(), told)
    _tell(session, tally, layout, file, dry_run=dry_run, newsletter=newsletter.name)
    if tally.refused:
        raise typer.Exit(1)


def _refusal_writer(stack: ExitStack, path: Path | None) -> "Callable[[Refusal], None]":
    from briefing.audience.csv import safe

    if path is None:
        return lambda refusal: None
    writer = csv.writer(stack.enter_context(_new_file(path)), lineterminator="\n")
    writer.writerow(("line", "reason", "text"))
    return lambda one: writer.writerow((one.line, one.reason, safe(one.text)))


def _new_file(path: Path) -> IO[str]:
    """Open a file that was not there, for this user alone: it holds addresses."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise InputError(
            f"{path} is there already; nothing was changed.", hint="Name another file."
        ) from error
    except OSError as error:
        raise InputError(
            f"{path} cannot be written: {error.strerror}.", hint="Look at the folder's rights."
        ) from error
    return os.fdopen(handle, "w", encoding="utf-8", newline="")


def _run(
    session: Session,
    store: "Store",
    path: Path,
    layout: "Layout",
    newsletter: str,
    proof: str,
    told: "Callable[[Refusal], None]",
) -> _Tally:
    from rich.progress import Progress

    from briefing.audience.csv import read_rows
    from briefing.privacy import erased_in
    from briefing.store import MOST_AT_ONCE

    now, tally = session.clock(), _Tally()
    arrivals = store.arrivals(newsletter, erased=erased_in(store))
    quiet = session.as_json or not session.console.is_terminal
    with (
        path.open("rb") as raw,
        TextIOWrapper(raw, encoding=layout.encoding, errors="replace") as file,
        Progress(console=session.console, transient=True, disable=quiet) as progress,
        arrivals.hurrying(),
    ):
        task = progress.add_task("Readers", total=path.stat().st_size)
        rows = _kept(read_rows(file, layout, proof=proof), tally, told)
        while batch := list(islice(rows, MOST_AT_ONCE)):
            came = [(one.email, one.proof, _no_later(one.since, now)) for one in batch]
            tally.came.update(arrivals.welcome(came))
            progress.update(task, completed=raw.tell())
    return tally


def _no_later(since: datetime | None, now: datetime) -> datetime:
    return now if since is None else min(since, now)


def _kept(
    judged: "Iterator[Row | Refusal]", tally: _Tally, told: "Callable[[Refusal], None]"
) -> "Iterator[Row]":
    """Yield the rows, and note the refusals on the way."""
    from briefing.audience.csv import Refusal

    for one in judged:
        tally.lines += 1
        if not isinstance(one, Refusal):
            yield one
            continue
        tally.refused += 1
        told(one)
        if len(tally.shown) < SHOWN_JSON:
            tally.shown.append(one)


def _tell(
    session: Session,
    tally: _Tally,
    layout: "Layout",
    path: Path,
    *,
    dry_run: bool,
    newsletter: str,
) -> None:
    came = tally.came
    session.result(
        {
            "dry_run": dry_run,
            "encoding": layout.encoding,
            "columns": layout.columns,
            "lines": tally.lines,
            **{name: came[name] for name in ("new", "already", "twice", "left")},
            "refused": tally.refused,
            "refusals": [
                {"line": one.line, "reason": one.reason, "text": one.text} for one in tally.shown
            ],
        }
    )
    _tell_layout(session, layout, path)
    verb = "would get" if dry_run else "now get"
    say(session, f"{count(came['new'], 'new reader')} {verb} {newsletter}.", mood="good")
    for n, what in (
        (came["already"], "get it already: nothing changed for them"),
        (came["twice"], "stand more than once in the file: subscribed once"),
        (came["left"], "left earlier: not brought back; they can sign up again themselves"),
    ):
        if n:
            say(session, f"  {n} {what}.")
    _tell_refusals(session, tally)
    if dry_run:
        say(session, "A dry run: nothing was kept. Without --dry-run it is done.")


def _tell_layout(session: Session, layout: "Layout", path: Path) -> None:
    if layout.encoding == "cp1252":
        say(session, f"{path.name} is no UTF-8; read as Windows-1252 (Latin-1).", mood="warn")
    if not layout.header:
        say(session, f"No header: addresses taken from column {layout.columns['email'] + 1}.")
    if layout.ignored:
        say(session, f"Columns not kept: {', '.join(layout.ignored)}.", mood="dim")


def _tell_refusals(session: Session, tally: _Tally) -> None:
    if not tally.refused:
        return
    say(session, f"{count(tally.refused, 'line')} refused:", mood="bad")
    shown = tally.shown[:SHOWN]
    rows = [(str(one.line), one.reason, one.text[:60]) for one in shown]
    show(session, ("Line", "Why", "Text"), rows, right=frozenset({0}))
    if tally.refused > len(shown):
        say(session, f"  … and {tally.refused - len(shown)} more; --refused FILE writes them all.")


@common_options
def export_readers(
    session: Session,
    newsletter: "Newsletter",
    file: Annotated[Path, typer.Argument(metavar="CSV", help='A new file; "-" prints it.')],
    everybody: Annotated[
        bool, typer.Option("--all", help="Also who left, is paused or not confirmed.")
    ] = False,
) -> None:
    """Write who gets the mail into a CSV: address, state, since when, proof of consent.

    `subscribers import` reads it. Cells that a spreadsheet would run as a formula are made safe.
    """
    from briefing.audience.csv import write_rows
    from briefing.model import Consent

    with ExitStack() as stack:
        store = stack.enter_context(session.store())
        to_screen = str(file) == "-"
        out: Any = sys.stdout if to_screen else stack.enter_context(_new_file(file))
        written = write_rows(
            out,
            (
                (one.email, one.state.value, one.since, one.proof)
                for one in store.subscriptions(newsletter.id)
                if everybody or one.state is Consent.ACTIVE
            ),
        )
    if not to_screen:
        session.result({"file": str(file), "subscribers": written})
        say(session, f"Wrote {count(written, 'reader')} of {newsletter.name} to {file}.")
