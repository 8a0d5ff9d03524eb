"""Texts → their sentences: `python -m benchmarks.split_sentences FILE.jsonl --out F.jsonl`.

In: {"id","language","text"} a line. Out: {"id","sentences"}. Statistics also `mb_per_s`.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measure import field, jsonl, measured, print_stats, write_jsonl
from briefing.text import sentences


def main(argv: Sequence[str] | None = None) -> None:
    """Read, split, write; the last line on stdout is the run's statistics."""
    options = _options(argv)
    rows = [
        (row.get("id"), row.get("language") or "fr", field(row, "text", line=line, path=path) or "")
        for path in (options.file,)
        for line, row in jsonl(path)
    ]
    with measured() as stats:
        split = [sentences(text, language) for _, language, text in rows]
    write_jsonl(
        options.out,
        ({"id": row[0], "sentences": parts} for row, parts in zip(rows, split, strict=True)),
    )
    size = sum(len(text.encode()) for _, _, text in rows) / 1e6
    speed = round(size / stats.cpu_s, 1) if stats.cpu_s else None
    found = sum(len(parts) for parts in split)
    print_stats(stats.row(n=len(rows), sentences=found, mb_per_s=speed))


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.split_sentences")
    parser.add_argument("file", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    return parser.parse_args(argv)


if __name__ == "__main__":
    main()
