"""The words of an article → the chance of each, and of each pair, to stand in a person's summary."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from briefing.text import fold, stop_words

_TOKEN = re.compile(r"[^\W_]+")

WORD_NAMES = (
    "content", "stop", "titled", "titled_stop", "often", "often_stop", "early", "early_stop",
    "opening", "spread", "spread_stop", "name", "titled_name", "digit", "titled_often", "once",
    "letters", "depth", "titled_early", "titled_spread",
)  # fmt: skip
PAIR_NAMES = (
    "base", "left", "right", "product", "least", "titled", "often", "early", "opening",
    "titled_product", "often_product", "repeated",
)  # fmt: skip

Pair = tuple[str, str]
Key = TypeVar("Key", str, Pair)


def tokens(text: str) -> list[str]:
    """Return the lower-case runs of letters and digits, accents kept."""
    return _TOKEN.findall(text.lower())


def cased_tokens(text: str) -> list[str]:
    """Return the runs of letters and digits as written."""
    return _TOKEN.findall(text)


@dataclass(frozen=True, slots=True)
class Seen:
    """How a word or pair stands in an article: how often, and in which sentence first."""

    count: int
    first: int


@dataclass(frozen=True, slots=True)
class Concepts:
    """The chances of one article's words and pairs; those of pairs are worked out when asked."""

    words: dict[str, float]
    pairs: dict[Pair, Seen]
    titled: frozenset[Pair]
    weights: Sequence[float]
    known: dict[Pair, float] = field(default_factory=dict)  # of pairs asked before

    def words_in(self, said: Sequence[str]) -> float:
        """Return how many of the words, each once, a summary is expected to hold."""
        chances = self.words
        return sum(chances.get(word, 0.0) for word in set(said))

    def pairs_in(self, said: Sequence[str]) -> float:
        """Return how many of the neighbouring words, each pair once, it is expected to hold."""
        return sum(self._pair(pair) for pair in set(zip(said, said[1:], strict=False)))

    def _pair(self, pair: Pair) -> float:
        found = self.known.get(pair)
        if found is None:
            seen = self.pairs.get(pair)
            found = _dot(pair_features(pair, seen, self), self.weights) if seen else 0.0
            self.known[pair] = found
        return found


def concepts(
    title: str,
    texts: Sequence[str],
    *,
    language: str,
    word_weights: Sequence[float],
    pair_weights: Sequence[float],
) -> Concepts:
    """Read an article; `texts` are its sentences in order."""
    said = [cased_tokens(text) for text in texts]
    lower = [[word.lower() for word in one] for one in said]
    words = {
        word: _dot(row, word_weights)
        for word, row in word_features(title, said, lower, language=language).items()
    }
    heads = tokens(title)
    return Concepts(
        words=words,
        pairs=_seen([list(zip(one, one[1:], strict=False)) for one in lower]),
        titled=frozenset(zip(heads, heads[1:], strict=False)),
        weights=pair_weights,
    )


def word_features(
    title: str, said: Sequence[Sequence[str]], lower: Sequence[Sequence[str]], *, language: str
) -> dict[str, list[float]]:
    """Return the features named in WORD_NAMES of every word; `lower` is `said` in lower case."""
    titled, stops = set(tokens(title)), stop_words(language)
    names = {word.lower() for one in said for word in one[1:] if word[0].isupper()}
    spread = Counter(word for one in lower for word in set(one))
    size = max(1, len(lower))
    return {
        word: _of_word(
            word,
            seen,
            titled=word in titled,
            stop=len(word) < 2 or word in stops or fold(word) in stops,
            name=word in names,
            spread=spread[word] / size,
            size=size,
        )
        for word, seen in _seen(lower).items()
    }


def _of_word(
    word: str, seen: Seen, *, titled: bool, stop: bool, name: bool, spread: float, size: int
) -> list[float]:
    often, early = math.log(seen.count), 1 / (1 + seen.first)
    letters = math.log(1 + len(word))
    digit = float(word[0].isdigit())
    if stop:
        return [
            0.0, 1.0, 0.0, float(titled), 0.0, often, 0.0, early, 0.0, 0.0, spread, float(name),
            float(titled and name), digit, 0.0, 0.0, letters, 0.0, 0.0, 0.0,
        ]  # fmt: skip
    in_title = float(titled)
    return [
        1.0, 0.0, in_title, 0.0, often, 0.0, early, 0.0, float(seen.first == 0), spread, 0.0,
        float(name), float(titled and name), digit, in_title * often, float(seen.count == 1),
        letters, seen.first / size, in_title * early, in_title * spread,
    ]  # fmt: skip


def pair_features(pair: Pair, seen: Seen, known: Concepts) -> list[float]:
    """Return the features named in PAIR_NAMES."""
    left, right = known.words[pair[0]], known.words[pair[1]]
    titled, often = float(pair in known.titled), math.log(seen.count)
    both = left * right
    return [
        1.0, left, right, both, min(left, right), titled, often, 1 / (1 + seen.first),
        float(seen.first == 0), titled * both, often * both, float(seen.count > 1),
    ]  # fmt: skip


def _seen(sentences: Sequence[Sequence[Key]]) -> dict[Key, Seen]:
    counts: Counter[Key] = Counter()
    first: dict[Key, int] = {}
    for place, one in enumerate(sentences):
        counts.update(one)
        for key in one:
            first.setdefault(key, place)
    return {key: Seen(count=count, first=first[key]) for key, count in counts.items()}


def _dot(row: Sequence[float], weights: Sequence[float]) -> float:
    return sum(map(float.__mul__, row, weights))
