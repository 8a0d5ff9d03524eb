"""Texts of one language → the pairs that share a telling word, and how alike their words are."""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain

from briefing.newsroom.neighbours import best_of_either
from briefing.newsroom.vectors import Text, Vector, cosine

_KEPT = 14  # candidates of a text: what is farther is chance
_FREQUENT = 0.004  # share of texts; a stem that stands in more makes no candidates …
_AT_LEAST, _AT_MOST = 20, 30  # … unless it stands in so few; pairs grow with the square

Holders = Mapping[str, Iterable[tuple[int, float]]]


def candidates(
    texts: Sequence[Text],
    dated: Sequence[float],
    *,
    without: Collection[int],
    floor: float,
    span_s: float,
) -> dict[tuple[int, int], float]:
    """Return the likeness in words, `floor` or more, of each text's nearest pairs (i < j).

    `dated` are seconds, ascending; texts more than `span_s` apart are no pair.
    """
    stems = [{} if at in without else text.stems for at, text in enumerate(texts)]
    counts = Counter(chain.from_iterable(stems))
    limit = max(_AT_LEAST, min(_AT_MOST, _FREQUENT * len(texts)))
    # What a pair that shares a rare stem may share besides.
    frequent = [{key: one[key] for key in one if counts[key] > limit} for one in stems]
    lengths = [math.hypot(*one.values()) for one in frequent]
    holders: dict[str, list[tuple[int, float]]] = defaultdict(list)
    found: dict[tuple[int, int], float] = {}
    for at, one in enumerate(stems):
        rare = {key: weight for key, weight in one.items() if 1 < counts[key] <= limit}
        for other, told in _shared(rare, holders).items():
            # Most pairs share one word by chance: they are dropped without a look at the others.
            if told + lengths[at] * lengths[other] < floor or dated[at] - dated[other] > span_s:
                continue
            shared = told + cosine(frequent[other], frequent[at])
            if shared >= floor:
                found[other, at] = shared
        for key, weight in rare.items():
            holders[key].append((at, weight))
    return best_of_either(len(texts), found, kept=_KEPT)


def _shared(rare: Vector, holders: Holders) -> dict[int, float]:
    """Return the earlier texts that hold a rare stem → their likeness by such stems."""
    sums: dict[int, float] = {}
    for key, weight in rare.items():
        for other, theirs in holders[key]:
            sums[other] = sums.get(other, 0.0) + weight * theirs
    return sums
