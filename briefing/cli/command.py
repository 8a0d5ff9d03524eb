"""The options that commands share, and a decorator: a command names `session`, `newsletter` or
`day` among its parameters and is given them."""

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from briefing.cli.session import Session

ConfigOption = Annotated[
    Path | None, typer.Option("--config", "-c", help="The configuration. Default: config.toml.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
NowOption = Annotated[
    str | None,
    typer.Option("--now", metavar="WHEN", help='Act as if it were then: "2026-11-23 06:30".'),
]
NewsletterOption = Annotated[
    str | None, typer.Option("--newsletter", help="Its id. Default: the first.")
]
DayOption = Annotated[
    str | None, typer.Option("--day", metavar="DAY", help="The edition's day: 2026-11-23.")
]

# What a command may name → the option that stands for it, and that option's default.
_OPTIONS: dict[str, tuple[tuple[str, Any, Any], ...]] = {
    "day": (("day_text", DayOption, None),),
    "newsletter": (("newsletter_id", NewsletterOption, None),),
    "session": (
        ("config", ConfigOption, None),
        ("as_json", JsonOption, False),
        ("now", NowOption, None),
    ),
}


def common_options(function: Callable[..., None]) -> Callable[..., None]:
    """Give a command what it names, from options that need not stand in each command.

    `session` comes from --config, --json and --now (before or after the verb), `newsletter` from
    --newsletter (else the first), `day`, which needs the newsletter, from --day (else the morning
    under way or the next). Its other parameters are its own, and read by typer as ever.
    """
    own = inspect.signature(function).parameters
    shared = [name for name in _OPTIONS if name in own]

    def command(context: typer.Context, **typed: Any) -> None:
        session = opened(
            context, config=typed.pop("config"), as_json=typed.pop("as_json"), now=typed.pop("now")
        )
        given: dict[str, Any] = {"session": session}
        if "newsletter" in shared:
            given["newsletter"] = session.newsletter(typed.pop("newsletter_id"))
        if "day" in shared:
            given["day"] = session.day(typed.pop("day_text"), given["newsletter"])
        function(**given, **typed)

    # Set by hand: functools.wraps would have typer read the annotations of `function`, among them
    # names that are imported for the type checker alone.
    command.__name__, command.__doc__ = function.__name__, function.__doc__
    command.__signature__ = _signature(own, shared)  # type: ignore[attr-defined]
    return command


def opened(
    context: typer.Context,
    *,
    config: Path | None = None,
    as_json: bool = False,
    now: str | None = None,
) -> Session:
    """Return the session: options after the verb win over those before it."""
    before: Session = context.obj or Session()
    return Session(
        config=config or before.config,
        as_json=as_json or before.as_json,
        now_text=now or before.now_text,
    )


def _signature(own: Any, shared: list[str]) -> inspect.Signature:
    """Return what typer is to read: its own parameters as options and arguments, then the others.

    All can be given by name only, for a required one may stand after one with a default.
    """
    one = inspect.Parameter
    context = one("context", one.POSITIONAL_OR_KEYWORD, annotation=typer.Context)
    return inspect.Signature(
        [
            context,
            *(
                each.replace(kind=one.KEYWORD_ONLY)
                for name, each in own.items()
                if name not in shared
            ),
            *(
                one(name, one.KEYWORD_ONLY, default=default, annotation=annotation)
                for word in shared
                for name, annotation, default in _OPTIONS[word]
            ),
        ]
    )
