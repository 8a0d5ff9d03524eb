"""News items → what they say exactly: `python -m benchmarks.mine FILE.jsonl --out F.jsonl`.

In: {"id","language","title","text","day"}. Out: {"id","quotes","numbers","events","names"}, all
verbatim substrings of title or text, found by the functions that make a story's dossier.
"""

import argparse
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.measure import field, jsonl, measured, print_stats, refuse, write_jsonl
from briefing.facts import find_names
from briefing.facts.dossier import mine


def main(argv: Sequence[str] | None = None) -> None:
    """Read, mine, write; the last line on stdout is the run's statistics."""
    options = _options(argv)
    rows = [_row(row, line, options.file) for line, row in jsonl(options.file)]
    with measured() as stats:
        found = [_mined(**row) for row in rows]
    write_jsonl(options.out, found)
    kinds = {kind: sum(len(one[kind]) for one in found) for kind in ("quotes", "numbers", "events")}
    print_stats(stats.row(n=len(rows), **kinds))


def _row(row: Mapping[str, Any], line: int, path: Path) -> dict[str, Any]:
    try:
        day = date.fromisoformat(str(field(row, "day", line=line, path=path))[:10])
    except ValueError:
        refuse(f"{path}, line {line}: {row['day']!r} is no day")
    return {
        "id": row.get("id"),
        "language": row.get("language") or "fr",
        "title": row.get("title") or "",
        "text": row.get("text") or "",
        "day": day,
    }


def _mined(*, id: Any, language: str, title: str, text: str, day: date) -> dict[str, Any]:
    found = mine(title, text, language=language, today=day, published=day, article_id=str(id))
    numbers = {(one.value, one.unit): one for one in found.figures}
    events = {(one.day, one.text): one for one in found.events}
    names = dict.fromkeys(
        name for part in (title, text) for name in find_names(part, language=language)
    )
    return {
        "id": id,
        "quotes": [{"text": one.text, "speaker": one.speaker} for one in found.quotations],
        "numbers": [
            {"text": one.text, "value": one.value, "unit": one.unit, "hedge": one.hedge}
            for one in numbers.values()
        ],
        "events": [{"text": one.text, "day": one.day.isoformat()} for one in events.values()],
        "names": list(names),
    }


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mine")
    parser.add_argument("file", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    return parser.parse_args(argv)


if __name__ == "__main__":
    main()
