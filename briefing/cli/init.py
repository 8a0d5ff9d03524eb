"""init: a config.toml that works as it is, and what will come of it when."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.command import common_options
from briefing.cli.report import say, span
from briefing.cli.session import Session
from briefing.errors import InputError

if TYPE_CHECKING:
    from briefing.config import Newsletter

TEMPLATES_README = """\
What stands here wins over the package's own templates. To change one, copy it from
{packaged}
to the same place below this folder, edit it, and look: briefing preview
docs/how-to/templates.md tells more.
"""
SHIPPED = {"fr": "config.toml", "en": "config-en.toml"}
_DAYS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")


@common_options
def init(
    session: Session,
    language: Annotated[str, typer.Option("--language", help='"fr" or "en".')] = "fr",
    timezone: Annotated[
        str, typer.Option("--timezone", help='Of your readers, like "Europe/Brussels".')
    ] = "",
) -> None:
    """Write a config.toml that works as it is, and a folder for your templates.

    Asks nothing. Tells what will arrive when, and what to do next.
    """
    path = session.config
    if path.exists():
        raise InputError(
            f"{path} is there already; nothing was changed.",
            hint="`briefing check` tells what is wrong with it; --config names another.",
        )
    text = _text(language, timezone)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        _make_templates(session.settings.templates)
    except OSError as error:
        raise InputError(
            f"{path.parent} cannot be written: {error.strerror}.",
            hint="Make it writable for this user, or name another place with --config.",
        ) from error
    _tell(session)


def _text(language: str, timezone: str) -> str:
    from zoneinfo import available_timezones

    from briefing.config.packaged import packaged

    if language not in SHIPPED:
        raise InputError(
            f"There is no newsletter in {language!r} to begin with.",
            hint=f"--language knows {' and '.join(SHIPPED)}.",
        )
    if timezone and timezone not in available_timezones():
        raise InputError(
            f"--timezone {timezone!r} is no time zone.",
            hint='Write an IANA name like "Europe/Paris".',
        )
    text = packaged(SHIPPED[language]).read_text(encoding="utf-8")
    if not timezone:
        return text
    text = re.sub(r'(?m)^timezone = ".*?"', f'timezone = "{timezone}"', text, count=1)
    return re.sub(r"\A(# .*) in (Paris|London)\b", rf"\1 in {timezone}", text)


def _make_templates(folder: Path) -> None:
    from briefing.config.packaged import packaged

    folder.mkdir(exist_ok=True)
    if not any(folder.iterdir()):
        text = TEMPLATES_README.format(packaged=packaged("templates"))
        (folder / "README.txt").write_text(text, encoding="utf-8")


def _tell(session: Session) -> None:
    from briefing.schedule import next_slot

    settings = session.settings
    newsletter = settings.newsletters[0]
    slot = next_slot(session.clock(), newsletter)
    feeds = settings.feeds_of(newsletter)
    session.result(
        {
            "config": str(session.config),
            "templates": str(settings.templates),
            "newsletter": newsletter.id,
            "feeds": len(feeds),
            "next": slot.send_at,
        }
    )
    at = slot.send_at.astimezone(newsletter.schedule.zone)
    made = slot.make_at.astimezone(newsletter.schedule.zone)
    outlets = len({feed.title for feed in feeds})
    coming = span((slot.send_at - session.clock()).total_seconds()) or "a moment"
    say(
        session,
        f"Wrote {session.config}: « {newsletter.name} » ({newsletter.language}).",
        mood="good",
    )
    say(
        session,
        f"It reads {len(feeds)} feeds of {outlets} outlets, and leaves {_habit(newsletter)}.",
    )
    say(session, f"Its first mail would leave on {at:%A %Y-%m-%d at %H:%M %Z}, in {coming};")
    say(session, f"it is made at {made:%H:%M}, so a look before that hour still changes it.")
    word = "briefing" if session.config == Path("config.toml") else f"briefing -c {session.config}"
    say(session, "Now: 1. put your own sender and address into [sender]")
    for number, step in enumerate(
        ("check", "preview", "subscribers add you@your.domain", "run"), 2
    ):
        say(session, f"     {number}. {word} {step}")


def _habit(newsletter: "Newsletter") -> str:
    """Return "on weekdays at 06:30"."""
    schedule = newsletter.schedule
    days = ", ".join(_DAYS[day] for day in sorted(schedule.days))
    named = {(0, 1, 2, 3, 4): "on weekdays", tuple(range(7)): "every day"}
    when = named.get(tuple(sorted(schedule.days)), f"on {days}")
    return f"{when} at {schedule.send_at:%H:%M} ({schedule.timezone})"
