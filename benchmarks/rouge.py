"""Text and reference → ROUGE-1, ROUGE-2, ROUGE-L: F1 over lower-case words, accents kept."""

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
    scores = [_against(said, tokens(reference)) for reference in references]
    return tuple(sum(column) / len(scores) for column in zip(*scores, strict=True))  # type: ignore[return-value]


def _against(said: list[str], wanted: list[str]) -> tuple[float, float, float]:
    return (
        overlap(Counter(said), Counter(wanted)),
        overlap(pairs(said), pairs(wanted)),
        _f1(_longest(said, wanted), len(said), len(wanted)),
    )


def pairs(words: Sequence[str]) -> Counter[tuple[str, str]]:
    """Return the neighbouring words, counted."""
    return Counter(zip(words, words[1:], strict=False))


def overlap(said: "Counter[str] | Counter[tuple[str, str]]", wanted: "Counter[str] | Counter[tuple[str, str]]") -> float:
    """Return the F1 of two bags."""
    return _f1(sum((said & wanted).values()), sum(said.values()), sum(wanted.values()))  # type: ignore[operator]


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
