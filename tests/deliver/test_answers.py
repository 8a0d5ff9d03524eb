"""What a server says is believed only where it can be about what it is said of."""

import socket
import threading
from contextlib import suppress
from typing import Any

import pytest

from briefing.deliver.transport import Envelope, Receipt
from briefing.errors import BriefingError
from tests.deliver.peer import GO_ON, Peer, serving
from tests.deliver.scripted import scripted
from tests.deliver.test_smtp import (
    AMBIGUOUS,
    DEFERRED,
    FAILED,
    PIPELINING,
    SENT,
    envelope,
    states,
    transport,
)

PATIENCE_S = 30


def told(port: int, *envelopes: Envelope, **options: Any) -> list[Receipt]:
    """Deliver in a thread, so that a hang fails the test."""
    got: list[Receipt] = []

    def work() -> None:
        with suppress(BriefingError):
            got.extend(transport(port, **options).deliver(iter(envelopes)))

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(PATIENCE_S)
    assert not thread.is_alive(), "the sender hangs"
    return got


@pytest.mark.parametrize("code", ["250", "150", "300", "777"])
@pytest.mark.parametrize("hello", [{}, PIPELINING], ids=["", "pipelining"])
def test_what_asks_for_no_message_after_data_sends_none(hello: dict[str, str], code: str) -> None:
    with scripted(hello | {"DATA": f"{code} Ok"}) as server:
        receipts = told(server.port, envelope(1))
        assert server.messages == []
    assert [(one.state, one.response) for one in receipts] == [
        (DEFERRED, "the answer of the server is not SMTP")
    ]


@pytest.mark.parametrize("hello", [{}, PIPELINING], ids=["", "pipelining"])
def test_what_asks_for_a_message_too_early_gets_none(hello: dict[str, str]) -> None:
    with scripted(hello | {"RCPT": "154 hm"}) as server:
        receipts = told(server.port, envelope(1))
        assert server.messages == []
    assert states(receipts) == [(1, DEFERRED)]


def test_one_answer_too_many_marks_nobody_as_sent_who_got_nothing() -> None:
    got: list[bytes] = []

    def talk(peer: Peer, number: int) -> None:
        peer.hello()
        more = b"250 once more\r\n" if number == 0 else b""
        while True:
            peer.until(b"DATA")
            peer.say(GO_ON)
            got.append(peer.body())
            peer.say(b"250 ok\r\n" + more)
            more = b""

    with serving(talk) as port:
        receipts = told(port, *map(envelope, range(1, 6)), timeout_s=5)
    sent = [one for one in receipts if one.state is SENT]
    assert 1 <= len(sent) <= len([one for one in got if one])


def test_a_250_before_the_dot_left_is_not_sent() -> None:
    over = threading.Event()

    def talk(peer: Peer, number: int) -> None:
        peer.hello(b"250 x\r\n")
        peer.until(b"MAIL")
        peer.say(b"250 a\r\n")
        peer.until(b"RCPT")
        peer.say(b"250 b\r\n")
        peer.until(b"DATA")
        peer.say(b"354 c\r\n250 queued\r\n")
        over.wait(PATIENCE_S)  # and it never reads on

    with serving(talk, rcvbuf=8192) as port:
        receipts = told(port, envelope(1, message=b"x" * 70 + b"\r\n" + b"y\r\n" * 4_000_000))
        over.set()
    assert states(receipts) == [(1, DEFERRED)]


def test_a_refusal_half_way_by_a_server_that_stops_reading_ends_the_connection(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made, over = socket.create_connection, threading.Event()

    def small(*given: Any, **named: Any) -> socket.socket:
        connection = made(*given, **named)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 20_000)
        return connection

    def talk(peer: Peer, number: int) -> None:
        peer.hello(b"250 x\r\n")
        peer.asked()
        if number:
            peer.body()
            peer.say(b"250 ok\r\n")
            peer.until(b"MAIL")
        else:
            peer.say(b"552 too big\r\n")
            over.wait(PATIENCE_S)

    monkeypatch.setattr(socket, "create_connection", small)
    with serving(talk, rcvbuf=8192) as port:
        receipts = told(port, envelope(1, message=b"x\r\n" * 600_000), envelope(2))
        over.set()
    assert states(receipts) == [(1, FAILED), (2, SENT)]


@pytest.mark.parametrize("code", [b"354", b"150", b"777", b"000"])
def test_what_is_no_answer_after_the_dot_leaves_the_message_unknown(code: bytes) -> None:
    def talk(peer: Peer, number: int) -> None:
        peer.hello()
        peer.until(b"DATA")
        peer.say(GO_ON)
        peer.body()
        peer.say(code + b" hm\r\n250 queued\r\n")
        peer.until(b"MAIL")

    with serving(talk) as port:
        receipts = told(port, envelope(1))
    assert states(receipts) == [(1, AMBIGUOUS)]


def test_a_server_that_hangs_up_after_a_refusal_costs_the_next_reader_nothing() -> None:
    def talk(peer: Peer, number: int) -> None:
        peer.hello(b"250 x\r\n")
        if number == 0:
            peer.until(b"MAIL")
            peer.say(b"250 a\r\n")
            peer.until(b"RCPT")
            peer.say(b"550 no such user\r\n")
            peer.until(b"RSET")
            peer.say(b"421 too many errors\r\n")
            return
        for _ in range(3):
            peer.asked()
            peer.body()
            peer.say(b"250 ok\r\n")
        peer.until(b"MAIL")

    with serving(talk) as port:
        receipts = told(port, *map(envelope, range(1, 5)))
    assert states(receipts) == [(1, FAILED), (2, SENT), (3, SENT), (4, SENT)]


def test_each_answer_has_its_own_time_with_pipelining_too() -> None:
    waits = threading.Event()

    def talk(peer: Peer, number: int) -> None:
        peer.hello()
        peer.until(b"DATA")
        for said in GO_ON.splitlines(True):
            waits.wait(0.6)  # 1.8 s in all
            peer.say(said)
        peer.body()
        peer.say(b"250 ok\r\n")
        peer.until(b"MAIL")

    with serving(talk) as port:
        receipts = told(port, envelope(1), timeout_s=1.5)
    assert states(receipts) == [(1, SENT)]
