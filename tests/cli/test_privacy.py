"""What an operator answers to a reader who asks: all that is kept, and its end."""

from pathlib import Path

from tests.cli.conftest import Briefing


def test_all_that_is_kept_of_a_reader_is_shown(briefing: Briefing) -> None:
    briefing("subscribers", "add", "anne@a.test", "--proof", "asked by phone")
    known = briefing("subscribers", "show", "Anne@a.test").json
    assert known["address"] == "anne@a.test"
    assert known["proof_of_consent"] == "asked by phone"
    assert briefing("subscribers", "show", "nobody@a.test").code == 2


def test_who_is_erased_is_brought_back_by_nobody_else(briefing: Briefing, folder: Path) -> None:
    briefing("subscribers", "add", "anne@a.test")
    said = briefing("subscribers", "erase", "anne@a.test")
    assert said.code == 0
    assert "Backups hold it" in said.out
    again = briefing("subscribers", "add", "ANNE@a.test")
    assert again.code == 2
    assert "/join" in again.err
    (folder / "r.csv").write_text("email\nanne@a.test\n")
    came = briefing("subscribers", "import", "r.csv", "--proof", "form", "--json").json
    assert (came["new"], came["left"]) == (0, 1)


def test_a_new_key_keeps_the_old_ones(briefing: Briefing) -> None:
    assert briefing("subscribers", "rotate-key", "--json").json == {"older_keys": 0}
    assert briefing("subscribers", "rotate-key", "--json").json == {"older_keys": 1}
