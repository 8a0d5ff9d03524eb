"""The first file works as it is, in either language, and says what will come when."""

from pathlib import Path

import pytest

from briefing.config import load_settings
from briefing.config.packaged import packaged
from tests.cli.conftest import Briefing

EVENING = ("--now", "2026-11-20 18:00")  # a Friday


@pytest.mark.parametrize(
    ("language", "expected"),
    [("fr", "Monday 2026-11-23 at 06:30 CET"), ("en", "Monday 2026-11-23 at 07:00 GMT")],
)
def test_it_works_as_it_is_and_tells_what_comes_when(
    briefing: Briefing, language: str, expected: str
) -> None:
    said = briefing("init", "-c", f"{language}/config.toml", "--language", language, *EVENING)
    assert said.code == 0
    assert expected in said.out
    assert "on weekdays" in said.out
    assert f"briefing -c {language}/config.toml check" in said.out
    done = briefing("check", "-c", f"{language}/config.toml", "--json").json
    assert done["ok"] is True
    assert [one["text"][:13] for one in done["findings"]] == ["public_url is", "sample values"]


def test_the_two_files_say_the_same_things(briefing: Briefing) -> None:
    french, english = (load_settings(packaged(name)) for name in ("config.toml", "config-en.toml"))
    assert [one.kind for one in french.newsletters[0].sections] == [
        one.kind for one in english.newsletters[0].sections
    ]
    assert len(english.feeds_of(english.newsletters[0])) == len(english.feeds) >= 20
    assert french.ranking == english.ranking


def test_the_readers_zone_can_be_named(briefing: Briefing, folder: Path) -> None:
    said = briefing("init", "-c", "be/config.toml", "--timezone", "America/Montreal", *EVENING)
    assert "06:30 EST" in said.out
    wrong = briefing("init", "-c", "xx/config.toml", "--timezone", "Mars/Olympus")
    assert (wrong.code, (folder / "xx").exists()) == (2, False)


def test_an_unknown_language_is_told_and_nothing_written(briefing: Briefing, folder: Path) -> None:
    said = briefing("init", "-c", "de/config.toml", "--language", "de")
    assert (said.code, "fr and en" in said.err) == (2, True)
    assert not (folder / "de").exists()


def test_a_place_that_cannot_be_written_is_told(briefing: Briefing, folder: Path) -> None:
    (folder / "file").write_text("", encoding="utf-8")
    said = briefing("init", "-c", "file/config.toml")
    assert (said.code, "Traceback" in said.err) == (2, False)


def test_templates_of_one_s_own_are_left_alone(briefing: Briefing, folder: Path) -> None:
    own = folder / "new" / "templates" / "email"
    own.mkdir(parents=True)
    (own / "theme.toml").write_text("", encoding="utf-8")
    briefing("init", "-c", "new/config.toml")
    assert [path.name for path in (folder / "new" / "templates").iterdir()] == ["email"]
