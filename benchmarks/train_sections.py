"""Captured feeds → briefing/newsroom/lexicon/learned.json, and how often it names the folder.

`python -m benchmarks.train_sections DIR --out learned.json [--aside DAY_OR_FEED …]`: DIR holds a
folder for each captured day. An item's section is the one that the folders of its address name.
With --aside, days (2024-01) or feeds (fr-lemonde) are kept out of the training and measured, the
path of their addresses hidden; `half` are figures of every second item, when the others' paths
are not. The shipped file is made of all. About a minute.
"""

import argparse
import json
import math
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import repeat
from operator import add, mul
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.measure import measured, print_stats
from briefing.errors import ParseError
from briefing.ingest.parse import parse
from briefing.model import Feed, Item, Kind
from briefing.newsroom import topics
from briefing.newsroom.habits import NONE, Habit, habits_of, odds_of, outlet_name
from briefing.newsroom.kinds import kind_of
from briefing.newsroom.lexicon import section_counts
from briefing.newsroom.sections import eco_of, of_url, section_of, wider

NOW = datetime(2027, 1, 1, tzinfo=UTC)
RARE = 3  # texts; a stem that stands in fewer is left out
SMOOTHING = 0.3  # of what is counted
ROUNDS = 20
STEP = 0.5  # falls to 0 over the rounds
SLOW = 0.1  # of a step, for what every text has
RESTRAINT = 0.25  # a round's pull of each weight towards 0
SEED = 7
BROAD = {"tech": "économie", "local": "société", "faits divers": "société"}
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
    spoken = defaultdict(list)
    for row in rows:
        spoken[row.feed.language].append(row)
    learned = {language: _lesson(own) for language, own in spoken.items()}
    text = json.dumps(learned, ensure_ascii=False, separators=(",", ":"))
    return text.replace("],", "],\n").replace("},", "},\n") + "\n"


def _lesson(rows: Sequence[Row]) -> dict[str, object]:
    sections = sorted({wider(row.folder) for row in rows})
    count = Counter(wider(row.folder) for row in rows)
    outlets: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        outlets[outlet_name(row.item, row.feed)][wider(row.folder)] += 1
    shares = [round(count[section] / len(rows), 4) for section in sections]
    before = {
        name: odds_of(habit, sections=sections, shares=shares) or ()
        for name, habit in outlets.items()
    }
    return {
        "sections": sections,
        "shares": shares,
        "outlets": {name: dict(sorted(outlets[name].items())) for name in sorted(outlets)},
        "odds": _weights(rows, sections, before),
    }


def _weights(
    rows: Sequence[Row], sections: Sequence[str], before: Mapping[str, Sequence[float]]
) -> dict[str, list[int]]:
    """Return tenths of log odds for each feature: those counted and those fitted, added up.

    The counted ones hold in other outlets, the fitted ones in other days of the same.
    """
    texts = [_features(row.item) for row in rows]
    holders = Counter(key for found in texts for key in found)
    kept = sorted(key for key, count in holders.items() if count >= RARE)
    rights = [sections.index(wider(row.folder)) for row in rows]
    starts = [before[outlet_name(row.item, row.feed)] for row in rows]
    counted = _counted(texts, rights, kept, many=len(sections))
    fitted = _fitted(texts, rights, starts, {key: holders[key] for key in kept})
    nothing = [0.0] * len(sections)
    odds = {key: list(map(add, row, counted.get(key, nothing))) for key, row in fitted.items()}
    told = {key: [round(topics.TENTHS * one) for one in row] for key, row in sorted(odds.items())}
    return {key: row for key, row in told.items() if any(row)}


def _counted(
    texts: Sequence[Mapping[str, float]], rights: Sequence[int], kept: Sequence[str], *, many: int
) -> dict[str, list[float]]:
    """Return a complement naive Bayes: a feature's log odds against all other sections."""
    sums = {key: [0.0] * many for key in kept}
    for found, right in zip(texts, rights, strict=True):
        for key, share in found.items():
            if key in sums:
                sums[key][right] += share
    others = {key: [sum(row) - own + SMOOTHING for own in row] for key, row in sums.items()}
    whole = [math.fsum(row[place] for row in others.values()) for place in range(many)]
    told = {
        key: [-math.log(one / every) for one, every in zip(row, whole, strict=True)]
        for key, row in others.items()
    }
    means = {key: math.fsum(row) / many for key, row in told.items()}
    return {key: [one - means[key] for one in row] for key, row in told.items()}


