"""The commands that go on until they are stopped: run, web, demo."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.command import NowOption, common_options, opened
from briefing.cli.session import Session
from briefing.cli.stopping import stopping

if TYPE_CHECKING:
    from briefing.config import Settings
    from briefing.web.app import Following
    from briefing.web.server import Server

log = logging.getLogger("briefing")


@common_options
def run(
    session: Session,
) -> None:
    """Do it all at its hours, until stopped.

    Reads feeds all day, makes and sends each edition, serves the web pages.
    """
    from briefing.schedule import Scheduler, next_slot
    from briefing.store import only_one

    settings = session.settings
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("apscheduler").setLevel(logging.ERROR)  # a long look skips rings: meant so
    with session.store():
        pass  # an unusable database is told now, not at 05:45
    with only_one(settings.database, "run"), stopping() as stop:
        server, pages = _server(session)
        scheduler = Scheduler(
            settings, session.clock, config=session.config, on_settings=_follower(pages, settings)
        )
        scheduler.start()
        session.print(f"Serving http://{settings.web.host}:{server.port}")
        for newsletter in settings.newsletters:
            at = next_slot(session.clock(), newsletter).send_at.astimezone(newsletter.schedule.zone)
            session.print(f"{newsletter.name}: next on {at:%A %Y-%m-%d at %H:%M %Z}. Ctrl-C stops.")
        stop.wait()
        scheduler.stop()
        server.stop()


@common_options
def web(
    session: Session,
    host: Annotated[str | None, typer.Option("--host", help="Default: [web] host.")] = None,
    port: Annotated[
        int | None, typer.Option("--port", min=0, max=65535, help="Default: [web] port.")
    ] = None,
) -> None:
    """Serve only the web pages."""
    with session.store():
        pass  # an unusable database is told now, not to the first reader
    with stopping() as stop:
        server, _ = _server(session, host=host, port=port)
        session.print(
            f"Serving http://{host or session.settings.web.host}:{server.port}. Ctrl-C stops."
        )
        stop.wait()
        server.stop()


def _server(
    session: Session, *, host: str | None = None, port: int | None = None
) -> "tuple[Server, Following]":
    from briefing.store import open_store
    from briefing.web.app import Following
    from briefing.web.server import Server

    settings = session.settings
    pages = Following(settings, lambda: open_store(settings.database))
    server = Server(
        pages,
        host=host or settings.web.host,
        port=settings.web.port if port is None else port,
        trusted_proxies=settings.web.trusted_proxies,
    )
    server.start()
    return server, pages


def _follower(pages: "Following", begun: "Settings") -> "Callable[[Settings], None]":
    """Return what lets the pages follow an edit of config.toml, and says what they cannot."""

    def follow(settings: "Settings") -> None:
        pages.follow(settings)
        listening = {"host", "port", "trusted_proxies"}
        if settings.web.model_dump(include=listening) != begun.web.model_dump(include=listening):
            log.warning("config web.host, web.port and web.trusted_proxies count after a restart")

    return follow


def demo(
    context: typer.Context,
    serve: Annotated[
        bool, typer.Option("--serve", help="Keep the page open until Ctrl-C.")
    ] = False,
    folder: Annotated[Path, typer.Option("--folder", help="Where it lies.")] = Path("demo"),
    now: NowOption = None,
) -> None:
    """See a whole morning without internet.

    Fictional newspapers and a mail server on this machine: the brief is made and sent to three
    mailboxes. Run again, nothing is sent twice.
    """
    from rich.console import Console

    from briefing.demo.run import run_demo

    session = opened(context, config=folder / "config.toml", now=now)
    keep_open: Callable[[], None] | None = (lambda: _keep_open(session)) if serve else None
    raise typer.Exit(
        run_demo(folder, now=session.clock(), console=Console(highlight=False), serve=keep_open)
    )


def _keep_open(session: Session) -> None:
    with stopping() as stop:
        server, _ = _server(session)  # the port that the links of the mail name
        session.print(f"Open http://{session.settings.web.host}:{server.port}. Ctrl-C stops.")
        stop.wait()
        server.stop()
