"""Groups of texts and how alike the texts are → which groups tell of the same, in other words.

What is too unlike to be one story may still be one event, cut up: « le régime face aux étudiants »
and « ce que l'on sait des manifestations ». Both are not printed, and each is as big as the other
makes it. Company alone is no proof here, or all verdicts of a day would tell of the same.
"""

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
    # A mean is reached only where one of the pairs reaches it.
    looked_at = {
        (min(ours, theirs), max(ours, theirs))
        for (one, other), likeness in alike.items()
        if likeness >= _IN_WORDS and (ours := place[one]) != (theirs := place[other])
    }
    found: list[list[int]] = [[] for _ in groups]
    for one, other in sorted(looked_at):
        pairs = [(min(a, b), max(a, b)) for a in groups[one] for b in groups[other]]
        in_words = sum(alike.get(pair, 0.0) for pair in pairs)
        together = sum(in_company.get(pair, 0.0) for pair in pairs)
        if in_words >= _IN_WORDS * len(pairs) and together >= _IN_COMPANY * threshold * len(pairs):
            found[one].append(other)
            found[other].append(one)
    return found
