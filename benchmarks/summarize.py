"""Articles → summaries: `python -m benchmarks.summarize FILE.jsonl --words N --out F.jsonl`.

In: {"id","language","title","documents": [{"title","text","source"?}]}. Out: {"id","summary",
"sentences": [{"text","document"}]}, never more than N words. The function is the one that finds
the daily run's body sentences in full texts.
"""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.measure import field, jsonl, measured, print_stats, refuse, write_jsonl
from briefing.summarize.select import Document, select


def main(argv: Sequence[str] | None = None) -> None:
    """Read, summarize, write; the last line on stdout is the run's statistics."""
    options = _options(argv)
    rows = [_row(row, line, options.file) for line, row in jsonl(options.file)]
    with measured() as stats:
        made = [_summary(row, options.words) for row in rows]
    write_jsonl(options.out, made)
    documents = sum(len(row["documents"]) for row in rows)
    print_stats(
        stats.row(
            n=len(rows),
            documents=documents,
            documents_per_cpu_s=round(documents / stats.cpu_s) if stats.cpu_s else None,
            empty=sum(1 for one in made if not one["summary"]),
        )
    )


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.summarize")
    parser.add_argument("file", type=Path)
    parser.add_argument("--words", type=int, required=True)
    parser.add_argument("--out", type=Path, required=True)
    return parser.parse_args(argv)


def _row(row: Mapping[str, Any], line: int, path: Path) -> dict[str, Any]:
    documents = field(row, "documents", line=line, path=path)
    if not isinstance(documents, list) or not all(isinstance(one, dict) for one in documents):
        refuse(f"{path}, line {line}: 'documents' is no list of objects")
    return {
        "id": row.get("id"),
        "language": row.get("language") or "fr",
        "title": row.get("title") or "",
        "documents": [
            Document(title=one.get("title") or "", text=one.get("text") or "") for one in documents
        ],
    }


def _summary(row: Mapping[str, Any], words: int) -> dict[str, Any]:
    picked = select(row["documents"], words=words, title=row["title"], language=row["language"])
    return {
        "id": row["id"],
        "summary": " ".join(one.text for one in picked),
        "sentences": [{"text": one.text, "document": one.document} for one in picked],
    }


if __name__ == "__main__":
    main()
