"""Title and teaser → the section that such words stand in most, learned from outlets' folders.

A logistic regression over stems and the sections that the lexicon's words name, beside what the
outlet files most. Its weights, lexicon/learned.json, are made by benchmarks/train_sections.py:
docs/why.md says how far they reach.
"""

import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import repeat
from operator import add, mul
from pathlib import Path

from briefing.newsroom.habits import NONE, Habit, odds_of
from briefing.newsroom.lexicon import section_counts
from briefing.text import base, stem, stop_words, words

_FILE = Path(__file__).parent / "lexicon" / "learned.json"
_TEASER = 60  # words
_TITLE_WORD, _TEASER_WORD = 2.0, 1.0
_HITS, _MOST_HITS = 0.5, 4
ALWAYS = ""  # the feature that every text has
TENTHS = 10  # of log odds: the unit of the learned numbers
_UNLIKELY = 0.3  # below, one guess in three is right


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learned of one language: a feature's odds for each section, in their order.

    `shares` are the sections' shares of all items, `outlets` what each outlet filed.
    """

    sections: tuple[str, ...]
    odds: Mapping[str, tuple[int, ...]]
    shares: tuple[float, ...] = ()
    outlets: Mapping[str, Habit] = field(default_factory=dict)


Languages = Mapping[str, Learned]


def likely_section(
    title: str,
    teaser: str,
    *,
    language: str,
    counts: Mapping[str, int] | None = None,
    outlet: str = "",
    habit: Habit = NONE,
    learned: Languages | None = None,
) -> str:
    """Return the section that the words speak for; "" when they are unknown or speak for none.

    `counts` are the lexicon's, if they are known already; `outlet` and `habit` are those of
    habits.py; `learned` stands for what was shipped.
    """
    known = (shipped() if learned is None else learned).get(base(language))
    if known is None:
        return ""
    if counts is None:
        counts = section_counts(title, teaser, language)
    found = features(title, teaser, counts, language=language)
    if known.odds.keys().isdisjoint(found):
        return ""
    sums = list(known.odds.get(ALWAYS) or repeat(0, len(known.sections)))
    for feature, share in found.items():
        if row := known.odds.get(feature):
            sums = list(map(add, sums, map(mul, repeat(share), row)))
    if before := _habitual(known, outlet, habit):
        sums = list(map(add, sums, map(mul, repeat(TENTHS), before)))
    best = max(sums)
    whole = sum([math.exp((one - best) / TENTHS) for one in sums])  # the best is 1 of it
    return known.sections[sums.index(best)] if whole * _UNLIKELY <= 1 else ""


def _habitual(known: Learned, outlet: str, habit: Habit) -> Sequence[float] | None:
    learned = known.outlets.get(outlet, NONE)
    if not learned and not habit:
        return None
    together = Counter(learned)
    together.update(habit)
    return odds_of(together, sections=known.sections, shares=known.shares)


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
            tuple(one["sections"]),
            {key: tuple(row) for key, row in one["odds"].items()},
            tuple(one["shares"]),
            one["outlets"],
        )
        for language, one in stored.items()
    }
