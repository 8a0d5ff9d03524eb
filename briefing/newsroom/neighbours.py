"""Likenesses of pairs → likenesses of pairs with their company: « Megxit » and « Harry et Meghan »
share no word, but other headlines share some with each.

A text is taken for the mean of itself and its nearest neighbours; two texts are as alike as their
means. It is the query expansion of search engines, made of likenesses alone.
"""

import math
from collections.abc import Mapping

_COUNT = (1.0, 1.0, 1.0, 1.0, 0.5, 0.5)  # for how much the nearest, the second … neighbour counts
_NEAREST = len(_COUNT)
_COMPANY = 0.55  # share of a text that is its neighbours
_STRANGER = 0.2  # a missing neighbour counts as one this near that nobody shares
_FAINT = 0.06  # a nearness that is not carried on: it costs most of the time and changes nothing
_NEAR = 0.2
_CROWD = 4  # near neighbours of a text that stands in a crowd
_PRIOR, _AS_USUAL = 30, 0.33  # texts, and the share of them in a crowd: that of a day's news

Row = dict[int, float]
Pairs = Mapping[tuple[int, int], float]


class Neighbours:
    """The likenesses of 0…count-1, and what follows from who is near whom."""

    def __init__(self, count: int, pairs: Pairs) -> None:
        self._rows: list[Row] = [{} for _ in range(count)]
        for (one, other), likeness in sorted(pairs.items()):
            self._rows[one][other] = self._rows[other][one] = likeness
        self._nearest = [
            sorted((-likeness, at) for at, likeness in row.items())[:_NEAREST] for row in self._rows
        ]

    def crowd(self) -> float:
        """Return the share of texts that have several near neighbours: how few events there are.

        A handful of texts says little: they are counted with some that are as usual.
        """
        crowded = sum(
            1 for near in self._nearest if len(near) >= _CROWD and -near[_CROWD - 1][0] >= _NEAR
        )
        return (crowded + _AS_USUAL * _PRIOR) / (len(self._nearest) + _PRIOR)

    def in_company(self, *, floor: float) -> dict[tuple[int, int], float]:
        """Return the likenesses of pairs with their company, those of `floor` or more."""
        shares, strangers = self._shares()
        reached = [self._reached(row) for row in shares]
        lengths = [
            math.sqrt(_dot(mine, row) + stranger)
            for mine, row, stranger in zip(reached, shares, strangers, strict=True)
        ]
        # Rows are filled in the order of the pairs, so the sums are the same in every run.
        holders: list[list[tuple[int, float]]] = [[] for _ in shares]  # of texts after this one
        found: dict[tuple[int, int], float] = {}
        for one in range(len(shares) - 1, -1, -1):
            sums: Row = {}
            for middle, nearness in reached[one].items():
                for other, share in holders[middle]:
                    sums[other] = sums.get(other, 0.0) + nearness * share
            least = floor * lengths[one]
            for other, likeness in sums.items():
                if likeness >= least * lengths[other]:
                    found[one, other] = min(1.0, likeness / (lengths[one] * lengths[other]))
            for middle, share in shares[one].items():
                holders[middle].append((one, share))
        return found

    def _shares(self) -> tuple[list[Row], list[float]]:
        """Return what each text is made of, and the square of what strangers add to its length."""
        shares, strangers = [], []
        for at, near in enumerate(self._nearest):
            told = [
                (other, -negative * count)
                for (negative, other), count in zip(near, _COUNT, strict=False)
            ]
            missing = [_STRANGER * count for count in _COUNT[len(near) :]]
            unit = _COMPANY / math.fsum((*missing, *(weight for _, weight in told)))
            row = {other: weight * unit for other, weight in told}
            row[at] = 1 - _COMPANY
            shares.append(row)
            strangers.append(math.fsum((weight * unit) ** 2 for weight in missing))
        return shares, strangers

    def _reached(self, shares: Row) -> Row:
        """Return how near a mean is to each single text."""
        sums: Row = {}
        for middle, share in shares.items():
            sums[middle] = sums.get(middle, 0.0) + share
            for other, likeness in self._rows[middle].items():
                sums[other] = sums.get(other, 0.0) + share * likeness
        return {at: likeness for at, likeness in sums.items() if likeness >= _FAINT}


def best_of_either(count: int, pairs: Pairs, *, kept: int) -> dict[tuple[int, int], float]:
    """Return the pairs that are among the `kept` most alike of one of the two."""
    every: list[list[float]] = [[] for _ in range(count)]
    for (one, other), likeness in pairs.items():
        every[one].append(likeness)
        every[other].append(likeness)
    least = [sorted(row)[-kept] if len(row) > kept else 0.0 for row in every]
    return {
        pair: likeness
        for pair, likeness in pairs.items()
        if likeness >= least[pair[0]] or likeness >= least[pair[1]]
    }


def _dot(one: Row, other: Row) -> float:
    return math.fsum(value * one.get(at, 0.0) for at, value in other.items())
