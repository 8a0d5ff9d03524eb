"""Title and teaser → the section that such words stand in most, learned from outlets' folders.

A complement naive Bayes over stems and the sections that the lexicon's words name. Its weights,
lexicon/learned.json, are made by benchmarks/train_sections.py: docs/why.md says how far they reach.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat
from operator import add, mul
from pathlib import Path

from briefing.newsroom.lexicon import section_counts
from briefing.text import base, stem, stop_words, words

_FILE = Path(__file__).parent / "lexicon" / "learned.json"
_TEASER = 60  # words
_TITLE_WORD, _TEASER_WORD = 2.0, 1.0
_HITS, _MOST_HITS = 0.5, 4
# Tenths of log odds: below, one guess in four is right (the mean section has 0).
_FAINT, _UNDECIDED = 2.0, 0.3


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learned of one language: a feature's odds for each section, in their order."""

    sections: tuple[str, ...]
    odds: Mapping[str, tuple[int, ...]]


Languages = Mapping[str, Learned]


def likely_section(
    title: str,
    teaser: str,
    *,
    language: str,
    counts: Mapping[str, int] | None = None,
    learned: Languages | None = None,
) -> str:
    """Return the section that the words speak for; "" when they are unknown or speak for none.

    `counts` are the lexicon's, if they are known already; `learned` stands for what was shipped.
    """
    known = (shipped() if learned is None else learned).get(base(language))
    if known is None:
        return ""
    if counts is None:
        counts = section_counts(title, teaser, language)
    sums = [0.0] * len(known.sections)
    for feature, share in features(title, teaser, counts, language=language).items():
        if row := known.odds.get(feature):
            sums = list(map(add, sums, map(mul, repeat(share), row)))
    second, best = sorted(sums)[-2:]
    told = best >= _FAINT and best - second >= _UNDECIDED
    return known.sections[sums.index(best)] if told else ""


def features(
    title: str, teaser: str, counts: Mapping[str, int], *, language: str
) -> dict[str, float]:
    """Return the stems of a text, of length 1 together, and « #section » for the lexicon's."""
    stops = stop_words(language)
    found: dict[str, float] = {}
    for text, weight in ((words(teaser)[:_TEASER], _TEASER_WORD), (words(title), _TITLE_WORD)):
        for word in text:
            if word not in stops and word.isalpha():
                found[stem(word, language)] = weight
    length = math.hypot(*found.values()) or 1.0
    for key, weight in found.items():
        found[key] = weight / length
    for section, count in counts.items():
        found[f"#{section}"] = _HITS * min(count, _MOST_HITS) / _MOST_HITS
    return found


@lru_cache(maxsize=1)
def shipped() -> Languages:
    """Return what was learned of each language that we know."""
    return read(_FILE)


def read(path: Path) -> Languages:
    """Return what benchmarks/train_sections.py wrote."""
    stored = json.loads(path.read_text(encoding="utf-8"))
    return {
        language: Learned(
            tuple(one["sections"]), {key: tuple(row) for key, row in one["odds"].items()}
        )
        for language, one in stored.items()
    }
