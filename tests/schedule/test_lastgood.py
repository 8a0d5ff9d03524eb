"""A bad edit of a template reaches no reader, and no restart."""

import os
from pathlib import Path

import pytest

from briefing.config import Settings, load_settings
from briefing.schedule.lastgood import LastGood
from tests.schedule.press import settings_in

GOOD = "<p>{{ newsletter_name }}</p>"
BAD = "<p>\n{{ nothing }}</p>"


@pytest.fixture
def config(tmp_path: Path) -> Path:
    settings_in(tmp_path)
    return tmp_path / "config.toml"


@pytest.fixture
def settings(config: Path) -> Settings:
    return load_settings(config)


def write(settings: Settings, source: str, *, age_s: float = 60) -> None:
    """Edit a page as an operator a minute ago."""
    path = settings.templates / "web" / "legal.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source, encoding="utf-8")
    then = path.stat().st_mtime - age_s
    os.utime(path, (then, then))


def legal(folder: Path) -> str:
    path = folder / "web" / "legal.html"
    return path.read_text(encoding="utf-8") if path.exists() else "shipped"


def test_an_edit_that_passes_is_in_force_and_a_bad_one_is_told_once(
    settings: Settings, config: Path
) -> None:
    last = LastGood(settings, config)
    write(settings, GOOD)
    folder, refused = last.look(settings)
    assert (legal(folder), refused) == (GOOD, "")
    write(settings, BAD, age_s=50)
    folder, refused = last.look(settings)
    assert legal(folder) == GOOD
    assert "legal.html:2: 'nothing' is undefined" in refused
    assert last.look(settings) == (folder, "")
    again = LastGood(settings, config)  # a restart in the middle of it
    assert legal(again.look(settings)[0]) == GOOD


def test_templates_that_were_bad_from_the_start_leave_the_shipped_ones(
    settings: Settings, config: Path
) -> None:
    write(settings, BAD)
    folder, refused = LastGood(settings, config).look(settings)
    assert (legal(folder), bool(refused)) == ("shipped", True)


def test_a_link_out_of_the_folder_is_not_copied(settings: Settings, config: Path) -> None:
    write(settings, GOOD)
    (config.parent / "secret.txt").write_text("secret", encoding="utf-8")
    (settings.templates / "web" / "robots.txt").symlink_to(config.parent / "secret.txt")
    folder, refused = LastGood(settings, config).look(settings)
    assert (sorted(one.name for one in folder.rglob("*.*")), refused) == (["legal.html"], "")


def test_a_file_that_is_being_written_is_not_tried_yet(settings: Settings, config: Path) -> None:
    write(settings, BAD, age_s=0)
    folder, refused = LastGood(settings, config).look(settings)
    assert (legal(folder), refused) == ("shipped", "")


def test_without_templates_of_ones_own_nothing_is_copied(settings: Settings, config: Path) -> None:
    folder, refused = LastGood(settings, config).look(settings)
    assert (folder, refused) == (settings.templates, "")
    assert not list(config.parent.glob(".*-templates"))
