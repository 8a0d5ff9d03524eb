"""Feed bodies → their items: `python -m benchmarks.parse_feeds DIR --out F.jsonl`.

Every file below DIR (sorted) is taken as the body of a response from https://feed.example/<path>;
*.gz is one sent with Content-Encoding: gzip. The daily run's own limits hold: what only feedparser
reads is read in a process that is killed after 10 s.
"""

import argparse
import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from benchmarks.measure import measured, print_stats, refuse, write_jsonl
from briefing.config.settings import Ingest
from briefing.errors import BriefingError, ParseError
from briefing.ingest.bench import Bench
from briefing.ingest.body import read_body
from briefing.ingest.worker import Job, answer_to
from briefing.model import Feed, Item

CHUNK = 65_536  # bytes; about what a socket gives at once
# Items may be dated until now: later than any captured body, and the same in each run.
NOW = datetime(2027, 1, 1, tzinfo=UTC)


def main(argv: Sequence[str] | None = None) -> None:
    """Read, parse, write; the last line on stdout is the run's statistics."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.parse_feeds")
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args(argv)
    if not options.folder.is_dir():
        refuse(f"{options.folder}: no folder")
    files = sorted(path for path in options.folder.rglob("*") if path.is_file())
    with measured() as stats, Bench() as bench:
        rows = [read_file(path, options.folder, bench=bench) for path in files]
    write_jsonl(options.out, rows)
    outcomes = [row["outcome"] for row in rows]
    print_stats(
        stats.row(
            n=len(rows),
            items=sum(len(row["items"]) for row in rows),
            slowest_s=max((row["seconds"] for row in rows), default=0.0),
            **{outcome: outcomes.count(outcome) for outcome in ("ok", "empty", "failed")},
        )
    )


def read_file(path: Path, folder: Path, *, bench: Bench) -> dict[str, Any]:
    """Return one line of the result. A body that cannot be read in time is one that failed."""
    name = path.relative_to(folder).as_posix()
    started = time.perf_counter()
    items: Sequence[Item] = ()
    outcome, told = "ok", None
    try:
        items = _items(path, bench=bench, url=f"https://feed.example/{quote(name)}")
        outcome = "ok" if items else "empty"
    except BriefingError as error:
        outcome, told = "failed", f"{error} {error.hint}".strip()
    return {
        "file": name,
        "outcome": outcome,
        "error": told,
        "seconds": round(time.perf_counter() - started, 4),
        "items": [_told(item) for item in items],
    }


def _items(path: Path, *, bench: Bench, url: str) -> tuple[Item, ...]:
    encoding = "gzip" if path.suffix == ".gz" else ""
    body = asyncio.run(read_body(_chunks(path), encoding=encoding, limit=Ingest().max_body))
    feed = Feed(id="feed", url=url, title="Feed", language="en")
    job = Job(body=body, feed=feed, url=url, headers={}, now=NOW)
    reply = answer_to(replace(job, doubtful=False))
    if reply is None:
        (reply,) = bench.read(job, then=lambda: None).result()
    assert reply is not None  # only what may not be doubted can be in doubt
    if isinstance(reply, ParseError):
        raise reply
    return reply.items


async def _chunks(path: Path) -> AsyncIterator[bytes]:
    with path.open("rb") as body:
        while chunk := body.read(CHUNK):
            yield chunk


def _told(item: Item) -> dict[str, Any]:
    return {
        "id": item.id,
        "url": item.url,
        "title": item.title,
        "summary": item.summary,
        "published": item.published.isoformat() if item.published else None,
    }


if __name__ == "__main__":
    main()
