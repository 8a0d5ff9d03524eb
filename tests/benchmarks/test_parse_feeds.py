"""Bodies in a folder → a line each, whatever they are."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.parse_feeds import main, read_file
from briefing.ingest.bench import Bench
from tests.captured import RATES, capture


def run(
    folder: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> tuple[dict[str, dict[str, Any]], dict[str, Any]]:
    main([str(folder), "--out", str(out)])
    rows = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    return {row["file"]: row for row in rows}, json.loads(capsys.readouterr().out.splitlines()[-1])


def test_every_file_gives_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "bodies"
    plain = capture(folder, "2025-06-30", "fr-b", ("<b>A</b> & B", "C")).read_bytes()
    (folder / "a.xml.gz").write_bytes(gzip.compress(plain))
    (folder / "broken.xml.gz").write_bytes(gzip.compress(plain)[:-30])
    (folder / "empty.rss").write_bytes(b"<rss version='2.0'><channel></channel></rss>")
    (folder / "page.html").write_bytes(b"<html><body>no feed</body></html>")
    (folder / "nothing").write_bytes(b"")
    rows, stats = run(folder, tmp_path / "out.jsonl", capsys)
    assert list(rows) == sorted(rows)
    assert {name: row["outcome"] for name, row in rows.items()} == {
        "2025-06-30/fr-b.xml": "ok",
        "a.xml.gz": "ok",
        "broken.xml.gz": "failed",
        "empty.rss": "empty",
        "nothing": "failed",
        "page.html": "failed",
    }
    assert all((row["error"] is None) == (row["outcome"] != "failed") for row in rows.values())
    assert (stats["n"], stats["ok"], stats["empty"], stats["failed"]) == (6, 2, 1, 3)


def test_items_are_plain_text_with_times_in_utc(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capture(tmp_path / "bodies", "2025-06-30", "fr-b", RATES)
    rows, _ = run(tmp_path / "bodies", tmp_path / "out.jsonl", capsys)
    (item,) = rows["2025-06-30/fr-b.xml"]["items"]
    assert set(item) == {"id", "url", "title", "summary", "published"}
    assert (item["title"], item["summary"]) == RATES
    assert item["url"].startswith("https://fr-b.example/economie/")
    assert item["published"] == "2025-06-30T18:00:00+00:00"


def test_relative_links_start_at_the_files_own_address(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bodies").mkdir()
    (tmp_path / "bodies" / "a b.json").write_text(
        '{"version": "https://jsonfeed.org/version/1.1", "items":'
        ' [{"id": "1", "url": "news/1", "title": "A title"}]}',
        encoding="utf-8",
    )
    rows, _ = run(tmp_path / "bodies", tmp_path / "out.jsonl", capsys)
    (item,) = rows["a b.json"]["items"]
    assert (item["url"], item["published"]) == ("https://feed.example/news/1", None)


def test_a_body_that_takes_too_long_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "doubtful.xml"  # an entity that is not declared: only feedparser reads it
    path.write_bytes(
        b"<rss version='2.0'><channel><item><title>L&eacute;na</title></item></channel></rss>"
    )
    with Bench(longest_s=0.0) as bench:
        row = read_file(path, tmp_path, bench=bench)
    assert (row["outcome"], row["items"]) == ("failed", [])
    assert "took longer than 0 s" in row["error"]


def test_a_folder_that_is_not_there_ends_with_2(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as left:
        main([str(tmp_path / "nowhere"), "--out", str(tmp_path / "out")])
    assert left.value.code == 2
