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
    first = briefing("subscribers", "rotate-key", "--json").json
    assert first == {"older_keys": 0, "forgotten": 0}
    second = briefing("subscribers", "rotate-key", "--json").json
    assert second == {"older_keys": 1, "forgotten": 0}
    said = briefing("subscribers", "rotate-key").out
    assert "2 older keys still open the links in mails sent before" in said
    assert "--retire" in said


def test_the_old_keys_go_when_the_operator_says_so(briefing: Briefing) -> None:
    briefing("subscribers", "rotate-key")
    said = briefing("subscribers", "rotate-key", "--retire").out
    assert "1 older key forgotten" in said
    assert "every link in mails sent before is dead" in said
    again = briefing("subscribers", "rotate-key", "--json", "--retire").json
    assert again == {"older_keys": 0, "forgotten": 1}
