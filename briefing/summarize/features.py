"""A sentence of an article, whole or trimmed → the numbers that the ranker weighs."""

import itertools
import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefing.summarize.phrases import DANGLING, for_language
from briefing.text import content_stems, count_words, fold, stem, stop_words

NAMES = (
    "early", "first", "second", "third", "late", "depth",
    "length", "short", "fills",
    "title", "title_said", "title_again",
    "covered", "keywords", "dense", "centroid",
    "date", "digits", "capitals", "quoted", "opens_quote", "me", "dangling", "trimmed",
    "sentences", "first_words", "next_words",
)  # fmt: skip

_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"")
_DIGIT = re.compile(r"\d")
_DATE_WORDS = """
lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin
juillet août septembre octobre novembre décembre monday tuesday wednesday thursday
friday saturday sunday january february march april june july august september october
november december
"""
_DATES = frozenset(_DATE_WORDS.split())
_ME_WORDS = """
je j nous notre nos mon ma mes moi i we our us my me
"""
_ME = frozenset(_ME_WORDS.split())
_LONG_DOCUMENT = 40  # sentences


@dataclass(frozen=True, slots=True)
class Page:
    """What the features of every sentence of one article look at."""

    language: str
    title: frozenset[str]
    stems: tuple[tuple[str, ...], ...]  # of each sentence
    counts: Mapping[str, int]
    total: int
    norm: float
    keywords: frozenset[str]


def page(title: str, said: Sequence[Sequence[str]], *, language: str) -> Page:
    """Read an article once; `said` are the words of its sentences in order, in lower case."""
    stems = tuple(_stems(one, language) for one in said)
    counts = Counter(itertools.chain.from_iterable(stems))
    return Page(
        language=language,
        title=frozenset(content_stems(title, language)),
        stems=stems,
        counts=counts,
        total=max(1, sum(counts.values())),
        norm=math.sqrt(sum(count * count for count in counts.values())) or 1.0,
        keywords=frozenset(stem for stem, _ in counts.most_common(10)),
    )


def _stems(said: Sequence[str], language: str) -> tuple[str, ...]:
    return tuple(filter(None, map(_content_stem, said, itertools.repeat(language))))


@lru_cache(maxsize=65_536)
def _content_stem(word: str, language: str) -> str:
    """Return the stem of a word, "" for a word that tells nothing."""
    plain = fold(word)
    return "" if plain in stop_words(language) else stem(plain, language)


def promising(page: Page, most: int) -> frozenset[int]:
    """Return the positions of the sentences that are worth weighing, by their stems alone."""

    def worth(position: int) -> float:
        said = set(page.stems[position])
        size = math.sqrt(len(said)) or 1.0
        mass = sum(map(page.counts.__getitem__, said)) / (size * page.norm)
        title = len(said & page.title) / (size * math.sqrt(len(page.title) or 1))
        return mass + title + 1 / (1 + position)

    return frozenset(sorted(range(len(page.stems)), key=worth, reverse=True)[:most])


def features(
    page: Page, position: int, text: str, said: Sequence[str], *, whole: bool, words: int
) -> list[float]:
    """Return the features named in NAMES; `said` are the words of the text in lower case.

    `words` is the budget that it may fill.
    """
    stems = page.stems[position] if whole else _stems(said, page.language)
    return [
        *_place(page, position),
        *_size(text, words),
        *_against_title(page, stems),
        *_against_text(page, stems),
        *_wording(page, text, said),
        float(not whole),
        min(1.0, len(page.stems) / _LONG_DOCUMENT),
        _shared(stems, page.stems[0]) if position else 0.0,
        _shared(stems, page.stems[position + 1]) if position + 1 < len(page.stems) else 0.0,
    ]


def _place(page: Page, position: int) -> list[float]:
    last = max(1, len(page.stems) - 1)
    return [
        1 / (1 + position),
        float(position == 0),
        float(position == 1),
        float(position == 2),
        float(position / last > 0.75),
        position / last,
    ]


def _size(text: str, words: int) -> list[float]:
    count = count_words(text)
    return [math.log(max(1, count)), float(count < 10), min(1.0, count / words)]


def _against_title(page: Page, stems: Sequence[str]) -> list[float]:
    said = set(stems)
    shared = len(said & page.title)
    cosine = shared / math.sqrt(len(said) * len(page.title)) if said and page.title else 0.0
    covered = shared / len(page.title) if page.title else 0.0
    return [cosine, covered, float(cosine > 0.6)]


def _against_text(page: Page, stems: Sequence[str]) -> list[float]:
    said = set(stems)
    mass = sum([page.counts.get(stem, 0) for stem in said])
    size = math.sqrt(len(said)) or 1.0
    keywords = len(said & page.keywords) / max(1, len(page.keywords))
    return [mass / page.total, keywords, mass / max(1, len(said)) / 10, mass / (size * page.norm)]


def _wording(page: Page, text: str, said: Sequence[str]) -> list[float]:
    words = text.split()
    quoted = sum(map(len, _QUOTED.findall(text))) / max(1, len(text))
    capitals = len([1 for word in words[1:] if word[0].isupper()]) / max(1, len(words))
    known = set(said)
    return [
        float(not known.isdisjoint(_DATES)),
        float(_DIGIT.search(text) is not None),
        capitals,
        quoted,
        float(text[:1] in '«"“'),
        float(quoted == 0 and not known.isdisjoint(_ME)),
        float(for_language(DANGLING, page.language).match(text) is not None),
    ]


def _shared(stems: Sequence[str], other: Sequence[str]) -> float:
    one, two = set(stems), set(other)
    return len(one & two) / math.sqrt(len(one) * len(two)) if one and two else 0.0
