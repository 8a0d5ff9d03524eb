"""An application → a listening web server, in a thread or until told to stop. Does I/O."""

import contextlib
import os
import signal
import socket
import threading
from collections.abc import Iterator, Sequence
from types import FrameType
from typing import Self

import uvicorn
from starlette.types import ASGIApp

from briefing.errors import BriefingError

START_S = 10.0
MOST_AT_ONCE = 1_000  # connections; more are answered 503 at once
KEEP_ALIVE_S = 10
MAX_HEADERS = 16_384  # bytes
GRACE_S = 5  # whole seconds; how long a request under way may take when we stop


class Server:
    """One web server in a thread of its own; `port` is the real one once it started."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        host: str = "127.0.0.1",
        port: int = 8080,
        trusted_proxies: Sequence[str] = (),
    ) -> None:
        self.host = host
        self.port = port
        config = uvicorn.Config(
            app,
            lifespan="off",
            access_log=False,  # addresses hold tokens, and tokens never stand in a log
            log_config=None,
            log_level="warning",
            server_header=False,
            # Uvicorn would believe X-Forwarded-For of anybody on this machine.
            proxy_headers=bool(trusted_proxies),
            forwarded_allow_ips=list(trusted_proxies),
            limit_concurrency=MOST_AT_ONCE,
            timeout_keep_alive=KEEP_ALIVE_S,
            h11_max_incomplete_event_size=MAX_HEADERS,
            timeout_graceful_shutdown=GRACE_S,
        )
        self._server = uvicorn.Server(config)
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Listen, and return when pages are served. Raises BriefingError if it cannot."""
        listener = _listener(self.host, self.port)
        self.port = listener.getsockname()[1]
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [listener]}, name="web", daemon=True
        )
        self._thread.start()
        waiting = threading.Event()
        for _ in range(int(START_S / 0.01)):
            if self._server.started:
                return
            if not self._thread.is_alive():
                break
            waiting.wait(0.01)
        self.stop()
        raise BriefingError("The web server did not start.", hint="Its log says why.")

    def stop(self) -> None:
        """Finish what is being served, then close. Harmless when it is not running."""
        self._server.should_exit = True
        if self._thread is not None:
            self._thread.join(GRACE_S + START_S)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


def serve(
    app: ASGIApp,
    *,
    host: str = "127.0.0.1",
    port: int = 8080,
    stop: threading.Event | None = None,
) -> None:
    """Serve until `stop` is set, or until SIGINT or SIGTERM when this is the main thread."""
    stop = stop or threading.Event()
    with _stopped_by_signals(stop), Server(app, host=host, port=port):
        stop.wait()


def _listener(host: str, port: int) -> socket.socket:
    """Bind here and not in the thread, so that who starts the server learns what is wrong."""
    try:
        family, *_, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, socket.SOCK_STREAM)
    except OSError as error:
        raise _cannot_listen(host, port, error) from error
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
    except OSError as error:
        listener.close()
        raise _cannot_listen(host, port, error) from error
    return listener


def _cannot_listen(host: str, port: int, error: OSError) -> BriefingError:
    if isinstance(error, socket.gaierror):
        return BriefingError(
            f"The web pages have no place: {host} is no address of this machine.",
            hint='`web.host` in config.toml names it; "127.0.0.1" is always one.',
        )
    return BriefingError(
        f"The web pages cannot listen on {host}:{port}: {os.strerror(error.errno or 0).lower()}.",
        hint="Is Briefing, or another program, running there? Take another `web.port`; 0 = any"
        " free one.",
    )


@contextlib.contextmanager
def _stopped_by_signals(stop: threading.Event) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def on_signal(number: int, frame: FrameType | None) -> None:
        stop.set()

    before = {one: signal.signal(one, on_signal) for one in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
