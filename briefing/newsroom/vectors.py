"""Articles → sparse vectors of their words and letters, weighted by how telling each is."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain

from briefing.model import Article
from briefing.text import stem, stop_words, words

_TITLE = 2  # a word of the title counts as two of the teaser
_BODY = 80  # words of teaser or text: what a story is about stands at its start
_GRAM = 4  # characters; runs of 3 to 5 take three times as long and are no better (docs/why.md)

Vector = dict[str, float]


@lru_cache(maxsize=65_536)
def grams(word: str) -> tuple[str, ...]:
    """Return the runs of 4 characters of a word, its edges marked by spaces."""
    padded = f" {word} "
    return tuple(padded[at : at + _GRAM] for at in range(max(1, len(padded) - _GRAM + 1)))


class Statistics:
    """How many texts hold a stem or a run of letters: rare ones tell more."""

    def __init__(self, texts: Iterable[Mapping[str, int]], language: str) -> None:
        self.language = language
        self._holders: Counter[str] = Counter()
        self._count = 0
        for text in texts:
            self._count += 1
            self._holders.update(text.keys())
        stops = stop_words(language)
        self._stems: Counter[str] = Counter()
        self._grams: Counter[str] = Counter()
        for word, count in self._holders.items():
            if word not in stops:
                self._stems[stem(word, language)] += count
            for gram in set(grams(word)):
                self._grams[gram] += count

    @cached_property
    def stem_weights(self) -> dict[str, float]:
        return {stem: self._weight(count) for stem, count in self._stems.items()}

    @cached_property
    def gram_weights(self) -> dict[str, float]:
        return {gram: self._weight(count) for gram, count in self._grams.items()}

    def _weight(self, holders: int) -> float:
        # A gram of two words of one text was counted twice, so there may be more than texts.
        return math.log((self._count + 1) / min(holders, self._count)) + 0.01


def word_counts(title: str, body: str) -> dict[str, int]:
    """Return how often each folded word stands in a text; those of the title count twice."""
    counts: dict[str, int] = {}
    for word in words(title):
        counts[word] = counts.get(word, 0) + _TITLE
    for word in words(body[: _BODY * 12])[:_BODY]:
        counts[word] = counts.get(word, 0) + 1
    return counts


def body_of(article: Article) -> str:
    """Return the teaser, or the text if it says more."""
    return max(article.item.summary, article.text or article.item.content, key=len)


@dataclass(frozen=True)
class Text:
    """One article's words, ready to be compared."""

    counts: Mapping[str, int]
    statistics: Statistics

    @cached_property
    def stems(self) -> Vector:
        """Return the weighted stems, of length 1."""
        language = self.statistics.language
        stops = stop_words(language)
        counts: dict[str, int] = {}
        for word, count in self.counts.items():
            if word not in stops:
                key = stem(word, language)
                counts[key] = counts.get(key, 0) + count
        weights = self.statistics.stem_weights
        return _of_length_1({key: math.log1p(n) * weights[key] for key, n in counts.items()})

    @cached_property
    def letters(self) -> Vector:
        """Return the weighted runs of letters, of length 1; how often one stands does not count."""
        found = dict.fromkeys(chain.from_iterable(map(grams, self.counts)))
        weights = self.statistics.gram_weights
        return _of_length_1({gram: weights[gram] for gram in found})


def _of_length_1(vector: Vector) -> Vector:
    length = math.hypot(*vector.values()) or 1.0
    return {key: value / length for key, value in vector.items()}


def cosine(one: Vector, other: Vector) -> float:
    """Return how alike two vectors of length 1 are, 0 to 1."""
    # In the order of the text, so the sum is the same in every run; a set of words has none.
    return sum([value * other[key] for key, value in one.items() if key in other])


def texts_of(articles: Sequence[Article], background: Sequence[str], language: str) -> list[Text]:
    """Return the articles of one language, ready to be compared, in order."""
    counts = [word_counts(one.item.title, body_of(one)) for one in articles]
    statistics = Statistics([*counts, *(word_counts(text, "") for text in background)], language)
    return [Text(count, statistics) for count in counts]
