"""How many connections are made, and how often."""

from typing import Any

import pytest

from briefing.deliver import pace
from briefing.deliver.opening import Opening
from briefing.errors import DeliveryError
from tests.deliver.peer import GO_ON, Peer, serving
from tests.deliver.scripted import scripted
from tests.deliver.test_answers import told
from tests.deliver.test_smtp import PIPELINING, SENT, deliver, envelope, states, transport


@pytest.fixture
def no_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    def start(opening: Opening) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(Opening, "start", start)


@pytest.mark.usefixtures("no_threads")
def test_without_a_thread_to_be_had_mail_leaves_over_the_connections_there_are() -> None:
    with scripted({"MAIL": ("250 Ok", "421 idle for too long")}, {}) as server:
        receipts, error = deliver(server, *map(envelope, range(1, 6)), connections=3)
    assert error is None
    assert states(receipts) == [(n, SENT) for n in range(1, 6)]


def test_what_nobody_foresaw_is_told_like_any_server_that_cannot_be_used(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def connected(smtp: Any) -> None:
        raise UnicodeError("label too long")

    monkeypatch.setattr("briefing.deliver.opening.connected", connected)
    with pytest.raises(DeliveryError, match="label too long") as caught:
        list(transport(25).deliver([envelope(1)]))
    assert "smtp.host" in caught.value.hint


@pytest.mark.parametrize("hello", [{}, PIPELINING], ids=["", "pipelining"])
def test_one_mail_is_one_connection(hello: dict[str, str]) -> None:
    with scripted(hello) as server:
        list(transport(server.port, connections=10).deliver([envelope(1)]))
        assert server.connections == 1


def test_a_server_that_ends_idle_connections_is_not_stormed() -> None:
    made: list[int] = []

    def talk(peer: Peer, number: int) -> None:
        made.append(number)
        peer.hello()
        if number:
            return
        peer.until(b"DATA")
        peer.say(GO_ON)
        peer.body()
        peer.say(b"250 ok\r\n")

    with serving(talk) as port:
        told(port, envelope(1), envelope(2), rate=2)
    assert len(made) < 10


def test_a_server_that_starts_again_costs_no_connection_for_good(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pace, "FIRST_PAUSE_S", 0.02)
    busy = {"CONNECT": "421 starting"}
    first = {"MAIL": ("250 Ok", "421 restarting")}
    with scripted(first, busy, busy, busy, {}) as server:
        receipts, error = deliver(server, *map(envelope, range(1, 6)))
    assert error is None
    assert states(receipts) == [(n, SENT) for n in range(1, 6)]
    assert server.connections == 5


def test_pauses_between_connections_in_vain_grow_to_a_limit_and_are_forgotten() -> None:
    patience = pace.Patience()
    assert patience.wait_s(100) <= 0
    waits = []
    for _ in range(200):
        patience.failed(100)
        waits.append(patience.wait_s(100))
    assert waits[:6] == [0.25, 0.5, 1, 2, 4, 8]
    assert set(waits[6:]) == {pace.LONGEST_PAUSE_S}
    patience.worked()
    assert patience.wait_s(100) <= 0
    assert patience.in_vain == 0
