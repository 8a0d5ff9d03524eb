"""A send on a full disk, a locked database, under a clock that jumps, and a reader who leaves."""

import os
import sqlite3
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from time import sleep

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from briefing.audience.tokens import KEY, unsubscribe_token
from briefing.config import Settings, load_settings
from briefing.deliver import transport_for
from briefing.errors import StoreError
from briefing.mailing import send
from briefing.model import Delivery, DeliveryState, EditionState
from briefing.queue import LOOK_S
from briefing.store import Store, open_store, session
from briefing.web.app import build_app
from tests.builders import DAY, NOW, edition
from tests.cli.conftest import CONFIG
from tests.deliver.sink import Sink, sinking

ONE = "\n[delivery]\nconnections = 1\n"


@pytest.fixture
def sink() -> Iterator[Sink]:
    with sinking() as one:
        yield one


def installed(folder: Path, sink: Sink, *, more: str = ONE, readers: int = 6) -> Settings:
    path = folder / "config.toml"
    path.write_text(f"{CONFIG}\n[smtp]\nport = {sink.port}\n{more}", encoding="utf-8")
    with open_store(folder / "briefing.db") as store:
        for n in range(readers):
            store.add_subscriber(f"r{n}@lecteur.test", "matin", proof="form", now=NOW)
        store.save_edition(edition(), (), state=EditionState.DRAFT)
    return load_settings(path)


def send_all(
    settings: Settings,
    store: Store,
    *,
    clock: Callable[[], datetime] = lambda: NOW,
    then: Callable[[Delivery], None] = lambda delivery: None,
) -> None:
    send(
        settings,
        store,
        settings.newsletters[0],
        day=DAY,
        clock=clock,
        transport=transport_for(settings),
        on_delivery=then,
    )


def assert_once(settings: Settings, sink: Sink, *, readers: int = 6, unsure: int = 0) -> None:
    """Each reader has it once, but for those the database shows as ambiguous."""
    with open_store(settings.database) as store:
        counts = store.ledger.counts()
    assert counts[DeliveryState.SENT] + counts[DeliveryState.AMBIGUOUS] == readers, counts
    assert counts[DeliveryState.AMBIGUOUS] <= unsure, counts
    assert set(sink.taken.values()) == {1}
    assert len(sink.taken) >= readers - counts[DeliveryState.AMBIGUOUS]


def test_a_locked_database_is_told_and_nothing_is_doubled_by_it(
    tmp_path: Path, sink: Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = installed(tmp_path, sink)
    monkeypatch.setattr(session, "BUSY_TIMEOUT_MS", 20)
    with closing(sqlite3.connect(settings.database, isolation_level=None)) as other:

        def lock(delivery: Delivery) -> None:
            if not other.in_transaction:
                other.execute("BEGIN IMMEDIATE")

        with open_store(settings.database) as store, pytest.raises(StoreError) as caught:
            send_all(settings, store, then=lock)
        assert "locked" in str(caught.value)
        assert "Another program holds it" in caught.value.hint
    with open_store(settings.database) as store:
        send_all(settings, store)
    assert_once(settings, sink, unsure=1)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    if os.geteuid() != 0:
        pytest.skip("a small disk can be mounted by root only")
    mount = ["mount", "-t", "tmpfs", "-o", "size=80m", "tmpfs", str(folder)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no small disk can be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(folder: Path) -> Path:
    """Leave no byte free."""
    ballast = folder / "ballast"
    with suppress(OSError), ballast.open("wb", buffering=0) as file:
        while file.write(bytes(1_000_000)):
            pass
    with suppress(OSError), ballast.open("ab", buffering=0) as file:
        while file.write(b"x"):
            pass
    return ballast


def test_on_a_full_disk_nothing_begins(small_disk: Path, sink: Sink) -> None:
    settings = installed(small_disk, sink)
    ballast = fill(small_disk)
    with pytest.raises(StoreError), open_store(settings.database) as store:
        send_all(settings, store)
    assert not sink.taken
    ballast.unlink()
    with open_store(settings.database) as store:
        send_all(settings, store)
    assert_once(settings, sink)


def test_a_disk_that_fills_up_on_the_way_loses_and_doubles_nothing(
    small_disk: Path, sink: Sink
) -> None:
    settings = installed(small_disk, sink, readers=600)

    def full(delivery: Delivery) -> None:
        if not (small_disk / "ballast").exists():
            fill(small_disk)

    with open_store(settings.database) as store, pytest.raises(StoreError) as caught:
        send_all(settings, store, then=full)
    assert "free space" in caught.value.hint
    (small_disk / "ballast").unlink()
    with open_store(settings.database) as store:
        send_all(settings, store)
    assert_once(settings, sink, readers=600, unsure=1)


@hypothesis_settings(
    deadline=None, max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(jumps=st.lists(st.integers(-90_000, 90_000), min_size=1, max_size=8))
def test_a_clock_that_jumps_sends_nothing_twice(
    jumps: list[int], tmp_path_factory: pytest.TempPathFactory, sink: Sink
) -> None:
    sink.taken.clear()
    settings = installed(tmp_path_factory.mktemp("house"), sink, readers=3)
    turns = Counter[str]()

    def clock() -> datetime:
        turns["looked"] += 1
        return NOW + timedelta(seconds=jumps[turns["looked"] % len(jumps)])

    with open_store(settings.database) as store:
        send_all(settings, store, clock=clock)
    assert_once(settings, sink, readers=3)


def test_one_click_counts_in_the_middle_of_a_send(tmp_path: Path, sink: Sink) -> None:
    settings = installed(tmp_path, sink, readers=300)
    with open_store(settings.database) as store:
        last = store.subscriber_by_email("r299@lecteur.test")
        assert last is not None
        token = unsubscribe_token(store.key(KEY), subscriber_id=last.id, newsletter="matin")
        clicked: list[int] = []
        with TestClient(build_app(settings, partial(open_store, settings.database))) as web:

            def click(delivery: Delivery) -> None:
                if not clicked:
                    answer = web.post(
                        f"/unsubscribe/{token}", data={"List-Unsubscribe": "One-Click"}
                    )
                    clicked.append(answer.status_code)
                    sleep(2 * LOOK_S)

            send_all(settings, store, then=click)
        counts = store.ledger.counts()
    assert clicked == [200]
    assert "r299@lecteur.test" not in sink.taken
    assert (counts[DeliveryState.SENT], counts[DeliveryState.SUPPRESSED]) == (299, 1)
