"""A running scheduler: what it notices, what it refuses, that it rings on."""

import logging
import os
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from briefing.errors import StoreError
from briefing.schedule import Scheduler, alarm
from briefing.schedule.tick import Shift, tick_editions
from briefing.store import Store
from tests.schedule.press import House, settings_in

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)  # a Saturday: nothing is due


@pytest.fixture
def home(tmp_path: Path) -> House:
    built = House(settings=settings_in(tmp_path))
    built.clock.set(NOW)
    return built


@pytest.fixture
def scheduler(home: House, tmp_path: Path) -> Scheduler:
    return Scheduler(home.settings, home.clock, config=tmp_path / "config.toml")


def edit(config: Path, old: str, new: str, *, age_s: float = 60) -> None:
    """Edit as an operator a minute ago."""
    text = config.read_text(encoding="utf-8")
    assert old in text
    config.write_text(text.replace(old, new), encoding="utf-8")
    then = config.stat().st_mtime - age_s
    os.utime(config, (then, then))


def name_in_force(scheduler: Scheduler) -> str:
    seen: list[str] = []

    def look(shift: Shift, store: Store) -> None:
        seen.append(shift.settings.newsletters[0].name)

    scheduler.ring(look)
    return seen[0]


def test_an_edited_configuration_is_in_force_at_the_next_ring(
    scheduler: Scheduler, tmp_path: Path
) -> None:
    edit(tmp_path / "config.toml", "Le Brief du matin", "Le Brief neuf")
    assert name_in_force(scheduler) == "Le Brief neuf"


def test_a_broken_edit_is_refused_told_once_and_the_last_good_one_stays(
    scheduler: Scheduler, home: House, tmp_path: Path
) -> None:
    config = tmp_path / "config.toml"
    edit(config, "[sender]", "[sendr]")
    assert name_in_force(scheduler) == "Le Brief du matin"
    edit(config, "Le Brief du matin", "Le Brief cassé", age_s=120)
    assert name_in_force(scheduler) == "Le Brief du matin"
    assert home.alerts == ["Briefing: the configuration is refused"]
    text = (home.settings.transport.folder / "alerts" / "1.eml").read_text(encoding="ascii")
    assert "config.toml:" in text
    edit(config, "[sendr]", "[sender]", age_s=180)
    assert name_in_force(scheduler) == "Le Brief cassé"


def test_who_serves_pages_is_told_of_good_edits_alone(home: House, tmp_path: Path) -> None:
    told: list[str] = []
    scheduler = Scheduler(
        home.settings,
        home.clock,
        config=tmp_path / "config.toml",
        on_settings=lambda settings: told.append(settings.newsletters[0].name),
    )
    for old, new, age_s in (
        ("Le Brief du matin", "Le Brief neuf", 60),
        ("[sender]", "[sendr]", 120),
        ("[sendr]", "[sender]", 180),
    ):
        edit(tmp_path / "config.toml", old, new, age_s=age_s)
        name_in_force(scheduler)
    assert told == ["Le Brief neuf", "Le Brief neuf"]


def test_a_bad_template_is_told_and_the_last_good_ones_stay(home: House, tmp_path: Path) -> None:
    (tmp_path / "templates" / "web").mkdir(parents=True)
    page = tmp_path / "templates" / "web" / "legal.html"
    page.write_text("{{ nothing }}", encoding="utf-8")
    os.utime(page, (0, 0))
    served: list[Path] = []
    scheduler = Scheduler(
        home.settings,
        home.clock,
        config=tmp_path / "config.toml",
        on_settings=lambda settings: served.append(settings.templates),
    )
    name_in_force(scheduler)
    name_in_force(scheduler)
    assert home.alerts == ["Briefing: an edit of the templates is refused"]
    (folder,) = served
    assert folder != home.settings.templates


def test_a_configuration_that_is_gone_changes_nothing(scheduler: Scheduler, tmp_path: Path) -> None:
    (tmp_path / "config.toml").unlink()
    assert name_in_force(scheduler) == "Le Brief du matin"


def test_a_file_that_is_being_written_is_left_alone(scheduler: Scheduler, tmp_path: Path) -> None:
    edit(tmp_path / "config.toml", "Le Brief du matin", "Le Brief neuf", age_s=0)
    assert name_in_force(scheduler) == "Le Brief du matin"


def test_another_database_needs_a_restart(
    scheduler: Scheduler, home: House, tmp_path: Path
) -> None:
    edit(tmp_path / "config.toml", "operator =", 'database = "other.db"\noperator =')
    assert name_in_force(scheduler) == "Le Brief du matin"
    assert home.alerts == ["Briefing: the configuration is refused"]
    assert not (tmp_path / "other.db").exists()


