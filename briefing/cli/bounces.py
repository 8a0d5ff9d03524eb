"""bounces read: mail that came back, counted."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.command import common_options
from briefing.cli.report import say, show
from briefing.cli.session import Session, count

if TYPE_CHECKING:
    from briefing.returned import ReturnReport

app = typer.Typer(no_args_is_help=True, help="Read the mail that came back.")


@app.callback()
def _group() -> None:
    """Read the mail that came back."""


@app.command()
@common_options
def read(
    session: Session,
    place: Annotated[
        str,
        typer.Argument(metavar="PLACE", help="A maildir, an mbox, one mail; - = standard input."),
    ],
) -> None:
    """Count bounces and complaints; who cannot or does not want to be reached gets no more mail.

    Reading the same mail again counts nothing; nothing is moved or deleted.
    """
    from briefing.deliver.mailboxes import mails_at, mails_in
    from briefing.returned import take_back

    mails = mails_in(sys.stdin.buffer) if place == "-" else mails_at(Path(place))
    with session.store() as store:
        report = take_back(session.settings, store, mails, now=session.clock())
    session.result(
        {
            "read": report.read,
            "again": report.again,
            "unknown": report.unknown,
            **{kind.value: n for kind, n in report.counted.items()},
            "taken_out": [{"address": one.email, "reason": one.reason} for one in report.taken_out],
        }
    )
    _tell(session, report)


def _tell(session: Session, report: "ReturnReport") -> None:
    from briefing.deliver.bounces import NoticeKind

    kinds = report.counted
    rows = [
        ("nobody is there", kinds[NoticeKind.HARD]),
        ("came back for another reason", kinds[NoticeKind.SOFT]),
        ("complaints", kinds[NoticeKind.COMPLAINT]),
        ("wishes to leave", kinds[NoticeKind.LEAVE]),
        ("about nobody we know", report.unknown),
        ("nothing to count: out of office, still trying, other mail", kinds[NoticeKind.OTHER]),
        ("read before", report.again),
    ]
    say(session, f"{count(report.read, 'mail')} read.")
    for words, n in rows:
        if n:
            say(session, f"  {n} {words}")
    if report.taken_out:
        say(session, f"\n{count(len(report.taken_out), 'reader')} taken out:")
        show(session, ("Address", "Why"), [(one.email, one.reason) for one in report.taken_out])
        say(session, "They get no more mail until they sign up anew.")
