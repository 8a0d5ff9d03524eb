"""The commands that go on until they are stopped: run, web, demo."""

import logging
import signal
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.session import ConfigOption, JsonOption, NowOption, Session, merge

if TYPE_CHECKING:
    from briefing.web.server import Server


def run(
    context: typer.Context,
    config: ConfigOption = None,
    as_json: JsonOption = False,
    now: NowOption = None,
) -> None:
    """Do it all at its hours, until stopped.

    Reads feeds all day, makes and sends each edition, serves the web pages.
    """
    from briefing.schedule import Scheduler, next_slot
    from briefing.store import only_one

    session = merge(context, config, as_json, now)
    settings = session.settings
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    with session.store():
        pass  # an unusable database is told now, not at 05:45
    with only_one(settings.database, "run"):
        server = _server(session)
        scheduler = Scheduler(settings, session.clock, config=session.config)
        scheduler.start()
        session.print(f"Serving http://{settings.web.host}:{server.port}")
        for letter in settings.newsletters:
            at = next_slot(session.clock(), letter).send_at.astimezone(letter.schedule.zone)
            session.print(f"{letter.name}: next on {at:%A %Y-%m-%d at %H:%M %Z}. Ctrl-C stops.")
        _wait_for_stop()
        scheduler.stop()
        server.stop()


def web(
    context: typer.Context,
    host: Annotated[str | None, typer.Option("--host", help="Default: [web] host.")] = None,
    port: Annotated[int | None, typer.Option("--port", help="Default: [web] port.")] = None,
    config: ConfigOption = None,
    as_json: JsonOption = False,
    now: NowOption = None,
) -> None:
    """Serve only the web pages."""
    session = merge(context, config, as_json, now)
    server = _server(session, host=host, port=port)
    session.print(
        f"Serving http://{host or session.settings.web.host}:{server.port}. Ctrl-C stops."
    )
    _wait_for_stop()
    server.stop()


def _server(session: Session, *, host: str | None = None, port: int | None = None) -> "Server":
    from briefing.store import open_store
    from briefing.web.app import build_app
    from briefing.web.server import Server

    settings = session.settings
    application = build_app(settings, lambda: open_store(settings.database))
    server = Server(
        application,
        host=host or settings.web.host,
        port=settings.web.port if port is None else port,
    )
    server.start()
    return server


def _wait_for_stop() -> None:
    """Return at SIGTERM or Ctrl-C; APScheduler and uvicorn's thread see neither."""
    stop = threading.Event()
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, lambda *_: stop.set())
    stop.wait()


def demo(
    context: typer.Context,
    serve: Annotated[
        bool, typer.Option("--serve", help="Keep the page open until Ctrl-C.")
    ] = False,
    folder: Annotated[Path, typer.Option("--folder", help="Where it lies.")] = Path("demo"),
    as_json: JsonOption = False,
    now: NowOption = None,
) -> None:
    """See a whole morning without internet.

    Fictional newspapers and a mail server on this machine: the brief is made and sent to three
    mailboxes. Run again, nothing is sent twice.
    """
    from briefing.demo.run import run_demo

    session = merge(context, folder / "config.toml", as_json, now)
    keep_open: Callable[[], None] | None = (lambda: _keep_open(session)) if serve else None
    raise typer.Exit(
        run_demo(folder, now=session.clock(), console=session.console, serve=keep_open)
    )


def _keep_open(session: Session) -> None:
    server = _server(session)  # the port that the links of the mail name
    session.print(f"Open http://{session.settings.web.host}:{server.port}. Ctrl-C stops.")
    _wait_for_stop()
    server.stop()