def _fitted(
    texts: Sequence[Mapping[str, float]],
    rights: Sequence[int],
    starts: Sequence[Sequence[float]],
    holders: Mapping[str, int],
) -> dict[str, list[float]]:
    """Return a logistic regression, learned a text at a time.

    An outlet's own odds are where a text starts: its words are not to learn its habits.
    """
    pull = {key: RESTRAINT / count for key, count in holders.items()}
    odds = {key: [0.0] * len(starts[0]) for key in (topics.ALWAYS, *holders)}
    known = [{key: one for key, one in found.items() if key in pull} for found in texts]
    lessons = list(zip(known, rights, starts, strict=True))
    chance = random.Random(SEED)
    for turn in range(ROUNDS):
        chance.shuffle(lessons)
        for place, (found, right, start) in enumerate(lessons):
            step = STEP * (1 - (turn + place / len(lessons)) / ROUNDS)
            _learn(odds, found, right, start=start, pull=pull, step=step)
    return odds


def _learn(
    odds: dict[str, list[float]],
    found: Mapping[str, float],
    right: int,
    *,
    start: Sequence[float],
    pull: Mapping[str, float],
    step: float,
) -> None:
    """Move the odds of one text's features a step towards its section."""
    sums = list(map(add, odds[topics.ALWAYS], start))
    for key, share in found.items():
        sums = list(map(add, sums, map(mul, odds[key], repeat(share))))
    best = max(sums)
    shares = [math.exp(one - best) for one in sums]
    whole = math.fsum(shares)
    moves = [-step * share / whole for share in shares]
    moves[right] += step
    odds[topics.ALWAYS] = list(map(add, odds[topics.ALWAYS], map(mul, moves, repeat(SLOW))))
    for key, share in found.items():
        kept = 1 - step * pull[key]
        odds[key] = [kept * old + share * move for old, move in zip(odds[key], moves, strict=True)]


def _features(item: Item) -> dict[str, float]:
    counts = section_counts(item.title, item.summary, item.language)
    return topics.features(item.title, item.summary, counts, language=item.language)


# --- how often it is right


def _measured(rows: Sequence[Row], path: Path) -> dict[str, object]:
    """Return the figures of each language: all paths hidden, and those of every second item."""
    learned = topics.read(path)
    figures: dict[str, object] = {}
    for language in sorted({row.feed.language for row in rows}):
        own = [row for row in rows if row.feed.language == language]
        habits = habits_of((row.feed.id, wider(row.folder)) for row in own[::2])
        figures[language] = _figures(own, learned, {})
        figures[f"{language} half"] = _figures(own[1::2], learned, habits)
    return figures


def _figures(
    rows: Sequence[Row], learned: topics.Languages, habits: Mapping[str, Habit]
) -> dict[str, object]:
    """Return the share of items whose section is the folder's: exact, broad, economic."""
    told = [
        section_of(
            replace(row.item, url=_host(row.item.url)),
            row.feed,
            habit=habits.get(row.feed.id, NONE),
            learned=learned,
        )
        for row in rows
    ]
    found = list(zip((row.folder for row in rows), told, strict=True))
    return {
        "n": len(rows),
        "exact": _share(found, lambda name: name),
        "learned": _share(found, wider),
        "broad": _share(found, lambda name: BROAD.get(wider(name), wider(name))),
        "economic": _share(found, eco_of),
        "told": round(1 - told.count("") / len(told), 3),
        "of_told": _share([one for one in found if one[1]], wider),
    }


def _host(url: str | None) -> str:
    return f"https://{urlsplit(url or '').netloc}/"


def _share(found: Sequence[tuple[str, str]], of: Callable[[str], object]) -> float:
    right = sum(of(one) == of(other) for one, other in found)
    return round(right / len(found), 3) if found else 0.0


if __name__ == "__main__":
    main()
