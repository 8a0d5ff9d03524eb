"""The small commands: a line in, a line out."""

import json
from pathlib import Path

import pytest

from benchmarks import canonical_url, typeset


def last_line(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    found: dict[str, object] = json.loads(capsys.readouterr().out.splitlines()[-1])
    return found


def test_each_address_has_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given, out = tmp_path / "urls.txt", tmp_path / "out.txt"
    given.write_text("https://www.a.example/x/?utm_source=rss\r\n\nmailto:a@b.example\n", "utf-8")
    canonical_url.main([str(given), "--out", str(out)])
    first, *rest = out.read_text("utf-8").split("\n")
    assert first.endswith("a.example/x")
    assert rest == ["", "", ""]
    assert (last_line(capsys)["n"]) == 3


def test_no_address_no_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "urls.txt").touch()
    canonical_url.main([str(tmp_path / "urls.txt"), "--out", str(tmp_path / "out.txt")])
    assert (tmp_path / "out.txt").read_text("utf-8") == ""
    assert last_line(capsys)["n"] == 0


def test_a_line_that_is_no_text_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "urls.txt").write_bytes(b"https://a.example/\nhttps://\xff.example/\n")
    with pytest.raises(SystemExit) as left:
        canonical_url.main([str(tmp_path / "urls.txt"), "--out", str(tmp_path / "out.txt")])
    assert (left.value.code, "line 2" in capsys.readouterr().err) == (2, True)


def test_texts_are_set_in_their_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        {"id": 1, "language": "fr", "text": "Quoi ?"},
        {"id": 2, "language": "en", "text": "It's"},
        {"id": 3, "language": "xx", "text": "It's", "more": "ignored"},
    ]
    given, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    given.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    typeset.main([str(given), "--out", str(out)])
    found = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert found == [
        {"id": 1, "text": "Quoi\u202f?"},
        {"id": 2, "text": "It’s"},
        {"id": 3, "text": "It's"},
    ]
    assert last_line(capsys)["n"] == 3
