"""`briefing backtest`: what an operator reads, and what a changed configuration would have done."""

import json
from pathlib import Path

import pytest

from tests.captured import AIRBUS, CHIPS, OIL, RATES, STRIKE, TARIFFS, capture
from tests.cli.conftest import CONFIG, Briefing


@pytest.fixture
def captures(folder: Path) -> Path:
    for feed, title in (("fr-gazette", "La Gazette"), ("fr-phare", "Le Phare")):
        news = (RATES, AIRBUS, STRIKE) if feed == "fr-gazette" else (TARIFFS, CHIPS, OIL)
        capture(folder / "captures", "2025-06-30", feed, *news, title=title)
    return folder / "captures"


def words(captures: Path, day: str = "2025-07-01") -> tuple[str, ...]:
    return ("backtest", "--captures", str(captures), "--day", day, "--out", "out")


def test_it_tells_the_edition_and_where_to_look(briefing: Briefing, captures: Path) -> None:
    said = briefing(*words(captures))
    assert said.code == 0
    assert "n° 1 of matin for 2025-07-01" in said.out
    assert "Subject: " in said.out
    assert "From 6 items in 6 stories" in said.out
    assert Path("out/edition.html").is_file()


def test_without_out_it_writes_beside_you(briefing: Briefing, captures: Path) -> None:
    assert briefing(*words(captures)[:-2]).code == 0
    assert Path("backtest-2025-07-01/edition.eml").is_file()


def test_it_leaves_the_database_alone(briefing: Briefing, captures: Path, folder: Path) -> None:
    briefing(*words(captures))
    assert not (folder / "briefing.db").exists()


def test_a_morning_without_an_edition_is_no_failure(briefing: Briefing, captures: Path) -> None:
    said = briefing(*words(captures, "2025-06-29"))
    assert said.code == 0
    assert "No edition for 2025-06-29: weekday (`days` in [newsletters.schedule]" in said.out
    report = json.loads(Path("out/report.json").read_text("utf-8"))
    assert report["skipped"] == "weekday"


def test_the_same_is_told_to_machines(briefing: Briefing, captures: Path) -> None:
    said = briefing("--json", *words(captures))
    assert (said.code, said.json["number"], said.json["out"]) == (0, 1, "out")
    assert briefing(*words(captures, "2025-06-29"), "--json").json["skipped"] == "weekday"


def test_a_day_folder_without_a_feed_is_warned_of(briefing: Briefing, captures: Path) -> None:
    (captures / "2025-06-29").mkdir()
    said = briefing(*words(captures))
    assert (said.code, "2025-06-29 is without a feed" in said.err) == (0, True)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (("--captures", "nowhere", "--day", "2025-07-01"), "nowhere is not there"),
        (("--captures", ".", "--day", "2025-07-01"), "holds no captured day"),
        (("--captures", "captures", "--day", "tomorrow"), "is no day"),
    ],
)
@pytest.mark.usefixtures("captures")
def test_bad_input_says_what_to_do(briefing: Briefing, wrong: tuple[str, ...], told: str) -> None:
    said = briefing("backtest", *wrong, "--out", "out")
    assert (said.code, told in said.err) == (2, True)
    assert "Traceback" not in said.err
    assert not Path("out").exists()


# --- --compare


def other(folder: Path, changed: str) -> None:
    (folder / "other.toml").write_text(CONFIG + changed, encoding="utf-8")


def test_compare_tells_what_another_configuration_would_have_done(
    briefing: Briefing, captures: Path, folder: Path
) -> None:
    other(folder, '\n[[feeds]]\nid = "fr-phare"\nurl = "https://phare.test/rss"\nweight = 0\n')
    said = briefing(*words(captures), "--compare", "other.toml")
    assert said.code == 0
    assert "With other.toml:" in said.out
    assert "  + need_to_know 3: Airbus livre 71 avions" in said.out.partition("With other.toml:")[2]
    assert "  ~ need_to_know " in said.out
    found = json.loads(Path("out/compare.json").read_text("utf-8"))
    assert set(found) == {"subject", "came", "went", "moved"}
    assert Path("out/other/edition.html").is_file()


def test_compare_tells_why_a_story_went(briefing: Briefing, captures: Path, folder: Path) -> None:
    text = CONFIG.replace(
        "[[feeds]]", '[[newsletters.sections]]\nkind = "need_to_know"\nmax = 2\n\n[[feeds]]'
    )
    (folder / "other.toml").write_text(text, encoding="utf-8")
    found = briefing("--json", *words(captures), "--compare", "other.toml").json["compare"]
    assert found["went"]
    assert all(row["reason"].startswith("rank ") for row in found["went"])


def test_compare_with_the_same_says_so(briefing: Briefing, captures: Path, folder: Path) -> None:
    other(folder, "")
    said = briefing(*words(captures), "--compare", "other.toml")
    assert "the same stories in the same places" in said.out


def test_compare_with_a_broken_configuration_tells_its_mistakes(
    briefing: Briefing, captures: Path, folder: Path
) -> None:
    other(folder, "\n[ranking]\ncoverage = 3\n")
    said = briefing(*words(captures), "--compare", "other.toml")
    assert (said.code, "other.toml" in said.err) == (2, True)
