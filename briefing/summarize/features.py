"""A sentence of an article, whole or trimmed → the numbers that the ranker weighs."""

import itertools
import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter, mul

from briefing.summarize.phrases import DANGLING, for_language
from briefing.text import content_stem, content_stems, count_words

NAMES = (
    "early", "first", "second", "third", "late", "depth",
    "length", "short", "fills",
    "title", "title_said", "title_again",
    "covered", "keywords", "dense", "centroid",
    "date", "digits", "capitals", "quoted", "opens_quote", "me", "dangling", "trimmed",
    "sentences", "first_words", "next_words",
)  # fmt: skip

_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"")
_FIRST_LETTER = itemgetter(0)
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
_KEYWORDS = 10  # the most frequent stems; of equals those that come first


@dataclass(frozen=True, slots=True)
class Page:
    """What the features of every sentence of one article look at."""

    language: str
    title: frozenset[str]
    stems: tuple[frozenset[str], ...]  # of each sentence
    counts: Mapping[str, int]
    total: int
    norm: float
    keywords: frozenset[str]


def page(title: str, said: Sequence[Sequence[str]], *, language: str) -> Page:
    """Read an article once; `said` are the words of its sentences in order, in lower case."""
    stem = content_stem(language).__getitem__
    stems = [list(filter(None, map(stem, one))) for one in said]
    counts = Counter(itertools.chain.from_iterable(stems))
    often = list(counts.values())
    return Page(
        language=language,
        title=frozenset(content_stems(title, language)),
        stems=tuple(map(frozenset, stems)),
        counts=counts,
        total=max(1, sum(often)),
        norm=math.sqrt(sum(map(mul, often, often))) or 1.0,
        keywords=frozenset(sorted(counts, key=counts.__getitem__, reverse=True)[:_KEYWORDS]),
    )


def _stems(said: Sequence[str], language: str) -> frozenset[str]:
    return frozenset(filter(None, map(content_stem(language).__getitem__, said)))


def promising(page: Page, most: int) -> frozenset[int]:
    """Return the positions of the sentences that are worth weighing, by their stems alone."""

    def worth(position: int) -> float:
        said = page.stems[position]
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


def _against_title(page: Page, said: frozenset[str]) -> list[float]:
    shared = len(said & page.title)
    cosine = shared / math.sqrt(len(said) * len(page.title)) if said and page.title else 0.0
    covered = shared / len(page.title) if page.title else 0.0
    return [cosine, covered, float(cosine > 0.6)]


def _against_text(page: Page, said: frozenset[str]) -> list[float]:
    mass = sum(map(page.counts.get, said, itertools.repeat(0)))
    size = math.sqrt(len(said)) or 1.0
    keywords = len(said & page.keywords) / max(1, len(page.keywords))
    return [mass / page.total, keywords, mass / max(1, len(said)) / 10, mass / (size * page.norm)]


def _wording(page: Page, text: str, said: Sequence[str]) -> list[float]:
    words = text.split()
    marked = '"' in text or "«" in text or "“" in text
    quoted = sum(map(len, _QUOTED.findall(text))) / len(text) if marked else 0.0
    capitals = sum(map(str.isupper, map(_FIRST_LETTER, words[1:]))) / max(1, len(words))
    return [
        float(not _DATES.isdisjoint(said)),
        float(_DIGIT.search(text) is not None),
        capitals,
        quoted,
        float(text[:1] in '«"“'),
        float(quoted == 0 and not _ME.isdisjoint(said)),
        float(for_language(DANGLING, page.language).match(text) is not None),
    ]


def _shared(one: frozenset[str], two: frozenset[str]) -> float:
    return len(one & two) / math.sqrt(len(one) * len(two)) if one and two else 0.0
