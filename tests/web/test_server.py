import logging
import os
import signal
import socket
import threading
import time
import urllib.error
import urllib.request
from functools import partial

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from briefing.config.pages import Web
from briefing.config.settings import Settings
from briefing.errors import BriefingError
from briefing.store import open_store
from briefing.web.app import build_app
from briefing.web.server import Server, serve
from tests.web.house import add_reader, readers


@pytest.fixture
def app(house: Settings) -> ASGIApp:
    return build_app(house, partial(open_store, house.database))


def fetch(port: int, path: str, data: bytes | None = None) -> tuple[int, str]:
    url = f"http://127.0.0.1:{port}{path}"
    with urllib.request.urlopen(urllib.request.Request(url, data), timeout=5) as answer:
        return answer.status, answer.read().decode()


def test_one_click_works_over_a_real_connection(
    app: ASGIApp,
    house: Settings,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    token = add_reader(house)
    with caplog.at_level(logging.DEBUG), Server(app, port=0) as server:
        assert server.port > 0
        assert fetch(server.port, "/health") == (200, "ok")
        assert fetch(server.port, f"/unsubscribe/{token}")[0] == 200
        assert readers(house) == 1
        assert fetch(server.port, f"/unsubscribe/{token}", b"List-Unsubscribe=One-Click")[0] == 200
    assert readers(house) == 0
    # Tokens are never in a log, at no level.
    assert token not in caplog.text + "".join(capfd.readouterr())


def test_a_large_body_is_refused_over_a_real_connection(app: ASGIApp, house: Settings) -> None:
    token = add_reader(house)
    with Server(app, port=0) as server, socket.create_connection(("127.0.0.1", server.port)) as raw:
        head = f"POST /unsubscribe/{token} HTTP/1.1\r\nHost: x\r\nContent-Length: 999999\r\n\r\n"
        raw.sendall(head.encode())
        assert b" 413 " in raw.recv(1000)
    assert readers(house) == 1


def test_a_port_in_use_is_told_with_what_to_do(app: ASGIApp) -> None:
    with Server(app, port=0) as server, pytest.raises(BriefingError) as caught:
        Server(app, port=server.port).start()
    assert "address already in use" in str(caught.value)
    assert "web.port" in caught.value.hint


def test_a_host_that_is_not_ours_is_told(app: ASGIApp) -> None:
    for host in ("no such host", "192.0.2.1"):
        with pytest.raises(BriefingError) as caught:
            Server(app, host=host, port=0).start()
        assert caught.value.hint


def test_stopping_closes_the_port_and_can_be_said_twice(app: ASGIApp) -> None:
    server = Server(app, port=0)
    server.stop()
    server = Server(app, port=0)
    server.start()
    server.stop()
    server.stop()
    with pytest.raises(urllib.error.URLError):
        fetch(server.port, "/health")
    assert not [one for one in threading.enumerate() if one.name == "web"]


def test_serve_returns_when_told_to_stop(app: ASGIApp) -> None:
    stop = threading.Event()
    thread = threading.Thread(target=serve, args=(app,), kwargs={"port": 0, "stop": stop})
    thread.start()
    stop.set()
    thread.join(10)
    assert not thread.is_alive()


def test_serve_ends_on_a_signal_and_leaves_the_old_handlers(app: ASGIApp) -> None:
    before = signal.getsignal(signal.SIGTERM)

    def when_ready() -> None:
        while signal.getsignal(signal.SIGTERM) is before:
            time.sleep(0.01)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=when_ready).start()
    serve(app, port=0)
    assert signal.getsignal(signal.SIGTERM) is before


def _client_seen_by(trusted: tuple[str, ...]) -> str:
    async def who(scope: Scope, receive: Receive, send: Send) -> None:
        body = str(scope["client"][0])
        await PlainTextResponse(body)(scope, receive, send)

    with Server(who, port=0, trusted_proxies=trusted) as server:
        request = urllib.request.Request(f"http://127.0.0.1:{server.port}/")
        request.add_header("X-Forwarded-For", "203.0.113.9")
        with urllib.request.urlopen(request, timeout=5) as answer:
            return str(answer.read().decode())


def test_a_forwarded_address_is_believed_of_trusted_proxies_alone() -> None:
    assert _client_seen_by(()) == "127.0.0.1"
    assert _client_seen_by(("10.0.0.0/8",)) == "127.0.0.1"
    assert _client_seen_by(("127.0.0.1",)) == "203.0.113.9"


def test_pages_are_served_on_this_machine_alone_by_default() -> None:
    assert Web().host == "127.0.0.1"
