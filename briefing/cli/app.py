"""The command tree with its common options, and what an error looks like."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from briefing.cli import (
    backtest,
    bounces,
    checks,
    choices,
    correct,
    deliveries,
    feed_changes,
    init,
    mornings,
    newsroom,
    operator,
    preview,
    readers,
    stories,
)
from briefing.cli.command import ConfigOption, JsonOption, NowOption
from briefing.cli.session import Session
from briefing.errors import BriefingError, ConfigError

app = typer.Typer(
    name="briefing",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="News feeds in, a short weekday-morning e-mail out, once to each subscriber.",
)


def _version(value: bool) -> None:
    if value:
        from importlib.metadata import version

        typer.echo(f"briefing {version('briefing')}")
        raise typer.Exit


@app.callback()
def common(
    context: typer.Context,
    config: ConfigOption = None,
    as_json: JsonOption = False,
    now: NowOption = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Read the options that every command shares; they may stand before or after the verb."""
    context.obj = Session(config=config or Path("config.toml"), as_json=as_json, now_text=now)


def main(arguments: list[str] | None = None) -> None:
    """Run a command. Exit code 0 done, 1 failed, 2 your input; never a traceback for those."""
    words = sys.argv[1:] if arguments is None else arguments
    try:
        app(words)
    except BriefingError as error:
        _tell(error, as_json="--json" in words)
        sys.exit(error.exit_code)
    except OSError as error:
        _tell(_of_system(error), as_json="--json" in words)
        sys.exit(1)
    except KeyboardInterrupt:
        typer.echo("Stopped.", err=True)
        sys.exit(1)


def _of_system(error: OSError) -> BriefingError:
    """Return what the system says of a file that a command wanted to read or write."""
    place = f"{error.filename}: " if error.filename else ""
    return BriefingError(
        f"{place}{(error.strerror or str(error)).lower()}.",
        hint="Name another place, or look at its rights and at the free space of its disk.",
    )


def _tell(error: BriefingError, *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps({"error": str(error), "hint": error.hint}, ensure_ascii=False))
        return
    if isinstance(error, ConfigError):
        mistakes = "1 mistake" if len(error.faults) == 1 else f"{len(error.faults)} mistakes"
        typer.echo(f"{mistakes} in the configuration; nothing was changed.", err=True)
        typer.echo(str(error), err=True)
        return
    typer.echo(f"Error: {error}", err=True)
    if error.hint:
        typer.echo(f"  {error.hint}", err=True)


for _name, _command in (
    ("init", init.init),
    ("check", checks.check),
    ("ingest", newsroom.ingest),
    ("make", newsroom.make),
    ("preview", preview.preview),
    ("approve", mornings.approve),
    ("hold", mornings.hold),
    ("skip", mornings.skip),
    ("correct", correct.correct),
    ("send", newsroom.send),
    ("pause", deliveries.pause),
    ("resume", deliveries.resume),
    ("cancel", deliveries.cancel),
    ("run", operator.run),
    ("web", operator.web),
    ("status", newsroom.status),
    ("calendar", mornings.calendar),
    ("editions", newsroom.editions),
    ("explain", stories.explain),
    ("demo", operator.demo),
    ("backtest", backtest.backtest),
):
    app.command(_name)(_command)
app.add_typer(feed_changes.app, name="feeds")
app.add_typer(choices.app, name="stories")
app.add_typer(readers.app, name="subscribers")
app.add_typer(deliveries.app, name="deliveries")
app.add_typer(bounces.app, name="bounces")
app.add_typer(deliveries.dkim_app, name="dkim")
