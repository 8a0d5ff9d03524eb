"""Groups of texts and how alike the texts are → which groups tell of the same, in other words.

What is too unlike to be one story may still be one event, cut up: « le régime face aux étudiants »
and « ce que l'on sait des manifestations ». Both are not printed, and each is as big as the other
makes it. Company alone is no proof here, or all verdicts of a day would tell of the same.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import fsum

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
    in_words = _between(alike, place)
    # A mean is reached only where one of the pairs reaches it.
    looked_at = sorted(pair for pair, found in in_words.items() if max(found) >= _IN_WORDS)
    together = _between(in_company, place)
    near: list[list[int]] = [[] for _ in groups]
    for one, other in looked_at:
        count = len(groups[one]) * len(groups[other])
        words, company = fsum(in_words[one, other]), fsum(together.get((one, other), ()))
        if words >= _IN_WORDS * count and company >= _IN_COMPANY * threshold * count:
            near[one].append(other)
            near[other].append(one)
    return near


def _between(pairs: Pairs, place: Mapping[int, int]) -> dict[tuple[int, int], list[float]]:
    """Return the likenesses between the texts of each two groups. Each pair is looked at once: two
    groups of hundreds have tens of thousands, most of them not alike at all."""
    found: dict[tuple[int, int], list[float]] = defaultdict(list)
    for (one, other), likeness in pairs.items():
        ours, theirs = place[one], place[other]
        if ours != theirs:
            found[min(ours, theirs), max(ours, theirs)].append(likeness)
    return found
