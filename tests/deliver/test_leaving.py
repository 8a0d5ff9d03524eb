"""A sender that is told to stop finishes what is under way, and says what is left."""

import signal
import time
from pathlib import Path

from briefing.model import DeliveryState, EditionState
from briefing.store import open_store
from tests.deliver.killing import CONNECTIONS, PATIENCE_S, Victim
from tests.deliver.sink import sinking


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
