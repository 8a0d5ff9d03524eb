"""Captured feeds → briefing/newsroom/lexicon/learned.json, and how often it names the folder.

`python -m benchmarks.train_sections DIR --out learned.json [--aside DAY_OR_FEED …]`: DIR holds a
folder for each captured day. An item's section is the one that the folders of its address name.
With --aside, days (2024-01) or feeds (fr-lemonde) are kept out of the training and measured,
their addresses hidden; the shipped file is made of all.
"""

import argparse
import json
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.measure import measured, print_stats
from briefing.errors import ParseError
from briefing.ingest.parse import parse
from briefing.model import Feed, Item, Kind
from briefing.newsroom import topics
from briefing.newsroom.kinds import kind_of
from briefing.newsroom.lexicon import section_counts
from briefing.newsroom.sections import eco_of, of_url, section_of

NOW = datetime(2027, 1, 1, tzinfo=UTC)
SMOOTHING = 0.3
RARE = 3  # texts; a stem that stands in fewer is left out
MERGED = {
    **dict.fromkeys(("entreprises", "marchés", "travail", "commerce", "industrie"), "économie"),
    "énergie": "économie",
    "people": "culture",
    "insolite": "société",
}
BROAD = MERGED | {"tech": "économie", "local": "société", "faits divers": "société"}
LEFT_OUT = {"fr": {"", "opinion"}, "en": {"", "opinion", "local"}}  # /national/ is no subject


@dataclass(frozen=True, slots=True)
class Row:
    day: str
    feed: Feed
    item: Item
    folder: str  # the section that the address names


def main(argv: Sequence[str] | None = None) -> None:
    """Learn, write, measure; the last line on stdout is the run's statistics."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.train_sections")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--aside", nargs="*", default=[])
    options = parser.parse_args(argv)
    with measured() as stats:
        rows = list(_rows(options.folder))
        aside = [row for row in rows if _is_aside(row, options.aside)]
        kept = [row for row in rows if not _is_aside(row, options.aside)]
        options.out.write_text(_dumped(kept), encoding="utf-8")
        figures = _measured(aside, options.out) if aside else {}
    print_stats(stats.row(n=len(rows), **figures))


def _is_aside(row: Row, names: Sequence[str]) -> bool:
    return any(row.day.startswith(name) or row.feed.id == name for name in names)


def _rows(folder: Path) -> Iterator[Row]:
    """Yield each news item with a telling address once."""
    seen = set()
    for path in sorted(folder.rglob("*.xml")):
        day, language = path.relative_to(folder).parts[0], path.stem.split("-")[0]
        feed = Feed(id=path.stem, url="https://feed.example/", title="", language=language)
        try:
            items = parse(path.read_bytes(), feed=feed, url=feed.url, headers={}, now=NOW)
        except ParseError:
            continue
        for item in items:
            section = of_url(item.url)
            if section in LEFT_OUT.get(language, {""}) or (feed.id, item.title) in seen:
                continue
            seen.add((feed.id, item.title))
            if kind_of(item) is Kind.NEWS:
                yield Row(day, feed, item, section)


# --- what is learned


def _dumped(rows: Iterable[Row]) -> str:
    learned = {
        language: _weights([row for row in rows if row.feed.language == language])
        for language in LEFT_OUT
    }
    lines = [
        f'"{language}": {{"sections": {json.dumps(sections, ensure_ascii=False)}, "odds": {{\n'
        + ",\n".join(
            f"{json.dumps(key, ensure_ascii=False)}: {json.dumps(row, separators=(',', ':'))}"
            for key, row in weights.items()
        )
        + "\n}}"
        for language, (sections, weights) in learned.items()
    ]
    return "{" + ",\n".join(lines) + "}\n"


def _weights(rows: Sequence[Row]) -> tuple[list[str], dict[str, list[int]]]:
    """Return the sections and, for each feature, tenths of log odds against all other sections."""
    sums: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    holders: Counter[str] = Counter()
    for one in rows:
        found = _features(one.item)
        holders.update(found.keys())
        section = sums[MERGED.get(one.folder, one.folder)]
        for key, weight in found.items():
            section[key] += weight
    kept = sorted(key for key, count in holders.items() if count >= RARE)
    whole = {key: math.fsum(one.get(key, 0.0) for one in sums.values()) for key in kept}
    sections = sorted(sums)
    columns = [_column(sums[section], whole) for section in sections]
    weights = {}
    for at, key in enumerate(kept):
        told = [column[at] for column in columns]
        mean = math.fsum(told) / len(told)
        weights[key] = [round(10 * (one - mean)) for one in told]
    return sections, {key: row for key, row in weights.items() if any(row)}


def _features(item: Item) -> dict[str, float]:
    counts = section_counts(item.title, item.summary, item.language)
    return topics.features(item.title, item.summary, counts, language=item.language)


def _column(ours: Mapping[str, float], whole: Mapping[str, float]) -> list[float]:
    others = {key: total - ours.get(key, 0.0) + SMOOTHING for key, total in whole.items()}
    every = math.fsum(others.values())
    return [-math.log(count / every) for count in others.values()]


# --- how often it is right


def _measured(rows: Sequence[Row], path: Path) -> dict[str, object]:
    """Return the share of items set aside whose section is the folder's: exact, broad, economic."""
    learned = topics.read(path)
    figures: dict[str, object] = {}
    for language in sorted({row.feed.language for row in rows}):
        own = [row for row in rows if row.feed.language == language]
        told = [section_of(replace(row.item, url=None), row.feed, learned=learned) for row in own]
        found = list(zip((row.folder for row in own), told, strict=True))
        figures[language] = {
            "n": len(own),
            "exact": _share(found, lambda name: name),
            "learned": _share(found, lambda name: MERGED.get(name, name)),
            "broad": _share(found, lambda name: BROAD.get(name, name)),
            "economic": _share(found, eco_of),
            "unknown": round(told.count("") / len(told), 3),
        }
    return figures


def _share(found: Sequence[tuple[str, str]], of: Callable[[str], object]) -> float:
    return round(sum(of(one) == of(other) for one, other in found) / len(found), 3)


if __name__ == "__main__":
    main()
