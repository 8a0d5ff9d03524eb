"""The command `backtest`: the edition of any past morning from captured feeds, and what would
another configuration have done."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from briefing.cli.command import common_options
from briefing.cli.session import Session, count
from briefing.errors import InputError, NotFound

if TYPE_CHECKING:
    from briefing.backtest import Backtest
    from briefing.choice import Choice
    from briefing.config import Newsletter

_WHY = {
    "weekday": "`days` in [newsletters.schedule] leaves it out",
    "date": "`dates` in [newsletters.schedule.skip] leave it out",
}


@common_options
def backtest(
    session: Session,
    newsletter: "Newsletter",
    captures: Annotated[
        list[Path],
        typer.Option(
            "--captures",
            metavar="DIR",
            help="Holds DAY/FEED.xml, captured in the evenings; may be given several times.",
        ),
    ],
    day_text: Annotated[
        str, typer.Option("--day", metavar="DAY", help="The morning to make: 2025-07-01.")
    ],
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="OUT", help="Where it is written. Default: backtest-DAY."),
    ] = None,
    compare: Annotated[
        Path | None,
        typer.Option(
            "--compare", metavar="OTHER.toml", help="Tell what this configuration would change."
        ),
    ] = None,
) -> None:
    """Make the edition of a past morning from captured feeds, in a throw-away database."""
    morning = _day(day_text)
    folder = out or Path(f"backtest-{morning}")
    done = _run(session, newsletter, captures, day=morning, out=folder)
    _tell(session, done, folder, day=morning)
    result = _result(done, folder)
    if compare is not None:
        result["compare"] = _compare(
            session,
            Session(config=compare),
            done,
            captures,
            day=morning,
            out=folder,
            newsletter=newsletter,
        )
    session.result(result)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"--day {text!r} is no day.", hint="Write it like 2025-07-01.") from error


def _run(
    session: Session, newsletter: "Newsletter", captures: list[Path], *, day: date, out: Path
) -> "Backtest":
    """Replay the morning, with a progress bar on a terminal."""
    from rich.progress import Progress

    from briefing.backtest import backtest as run_backtest

    with Progress(
        console=session.console,
        transient=True,
        disable=session.as_json or not session.console.is_terminal,
    ) as progress:
        task = progress.add_task("Looking for captures", total=1.0)
        return run_backtest(
            session.settings,
            newsletter,
            captures,
            day=day,
            out=out,
            choices=_said(session, newsletter),
            on_step=lambda step, share: progress.update(task, description=step, completed=share),
        )


def _said(session: Session, newsletter: "Newsletter") -> "tuple[Choice, ...]":
    """Return what the operator said of stories; looking makes no database."""
    if not session.settings.database.exists():
        return ()
    with session.store() as store:
        return store.choices.every(newsletter.id)


def _tell(session: Session, done: "Backtest", out: Path, *, day: date) -> None:
    for empty in done.empty:
        typer.echo(f"Warning: the capture folder {empty} is without a feed (*.xml).", err=True)
    if done.edition is None:
        reason = done.report["skipped"]
        detail = done.report.get("detail") or _WHY.get(reason, "")
        session.print(
            f"No edition for {day}: {reason}{f' ({detail})' if detail else ''}.", markup=False
        )
        session.print(f"  {out / 'report.json'} tells the same.")
        return
    counts = done.report["counts"]
    blocks = sum(len(section.blocks) for section in done.edition.sections)
    session.print(
        f"n° {done.edition.number} of {done.edition.newsletter} for {day}: {blocks} entries,"
        f" {done.edition.reading_minutes} min."
    )
    session.print(f"  Subject: {done.edition.subject}")
    session.print(
        f"  From {count(counts['items'], 'item')} in {counts['stories']} stories;"
        f" {counts['repeated']} were printed before."
    )
    session.print(f"  Look at {out / 'edition.html'}; {out / 'report.json'} says why.")


def _result(done: "Backtest", out: Path) -> dict[str, Any]:
    keys = ("newsletter", "day", "skipped", "detail", "counts")
    head = {key: done.report[key] for key in keys if key in done.report}
    if done.edition is not None:
        head |= {"number": done.edition.number, "subject": done.edition.subject}
    return head | {"out": str(out)}


# --- another configuration


def _compare(
    session: Session,
    other: Session,
    done: "Backtest",
    captures: list[Path],
    *,
    day: date,
    out: Path,
    newsletter: "Newsletter",
) -> dict[str, Any]:
    """Make the same morning with the other configuration, in OUT/other, and tell what differs."""
    from briefing.verdicts import compare, write_report

    other.console = session.console
    other.as_json = session.as_json
    try:
        same = other.newsletter(newsletter.id)
    except NotFound:
        same = other.newsletter(None)
    changed = _run(other, same, captures, day=day, out=out / "other")
    reasons = {row["story_id"]: row["reason"] for row in changed.report["stories"]}
    found = compare(done.edition, changed.edition, stories=reasons)
    write_report(out / "compare.json", found)
    _tell_compared(session, found, other.config)
    return found


def _tell_compared(session: Session, found: dict[str, Any], config: Path) -> None:
    session.print(f"\nWith {config}:")
    old, new = found["subject"]
    if old != new:
        session.print(f"  Subject: {old or 'no edition'} → {new or 'no edition'}")
    for row in found["came"]:
        session.print(f"  + {row['place']}: {row['lead']}", markup=False)
    for row in found["went"]:
        session.print(f"  - {row['place']}: {row['lead']} ({row['reason']})", markup=False)
    for row in found["moved"]:
        before, after = row["place"]
        session.print(f"  ~ {before} → {after}: {row['lead']}", markup=False)
    if old == new and not any(found[key] for key in ("came", "went", "moved")):
        session.print("  the same stories in the same places.")
