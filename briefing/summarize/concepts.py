"""The words of an article → the chance of each, and of each pair, to stand in a summary of it."""

import itertools
import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Generic, TypeVar

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
    stops: frozenset[str]
    word_weights: Sequence[float]
    pair_weights: Sequence[float]
    asked: dict[str, float] = field(default_factory=dict)
    asked_pairs: dict[Pair, float] = field(default_factory=dict)

    def words_in(self, said: Sequence[str]) -> float:
        """Return how many of the words, each once, a summary is expected to hold."""
        once = set(said)
        asked, times = self.asked, self.words.times
        for word in once - asked.keys():
            asked[word] = _weighed_word(word, self) if word in times else 0.0
        return sum(map(asked.__getitem__, once))

    def pairs_in(self, said: Sequence[str]) -> float:
        """Return how many of the neighbouring words, each pair once, it is expected to hold."""
        once = set(itertools.pairwise(said))
        asked, times = self.asked_pairs, self.pairs.times
        for pair in once - asked.keys():
            asked[pair] = _weighed_pair(pair, self) if pair in times else 0.0
        return sum(map(asked.__getitem__, once))

    def chance(self, word: str) -> float:
        """Return the chance of a word; 0 for one that the article lacks."""
        found = self.asked.get(word)
        if found is None:
            known = word in self.words.times
            found = self.asked[word] = _weighed_word(word, self) if known else 0.0
        return found

    def pair_chance(self, pair: Pair) -> float:
        """Return the chance of two neighbouring words; 0 for a pair that the article lacks."""
        found = self.asked_pairs.get(pair)
        if found is None:
            known = pair in self.pairs.times
            found = self.asked_pairs[pair] = _weighed_pair(pair, self) if known else 0.0
        return found


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
        names=frozenset(word.lower() for one in cased for word in one[1:] if word[0].isupper()),
        titled=frozenset(heads),
        titled_pairs=frozenset(itertools.pairwise(heads)),
        stops=stop_words(language),
        word_weights=word_weights,
        pair_weights=pair_weights,
    )


def word_features(word: str, known: Concepts) -> list[float]:
    """Return the features named in WORD_NAMES of a word of the article."""
    times, first = known.words.times[word], known.words.first[word]
    often, early = _log(times), 1 / (1 + first)
    titled, name = float(word in known.titled), float(word in known.names)
    spread = known.spread[word] / known.size
    letters, digit = _log(1 + len(word)), float(word[0].isdigit())
    if len(word) < 2 or word in known.stops or _plain(word) in known.stops:
        return [
            0.0, 1.0, 0.0, titled, 0.0, often, 0.0, early, 0.0, 0.0, spread, name, titled * name,
            digit, 0.0, 0.0, letters, 0.0, 0.0, 0.0,
        ]  # fmt: skip
    return [
        1.0, 0.0, titled, 0.0, often, 0.0, early, 0.0, float(first == 0), spread, 0.0, name,
        titled * name, digit, titled * often, float(times == 1), letters,
        first / known.size, titled * early, titled * spread,
    ]  # fmt: skip


@lru_cache(maxsize=65_536)
def _plain(word: str) -> str:
    return fold(word)


@lru_cache(maxsize=4096)
def _log(number: int) -> float:
    return math.log(number)


def pair_features(pair: Pair, known: Concepts) -> list[float]:
    """Return the features named in PAIR_NAMES of a pair of the article."""
    times, first = known.pairs.times[pair], known.pairs.first[pair]
    left, right = known.chance(pair[0]), known.chance(pair[1])
    titled, often = float(pair in known.titled_pairs), _log(times)
    both = left * right
    return [
        1.0, left, right, both, min(left, right), titled, often, 1 / (1 + first),
        float(first == 0), titled * both, often * both, float(times > 1),
    ]  # fmt: skip


def _seen(sentences: Sequence[Sequence[Key]]) -> Seen[Key]:
    first: dict[Key, int] = {}
    for place in reversed(range(len(sentences))):
        first.update(dict.fromkeys(sentences[place], place))
    return Seen(Counter(itertools.chain.from_iterable(sentences)), first)


# The sums of features × weights, written out: four hundred to an article, and lists of mostly
# zeros took three times as long. A test holds them against the features that were trained.


def _weighed_word(word: str, known: Concepts) -> float:
    w = known.word_weights
    times, first = known.words.times[word], known.words.first[word]
    titled, name = word in known.titled, word in known.names
    often, early = _log(times), 1 / (1 + first)
    spread = known.spread[word] / known.size
    total = w[11] * name + w[16] * _log(1 + len(word))
    if titled and name:
        total += w[12]
    if word[0].isdigit():
        total += w[13]
    if len(word) < 2 or word in known.stops or _plain(word) in known.stops:
        return total + w[1] + w[3] * titled + w[5] * often + w[7] * early + w[10] * spread
    total += w[0] + w[4] * often + w[6] * early + w[9] * spread + w[17] * first / known.size
    if titled:
        total += w[2] + w[14] * often + w[18] * early + w[19] * spread
    return total + w[8] * (first == 0) + w[15] * (times == 1)


def _weighed_pair(pair: Pair, known: Concepts) -> float:
    w = known.pair_weights
    times, first = known.pairs.times[pair], known.pairs.first[pair]
    asked, (one, two) = known.asked, pair
    left = asked[one] if one in asked else known.chance(one)
    right = asked[two] if two in asked else known.chance(two)
    both = left * right
    least = left if left < right else right  # min() would take as long as all the rest
    total = w[0] + w[1] * left + w[2] * right + w[3] * both + w[4] * least
    if pair in known.titled_pairs:
        total += w[5] + w[9] * both
    if times > 1:
        total += w[11] + (w[6] + w[10] * both) * _log(times)
    return total + w[7] / (1 + first) + w[8] * (first == 0)
