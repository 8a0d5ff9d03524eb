"""Sentences of one article → how well each would do as its summary, by a linear model.

The coefficients stand in ranker.json; benchmarks/train_ranker.py finds them.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from operator import mul
from pkgutil import get_data

from briefing.summarize.concepts import Concepts, cased_tokens, concepts, tokens
from briefing.summarize.features import Page, features, page

CONCEPT_NAMES = ("words_f1", "pairs_f1", "words_share", "pairs_share")
_REFERENCE = 30  # words of a usual summary by a person


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """The model: what each feature of a word, a pair of words and a sentence counts for."""

    words: tuple[float, ...]
    pairs: tuple[float, ...]
    sentence: tuple[float, ...]
    base: float


@dataclass(frozen=True, slots=True)
class Read:
    """An article as the ranker sees it."""

    page: Page
    concepts: Concepts
    said: Sequence[Sequence[str]]  # the words of each sentence, in lower case


@cache
def weights() -> Weights:
    """Return the shipped coefficients."""
    stored = json.loads(get_data("briefing.summarize", "ranker.json") or b"")
    return Weights(
        words=tuple(stored["words"].values()),
        pairs=tuple(stored["pairs"].values()),
        sentence=tuple(stored["sentence"].values()),
        base=stored["base"],
    )


def read(title: str, texts: Sequence[str], *, language: str, model: Weights) -> Read:
    """Read an article once; `texts` are its sentences in order."""
    cased = [cased_tokens(text) for text in texts]
    lower = ["\n".join(one).lower().split("\n") if one else [] for one in cased]
    known = concepts(
        title,
        cased,
        lower,
        language=language,
        word_weights=model.words,
        pair_weights=model.pairs,
    )
    return Read(page=page(title, lower, language=language), concepts=known, said=lower)


def row(article: Read, position: int, text: str, *, whole: bool, words: int) -> list[float]:
    """Return all features of a sentence, whole or trimmed, for a budget of `words`."""
    said = article.said[position] if whole else tokens(text)
    known = article.concepts
    expected, coupled = known.words_in(said), known.pairs_in(said)
    size = max(1, len(said))
    return [
        *features(article.page, position, text, said, whole=whole, words=words),
        2 * expected / (size + _REFERENCE),
        2 * coupled / (size + _REFERENCE - 1),
        expected / size,
        coupled / size,
    ]


def score(article: Read, position: int, text: str, *, whole: bool, words: int) -> float:
    """Return the expected worth of the text as a summary of at most `words` words."""
    model = weights()
    values = row(article, position, text, whole=whole, words=words)
    worth: float = sum(map(mul, values, model.sentence))
    return model.base + worth