def ring_and_look(scheduler: Scheduler) -> bool:
    """Ring once; tell whether the tick came to work."""
    looked = threading.Event()
    scheduler.ring(lambda shift, store: looked.set())
    return looked.is_set()


def test_a_removed_database_stops_the_work_and_is_told_once(
    scheduler: Scheduler, home: House
) -> None:
    home.settings.database.unlink()
    for minutes in range(3):
        home.clock.set(NOW + timedelta(minutes=minutes))
        assert not ring_and_look(scheduler)
    assert not home.settings.database.exists(), "an empty one would know nobody"
    assert home.alerts == ["Briefing: the database cannot be used"]


def test_another_database_in_its_place_stops_the_work(scheduler: Scheduler, home: House) -> None:
    kept = home.settings.database.rename(home.settings.database.with_suffix(".kept"))
    with home.store() as store:
        store.feed_states()
    assert not ring_and_look(scheduler)
    assert home.alerts == ["Briefing: the database cannot be used"]
    kept.replace(home.settings.database)
    assert ring_and_look(scheduler), "put back, it goes on"


def test_a_database_that_is_none_is_told(scheduler: Scheduler, home: House) -> None:
    home.settings.database.write_bytes(b"no database at all" * 100)
    for suffix in ("-wal", "-shm"):
        home.settings.database.with_name(f"briefing.db{suffix}").unlink(missing_ok=True)
    assert not ring_and_look(scheduler)
    assert home.alerts == ["Briefing: the database cannot be used"]


def test_with_a_clock_that_was_never_set_nothing_is_done_and_it_is_said_once(
    scheduler: Scheduler, home: House, caplog: pytest.LogCaptureFixture
) -> None:
    home.clock.set(datetime(1970, 1, 1, 0, 5, tzinfo=UTC))
    with caplog.at_level(logging.ERROR):
        assert [ring_and_look(scheduler) for _ in range(3)] == [False] * 3
    assert [record.message[:15] for record in caplog.records] == ["clock never set"]
    home.clock.set(NOW)
    assert ring_and_look(scheduler)


def test_whatever_happens_the_next_ring_comes(scheduler: Scheduler, home: House) -> None:
    def break_down(shift: Shift, store: Store) -> None:
        raise ZeroDivisionError

    scheduler.ring(break_down)
    scheduler.ring(break_down)
    assert home.alerts == ["Briefing: something fails"]
    assert ring_and_look(scheduler)


def test_it_rings_in_both_threads_until_it_is_stopped(
    home: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    rung: list[str] = []
    enough = threading.Event()

    def counted(name: str) -> Callable[[Shift, Store], None]:
        def look(shift: Shift, store: Store) -> None:
            rung.append(name)
            if rung.count("feeds") >= 3 and rung.count("editions") >= 3:
                enough.set()

        return look

    monkeypatch.setattr(alarm, "TICK_S", 0.05)
    for name in ("feeds", "editions"):
        monkeypatch.setattr(alarm, f"tick_{name}", counted(name))
    running = Scheduler(home.settings, home.clock)
    running.start()
    assert enough.wait(20)
    running.stop()
    count = len(rung)
    assert not enough.wait(0) or len(rung) == count


def test_a_machine_that_wakes_up_waits_for_no_ring(
    home: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    rung: list[datetime] = []
    again = threading.Event()

    def look(shift: Shift, store: Store) -> None:
        rung.append(home.clock())
        if len(rung) == 2:
            again.set()

    monkeypatch.setattr(alarm, "NAP_S", 0.05)
    monkeypatch.setattr(alarm, "TICK_S", 10_000)
    monkeypatch.setattr(alarm, "tick_editions", look)
    monkeypatch.setattr(alarm, "tick_feeds", lambda shift, store: None)
    running = Scheduler(home.settings, home.clock)
    running.start()
    for hours in range(1, 60):
        home.clock.set(NOW + timedelta(hours=hours))
        if again.wait(0.2):
            break
    running.stop()
    assert again.is_set(), "at the end of a nap, not of ten thousand seconds"


def test_it_does_not_start_where_no_database_can_be(tmp_path: Path) -> None:
    settings = settings_in(tmp_path, top='database = "nowhere/briefing.db"')
    with pytest.raises(StoreError):
        Scheduler(settings, lambda: NOW)


def test_a_weekend_ring_of_the_real_tick_does_nothing(scheduler: Scheduler, home: House) -> None:
    scheduler.ring(tick_editions)
    assert (home.states(), home.alerts) == ({}, [])
