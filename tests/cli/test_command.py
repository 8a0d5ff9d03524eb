"""What a command names is given to it, from options that no command writes down itself."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import pytest
import typer
import typer.main

from briefing.cli.app import app
from briefing.cli.command import common_options
from briefing.cli.session import Session
from briefing.errors import InputError
from tests.cli.conftest import Briefing

if TYPE_CHECKING:
    from briefing.config import Newsletter


def _every(command: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    for name, one in getattr(command, "commands", {}).items():
        yield from _every(one, f"{path} {name}")
        if not getattr(one, "commands", None):
            yield f"{path} {name}".strip(), one


def test_every_command_takes_the_common_options() -> None:
    takes = {
        path: {"config", "as_json", "now"} - {one.name for one in command.params}
        for path, command in _every(typer.main.get_command(app))
    }
    assert {path: missing for path, missing in takes.items() if missing} == {
        "demo": {"config", "as_json"}  # it writes a configuration of its own
    }


def test_a_command_is_given_what_it_names(briefing: Briefing) -> None:
    seen: list[Any] = []
    program = typer.Typer()

    @program.command()
    @common_options
    def tell(
        session: Session,
        newsletter: "Newsletter",
        day: date,
        words: Annotated[list[str], typer.Argument()],
        loud: Annotated[bool, typer.Option("--loud")] = False,
    ) -> None:
        """Tell it."""
        seen.extend([session.as_json, newsletter.id, day, words, loud])

    program(["one", "two", "--json", "--loud", "--day", "2026-11-23"], standalone_mode=False)
    assert seen == [True, "matin", date(2026, 11, 23), ["one", "two"], True]


def test_without_a_day_it_is_the_next_morning(briefing: Briefing) -> None:
    seen: list[date] = []
    program = typer.Typer()

    @program.command()
    @common_options
    def tell(session: Session, newsletter: "Newsletter", day: date) -> None:
        seen.append(day)

    program(["--now", "2026-11-20 12:00"], standalone_mode=False)  # a Friday noon
    assert seen == [date(2026, 11, 23)]


def test_a_day_that_is_none_is_told(briefing: Briefing) -> None:
    program = typer.Typer()

    @program.command()
    @common_options
    def tell(session: Session, newsletter: "Newsletter", day: date) -> None:
        raise AssertionError("it was no day")

    with pytest.raises(InputError, match="is no day"):
        program(["--day", "Monday"], standalone_mode=False)


def test_options_after_the_verb_win_over_those_before_it(briefing: Briefing) -> None:
    before = briefing("--now", "2026-11-20 12:00", "calendar", "--days", "1", "--json").json
    after = briefing(
        "--now", "2026-11-20 12:00", "calendar", "--days", "1", "--json", "--now", "2026-11-25"
    ).json
    assert before["days"][0]["day"] == "2026-11-20"
    assert after["days"][0]["day"] == "2026-11-25"
