"""Everything that a server can do wrong, from a real one on loopback."""

import asyncio
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from aiohttp.client_reqrep import ConnectionKey

from briefing.ingest import body as body_module
from briefing.ingest import fetch as fetch_module
from briefing.ingest.explain import explain
from briefing.ingest.fetch import HttpFetcher
from briefing.ingest.outcome import Fetched, NotModified
from briefing.ingest.reading import read
from briefing.model import FeedState
from tests.builders import NOW, feed
from tests.ingest.certificates import certificate
from tests.ingest.newspaper import Site
from tests.ingest.test_fetch import BODY, failure, fetch, options, redirect

Talk = Callable[[socket.socket], None]
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n"


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.close()


@contextmanager
def server(talk: Talk, *, tls: ssl.SSLContext | None = None) -> Iterator[str]:
    """Serve whatever `talk` says to each connection, and give the address."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve(peer: socket.socket) -> None:
            with suppress(OSError), peer:
                stream = tls.wrap_socket(peer, server_side=True) if tls else peer
                stream.recv(4096)
                talk(stream)

        def listen() -> None:
            with suppress(OSError):
                while True:
                    peer, _ = listening.accept()
                    threading.Thread(target=serve, args=(peer,), daemon=True).start()

        thread = threading.Thread(target=listen, daemon=True)
        thread.start()
        scheme = "https" if tls else "http"
        yield f"{scheme}://127.0.0.1:{listening.getsockname()[1]}/rss"
        listening.shutdown(socket.SHUT_RDWR)
        thread.join(5)


def forever(what: bytes, *, every_s: float = 0.0) -> Talk:
    def talk(peer: socket.socket) -> None:
        while True:
            peer.sendall(what)
            time.sleep(every_s)

    return talk


def test_interim_answers_without_end_are_an_error_at_once() -> None:
    with server(forever(b"HTTP/1.1 103 Early Hints\r\n\r\n" * 1000)) as url:
        begun = time.monotonic()
        assert "interim" in str(failure(url))
        assert time.monotonic() - begun < 3


def test_a_few_interim_answers_are_borne() -> None:
    hints = b"HTTP/1.1 103 Early Hints\r\n\r\n" * 3
    whole = hints + HEAD + b"Content-Length: %d\r\n\r\n" % len(BODY) + BODY
    with server(lambda peer: peer.sendall(whole)) as url:
        assert isinstance(fetch(url), Fetched)


@pytest.mark.parametrize("line", [b"X-A: 1\r\n" * 1000, b"x" * 10_000])
def test_headers_without_end_are_an_error(line: bytes) -> None:
    def talk(peer: socket.socket) -> None:
        peer.sendall(HEAD)
        forever(line)(peer)

    with server(talk) as url:
        assert "proper HTTP" in str(failure(url))


def test_headers_that_drip_are_given_up() -> None:
    with server(forever(b"H", every_s=0.05)) as url:
        failure(url, timeout="0.5s")


def test_a_body_that_drips_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(body_module, "_GRACE_S", 0.3)

    def talk(peer: socket.socket) -> None:
        peer.sendall(HEAD + b"\r\n")
        forever(b"<", every_s=0.02)(peer)

    with server(talk) as url:
        assert "bytes a second" in str(failure(url))


def test_a_body_that_stops_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(body_module, "_GRACE_S", 0.3)

    def talk(peer: socket.socket) -> None:
        peer.sendall(HEAD + b"\r\n" + b"<" * 5000)
        time.sleep(4)

    with server(talk) as url:
        begun = time.monotonic()
        assert "bytes a second" in str(failure(url))
        assert time.monotonic() - begun < 3


def test_a_body_shorter_than_announced_is_an_error() -> None:
    with server(lambda peer: peer.sendall(HEAD + b"Content-Length: 999\r\n\r\n" + BODY)) as url:
        assert "broke off" in str(failure(url))


def test_a_body_longer_than_announced_harms_nothing() -> None:
    whole = HEAD + b"Content-Length: %d\r\n\r\n" % len(BODY) + BODY + b"<more/>" * 9
    with server(lambda peer: peer.sendall(whole)) as url:
        outcome = fetch(url)
    if isinstance(outcome, Fetched):
        assert outcome.body == BODY
    else:
        assert "proper HTTP" in str(outcome), "what came after it came too soon"


@pytest.mark.parametrize("chunk", [b"zz\r\n", b"-5\r\n<rss>", b"5\r\n<rss"])
def test_broken_chunks_are_an_error(chunk: bytes) -> None:
    head = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
    with server(lambda peer: peer.sendall(head + chunk)) as url:
        failure(url)


@pytest.mark.parametrize(
    ("host", "days", "told"),
    [
        ("127.0.0.1", 30, "signed"),
        ("other.example", 30, "safe connection"),
        ("127.0.0.1", -3, "safe connection"),
    ],
)
def test_a_certificate_that_is_no_good_is_an_error(
    tmp_path: Path, host: str, days: int, told: str
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate(tmp_path, host=host, days=days))
    with server(lambda peer: peer.sendall(HEAD + b"\r\n" + BODY), tls=context) as url:
        assert told in str(failure(url))


@pytest.mark.parametrize(
    ("code", "told"),
    [(9, "not valid yet"), (10, "expired"), (18, "itself"), (62, "another host"), (99, "odd")],
)
def test_each_fault_of_a_certificate_has_its_words(code: int, told: str) -> None:
    fault = ssl.SSLCertVerificationError(1, "odd")
    fault.verify_code = code
    error = explain(aiohttp.ClientConnectorCertificateError(KEY, fault), "https://x.example/")
    assert told in str(error)
    assert error.hint


KEY = ConnectionKey("x.example", 443, True, True, None, None, None, None)


@pytest.mark.parametrize(
    ("code", "told"), [(socket.EAI_NONAME, "no such host"), (socket.EAI_AGAIN, "name server")]
)
def test_a_name_that_is_not_found_has_its_words(code: int, told: str) -> None:
    error = aiohttp.ClientConnectorDNSError(KEY, socket.gaierror(code, "x"))
    assert told in str(explain(error, "https://x.example/rss"))
    assert explain(error, "https://x.example/rss").hint


def test_a_bot_wall_is_told_from_a_refusal(site: Site) -> None:
    page = "<html><script src='/cdn-cgi/challenge-platform/x.js'></script></html>"
    answer = web.Response(status=403, text=page, headers={"cf-mitigated": "challenge"})
    wall = failure(site.page("/wall", answer))
    assert (wall.blocked, wall.status) == (True, 403)
    assert "Cloudflare" in str(wall)
    assert "ingest.contact" in wall.hint
    assert failure(site.page("/200", web.Response(text=page))).blocked
    assert not failure(site.page("/no", web.Response(status=403, text="<html>No</html>"))).blocked


def test_a_move_for_good_is_told_and_one_for_now_is_not(site: Site) -> None:
    end = site.page("/end", web.Response(body=BODY))
    site.page("/now", redirect("/end", 302))
    both = site.page("/both", redirect("/now", 301))
    chain = site.page("/chain", redirect("/good", 308))
    site.page("/good", redirect("/end", 301))

    def moved_to(url: str) -> str:
        outcome = fetch(url)
        assert isinstance(outcome, Fetched)
        return outcome.moved_to

    assert moved_to(end) == ""
    assert moved_to(end.replace("/end", "/now")) == ""
    assert moved_to(both) == end.replace("/end", "/now"), "as far as it is for good"
    assert moved_to(chain) == end


def test_a_move_is_told_of_what_is_not_modified_too(site: Site) -> None:
    end = site.page("/end", web.Response(status=304, headers={"Cache-Control": "max-age=60"}))
    outcome = fetch(site.page("/old", redirect("/end", 301)))
    assert isinstance(outcome, NotModified)
    assert outcome.moved_to == end
    assert outcome.headers["cache-control"] == "max-age=60"


def test_a_feed_that_moved_is_asked_at_its_new_address(site: Site) -> None:
    new = site.page("/new", web.Response(body=BODY))
    state = FeedState(feed_id="fr-gazette", address=new)
    assert isinstance(fetch(new.replace("/new", "/old"), state=state), Fetched)
    assert [request.path for request in site.requests] == ["/new"]


def test_a_connection_is_used_again(site: Site) -> None:
    ports = set()

    async def page(request: web.Request) -> web.Response:
        assert request.transport is not None
        ports.add(request.transport.get_extra_info("peername")[1])
        return web.Response(body=BODY)

    urls = [site.page(f"/{n}", page) for n in range(8)]
    due = [(feed(f"f{n}", url=url), FeedState(feed_id=f"f{n}")) for n, url in enumerate(urls)]
    assert len(list(HttpFetcher(options(per_host=2)).fetch(due))) == 8
    assert len(ports) == 2


def test_many_hanging_servers_delay_the_others_by_a_moment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Twice as many hang as there are slots; each may hang for the whole timeout."""
    monkeypatch.setattr(fetch_module, "BRISK_S", 0.3)

    async def hang(request: web.Request) -> web.StreamResponse:
        await asyncio.sleep(30)
        return web.Response()

    site = Site(*(f"127.0.{n}.9" for n in range(80)))
    site.page("/hang", hang)
    site.page("/rss", web.Response(body=BODY))
    paths = ["hang"] * 20 + ["rss"] * 40 + ["hang"] * 20
    due = [
        (
            feed(f"f{n}", url=f"http://127.0.{n}.9:{site.port}/{path}"),
            FeedState(feed_id=f"f{n}"),
        )
        for n, path in enumerate(paths)
    ]
    begun = time.monotonic()
    seen: list[float] = []
    answers = HttpFetcher(options(concurrency=20, timeout="3s")).fetch(due)
    for batch in read(answers, now=NOW):
        seen += [time.monotonic() - begun for one in batch if one.feed.url.endswith("/rss")]
    site.close()
    assert len(seen) == 40
    assert max(seen) < 2
