"""The demo's world on loopback: newspapers → a web server; SMTP conversations → .eml files."""

import re
import select
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date
from email.utils import format_datetime
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import monotonic
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from briefing.demo.feeds import CONTENT_TYPES, feed_bytes, page_bytes
from briefing.demo.newspapers import Newspaper, morning, newspapers, worded
from briefing.demo.rates import PATH as RATES
from briefing.demo.rates import rates_bytes

HOST = "127.0.0.1"
BROKEN = "radio-chenal"
SLOW = "tortue"
SLOW_S = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A body with its validators. `stubborn` servers say 304 to whoever asks conditionally."""

    body: bytes
    content_type: str
    etag: str = ""
    last_modified: str = ""
    stubborn: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """Answers 500."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slow:
    """Answers 503 after `seconds`, unless the client goes before."""

    seconds: float


Answer = Page | Moved | Broken | Slow


def answers(day: date, *, base: str) -> dict[str, Answer]:
    """Return what each path gives on the morning of `day`."""
    site: dict[str, Answer] = {
        f"/{BROKEN}/rss.xml": Broken(),
        f"/{SLOW}/rss.xml": Slow(seconds=SLOW_S),
        RATES: Page(body=rates_bytes(day), content_type="text/xml"),
    }
    for paper in (worded(one, day) for one in newspapers()):
        feed = _feed_page(paper, day, base=base)
        address = f"/{paper.id}/rss.xml"
        if paper.server == "moved":
            site[address] = Moved(to=f"/{paper.id}/feed.xml")
            address = f"/{paper.id}/feed.xml"
        site[address] = feed
        for entry in paper.items:
            page = Page(body=page_bytes(paper, entry), content_type="text/html; charset=utf-8")
            site[f"/{paper.id}{entry.path}"] = page
    return site


def _feed_page(paper: Newspaper, day: date, *, base: str) -> Page:
    body = feed_bytes(paper, day, base=base)
    stubborn = paper.server == "unchanged"
    return Page(
        body=body,
        content_type=f"{CONTENT_TYPES[paper.format]}; charset={paper.encoding}",
        etag="" if stubborn else f'"{sha256(body).hexdigest()[:16]}"',
        last_modified=format_datetime(morning(day).astimezone(UTC), usegmt=True),
        stubborn=stubborn,
    )


# --- the web server --------------------------------------------------------------------------


class _WebServer(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 50  # every feed of the demo is asked at the same moment

    def __init__(self, port: int) -> None:
        super().__init__((HOST, port), _Handler)
        self.answers: Mapping[str, Answer] = {}
        self.closing = threading.Event()

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a client that goes away in the middle is no news."""


class _Handler(BaseHTTPRequestHandler):
    server: _WebServer
    server_version = "Kiosque"

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the report tells what came of each feed."""

    def do_GET(self) -> None:
        answer = self.server.answers.get(self.path.partition("?")[0])
        match answer:
            case Page():
                self._page(answer)
            case Moved(to=address):
                self._answer(301, {"Location": address})
            case Broken():
                self._answer(500, {}, b"Internal Server Error")
            case Slow(seconds=seconds):
                if not self._client_left(within_s=seconds):
                    self._answer(503, {}, b"Still thinking")
            case None:
                self._answer(404, {}, b"Not Found")

    def _page(self, page: Page) -> None:
        validators = {"ETag": page.etag, "Last-Modified": page.last_modified}
        headers = {name: value for name, value in validators.items() if value}
        if self._unchanged(page):
            self._answer(304, headers)
        else:
            self._answer(200, headers | {"Content-Type": page.content_type}, page.body)

    def _unchanged(self, page: Page) -> bool:
        tag = self.headers.get("If-None-Match")
        since = self.headers.get("If-Modified-Since")
        if page.stubborn:
            return bool(tag or since)
        if tag is not None:
            return bool(page.etag) and page.etag in tag
        return bool(page.last_modified) and since == page.last_modified

    def _client_left(self, *, within_s: float) -> bool:
        """Wait, but not for a client that hung up, nor when the server closes."""
        deadline = monotonic() + within_s
        while monotonic() < deadline and not self.server.closing.is_set():
            readable, _, _ = select.select([self.connection], [], [], 0.1)
            if readable and not self.connection.recv(1, socket.MSG_PEEK):
                return True
            self.server.closing.wait(0.1 if readable else 0)
        return self.server.closing.is_set()

    def _answer(self, status: int, headers: Mapping[str, str], body: bytes = b"") -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def web_server(day: date, *, port: int = 0) -> Iterator[str]:
    """Serve every newspaper as of the morning of `day`; give the base address, without a slash.

    Tries `port` first, so that a second demo finds its feeds where they were; else any free one.
    """
    try:
        server = _WebServer(port)
    except OSError:
        server = _WebServer(0)
    base = f"http://{HOST}:{server.server_port}"
    server.answers = answers(day, base=base)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield base
    finally:
        server.closing.set()
        server.shutdown()
        thread.join()
        server.server_close()


# --- the mail server -------------------------------------------------------------------------


class _Postman:
    """Puts each message into the folder: « 0001-lea-brief.example.eml »."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._number = len(list(folder.glob("*.eml")))

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        for recipient in envelope.rcpt_tos:
            self._number += 1
            name = re.sub(r"[^a-z0-9._]+", "-", recipient.lower()).strip("-.")
            path = self._folder / f"{self._number:04}-{name}.eml"
            path.write_bytes(envelope.original_content or b"")
        return f"250 2.0.0 Kept as number {self._number}"


class _Loopback(Controller):
    """aiosmtpd cannot start on port 0: it is given a socket that is bound already."""

    def __init__(self, handler: _Postman) -> None:
        self._bound = socket.create_server((HOST, 0))
        port = self._bound.getsockname()[1]
        super().__init__(handler, hostname=HOST, port=port)

    def _create_server(self) -> Any:
        return self.loop.create_server(self._factory_invoker, sock=self._bound)


@contextmanager
def mail_server(folder: Path) -> Iterator[int]:
    """Take mail for anybody and store it in `folder`; give the port on 127.0.0.1."""
    controller = _Loopback(_Postman(folder))
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()
