"""Likenesses of pairs → groups: average linkage over the pairs that are alike at all."""

import heapq
from collections.abc import Callable, Mapping
from typing import TypeAlias

Pairs: TypeAlias = Mapping[tuple[int, int], float]


def groups(
    count: int,
    pairs: Pairs,
    *,
    threshold: float,
    may_join: Callable[[list[int], list[int]], bool],
) -> list[list[int]]:
    """Join the most alike groups of 0…count-1 while their mean likeness reaches `threshold`.

    A pair (i < j) that is not in `pairs` counts as 0. Ties go to the lowest numbers, so the
    numbering alone decides the result.
    """
    members: dict[int, list[int]] = {one: [one] for one in range(count)}
    sums: dict[int, dict[int, float]] = {one: {} for one in range(count)}
    for (one, other), likeness in sorted(pairs.items()):
        sums[one][other] = sums[other][one] = likeness
    heap = [(-likeness, *pair) for pair, likeness in pairs.items() if likeness >= threshold]
    heapq.heapify(heap)
    while heap:
        negative, one, other = heapq.heappop(heap)
        if one not in members or other not in members:
            continue
        if _mean(members, sums, one, other) != -negative or not may_join(
            members[one], members[other]
        ):
            continue
        _join(members, sums, one, other)
        for third in sums[one]:
            mean = _mean(members, sums, one, third)
            if mean >= threshold:
                heapq.heappush(heap, (-mean, min(one, third), max(one, third)))
    return list(members.values())


def _mean(
    members: Mapping[int, list[int]], sums: Mapping[int, Mapping[int, float]], one: int, other: int
) -> float:
    return sums[one].get(other, 0.0) / (len(members[one]) * len(members[other]))


def _join(
    members: dict[int, list[int]], sums: dict[int, dict[int, float]], one: int, other: int
) -> None:
    members[one] = sorted(members[one] + members.pop(other))
    for third, likeness in sums.pop(other).items():
        del sums[third][other]
        if third != one:
            sums[one][third] = sums[third][one] = sums[one].get(third, 0.0) + likeness
