"""correct: kept, told in the next edition and on the page of the wrong one."""

from pathlib import Path

from briefing.model import EditionState
from tests.builders import DAY, NOW
from tests.cli.conftest import Briefing
from tests.cli.test_commands import open_database, put_draft

WORDS = "Lundi, nous écrivions 3 %. C'est 2 %."
LATER = ("--now", "2026-11-23 10:00")


def left(folder: Path) -> None:
    put_draft(folder)
    with open_database(folder) as store:
        record = store.edition("matin", DAY)
        assert record is not None
        store.set_state(record, EditionState.SENT, now=NOW)


def test_the_last_edition_that_left_is_meant(briefing: Briefing, folder: Path) -> None:
    left(folder)
    said = briefing("correct", "--text", f"  {WORDS}\n", *LATER)
    assert (said.code, "the page of 2026-11-23" in said.out) == (0, True)
    with open_database(folder) as store:
        assert [one.text for one in store.errata.of("matin", DAY)] == [WORDS]


def test_what_never_left_needs_no_correction(briefing: Briefing, folder: Path) -> None:
    put_draft(folder)
    for day in ((), ("--day", "2026-11-23"), ("--day", "2026-11-20")):
        refused = briefing("correct", "--text", WORDS, *day, *LATER)
        assert (refused.code, "left" in refused.err) == (2, True)


def test_a_correction_says_something_and_is_short(briefing: Briefing, folder: Path) -> None:
    left(folder)
    for words in ("", "…", "mot " * 91):
        refused = briefing("correct", "--text", words, *LATER)
        assert (refused.code, "1 to 90 words" in refused.err) == (2, True)


def test_said_twice_it_is_kept_once(briefing: Briefing, folder: Path) -> None:
    left(folder)
    briefing("correct", "--text", WORDS, *LATER)
    briefing("correct", "--text", WORDS, *LATER)
    with open_database(folder) as store:
        assert len(store.errata.of("matin", DAY)) == 1
