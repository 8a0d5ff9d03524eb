"""Summaries and their sources → does a source say it?

`python -m benchmarks.check_facts FILE.jsonl --out F.jsonl`: the check that every printed sentence
passes. In: {"id","language","sources","summary"} a line. Out: {"id","supported","risk","problems"}.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.measure import field, jsonl, measured, print_stats, write_jsonl
from briefing.summarize.check import problems
from briefing.text import sentences


def main(argv: Sequence[str] | None = None) -> None:
    """Read, check, write; the last line on stdout is the run's statistics."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.check_facts")
    parser.add_argument("file", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args(argv)
    rows = [
        (row, field(row, "summary", line=line, path=options.file) or "")
        for line, row in jsonl(options.file)
    ]
    with measured() as stats:
        found = [_checked(row, summary) for row, summary in rows]
    write_jsonl(options.out, found)
    supported = sum(one["supported"] for one in found)
    print_stats(stats.row(n=len(rows), supported=supported))


def _checked(row: dict[str, Any], summary: str) -> dict[str, Any]:
    language = row.get("language") or "fr"
    sources = row.get("sources") or []
    told = [
        problem
        for sentence in sentences(summary, language)
        for problem in problems(sentence, sources, language=language)
    ]
    return {
        "id": row.get("id"),
        "supported": not told,
        "risk": 1.0 if told else 0.0,
        "problems": [_problem(one) for one in told],
    }


def _problem(told: str) -> dict[str, str]:
    kind, _, text = told.partition(": ")
    return {"kind": kind, "text": text}


if __name__ == "__main__":
    main()
