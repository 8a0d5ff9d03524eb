"""bounces read, as an operator types it."""

import io
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Briefing
from tests.cli.test_commands import MORNING, put_draft
from tests.deliver.coming_back import complaint, status_report


@pytest.fixture
def sent(briefing: Briefing, folder: Path) -> None:
    with (folder / "config.toml").open("a", encoding="utf-8") as config:
        config.write('\n[transport]\nkind = "files"\nfolder = "out"\n')
    put_draft(folder)
    for name in ("a", "b"):
        briefing("subscribers", "add", f"{name}@lecteur.test")
    briefing("approve", *MORNING)
    assert briefing("send", *MORNING).code == 0


def test_what_came_back_is_told_and_who_complained_is_taken_out(
    briefing: Briefing, folder: Path, sent: None
) -> None:
    (folder / "returned").mkdir()
    (folder / "returned" / "new").mkdir()
    spam = complaint(fields="Original-Rcpt-To: <a@lecteur.test>\r\n")
    (folder / "returned" / "new" / "1").write_bytes(spam)
    (folder / "returned" / "new" / "2").write_bytes(status_report(recipient="b@lecteur.test"))
    said = briefing("bounces", "read", "returned")
    assert (said.code, said.err) == (0, "")
    assert "2 mails read." in said.out
    assert "1 nobody is there" in said.out
    assert "a@lecteur.test  complained" in said.out
    listed = briefing("subscribers", "list").out
    assert ("a@lecteur.test" in listed, "b@lecteur.test" in listed) == (False, True)

    again = briefing("bounces", "read", "returned", "--json").json
    assert (again["read"], again["again"], again["taken_out"]) == (2, 2, [])


def test_mails_come_by_standard_input_too(
    briefing: Briefing, sent: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = b"From daemon\n" + status_report(recipient="b@lecteur.test").replace(b"\r\n", b"\n")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(box)))
    assert briefing("bounces", "read", "-", "--json").json["hard"] == 1


def test_a_place_without_mail_is_told(briefing: Briefing, folder: Path) -> None:
    said = briefing("bounces", "read", "nowhere")
    assert (said.code, "cannot be read" in said.err) == (2, True)
