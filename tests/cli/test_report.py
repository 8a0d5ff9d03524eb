"""What is piped is plain and whole; what a stranger wrote is never taken for markup."""

import io
from datetime import timedelta

from rich.console import Console

from briefing.cli.report import ago, say, shorten, show, span
from briefing.cli.session import Session
from tests.builders import NOW

ROWS = [("[bold]a[/nothing]", "1"), ("b", "22")]


def session(*, terminal: bool, width: int = 40) -> tuple[Session, io.StringIO]:
    out = io.StringIO()
    one = Session()
    one.__dict__["console"] = Console(
        file=out,
        force_terminal=terminal,
        width=width,
        highlight=False,
        soft_wrap=True,
        color_system="standard",
    )
    return one, out


def test_piped_a_row_is_a_line_however_long() -> None:
    one, out = session(terminal=False, width=20)
    show(one, ("Name", "N"), [*ROWS, ("x" * 100, "3")], right=frozenset({1}))
    lines = out.getvalue().splitlines()
    assert len(lines) == 4
    assert lines[1].split() == ["[bold]a[/nothing]", "1"]
    assert lines[3].endswith(" 3")
    assert "\x1b" not in out.getvalue()


def test_on_a_terminal_it_has_colours_and_brackets_stay() -> None:
    one, out = session(terminal=True)
    show(one, ("Name", "N"), ROWS, moods=["bad", ""])
    say(one, "[/closing] nothing", mood="good")
    assert "\x1b[31m" in out.getvalue()
    assert "[bold]a[/nothing]" in out.getvalue()
    assert "[/closing] nothing" in out.getvalue()


def test_with_json_nothing_is_printed_for_people() -> None:
    one, out = session(terminal=False)
    one.as_json = True
    say(one, "x")
    show(one, ("Name",), [("a",)])
    assert out.getvalue() == ""


def test_times_are_told_as_people_do() -> None:
    told = [ago(NOW - timedelta(seconds=s), NOW) for s in (5, 300, 7200, 300_000, -300)]
    assert told == ["just now", "5 min ago", "2 h ago", "3 days ago", "in 5 min"]
    assert (span(3569), span(3570), span(5399)) == ("59 min", "1 h", "1 h")
    assert (ago(None, NOW), span(10), shorten("abcdef", 4)) == ("never", "", "abc…")
