"""Text and reference → ROUGE-1, ROUGE-2, ROUGE-L: F1 over lower-case words, accents kept."""

import itertools
import re
from collections import Counter
from collections.abc import Sequence

_WORD = re.compile(r"[^\W_]+")


def tokens(text: str) -> list[str]:
    """Return the lower-case runs of letters and digits."""
    return _WORD.findall(text.lower())


def rouge(text: str, references: Sequence[str]) -> tuple[float, float, float]:
    """Return the means over the references of F1 for words, pairs of words, longest sequence."""
    said = tokens(text)
    scores = []
    for reference in references:
        wanted = tokens(reference)
        longest = _f1(_longest(said, wanted), len(said), len(wanted))
        scores.append((*f1_of_bags(said, wanted), longest))
    one, two, whole = (sum(column) / len(scores) for column in zip(*scores, strict=True))
    return one, two, whole


def f1_of_bags(said: Sequence[str], wanted: Sequence[str]) -> tuple[float, float]:
    """Return the F1 of words and of pairs of words."""
    single = sum((Counter(said) & Counter(wanted)).values())
    two, other = _pairs(said), _pairs(wanted)
    double = sum((two & other).values())
    return (
        _f1(single, len(said), len(wanted)),
        _f1(double, two.total(), other.total()),
    )


def _pairs(words: Sequence[str]) -> Counter[tuple[str, str]]:
    return Counter(itertools.pairwise(words))


def _f1(hits: int, said: int, wanted: int) -> float:
    return 2 * hits / (said + wanted) if hits else 0.0


def _longest(said: Sequence[str], wanted: Sequence[str]) -> int:
    row = [0] * (len(wanted) + 1)
    for word in said:
        previous = 0
        for at, other in enumerate(wanted, 1):
            keep = row[at]
            row[at] = previous + 1 if word == other else max(row[at], row[at - 1])
            previous = keep
    return row[-1]
