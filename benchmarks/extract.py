"""Web pages → their articles: `python -m benchmarks.extract DIR --out F.jsonl`.

DIR holds `*.html` or `*.html.gz`; the result has one line a page, `{"file", "title", "text"}`,
`text` being paragraphs joined by newlines. The same `extract` as the daily run.
"""

import argparse
import gzip
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.measure import measured, print_stats, refuse, write_jsonl
from briefing.ingest.extract import extract


def main(argv: Sequence[str] | None = None) -> None:
    """Read, extract, write; the last line on stdout is the run's statistics."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.extract")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args(argv)
    pages = _pages(options.folder)
    with measured() as stats:
        rows = list(_extracted(pages, options.folder))
    write_jsonl(options.out, rows)
    empty = sum(1 for row in rows if not row["text"])
    speed = round(len(rows) / stats.cpu_s, 1) if stats.cpu_s else None
    print_stats(stats.row(n=len(rows), empty=empty, pages_per_cpu_s=speed))


def _pages(folder: Path) -> list[Path]:
    if not folder.is_dir():
        refuse(f"{folder}: no folder")
    found = [*folder.rglob("*.html"), *folder.rglob("*.html.gz")]
    return sorted(path for path in found if path.is_file())


def _extracted(pages: Sequence[Path], folder: Path) -> Iterator[dict[str, Any]]:
    for path in pages:
        said = extract(_html(path))
        yield {"file": str(path.relative_to(folder)), "title": said.title, "text": said.text}


def _html(path: Path) -> bytes:
    body = path.read_bytes()
    if path.suffix != ".gz":
        return body
    try:
        return gzip.decompress(body)
    except (OSError, EOFError, zlib.error) as error:
        refuse(f"{path}: no gzip ({error})")


if __name__ == "__main__":
    main()
