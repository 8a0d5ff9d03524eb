"""The demo's servers, asked over real sockets on loopback."""

import smtplib
import socket
from collections.abc import Iterator
from datetime import date
from email import message_from_bytes
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from time import monotonic
from urllib.parse import urlsplit

import pytest

from briefing.demo import servers
from briefing.demo.servers import answers, mail_server, web_server

DAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    with web_server(DAY) as address:
        yield address


def get(base: str, path: str, **headers: str) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection(urlsplit(base).netloc, timeout=5)
    try:
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request("GET", path, headers=names)
        response = connection.getresponse()
        return response, response.read()
    finally:
        connection.close()


def test_a_feed_is_served_with_its_type_and_validators(base: str) -> None:
    response, body = get(base, "/negoce/rss.xml")
    assert response.status == 200
    assert response.headers["Content-Type"] == "application/rss+xml; charset=utf-8"
    assert response.headers["ETag"].startswith('"')
    assert response.headers["Last-Modified"] == "Mon, 23 Nov 2026 05:30:00 GMT"
    assert b"<rss" in body


def test_an_unchanged_feed_is_a_304_without_a_body(base: str) -> None:
    first, _ = get(base, "/negoce/rss.xml")
    again, body = get(base, "/negoce/rss.xml", If_None_Match=first.headers["ETag"])
    assert (again.status, body) == (304, b"")
    since, _ = get(base, "/negoce/rss.xml", If_Modified_Since=first.headers["Last-Modified"])
    assert since.status == 304


def test_another_etag_gets_the_feed(base: str) -> None:
    response, _ = get(base, "/negoce/rss.xml", If_None_Match='"old"')
    assert response.status == 200


def test_the_stubborn_feed_says_unchanged_to_whoever_comes_back(base: str) -> None:
    first, _ = get(base, "/leman/rss.xml")
    assert (first.status, first.headers["ETag"]) == (200, None)
    again, _ = get(base, "/leman/rss.xml", If_Modified_Since="Thu, 01 Jan 2026 00:00:00 GMT")
    assert again.status == 304


def test_a_moved_feed_says_where_it_is(base: str) -> None:
    response, _ = get(base, "/planisphere/rss.xml")
    assert (response.status, response.headers["Location"]) == (301, "/planisphere/feed.xml")
    there, body = get(base, "/planisphere/feed.xml")
    assert there.status == 200
    assert b"<rss" in body


def test_the_broken_feed_and_an_unknown_page_say_so(base: str) -> None:
    assert get(base, f"/{servers.BROKEN}/rss.xml")[0].status == 500
    assert get(base, "/nowhere")[0].status == 404


def test_every_article_has_a_page(base: str) -> None:
    pages = [path for path in answers(DAY, base=base) if not path.endswith(".xml")]
    assert len(pages) >= 130
    response, body = get(base, pages[0] + "?utm_source=mail")
    assert response.status == 200
    assert b"<article>" in body


def test_the_slow_feed_answers_late(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(servers, "SLOW_S", 0.3)
    with web_server(DAY) as base:
        started = monotonic()
        response, _ = get(base, f"/{servers.SLOW}/rss.xml")
        assert response.status == 503
        assert monotonic() - started >= 0.3


def test_closing_does_not_wait_for_the_slow_feed() -> None:
    started = monotonic()
    with (
        web_server(DAY) as base,
        socket.create_connection(("127.0.0.1", urlsplit(base).port or 0)) as client,
    ):
        client.sendall(f"GET /{servers.SLOW}/rss.xml HTTP/1.0\r\n\r\n".encode())
    assert monotonic() - started < 5


def test_the_port_of_the_last_time_is_used_again_when_free() -> None:
    with web_server(DAY) as first:
        port = urlsplit(first).port or 0
        with web_server(DAY, port=port) as elsewhere:
            assert elsewhere != first
    with web_server(DAY, port=port) as again:
        assert again == first


def test_each_recipient_gets_an_eml_file(tmp_path: Path) -> None:
    message = b"Subject: Bonjour\r\nFrom: a@brief.example\r\n\r\n.point\r\n"
    with mail_server(tmp_path / "mail") as port, smtplib.SMTP("127.0.0.1", port) as client:
        client.sendmail("a@brief.example", ["Lea@x.example", "o'k/../m@y.example"], message)
    names = sorted(path.name for path in (tmp_path / "mail").iterdir())
    assert names == ["0001-lea-x.example.eml", "0002-o-k-..-m-y.example.eml"]
    kept = (tmp_path / "mail" / names[0]).read_bytes()
    assert kept == message
    assert message_from_bytes(kept)["Subject"] == "Bonjour"


def test_numbers_go_on_after_those_of_the_last_run(tmp_path: Path) -> None:
    for _ in range(2):
        with mail_server(tmp_path) as port, smtplib.SMTP("127.0.0.1", port) as client:
            client.sendmail("a@brief.example", ["lea@x.example"], b"Subject: x\r\n\r\nx\r\n")
    assert sorted(path.name[:4] for path in tmp_path.iterdir()) == ["0001", "0002"]
