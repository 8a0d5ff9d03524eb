"""Items of one or more languages → who copied whom, and which of them tell one event.

`python -m benchmarks.cluster FILE.json [--background FILE.json] --out F.json`: the newsroom's own
articles → copies → stories, as the daily run calls them. Formats: docs/reference, evaluation.
"""

import argparse
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.measure import measured, print_stats, refuse, write_json
from briefing.model import Article, Feed, Item, Story
from briefing.newsroom.cluster import cluster
from briefing.newsroom.copies import mark_copies
from briefing.newsroom.desk import to_articles
from briefing.text import stop_words, words

UNDATED = datetime(2026, 1, 1, tzinfo=UTC)  # one moment for all items without a time
KNOWN = ("fr", "en")


def main(argv: Sequence[str] | None = None) -> None:
    """Read, group, write; the last line on stdout is the run's statistics."""
    options = _options(argv)
    rows = _rows(options.file)
    background = _background(_rows(options.background)) if options.background else ()
    with measured() as stats:
        articles = mark_copies(to_articles(*_read(rows)))
        stories = cluster(articles, background=background)
    write_json(options.out, _found(articles, stories))
    per_cpu_s = round(len(rows) / stats.cpu_s) if stats.cpu_s else None
    print_stats(
        stats.row(
            n=len(rows),
            items_per_cpu_s=per_cpu_s,
            stories=len(stories),
            copies=sum(1 for one in articles if one.copy_of),
            without_title=sum(1 for one in articles if not one.item.title.strip()),
            without_date=sum(1 for row in rows if not row.get("published")),
            without_language=sum(1 for row in rows if not row.get("language")),
        )
    )


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cluster")
    parser.add_argument("file", type=Path)
    parser.add_argument("--background", type=Path, help="unlabelled items, for word statistics")
    parser.add_argument("--out", type=Path, required=True)
    return parser.parse_args(argv)


def _rows(path: Path) -> list[dict[str, Any]]:
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        refuse(f"{path}: {error.strerror}")
    except ValueError as error:
        refuse(f"{path}, line {getattr(error, 'lineno', '?')}: not JSON ({error})")
    if not isinstance(rows, list) or not all(isinstance(row, dict) and "id" in row for row in rows):
        refuse(f"{path}, line 1: not a list of objects with an id")
    return rows


def _read(rows: Sequence[Mapping[str, Any]]) -> tuple[list[Item], dict[str, Feed]]:
    items = [_item(row) for row in rows]
    feeds = {
        item.feed_id: Feed(
            id=item.feed_id,
            url="https://feed.example/",
            title=row.get("source") or item.feed_id,
            language=item.language,
        )
        for item, row in zip(items, rows, strict=True)
    }
    return items, feeds


def _item(row: Mapping[str, Any]) -> Item:
    id = str(row["id"])
    title, text = row.get("title") or "", row.get("text") or ""
    return Item(
        id=id,
        # Without a source each item is an outlet of its own: nothing says that two are one.
        feed_id=f"source:{row['source']}" if row.get("source") else f"item:{id}",
        keys=(id,),
        url=row.get("url"),
        title=title,
        summary=text,
        content="",
        language=row.get("language") or _language(f"{title} {text}"),
        published=_moment(row.get("published")),
        first_seen=UNDATED,
    )


def _moment(text: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _language(text: str) -> str:
    """Return the language whose stop words a text holds most of."""
    found = words(text)
    return max(KNOWN, key=lambda tag: sum(word in stop_words(tag) for word in found))


def _background(rows: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """Return title and teaser of each item, as the store gives them."""
    return tuple(f"{row.get('title') or ''} {row.get('text') or ''}" for row in rows)


def _found(articles: Sequence[Article], stories: Sequence[Story]) -> dict[str, dict[str, str]]:
    return {
        "copies": {one.id: one.copy_of or one.id for one in articles},
        "stories": {one.id: story.id for story in stories for one in story.articles},
    }


if __name__ == "__main__":
    main()
