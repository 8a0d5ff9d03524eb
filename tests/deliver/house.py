"""A newsletter with readers whose edition is sent by the real sender, whole path."""

import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from briefing.clock import utc_now
from briefing.config import load_settings
from briefing.deliver import transport_for
from briefing.model import Delivery, DeliveryState, EditionState
from briefing.pipeline import send
from briefing.reports import SendReport
from briefing.store import open_store
from tests.builders import DAY, edition
from tests.cli.conftest import CONFIG


def never() -> bool:
    return False


def quiet(delivery: Delivery) -> None:
    """Tell nobody."""


class House:
    """`delivery` is what stands in that table of config.toml."""

    def __init__(self, folder: Path, port: int, readers: int, **delivery: float) -> None:
        lines = "\n".join(f"{name} = {value}" for name, value in delivery.items())
        (folder / "config.toml").write_text(
            f"{CONFIG}\n[smtp]\nport = {port}\ntimeout = 20\n\n[delivery]\n{lines}\n",
            encoding="utf-8",
        )
        self.settings = load_settings(folder / "config.toml")
        with open_store(self.settings.database) as store:
            store.save_edition(edition(), (), state=EditionState.DRAFT)
            for n in range(1, readers + 1):
                store.add_subscriber(f"r{n}@lecteur.test", "matin", proof="form", now=utc_now())

    def send(
        self,
        *,
        stopped: Callable[[], bool] = never,
        on_delivery: Callable[[Delivery], None] = quiet,
    ) -> SendReport:
        with open_store(self.settings.database) as store:
            return send(
                self.settings,
                store,
                self.settings.newsletters[0],
                day=DAY,
                clock=utc_now,
                transport=transport_for(self.settings),
                stopped=stopped,
                on_delivery=on_delivery,
            )

    def sending(self) -> threading.Thread:
        """Send in a thread of its own."""
        thread = threading.Thread(target=self.send, daemon=True)
        thread.start()
        return thread

    def leaves(self, reader: int) -> None:
        """Unsubscribe from outside, as the web pages do."""
        with closing(sqlite3.connect(self.settings.database)) as db, db:
            db.execute("UPDATE subscriptions SET state='gone' WHERE subscriber_id=?", (reader,))

    def counts(self) -> dict[DeliveryState, int]:
        with open_store(self.settings.database) as store:
            return {state: n for state, n in store.ledger.counts().items() if n}
