"""Keys are made once, changed on purpose, and forgotten only when somebody says so."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.store import Store, open_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "briefing.db") as opened:
        yield opened


def test_a_key_is_made_once(store: Store) -> None:
    assert store.key("tokens") == store.key("tokens")
    assert len(store.key("tokens")) == 32
    assert store.key("tokens") != store.key("message-id")


def test_looking_makes_no_key(store: Store) -> None:
    assert store.keyring.known("tokens") is None
    assert store.keys("tokens") == ()


def test_the_youngest_key_signs_and_the_older_ones_follow(store: Store) -> None:
    made = [store.key("tokens")]
    for older in (1, 2, 3):
        assert store.keyring.rotate("tokens") == older
        made.append(store.key("tokens"))
    assert store.keys("tokens") == tuple(reversed(made))


def test_retired_keys_are_gone_and_those_of_other_names_stay(store: Store) -> None:
    other = store.key("message-id")
    store.keyring.rotate("message-id")
    for _ in range(3):
        store.keyring.rotate("tokens")
    signing = store.key("tokens")
    assert store.keyring.retire("tokens") == 2
    assert store.keys("tokens") == (signing,)
    assert other in store.keys("message-id")
