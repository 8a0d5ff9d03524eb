"""Articles with a person's summary → briefing/summarize/ranker.json, by ridge regression.

`python -m benchmarks.train_ranker TRAIN.jsonl[.gz] --out ranker.json [--limit N]`: the first fifth
teaches the chances of words and pairs, the rest the sentences, so that neither learns from what the
other was fitted to. Pure Python: normal equations, about three minutes for 9,000 articles.
"""

import argparse
import gzip
import itertools
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.measure import measured, print_stats
from benchmarks.rouge import f1_of_bags
from briefing.summarize.concepts import (
    PAIR_NAMES,
    WORD_NAMES,
    Concepts,
    pair_features,
    tokens,
    word_features,
)
from briefing.summarize.features import NAMES
from briefing.summarize.ranker import CONCEPT_NAMES, Weights, read, row
from briefing.summarize.select import drafts, split

BUDGET = 35  # words
RIDGE = 30.0

Row = tuple[list[float], float]


def main(argv: Sequence[str] | None = None) -> None:
    """Fit words, then pairs, then sentences; write the coefficients by name."""
    options = _options(argv)
    with measured() as stats:
        rows = list(_rows(options.file, options.limit))
        cut = len(rows) // 5
        words = fit(_words(rows[:cut]), ridge=1.0, standardised=False)[0]
        pairs = fit(_pairs(rows[: cut // 2], words), ridge=1.0, standardised=False)[0]
        model = Weights(words=tuple(words), pairs=tuple(pairs), sentence=(), base=0.0)
        sentence, base = fit(_sentences(rows[cut:], model), ridge=RIDGE, standardised=True)
    stored = {
        "words": _named(WORD_NAMES, words),
        "pairs": _named(PAIR_NAMES, pairs),
        "sentence": _named((*NAMES, *CONCEPT_NAMES), sentence),
        "base": round(base, 6),
    }
    options.out.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
    print_stats(stats.row(n=len(rows)))


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.train_ranker")
    parser.add_argument("file", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--limit", type=int, default=9_000)
    return parser.parse_args(argv)


def _rows(path: Path, limit: int) -> Iterator[dict[str, Any]]:
    compressed = path.suffix == ".gz"
    with gzip.open(path, "rt", encoding="utf-8") if compressed else path.open() as lines:
        for _, line in zip(range(limit), lines, strict=False):
            yield json.loads(line)


def _named(names: Sequence[str], values: Sequence[float]) -> dict[str, float]:
    return {name: round(value, 6) for name, value in zip(names, values, strict=True)}


# --- what is fitted ------------------------------------------------------------------------------


def _words(rows: Iterable[dict[str, Any]]) -> Iterator[Row]:
    for one in rows:
        known = _known(one, [0.0] * len(WORD_NAMES))
        wanted = set(tokens(one["references"][0]))
        yield from (
            (word_features(word, known), float(word in wanted)) for word in known.words.times
        )


def _pairs(rows: Iterable[dict[str, Any]], words: Sequence[float]) -> Iterator[Row]:
    for one in rows:
        known = _known(one, words)
        reference = tokens(one["references"][0])
        wanted = set(itertools.pairwise(reference))
        yield from (
            (pair_features(pair, known), float(pair in wanted)) for pair in known.pairs.times
        )


def _known(one: dict[str, Any], words: Sequence[float]) -> Concepts:
    texts = split(one["documents"][0]["text"], one["language"])
    model = Weights(words=tuple(words), pairs=(0.0,) * len(PAIR_NAMES), sentence=(), base=0.0)
    return read(one["title"], texts, language=one["language"], model=model).concepts


def _sentences(rows: Iterable[dict[str, Any]], model: Weights) -> Iterator[Row]:
    for one in rows:
        texts = split(one["documents"][0]["text"], one["language"])
        article = read(one["title"], texts, language=one["language"], model=model)
        wanted = tokens(one["references"][0])
        for draft in drafts(texts, words=BUDGET, language=one["language"]):
            single, double = f1_of_bags(tokens(draft.text), wanted)
            values = row(article, draft.position, draft.text, whole=draft.whole, words=BUDGET)
            yield values, 0.5 * single + double


# --- ridge regression ----------------------------------------------------------------------------


def fit(rows: Iterable[Row], *, ridge: float, standardised: bool) -> tuple[list[float], float]:
    """Return the weights and, when standardised, the base; the ridge bears on unit variance."""
    sums, products, count = _moments(rows)
    size = len(sums) - 1
    if not standardised:
        matrix = [products[i][:size] for i in range(size)]
        for i in range(size):
            matrix[i][i] += ridge
        return solve(matrix, products[size][:size]), 0.0
    means = [one / count for one in sums]
    spread = [max(1e-9, products[i][i] / count - means[i] ** 2) ** 0.5 for i in range(size)]
    matrix = [
        [
            (products[max(i, j)][min(i, j)] / count - means[i] * means[j]) / (spread[i] * spread[j])
            for j in range(size)
        ]
        for i in range(size)
    ]
    for i in range(size):
        matrix[i][i] += ridge / count
    wanted = [(products[size][i] / count - means[size] * means[i]) / spread[i] for i in range(size)]
    found = [weight / spread[i] for i, weight in enumerate(solve(matrix, wanted))]
    return found, means[size] - sum(w * means[i] for i, w in enumerate(found))


def _moments(rows: Iterable[Row]) -> tuple[list[float], list[list[float]], int]:
    """Return sums, the lower triangle of sums of products (the target last), and the count."""
    sums: list[float] = []
    products: list[list[float]] = []
    count = 0
    for values, target in rows:
        row_of = [*values, target]
        if not sums:
            sums = [0.0] * len(row_of)
            products = [[0.0] * len(row_of) for _ in row_of]
        count += 1
        for i, value in enumerate(row_of):
            if value:
                sums[i] += value
                line = products[i]
                for j in range(i + 1):
                    line[j] += value * row_of[j]
    for i in range(len(sums)):
        for j in range(i):
            products[j][i] = products[i][j]
    return sums, products, count


def solve(matrix: list[list[float]], wanted: Sequence[float]) -> list[float]:
    """Return x with matrix · x = wanted, by elimination with pivots."""
    size = len(wanted)
    lines = [[*matrix[i], wanted[i]] for i in range(size)]
    for i in range(size):
        pivot = max(range(i, size), key=lambda k: abs(lines[k][i]))
        lines[i], lines[pivot] = lines[pivot], lines[i]
        for k in range(i + 1, size):
            factor = lines[k][i] / lines[i][i]
            if factor:
                lines[k] = [a - factor * b for a, b in zip(lines[k], lines[i], strict=True)]
    found = [0.0] * size
    for i in reversed(range(size)):
        rest = sum(lines[i][j] * found[j] for j in range(i + 1, size))
        found[i] = (lines[i][size] - rest) / lines[i][i]
    return found


if __name__ == "__main__":
    main()
