"""Sentences of several texts on one story → few that say what most of them say, none twice."""

import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from briefing.text import content_stems

# Tuned on RPM2 (20 topics); each may be halved or doubled without losing .4 of ROUGE-1.
COMMON = 1.5  # power of the share of texts that hold a word or pair
AGAIN = 0.3  # what is left of its worth once it is said
TITLE = 0.3  # of a word of the texts' titles
LENGTH = 0.4  # power of the words that a sentence costs
EARLY = 6.0  # worth of standing first
SHORTEST = 8  # words
NEW = 0.1  # share of a sentence's stems that were not said yet

Pair = tuple[str, str]
Key = TypeVar("Key", str, Pair)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A sentence, whole or trimmed, of the text with the index `document`."""

    document: int
    position: int
    text: str
    words: int
    source: str
    whole: bool


@dataclass(frozen=True, slots=True)
class _Said:
    unit: Unit
    stems: frozenset[str]
    pairs: frozenset[Pair]


@dataclass(frozen=True, slots=True)
class _Common:
    """How common a word, with what their titles add to it, and a pair of words is in the texts."""

    stems: Mapping[str, float]
    fresh: Mapping[str, float]  # the worth of a word that was not said yet
    pairs: Mapping[Pair, float]


def pick_from_several(
    units: Sequence[Unit],
    allowed: Callable[[Unit], bool],
    *,
    titles: Sequence[str],
    words: int,
    language: str,
) -> list[Unit]:
    """Return units of at most `words` words in all, best first; each sentence at most once."""
    pool = [_said(unit, language) for unit in units if unit.words >= SHORTEST]
    common = _common(pool, titles, language)
    told: tuple[set[str], set[Pair]] = (set(), set())
    chosen: list[_Said] = []
    left = words
    while pool:
        pool = [one for one in pool if one.unit.words <= left]
        best = max(pool, key=lambda one: _worth(one, common, told), default=None)
        if best is None:
            break
        pool.remove(best)
        if len(best.stems - told[0]) < NEW * len(best.stems) or not allowed(best.unit):
            continue
        chosen.append(best)
        told[0].update(best.stems)
        told[1].update(best.pairs)
        left -= best.unit.words
        place = (best.unit.document, best.unit.position)
        pool = [one for one in pool if (one.unit.document, one.unit.position) != place]
    return [one.unit for one in chosen]


def _said(unit: Unit, language: str) -> _Said:
    stems = content_stems(unit.text, language)
    return _Said(unit, frozenset(stems), frozenset(itertools.pairwise(stems)))


def _common(pool: Iterable[_Said], titles: Sequence[str], language: str) -> _Common:
    stems: dict[int, set[str]] = {}
    pairs: dict[int, set[Pair]] = {}
    for one in pool:
        stems.setdefault(one.unit.document, set()).update(one.stems)
        pairs.setdefault(one.unit.document, set()).update(one.pairs)
    heads = [set(content_stems(title, language)) for title in titles]
    shares = _shares(stems.values(), len(stems))
    titled = {stem: n / len(heads) for stem, n in Counter(s for one in heads for s in one).items()}
    fresh = {
        stem: shares.get(stem, 0.0) + TITLE * titled.get(stem, 0.0)
        for stem in shares.keys() | titled.keys()
    }
    return _Common(shares, fresh, _shares(pairs.values(), len(pairs)))


def _shares(sets: Iterable[set[Key]], size: int) -> dict[Key, float]:
    """Return the share of texts that hold each; one that stands in a single text counts nothing."""
    counts = Counter(key for one in sets for key in one)
    return {key: (n / size) ** COMMON for key, n in counts.items() if n > 1}


def _worth(one: _Said, common: _Common, told: tuple[set[str], set[Pair]]) -> float:
    none = itertools.repeat(0.0)
    new = sum(map(common.fresh.get, one.stems - told[0], none))
    old = AGAIN * sum(map(common.stems.get, one.stems & told[0], none))
    pairs = sum(
        common.pairs.get(pair, 0.0) * (AGAIN if pair in told[1] else 1.0) for pair in one.pairs
    )
    early = 1 + EARLY / (1 + one.unit.position)
    cost: float = one.unit.words**LENGTH
    return (new + old + pairs) * early / cost
