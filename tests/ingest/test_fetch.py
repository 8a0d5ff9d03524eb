import asyncio
import gc
import gzip
import socket
import threading
import time
import weakref
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import sha256
from typing import Any

import brotli
import pytest
from aiohttp import web

from briefing.config.settings import Ingest
from briefing.errors import FetchError
from briefing.ingest.address import refusal
from briefing.ingest.explain import explain
from briefing.ingest.fetch import Fetched, HttpAnswers, HttpFetcher, NotModified, Outcome
from briefing.ingest.request import user_agent
from briefing.model import FeedState
from tests.builders import feed
from tests.ingest.newspaper import Site

BODY = b"<rss version='2.0'><channel><title>Gazette</title></channel></rss>"


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.close()


def options(**changes: Any) -> Ingest:
    return Ingest(**({"allow_private_networks": True, "timeout": "5s"} | changes))


def fetch_all(urls: Sequence[str], **changes: Any) -> dict[str, Outcome]:
    due = [(feed(f"f{n}", url=url), FeedState(feed_id=f"f{n}")) for n, url in enumerate(urls)]
    return {one.url: outcome for one, _, outcome in HttpFetcher(options(**changes)).fetch(due)}


def fetch(url: str, *, state: FeedState | None = None, **changes: Any) -> Outcome:
    due = [(feed(url=url), state or FeedState(feed_id="fr-gazette"))]
    ((_, _, outcome),) = HttpFetcher(options(**changes)).fetch(due)
    return outcome


def failure(url: str, **changes: Any) -> FetchError:
    outcome = fetch(url, **changes)
    assert isinstance(outcome, FetchError)
    assert outcome.hint
    return outcome


def redirect(to: str, status: int = 302) -> web.Response:
    return web.Response(status=status, headers={"Location": to})


def test_a_body_comes_with_what_to_ask_next_time(site: Site) -> None:
    headers = {"ETag": '"v1"', "Last-Modified": "Mon, 23 Nov 2026 04:00:00 GMT"}
    url = site.page("/rss", web.Response(body=BODY, content_type="text/xml", headers=headers))
    outcome = fetch(url, contact="https://brief.example/robot")
    assert isinstance(outcome, Fetched)
    assert (outcome.body, outcome.url) == (BODY, url)
    assert (outcome.etag, outcome.last_modified) == ('"v1"', "Mon, 23 Nov 2026 04:00:00 GMT")
    assert outcome.headers["content-type"] == "text/xml"
    sent = site.requests[0].headers
    assert sent["User-Agent"].startswith("Briefing/")
    assert sent["User-Agent"].endswith(" (+https://brief.example/robot)")
    assert "If-None-Match" not in sent
    assert "Cookie" not in sent


def test_a_user_agent_without_contact_has_no_bracket_and_no_line_ends() -> None:
    assert "(" not in user_agent("")
    assert "\n" not in user_agent("a\r\nX-Evil: 1")


def test_a_304_is_not_modified(site: Site) -> None:
    async def page(request: web.Request) -> web.Response:
        known = request.headers.get("If-None-Match") == '"v1"'
        since = request.headers.get("If-Modified-Since") == "Mon"
        return web.Response(status=304 if known and since else 200, body=BODY)

    state = FeedState(feed_id="fr-gazette", etag='"v1"', last_modified="Mon")
    assert fetch(site.page("/rss", page), state=state) == NotModified()


def test_the_same_bytes_are_not_modified(site: Site) -> None:
    state = FeedState(feed_id="fr-gazette", body_hash=sha256(BODY).hexdigest())
    assert fetch(site.page("/rss", web.Response(body=BODY)), state=state) == NotModified()


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(BODY)),
        ("x-gzip", gzip.compress(BODY[:20]) + gzip.compress(BODY[20:]) + b"\0\0"),
        ("deflate", zlib.compress(BODY)),
        ("deflate", zlib.compress(BODY)[2:-4]),
        ("gzip", BODY),
        ("br", brotli.compress(BODY)),
        ("br", BODY),
        ("identity", BODY),
    ],
)
def test_a_packed_body_is_unpacked(site: Site, encoding: str, packed: bytes) -> None:
    url = site.page("/rss", web.Response(body=packed, headers={"Content-Encoding": encoding}))
    outcome = fetch(url)
    assert isinstance(outcome, Fetched)
    assert outcome.body == BODY


