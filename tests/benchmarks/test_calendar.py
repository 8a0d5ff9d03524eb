"""A configuration → a line per newsletter and day."""

import json
from pathlib import Path

import pytest

from benchmarks import calendar
from tests.cli.conftest import CONFIG


def test_each_day_has_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config, out = tmp_path / "config.toml", tmp_path / "days.jsonl"
    config.write_text(CONFIG, encoding="utf-8")
    days = ["--from", "2026-11-20", "--to", "2026-11-23"]
    calendar.main([str(config), *days, "--out", str(out)])
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert rows[0] == {
        "newsletter": "matin",
        "day": "2026-11-20",
        "action": "send",
        "reason": "",
        "send_at": "2026-11-20T05:30:00+00:00",
    }
    assert rows[1] | {"day": ""} == {
        "newsletter": "matin",
        "day": "",
        "action": "skip",
        "reason": "weekday",
        "send_at": None,
    }
    stats = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (stats["n"], stats["send"], stats["skip"]) == (4, 2, 2)


def test_bad_input_ends_it_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = tmp_path / "config.toml"
    config.write_text("[sendr]\n", encoding="utf-8")
    for first, last in (("2026-11-20", "2026-11-23"), ("2026-11-23", "2026-11-20")):
        with pytest.raises(SystemExit) as end:
            calendar.main(
                [str(config), "--from", first, "--to", last, "--out", str(tmp_path / "x")]
            )
        assert end.value.code == 2
    assert "config.toml:1" in capsys.readouterr().err
