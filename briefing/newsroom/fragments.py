"""Groups of texts and how alike the texts are → which groups tell of the same, in other words.

What is too unlike to be one story may still be one event, cut up: « le régime face aux étudiants »
and « ce que l'on sait des manifestations ». Both are not printed, and each is as big as the other
makes it. Company alone is no proof here, or all verdicts of a day would tell of the same.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

_IN_COMPANY = 0.75  # share of what makes one story
_IN_WORDS = 0.18  # mean likeness of the texts themselves

Pairs = Mapping[tuple[int, int], float]


def fragments(
    groups: Sequence[Sequence[int]], alike: Pairs, in_company: Pairs, *, threshold: float
) -> list[list[int]]:
    """Return, for each group, the places of those that tell of the same, in order.

    `alike` and `in_company` are likenesses of texts (i < j); a missing pair counts as 0.
    """
    place = {at: group for group, members in enumerate(groups) for at in members}
    sums: dict[tuple[int, int], float] = defaultdict(float)
    for (one, other), likeness in alike.items():
        if place[one] != place[other]:
            sums[min(place[one], place[other]), max(place[one], place[other])] += likeness
    found: list[list[int]] = [[] for _ in groups]
    for (one, other), total in sorted(sums.items()):
        count = len(groups[one]) * len(groups[other])
        if total < _IN_WORDS * count:
            continue
        pairs = ((min(a, b), max(a, b)) for a in groups[one] for b in groups[other])
        company = sum(in_company.get(pair, 0.0) for pair in pairs)
        if company >= _IN_COMPANY * threshold * count:
            found[one].append(other)
            found[other].append(one)
    return found
