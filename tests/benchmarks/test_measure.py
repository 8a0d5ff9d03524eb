"""What a measured run tells, and how broken input ends it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.measure import field, jsonl, measured, print_stats, write_json, write_jsonl


def test_the_cost_of_children_counts() -> None:
    work = "block = bytearray(60_000_000); block[::4096] = block[::4096]; sum(range(3_000_000))"
    with measured() as stats:
        subprocess.run([sys.executable, "-c", work], check=True)
    assert stats.seconds > 0
    assert stats.cpu_s > 0.02
    assert stats.peak_rss_mb > 50


def test_a_row_holds_the_common_figures_first(capsys: pytest.CaptureFixture[str]) -> None:
    with measured() as stats:
        pass
    print_stats(stats.row(n=3, own="é"))
    last = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert list(last) == ["n", "seconds", "cpu_s", "peak_rss_mb", "own"]
    assert (last["n"], last["own"]) == (3, "é")


def test_rows_come_back_with_their_line_numbers(tmp_path: Path) -> None:
    path = tmp_path / "new" / "rows.jsonl"
    assert write_jsonl(path, [{"id": 1}, {"id": "é\u2028"}]) == 2
    assert list(jsonl(path)) == [(1, {"id": 1}), (2, {"id": "é\u2028"})]
    path.write_text('{"id": 1}\n\n{"id": 2}\n', encoding="utf-8")
    assert [number for number, _ in jsonl(path)] == [1, 3]


@pytest.mark.parametrize("broken", ["{", "[1]", "7"])
def test_a_broken_line_ends_the_run_with_its_number(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], broken: str
) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(f'{{"id": 1}}\n{broken}\n', encoding="utf-8")
    with pytest.raises(SystemExit) as left:
        list(jsonl(path))
    assert left.value.code == 2
    assert "line 2" in capsys.readouterr().err


def test_a_missing_file_or_key_ends_the_run_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        list(jsonl(tmp_path / "nowhere"))
    with pytest.raises(SystemExit):
        field({}, "text", line=4, path=tmp_path)
    assert "line 4: no 'text'" in capsys.readouterr().err
    assert field({"text": ""}, "text", line=4, path=tmp_path) == ""


def test_json_is_written_readable(tmp_path: Path) -> None:
    write_json(tmp_path / "deep" / "one.json", {"é": 1})
    assert (tmp_path / "deep" / "one.json").read_text("utf-8") == '{"é": 1}\n'
