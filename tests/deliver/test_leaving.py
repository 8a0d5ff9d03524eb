"""A sender that is told to stop finishes what is under way, and says what is left."""

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from briefing.deliver.transport import Receipt
from briefing.model import Delivery, DeliveryState, EditionState
from briefing.store import open_store
from tests.deliver.house import House
from tests.deliver.killing import CONNECTIONS, PATIENCE_S, Victim
from tests.deliver.peer import GO_ON, Peer, serving
from tests.deliver.scripted import SILENT, scripted
from tests.deliver.sink import sinking
from tests.deliver.test_smtp import PIPELINING, QUEUED, SENT, envelope, states, transport


def test_sigterm_finishes_the_messages_under_way_and_leaves_cleanly(tmp_path: Path) -> None:
    with sinking(delay_s=0.02) as sink:
        victim = Victim(tmp_path, sink, readers=2000)
        process = victim.start()
        deadline = time.monotonic() + PATIENCE_S
        while sink.total < CONNECTIONS:
            assert process.poll() is None, (tmp_path / "log").read_text()
            assert time.monotonic() < deadline, "the sender hangs"
            time.sleep(0.005)
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE_S) == 1  # not done
    said = (tmp_path / "log").read_text()
    assert "Traceback" not in said
    assert "Stopped on request; `briefing send` goes on with the rest." in said
    with open_store(tmp_path / "briefing.db") as store:
        counts = store.ledger.counts()
    assert victim.state() == EditionState.SENDING
    assert counts[DeliveryState.SENT] == sink.total
    assert counts[DeliveryState.SENT] + counts[DeliveryState.QUEUED] == victim.readers
    assert not (tmp_path / "briefing.db.send.journal").exists()


@contextmanager
def stopping(port: int, **options: Any) -> Iterator[tuple[threading.Event, list[Receipt]]]:
    """Deliver five until told to stop. What waits for ever then fails the test."""
    stop, receipts = threading.Event(), list[Receipt]()

    def work() -> None:
        each = transport(port, timeout_s=300, **options)
        receipts.extend(each.deliver(map(envelope, range(1, 6)), stopped=stop.is_set))

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    yield stop, receipts
    stop.set()
    thread.join(PATIENCE_S)
    assert not thread.is_alive()


@pytest.mark.parametrize("limit", ["rate", "per_domain"])
def test_a_stop_waits_for_no_turn(limit: str) -> None:
    with scripted(PIPELINING) as server:
        with stopping(server.port, **{limit: 0.001}) as (_, receipts):
            while not server.messages:
                time.sleep(0.005)
        assert len(server.messages) == 1
    assert receipts[0].state is SENT
    assert {one.state for one in receipts[1:]} <= {QUEUED}


def test_a_stop_waits_for_no_first_greeting() -> None:
    with scripted({"CONNECT": SILENT}) as server:
        with stopping(server.port) as (_, receipts):
            while not server.connections:
                time.sleep(0.005)
        assert receipts == []


def test_a_stop_waits_for_no_connection_that_is_made_again() -> None:
    again = threading.Event()

    def talk(peer: Peer, number: int) -> None:
        if number:
            again.set()
            peer.until(b"EHLO")  # no greeting
        peer.hello()
        peer.until(b"DATA")
        peer.say(GO_ON)
        peer.body()
        peer.say(b"421 restarting\r\n")

    with serving(talk) as port, stopping(port) as (_, receipts):
        assert again.wait(PATIENCE_S)
    assert states(receipts)[0] == (1, DeliveryState.DEFERRED)
    assert {one.state for one in receipts[1:]} <= {QUEUED}


def test_what_was_never_on_the_wire_goes_out_after_ctrl_c(tmp_path: Path) -> None:
    def interrupt(delivery: Delivery) -> None:
        raise KeyboardInterrupt

    with scripted({"RCPT": ("250 ok", SILENT)}, {}) as server:
        house = House(tmp_path, server.port, 5, connections=1)
        with pytest.raises(KeyboardInterrupt):
            house.send(on_delivery=interrupt)
        house.send()
    assert house.counts() == {SENT: 5}
