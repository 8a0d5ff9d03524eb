"""A house with one newsletter and a real database, as the web pages see it."""

from datetime import date
from pathlib import Path
from typing import Any

from briefing.audience.tokens import KEY, unsubscribe_token
from briefing.config.settings import Settings
from briefing.model import EditionState
from briefing.store import open_store
from tests import builders


def settings(folder: Path, **changes: Any) -> Settings:
    values: dict[str, Any] = {
        "database": folder / "briefing.db",
        "templates": folder / "templates",
        "public_url": "https://brief.example",
        "sender": {"address": "bonjour@brief.example", "postal_address": "12 rue des Lilas, Paris"},
        "newsletters": [{"id": "matin", "name": "Le Brief du matin"}],
    }
    return Settings.model_validate(values | changes)


def add_edition(house: Settings, state: EditionState, *, day: date = builders.DAY) -> None:
    with open_store(house.database) as store:
        edition = builders.edition(day=day, number=store.number_for("matin", day))
        record = store.save_edition(edition, (), state=EditionState.DRAFT)
        if state is not EditionState.DRAFT:
            store.set_state(record, state, now=builders.NOW)


def add_reader(house: Settings, newsletter: str = "matin") -> str:
    """Return the token in this reader's mails."""
    with open_store(house.database) as store:
        reader, _ = store.add_subscriber(
            "claire@b.example", newsletter, proof="test", now=builders.NOW
        )
        return unsubscribe_token(store.key(KEY), subscriber_id=reader.id, newsletter=newsletter)


def readers(house: Settings, newsletter: str = "matin") -> int:
    with open_store(house.database) as store:
        return len(list(store.subscribers(newsletter)))
