"""`briefing send` killed -9 at random, again and again: what each reader got in the end.

`python -m tests.deliver.killing 200 50000 [--odds]` does that many kills over that many readers,
with --odds also 1 % dropped connections and 5 % 4xx, and prints a table.
"""

import json
import math
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from briefing.clock import utc_now
from briefing.config import load_settings
from briefing.deliver import transport_for
from briefing.deliver.journal import Journal
from briefing.mailing import journal_of, send
from briefing.model import DeliveryState, EditionState
from briefing.store import MOST_AT_ONCE, open_store
from tests.builders import DAY, edition
from tests.deliver.sink import Odds, Sink, sinking

CONNECTIONS = 10
PATIENCE_S = 120
CONFIG = """\
[sender]
name = "Le Brief"
address = "bonjour@brief.test"
postal_address = "12 rue des Lilas, Paris"

[[newsletters]]
id = "matin"
name = "Le Brief du matin"

[smtp]
port = {port}

[delivery]
connections = {connections}
retry_delays = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
stop_above = 1
"""
BAD_DAY = Odds(drop_after_dot=0.005, drop_before_dot=0.005, later=0.0125)  # at each of 4 stages


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of it all."""

    readers: int
    kills: int
    missing: int  # neither taken by the server nor shown as ambiguous or failed
    duplicates: int
    untold: int  # shown as sent, and the server never had it
    ambiguous: int
    lost: int  # of these by a kill
    most_lost: int  # by one kill
    dropped: int  # connections that died after the final dot, of themselves
    more_than_one_id: int
    states: dict[str, int]

    @property
    def faults(self) -> int:
        # Each is explained: by a kill, one a connection at most, or by a connection that died.
        over = self.most_lost > CONNECTIONS or self.ambiguous > self.lost + self.dropped
        return self.missing + self.duplicates + self.untold + self.more_than_one_id + over


class Victim:
    """One installation in a folder of its own, sending to a sink."""

    def __init__(self, folder: Path, sink: Sink, *, readers: int) -> None:
        self.sink = sink
        self.folder = folder
        self.readers = readers
        config = CONFIG.format(port=sink.port, connections=CONNECTIONS)
        (folder / "config.toml").write_text(config, encoding="utf-8")
        since = datetime(2026, 11, 22, tzinfo=UTC)
        with open_store(folder / "briefing.db") as store:
            arrivals = store.arrivals("matin")
            for start in range(0, readers, MOST_AT_ONCE):
                some = range(start, min(start + MOST_AT_ONCE, readers))
                arrivals.welcome([(f"r{n}@lecteur.test", "test", since) for n in some])
            store.save_edition(edition(), (), state=EditionState.DRAFT)

    def start(self) -> "subprocess.Popen[bytes]":
        code = "from briefing.cli import main; main()"
        with (self.folder / "log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-c", code, "send", "--day", DAY.isoformat()],
                cwd=self.folder,
                stdout=log,
                stderr=log,
            )

    def kill_after(self, messages: int, *, surely: bool = False) -> bool:
        """Kill it once the sink took so many more; False when it was done before.

        `surely`: the sink falls silent then. On a busy machine a small send may else be over
        before the next look.
        """
        until = self.sink.total + messages
        self.sink.silent_from = until if surely else math.inf
        process = self.start()
        deadline = time.monotonic() + PATIENCE_S
        while self.sink.total < until and process.poll() is None:
            assert time.monotonic() < deadline, "the sender hangs"
            time.sleep(0.0005)
        process.kill()
        killed = process.wait() < 0
        self.sink.silent_from = math.inf
        return killed

    def finish(self) -> None:
        """Go on until the edition is out; in this process, for nobody kills it any more."""
        settings = load_settings(self.folder / "config.toml")
        deadline = time.monotonic() + 10 * PATIENCE_S
        while self.state() != EditionState.SENT:
            assert time.monotonic() < deadline, (self.folder / "log").read_text()
            with open_store(settings.database) as store:
                send(
                    settings,
                    store,
                    settings.newsletters[0],
                    day=DAY,
                    clock=utc_now,
                    transport=transport_for(settings),
                )

    def state(self) -> EditionState:
        with open_store(self.folder / "briefing.db") as store:
            record = store.edition("matin", DAY)
        assert record is not None
        return record.state

    def on_the_wire(self) -> int:
        """Return how many messages the sender that was just killed had begun and not answered."""
        with open_store(self.folder / "briefing.db") as store:
            claimed = {one.id for one in store.ledger.in_flight()}
            return len(claimed & Journal(journal_of(store)).remains().begun)

    def outcome(self, *, kills: int, lost: list[int]) -> Outcome:
        """Compare what the database says with what the sink counted."""
        taken = self.sink.taken
        with open_store(self.folder / "briefing.db") as store:
            by_state = {
                state: [
                    one.delivery.subscriber.email
                    for one in store.ledger.listed(state, newsletter="matin", limit=self.readers)
                ]
                for state in DeliveryState
            }
        explained = {*by_state[DeliveryState.AMBIGUOUS], *by_state[DeliveryState.FAILED]}
        everybody = [f"r{n}@lecteur.test" for n in range(self.readers)]
        return Outcome(
            readers=self.readers,
            kills=kills,
            missing=sum(not taken[one] and one not in explained for one in everybody),
            duplicates=sum(count - 1 for count in taken.values()),
            untold=sum(not taken[one] for one in by_state[DeliveryState.SENT]),
            ambiguous=len(by_state[DeliveryState.AMBIGUOUS]),
            lost=sum(lost),
            most_lost=max(lost, default=0),
            dropped=self.sink.dropped,
            more_than_one_id=sum(len(ids) > 1 for ids in self.sink.ids.values()),
            states={state.value: len(found) for state, found in by_state.items() if found},
        )


def kill_often(
    folder: Path,
    *,
    kills: int,
    readers: int,
    odds: Odds | None = None,
    surely: bool = False,
    seed: int = 7,
) -> Outcome:
    """Kill a sender that often on its way through all readers, then let it finish."""
    dice, done, lost = Random(seed), 0, list[int]()
    with sinking(odds, seed=seed) as sink:
        victim = Victim(folder, sink, readers=readers)
        for _ in range(kills):
            done += victim.kill_after(dice.randint(1, 2 * readers // (kills + 1)), surely=surely)
            lost.append(victim.on_the_wire())
        victim.finish()
        return victim.outcome(kills=done, lost=lost)


def main(kills: int, readers: int, *, odds: Odds | None) -> int:
    begun = time.monotonic()
    with TemporaryDirectory() as folder:
        found = kill_often(Path(folder), kills=kills, readers=readers, odds=odds)
    for name in Outcome.__dataclass_fields__:
        sys.stdout.write(f"{name:18} {json.dumps(getattr(found, name))}\n")
    sys.stdout.write(f"{'seconds':18} {time.monotonic() - begun:.0f}\n")
    return found.faults


if __name__ == "__main__":
    given = [word for word in sys.argv[1:] if not word.startswith("-")]
    sys.exit(main(int(given[0]), int(given[1]), odds=BAD_DAY if "--odds" in sys.argv else None))