@pytest.mark.parametrize(
    ("encoding", "packed", "words"),
    [
        ("gzip", gzip.compress(BODY)[:-12], "cut off"),
        ("gzip", gzip.compress(BODY)[:10] + b"\xff" * 50, "broken"),
        ("gzip", gzip.compress(b"") * 100, "too many"),
        ("br", brotli.compress(BODY)[:-9], "cut off"),
        ("br", b"\xff" * 50, "broken"),
        ("zstd", BODY, "did not ask"),
    ],
)
def test_a_body_that_cannot_be_unpacked_is_an_error(
    site: Site, encoding: str, packed: bytes, words: str
) -> None:
    url = site.page("/rss", web.Response(body=packed, headers={"Content-Encoding": encoding}))
    assert words in str(failure(url))


def test_a_bomb_and_a_body_over_the_limit_are_errors(site: Site) -> None:
    packed = {"Content-Encoding": "gzip"}
    deep = site.page("/deep", web.Response(body=gzip.compress(b"\0" * 50_000_000), headers=packed))
    large = site.page("/large", web.Response(body=b"x" * 1_000_001))
    exact = site.page("/exact", web.Response(body=b"x" * 1_000_000))
    assert "larger than 1 MB" in str(failure(deep, max_body=1_000_000))
    assert "max_body" in failure(large, max_body=1_000_000).hint
    assert isinstance(fetch(exact, max_body=1_000_000), Fetched)


def test_an_endless_body_is_cut_off(site: Site) -> None:
    async def endless(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        for _ in range(10_000):
            await response.write(b"x" * 10_000)
        return response

    assert "larger" in str(failure(site.page("/rss", endless), max_body=100_000))


def test_redirects_are_followed_to_where_the_body_is(site: Site) -> None:
    end = site.page("/end", web.Response(body=BODY))
    site.page("/two", redirect("end", 308))
    start = site.page("/one", redirect("/two#top", 301))
    outcome = fetch(start)
    assert isinstance(outcome, Fetched)
    assert outcome.url == end


def test_a_redirect_in_a_circle_ends(site: Site) -> None:
    site.page("/a", redirect("/b"))
    assert "circle" in str(failure(site.page("/b", redirect("/a"))))
    assert len(site.requests) == 2


def test_the_sixth_redirect_is_one_too_many(site: Site) -> None:
    for n in range(9):
        site.page(f"/{n}", redirect(f"/{n + 1}"))
    site.page("/9", web.Response(body=BODY))
    base = f"http://127.0.0.1:{site.port}"
    assert "more than 5" in str(failure(f"{base}/0"))
    assert "more than 5" in str(failure(f"{base}/3"))
    assert isinstance(fetch(f"{base}/4"), Fetched)


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://x.example/", "data:text/html,x"])
def test_a_redirect_to_anything_but_the_web_is_refused(site: Site, target: str) -> None:
    assert "no web address" in str(failure(site.page("/rss", redirect(target))))


@pytest.mark.parametrize("target", ["", "http://[::1", "http://x.example:99999/"])
def test_a_redirect_to_nowhere_is_an_error(site: Site, target: str) -> None:
    failure(site.page("/rss", redirect(target)))


@pytest.mark.parametrize("url", ["file:///etc/passwd", "http://", "http://[::1", "bonjour"])
def test_an_address_that_is_not_on_the_web_is_an_error(url: str) -> None:
    failure(url)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 429, 500, 503])
def test_a_refusal_names_status_and_remedy(site: Site, status: int) -> None:
    error = failure(site.page("/rss", web.Response(status=status)) + "?token=secret")
    assert error.status == status
    assert str(status) in str(error)
    assert "secret" not in str(error)
    assert error.retry_at is None


def test_the_server_may_say_when_to_come_back(site: Site) -> None:
    when = datetime(2030, 1, 1, tzinfo=UTC)
    at = format_datetime(when, usegmt=True)
    url = site.page("/at", web.Response(status=503, headers={"Retry-After": at}))
    assert failure(url).retry_at == when
    clock = {"Retry-After": "120", "Date": at}
    url = site.page("/in", web.Response(status=429, headers=clock))
    assert failure(url).retry_at == when + timedelta(seconds=120)
    url = site.page("/odd", web.Response(status=429, headers={"Retry-After": "soon"}))
    assert failure(url).retry_at is None
    url = site.page("/far", web.Response(status=429, headers={"Retry-After": "9" * 30}))
    assert failure(url).retry_at is None
    url = site.page("/other", web.Response(status=500, headers={"Retry-After": "120"}))
    assert failure(url).retry_at is None
    assert parsedate_to_datetime(at) == when


