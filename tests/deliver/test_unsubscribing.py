"""Who leaves while the message waits, wherever it waits, gets nothing."""

import threading
from pathlib import Path

import pytest

from briefing.deliver import wire
from briefing.errors import StoreError
from briefing.model import DeliveryState
from tests.deliver.house import House
from tests.deliver.peer import GO_ON, Peer, serving
from tests.deliver.scripted import SILENT, scripted
from tests.deliver.test_smtp import PIPELINING, QUEUED, SENT, envelope, states, transport

SUPPRESSED = DeliveryState.SUPPRESSED
PATIENCE_S = 30


def test_while_his_domain_has_its_turn(tmp_path: Path) -> None:
    first = threading.Event()

    def talk(peer: Peer, number: int) -> None:
        peer.hello()
        while True:
            peer.until(b"DATA")
            peer.say(GO_ON)
            peer.body()
            peer.say(b"250 ok\r\n")
            first.set()

    with serving(talk) as port:
        house = House(tmp_path, port, 2, connections=1, per_domain=0.4)
        thread = house.sending()
        assert first.wait(PATIENCE_S)
        house.leaves(2)
        thread.join(PATIENCE_S)
    assert house.counts() == {SENT: 1, SUPPRESSED: 1}


def test_while_the_connection_that_took_it_ahead_stalls(tmp_path: Path) -> None:
    got: list[bytes] = []
    took, left = threading.Event(), threading.Event()

    def talk(peer: Peer, number: int) -> None:
        peer.hello()
        while True:
            peer.until(b"DATA")
            peer.say(GO_ON)
            got.append(peer.body())
            if number == 0:
                peer.until(b"DATA")  # of the next one
                took.set()
                left.wait(PATIENCE_S)
                return
            peer.say(b"250 ok\r\n")

    with serving(talk) as port:
        house = House(tmp_path, port, 2, connections=1)
        thread = house.sending()
        assert took.wait(PATIENCE_S)
        house.leaves(2)
        left.set()
        thread.join(PATIENCE_S)
    assert len(got) == 1
    assert house.counts() == {DeliveryState.AMBIGUOUS: 1, SUPPRESSED: 1}


def test_while_the_server_thinks_before_it_takes_a_message() -> None:
    def talk(peer: Peer, number: int) -> None:
        peer.hello()
        while True:
            peer.until(b"DATA")
            if number == 0:
                threading.Event().wait(0.7)
            peer.say(GO_ON)
            got.append(peer.body())
            peer.say(b"250 ok\r\n")

    got: list[bytes] = []
    asked: list[int] = []

    def unwanted(id: int) -> DeliveryState | None:
        asked.append(id)
        return SUPPRESSED if id == 1 else None

    with serving(talk) as port:
        source = map(envelope, (1, 2))
        receipts = list(transport(port).deliver(source, unwanted=unwanted))
    assert states(receipts) == [(1, SUPPRESSED), (2, SENT)]
    assert len(got) == 1
    assert asked[0] == 1


def test_nobody_is_asked_about_where_nothing_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "_LONG_S", 60)

    def unwanted(id: int) -> DeliveryState | None:
        raise AssertionError(id)

    with scripted(PIPELINING) as server:
        receipts = list(transport(server.port).deliver(map(envelope, (1, 2)), unwanted=unwanted))
    assert states(receipts) == [(1, SENT), (2, SENT)]


def test_a_database_that_cannot_be_asked_lets_nothing_leave_unasked() -> None:
    def unwanted(id: int) -> DeliveryState | None:
        raise StoreError("the database is locked")

    receipts = []
    with scripted(PIPELINING | {"MAIL": ("250 Ok", SILENT)}, {}) as server:
        error: StoreError | None = None
        try:
            for one in transport(server.port, timeout_s=0.3).deliver(
                map(envelope, (1, 2, 3)), unwanted=unwanted
            ):
                receipts.append(one)
        except StoreError as raised:
            error = raised
    assert error is not None
    assert (1, SENT) in states(receipts)
    assert {one.state for one in receipts[1:]} == {QUEUED}
