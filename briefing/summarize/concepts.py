"""The words of an article → the chance of each, and of each pair, to stand in a summary of it."""

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import log
from typing import Generic, TypeVar

from briefing.text import content_stem

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
class Seen(Generic[Key]):
    """How often each word or pair stands in an article, and in which sentence first."""

    times: Mapping[Key, int]
    first: Mapping[Key, int]


@dataclass(frozen=True, slots=True)
class Concepts:
    """How the words and pairs of one article stand in it; chances are worked out on demand."""

    words: Seen[str]
    pairs: Seen[Pair]
    spread: Mapping[str, int]  # in how many sentences a word stands
    size: int  # sentences
    names: frozenset[str]
    titled: frozenset[str]
    titled_pairs: frozenset[Pair]
    stems: Mapping[str, str]  # "" for a stop word
    word_weights: Sequence[float]
    pair_weights: Sequence[float]
    asked: dict[str, float] = field(default_factory=dict)
    asked_pairs: dict[Pair, float] = field(default_factory=dict)

    def words_in(self, said: Sequence[str]) -> float:
        """Return how many of the words, each once, a summary is expected to hold."""
        once = set(said)
        _weigh_words(once.difference(self.asked), self)
        return sum(map(self.asked.__getitem__, once))

    def pairs_in(self, said: Sequence[str]) -> float:
        """Return how many of the neighbouring words, each pair once, it is expected to hold."""
        once = set(itertools.pairwise(said))
        _weigh_pairs(once.difference(self.asked_pairs), self)
        return sum(map(self.asked_pairs.__getitem__, once))

    def chance(self, word: str) -> float:
        """Return the chance of a word; 0 for one that the article lacks."""
        return self.words_in((word,))

    def pair_chance(self, pair: Pair) -> float:
        """Return the chance of two neighbouring words; 0 for a pair that the article lacks."""
        return self.pairs_in(pair)


def concepts(
    title: str,
    cased: Sequence[Sequence[str]],
    lower: Sequence[Sequence[str]],
    *,
    language: str,
    word_weights: Sequence[float],
    pair_weights: Sequence[float],
) -> Concepts:
    """Read an article: the words of its sentences in order, as written and in lower case."""
    heads = tokens(title)
    return Concepts(
        words=_seen(lower),
        pairs=_seen([list(itertools.pairwise(one)) for one in lower]),
        spread=Counter(itertools.chain.from_iterable(map(set, lower))),
        size=max(1, len(lower)),
        names=frozenset(itertools.chain.from_iterable(map(_names, cased, lower))),
        titled=frozenset(heads),
        titled_pairs=frozenset(itertools.pairwise(heads)),
        stems=content_stem(language),
        word_weights=word_weights,
        pair_weights=pair_weights,
    )


def word_features(word: str, known: Concepts) -> list[float]:
    """Return the features named in WORD_NAMES of a word of the article."""
    times, first = known.words.times[word], known.words.first[word]
    often, early = log(times), 1 / (1 + first)
    titled, name = float(word in known.titled), float(word in known.names)
    spread = known.spread[word] / known.size
    letters, digit = log(1 + len(word)), float(word[0].isdigit())
    if len(word) < 2 or not known.stems[word]:
        return [
            0.0, 1.0, 0.0, titled, 0.0, often, 0.0, early, 0.0, 0.0, spread, name, titled * name,
            digit, 0.0, 0.0, letters, 0.0, 0.0, 0.0,
        ]  # fmt: skip
    return [
        1.0, 0.0, titled, 0.0, often, 0.0, early, 0.0, float(first == 0), spread, 0.0, name,
        titled * name, digit, titled * often, float(times == 1), letters,
        first / known.size, titled * early, titled * spread,
    ]  # fmt: skip


def pair_features(pair: Pair, known: Concepts) -> list[float]:
    """Return the features named in PAIR_NAMES of a pair of the article."""
    times, first = known.pairs.times[pair], known.pairs.first[pair]
    left, right = known.chance(pair[0]), known.chance(pair[1])
    titled, often = float(pair in known.titled_pairs), log(times)
    both = left * right
    return [
        1.0, left, right, both, min(left, right), titled, often, 1 / (1 + first),
        float(first == 0), titled * both, often * both, float(times > 1),
    ]  # fmt: skip


def _names(cased: Sequence[str], lower: Sequence[str]) -> list[str]:
    """Return the words of a sentence, in lower case, that stand capitalised after its first."""
    pairs = zip(cased[1:], lower[1:], strict=True)
    return [low for word, low in pairs if word != low and word[0].isupper()]


def _seen(sentences: Sequence[Sequence[Key]]) -> Seen[Key]:
    first: dict[Key, int] = {}
    for place in reversed(range(len(sentences))):
        first.update(zip(sentences[place], itertools.repeat(place)))
    return Seen(Counter(itertools.chain.from_iterable(sentences)), first)


# The sums of features × weights, written out for many at once: four hundred to an article, and
# lists of mostly zeros took three times as long. A test holds them against what was trained.


def _weigh_words(words: Iterable[str], known: Concepts) -> None:
    """Note the chance of each of the words."""
    w, asked, stems, size = known.word_weights, known.asked, known.stems, known.size
    times, first, spread = known.words.times, known.words.first, known.spread
    titled, names = known.titled, known.names
    for word in words:
        if word not in times:
            asked[word] = 0.0
            continue
        n, at, share = times[word], first[word], spread[word] / size
        total = w[16] * log(1 + len(word))
        if word in names:
            total += w[11] + (w[12] if word in titled else 0.0)
        if word[0].isdigit():
            total += w[13]
        often, early = log(n) if n > 1 else 0.0, 1 / (1 + at)
        if len(word) < 2 or not stems[word]:
            total += w[1] + w[5] * often + w[7] * early + w[10] * share
            asked[word] = total + w[3] if word in titled else total
            continue
        total += w[0] + w[4] * often + w[6] * early + w[9] * share + w[17] * at / size
        if word in titled:
            total += w[2] + w[14] * often + w[18] * early + w[19] * share
        if at == 0:
            total += w[8]
        asked[word] = total + w[15] if n == 1 else total


def _weigh_pairs(pairs: Iterable[Pair], known: Concepts) -> None:
    """Note the chance of each of the pairs."""
    w, asked, chances = known.pair_weights, known.asked_pairs, known.asked
    times, first, titled = known.pairs.times, known.pairs.first, known.titled_pairs
    for pair in pairs:
        if pair not in times:
            asked[pair] = 0.0
            continue
        one, two = pair
        left = chances[one] if one in chances else known.chance(one)
        right = chances[two] if two in chances else known.chance(two)
        both, at, n = left * right, first[pair], times[pair]
        least = left if left < right else right  # min() would take as long as all the rest
        total = w[0] + w[1] * left + w[2] * right + w[3] * both + w[4] * least + w[7] / (1 + at)
        if pair in titled:
            total += w[5] + w[9] * both
        if n > 1:
            total += w[11] + (w[6] + w[10] * both) * log(n)
        asked[pair] = total + w[8] if at == 0 else total
