"""Summaries and their sources → what no source says: `python -m benchmarks.check_facts FILE.jsonl
--out F.jsonl`.

In: {"id","language","sources": [str],"summary"}. Out: {"id","supported","risk","problems":
[{"kind","text"}]}, by the check that every printed sentence passes. `risk`: 0…1, the higher the
less of it the sources say word for word.
"""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.measure import field, jsonl, measured, print_stats, refuse, write_jsonl
from briefing.summarize.check import check, novelty
from briefing.text import sentences


def main(argv: Sequence[str] | None = None) -> None:
    """Read, check, write; the last line on stdout is the run's statistics."""
    options = _options(argv)
    rows = [_row(row, line, options.file) for line, row in jsonl(options.file)]
    with measured() as stats:
        checked = [_checked(row) for row in rows]
    write_jsonl(options.out, checked)
    print_stats(stats.row(n=len(rows), supported=sum(1 for one in checked if one["supported"])))


def _row(row: Mapping[str, Any], line: int, path: Path) -> dict[str, Any]:
    sources = field(row, "sources", line=line, path=path)
    if not isinstance(sources, list) or not all(isinstance(one, str) for one in sources):
        refuse(f"{path}, line {line}: 'sources' is no list of texts")
    summary = field(row, "summary", line=line, path=path) or ""
    language = row.get("language") or "fr"
    return {"id": row.get("id"), "language": language, "sources": sources, "summary": summary}


def _checked(row: Mapping[str, Any]) -> dict[str, Any]:
    language, sources = row["language"], row["sources"]
    parts = sentences(row["summary"], language)
    found = [one for part in parts for one in check(part, sources, language=language)]
    new = novelty(row["summary"], sources, language=language)
    return {
        "id": row["id"],
        "supported": not found,
        "risk": round(min(1.0, 0.7 * new + 0.3 * min(1.0, len(found) / max(1, len(parts)))), 4),
        "problems": [{"kind": one.kind, "text": one.text} for one in found],
    }


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.check_facts")
    parser.add_argument("file", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    return parser.parse_args(argv)


if __name__ == "__main__":
    main()
