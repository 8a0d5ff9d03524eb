"""Plain texts → typeset ones: `python -m benchmarks.typeset FILE.jsonl --out F.jsonl`.

In: {"id","language","text"} a line. Out: {"id","text"}, with the shipped narrow space (U+202F).
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measure import field, jsonl, measured, print_stats, write_jsonl
from briefing.typography import typeset


def main(argv: Sequence[str] | None = None) -> None:
    """Read, typeset, write; the last line on stdout is the run's statistics."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.typeset")
    parser.add_argument("file", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args(argv)
    rows = [
        (row.get("id"), row.get("language") or "fr", field(row, "text", line=line, path=path) or "")
        for path in (options.file,)
        for line, row in jsonl(path)
    ]
    with measured() as stats:
        found = [{"id": id, "text": typeset(text, language)} for id, language, text in rows]
    write_jsonl(options.out, found)
    print_stats(stats.row(n=len(rows)))


if __name__ == "__main__":
    main()
