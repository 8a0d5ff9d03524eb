import gzip
import json
from pathlib import Path

import pytest

from benchmarks.extract import main

SENTENCE = "La Banque centrale a relevé ses taux d'un quart de point, et les marchés ont peu réagi."
HTML = f"<html><head><title>Les taux</title></head><body>{f'<p>{SENTENCE}</p>' * 6}</body></html>"


def test_each_page_gives_a_line_in_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "b.html").write_text(HTML, encoding="utf-8")
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(b"<html></html>"))
    (tmp_path / "truth.json").write_text("{}", encoding="utf-8")
    out = tmp_path / "out" / "F.jsonl"
    main([str(tmp_path), "--out", str(out)])
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [row["file"] for row in rows] == ["a.html.gz", "b.html"]
    assert rows[0] == {"file": "a.html.gz", "title": "", "text": ""}
    assert (rows[1]["title"], SENTENCE in rows[1]["text"]) == ("Les taux", True)
    told = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (told["n"], told["empty"]) == (2, 1)
    assert {"seconds", "cpu_s", "peak_rss_mb"} <= set(told)


@pytest.mark.parametrize("broken", ["no-folder", "no-gzip"])
def test_input_that_cannot_be_read_ends_the_run(tmp_path: Path, broken: str) -> None:
    (tmp_path / "a.html.gz").write_bytes(b"no gzip")
    folder = tmp_path / "absent" if broken == "no-folder" else tmp_path
    with pytest.raises(SystemExit) as ended:
        main([str(folder), "--out", str(tmp_path / "F.jsonl")])
    assert ended.value.code == 2
