"""Made-up subscribers get one edition over a real SMTP conversation."""

import json
from pathlib import Path

import pytest

from benchmarks.deliver import main
from tests.deliver.receiving import Mailbox, listening


def test_every_recipient_is_sent_one_message(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    box, out = Mailbox(), tmp_path / "out.json"
    with listening(box) as port:
        words = ["--smtp", f"127.0.0.1:{port}", "--recipients", "7", "--connections", "2"]
        main([*words, "--out", str(out)])
    found = json.loads(out.read_text("utf-8"))
    assert (found["recipients"], found["sent"], found["failed"], found["ambiguous"]) == (7, 7, 0, 0)
    assert 50_000 < found["message_bytes"] < 70_000
    assert len({tuple(mail.rcpt_tos) for mail in box.mails}) == 7
    assert len(box.peers) == 2
    stats = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (stats["n"], stats["sent"]) == (7, 7)


@pytest.mark.parametrize("words", [("--smtp", "nowhere"), ("--smtp", "a:25", "--dkim", "dsa")])
def test_bad_input_ends_with_2(tmp_path: Path, words: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as left:
        main([*words, "--recipients", "1", "--out", str(tmp_path / "out")])
    assert left.value.code == 2


def test_no_server_ends_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--smtp", "127.0.0.1:9", "--recipients", "1", "--out", str(tmp_path / "out")])
    assert (left.value.code, capsys.readouterr().err != "") == (2, True)