def test_a_header_is_kept_as_plain_ascii(site: Site) -> None:
    url = site.page("/rss", web.Response(body=BODY, headers={"ETag": '"é1"'}))
    outcome = fetch(url)
    assert isinstance(outcome, Fetched)
    assert outcome.etag.isascii()


def test_nobody_listening_is_an_error() -> None:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    assert "refused" in str(failure(f"http://127.0.0.1:{port}/rss"))


def test_a_slow_server_is_given_up(site: Site) -> None:
    async def slow(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        for _ in range(100):
            await response.write(b" ")
            await asyncio.sleep(0.1)
        return response

    begun = time.monotonic()
    assert "in time" in str(failure(site.page("/rss", slow), timeout="0.5s"))
    assert time.monotonic() - begun < 3


@pytest.mark.parametrize(
    ("spoken", "told"), [(b"220 mail.example ESMTP\r\n\r\n", "proper HTTP"), (b"", "broke off")]
)
def test_a_server_that_speaks_something_else_is_an_error(spoken: bytes, told: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            with suppress(OSError):
                while True:
                    peer, _ = server.accept()
                    with peer:
                        peer.recv(4096)
                        peer.sendall(spoken)

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        assert told in str(failure(f"http://127.0.0.1:{server.getsockname()[1]}/rss"))
        server.shutdown(socket.SHUT_RDWR)
        thread.join(5)


def test_a_body_that_breaks_off_is_an_error(site: Site) -> None:
    async def half(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": "100"})
        await response.prepare(request)
        await response.write(b"<rss>")
        assert request.transport is not None
        request.transport.abort()
        return response

    assert "broke off" in str(failure(site.page("/rss", half)))


def test_plain_text_on_the_tls_port_is_an_error(site: Site) -> None:
    url = site.page("/rss", web.Response(body=BODY)).replace("http:", "https:")
    assert "TLS" in str(failure(url)) or "safe" in str(failure(url))


def test_loopback_is_refused_by_default(site: Site) -> None:
    url = site.page("/rss", web.Response(body=BODY))
    for host in ("127.0.0.1", "localhost", "[::ffff:127.0.0.1]"):
        error = failure(url.replace("127.0.0.1", host), allow_private_networks=False)
        assert "private" in str(error)
        assert "allow_private_networks" in error.hint
    failure(url.replace("127.0.0.1", "2130706433"), allow_private_networks=False)
    failure(url.replace("127.0.0.1", "127.1"), allow_private_networks=False)
    assert site.requests == []


def test_loopback_is_refused_after_a_redirect_too(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first host is taken for a public one; the second is judged by its own address."""

    def only_the_first(address: str, port: int, *, allow_private_networks: bool) -> str | None:
        if port == site.port:
            return None
        return refusal(address, port, allow_private_networks=allow_private_networks)

    monkeypatch.setattr("briefing.ingest.request.refusal", only_the_first)
    other = Site()
    url = site.page("/rss", redirect(other.page("/secret", web.Response(body=b"secret"))))
    assert "private" in str(failure(url, allow_private_networks=False))
    assert (len(site.requests), len(other.requests)) == (1, 0)
    other.close()


def test_one_slow_and_one_broken_feed_delay_no_other(site: Site) -> None:
    async def slow(request: web.Request) -> web.StreamResponse:
        await asyncio.sleep(30)
        return web.Response()

    hung = site.page("/hung", slow)
    other = Site()
    urls = [hung, "http://[::1", *(other.page(f"/{n}", web.Response(body=BODY)) for n in range(20))]
    due = [(feed(f"f{n}", url=url), FeedState(feed_id=f"f{n}")) for n, url in enumerate(urls)]
    begun = time.monotonic()
    order = [
        (one.url, outcome) for one, _, outcome in HttpFetcher(options(timeout="2s")).fetch(due)
    ]
    assert order[-1][0] == hung
    assert isinstance(order[-1][1], FetchError)
    assert sum(isinstance(outcome, Fetched) for _, outcome in order) == 20
    assert time.monotonic() - begun < 6
    other.close()


def test_a_host_is_asked_for_a_few_feeds_at_a_time(site: Site) -> None:
    now, most = 0, 0

    async def counted(request: web.Request) -> web.StreamResponse:
        nonlocal now, most
        now += 1
        most = max(most, now)
        await asyncio.sleep(0.02)
        now -= 1
        return web.Response(body=BODY)

    urls = [site.page(f"/{n}", counted) for n in range(12)]
    outcomes = fetch_all(urls, per_host=3)
    assert all(isinstance(outcome, Fetched) for outcome in outcomes.values())
    assert most == 3


def test_waiting_for_a_turn_does_not_count_as_slowness(site: Site) -> None:
    async def steady(request: web.Request) -> web.StreamResponse:
        await asyncio.sleep(0.3)
        return web.Response(body=BODY)

    urls = [site.page(f"/{n}", steady) for n in range(6)]
    outcomes = fetch_all(urls, per_host=1, timeout="1.2s")
    assert all(isinstance(outcome, Fetched) for outcome in outcomes.values())


def test_a_slow_reader_holds_few_bodies_and_makes_nothing_time_out(site: Site) -> None:
    urls = [site.page(f"/{n}", web.Response(body=BODY)) for n in range(6)]
    due = [(feed(f"f{n}", url=url), FeedState(feed_id=f"f{n}")) for n, url in enumerate(urls)]
    got = []
    for _, _, outcome in HttpFetcher(options(concurrency=2, timeout="0.5s")).fetch(due):
        time.sleep(0.2)
        got.append(outcome)
        assert len(site.requests) <= len(got) + 2
    assert all(isinstance(outcome, Fetched) for outcome in got)


def test_closing_early_ends_the_rest(site: Site) -> None:
    async def slow(request: web.Request) -> web.StreamResponse:
        await asyncio.sleep(30)
        return web.Response()

    urls = [site.page("/rss", web.Response(body=BODY)), site.page("/slow", slow)]
    due = [(feed(f"f{n}", url=url), FeedState(feed_id=f"f{n}")) for n, url in enumerate(urls)]
    answers = HttpFetcher(options()).fetch(due)
    begun = time.monotonic()
    next(answers)
    answers.close()  # type: ignore[attr-defined]
    assert time.monotonic() - begun < 3
    assert not [thread for thread in threading.enumerate() if thread.name == "fetch"]


def test_nothing_due_is_nothing_to_do() -> None:
    assert list(HttpFetcher(options()).fetch([])) == []


def test_an_error_nobody_thought_of_still_becomes_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    error = explain(RuntimeError("odd"), "https://gazette.example/rss?token=secret")
    assert str(error) == "gazette.example: could not be fetched (odd)."
    assert explain(error, "") is error
    assert "host=gazette.example" in caplog.text
    assert "secret" not in caplog.text


def test_a_failure_keeps_no_body_alive(site: Site) -> None:
    error = failure(site.page("/rss", web.Response(body=b"x" * 2000)), max_body=1000)
    assert (error.__traceback__, error.__cause__, error.__context__) == (None, None, None)


def test_what_was_answered_is_held_nowhere_while_others_are_under_way(site: Site) -> None:
    over = threading.Event()

    async def hanging(request: web.Request) -> web.StreamResponse:
        while not over.is_set():
            await asyncio.sleep(0.01)
        return web.Response()

    late = site.page("/late", hanging)
    urls = [site.page(f"/{n}", web.Response(body=b"x" * 3_000)) for n in range(4)]
    due = [(feed(f"f{n}", url=url), FeedState(feed_id="f")) for n, url in enumerate([late, *urls])]
    answers = HttpFetcher(options(max_body=2_000, per_host=9, timeout="60s")).fetch(due)
    held = []
    for _ in urls:
        error = next(answers)[2]
        assert isinstance(error, FetchError)
        held.append(weakref.ref(error))
        del error  # else it is held by the name
    until = time.monotonic() + 5  # the thread that answered may still be at its last line
    while any(one() for one in held[:3]) and time.monotonic() < until:
        time.sleep(0.01)
        gc.collect()
    left = [one() for one in held[:3]]  # the loop keeps hold of the last until it does more
    over.set()
    assert isinstance(answers, HttpAnswers)
    answers.close()
    assert left == [None, None, None]
