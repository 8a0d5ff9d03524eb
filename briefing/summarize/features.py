"""A sentence of an article, whole or trimmed → the numbers that the ranker weighs."""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.facts.speech_verbs import FINITE
from briefing.summarize.phrases import DANGLING, FIRST_PERSON, for_language
from briefing.text import base, content_stems, count_words

NAMES = (
    "early", "first", "second", "third", "late", "depth",
    "length", "short", "fills",
    "title", "title_said", "title_again",
    "covered", "keywords", "dense", "centroid",
    "date", "digits", "capitals", "quoted", "opens_quote", "me", "dangling", "said", "trimmed",
    "sentences", "first_words", "next_words",
)  # fmt: skip

_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"")
_DATE = re.compile(
    r"(?i)\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|janvier|février|mars|avril|mai|juin"
    r"|juillet|août|septembre|octobre|novembre|décembre|\w{3,6}day|january|february|march|april|june"
    r"|july|august|september|october|november|december)\b"
)
_SAID = {
    spoken: re.compile(rf",\s(?:(?:a|ont|has|have)\s)?(?:{verbs})\b|\b(?:selon|according to)\s", re.I)
    for spoken, verbs in FINITE.items()
}
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


def page(title: str, texts: Sequence[str], *, language: str) -> Page:
    """Read an article once; `texts` are its sentences in order."""
    stems = tuple(tuple(content_stems(text, language)) for text in texts)
    counts = Counter(stem for one in stems for stem in one)
    return Page(
        language=language,
        title=frozenset(content_stems(title, language)),
        stems=stems,
        counts=counts,
        total=max(1, sum(counts.values())),
        norm=math.sqrt(sum(count * count for count in counts.values())) or 1.0,
        keywords=frozenset(stem for stem, _ in counts.most_common(10)),
    )


def features(page: Page, position: int, text: str, *, whole: bool, words: int) -> list[float]:
    """Return the features named in NAMES; `words` is the budget that the text may fill."""
    stems = page.stems[position] if whole else tuple(content_stems(text, page.language))
    return [
        *_place(page, position),
        *_size(text, words),
        *_against_title(page, stems),
        *_against_text(page, stems),
        *_wording(page, text),
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
    mass = sum(page.counts.get(stem, 0) for stem in said)
    size = math.sqrt(len(said)) or 1.0
    keywords = len(said & page.keywords) / max(1, len(page.keywords))
    return [mass / page.total, keywords, mass / max(1, len(said)) / 10, mass / (size * page.norm)]


def _wording(page: Page, text: str) -> list[float]:
    words = text.split()
    outside = _QUOTED.sub(" ", text)
    capitals = sum(word[:1].isupper() for word in words[1:]) / max(1, len(words))
    return [
        float(_DATE.search(text) is not None),
        float(any(c.isdigit() for c in text)),
        capitals,
        1 - len(outside) / max(1, len(text)),
        float(text[:1] in '«"“'),
        float(for_language(FIRST_PERSON, page.language).search(outside) is not None),
        float(for_language(DANGLING, page.language).match(text) is not None),
        float(_SAID.get(base(page.language), _SAID["fr"]).search(text) is not None),
    ]


def _shared(stems: Sequence[str], other: Sequence[str]) -> float:
    one, two = set(stems), set(other)
    return len(one & two) / math.sqrt(len(one) * len(two)) if one and two else 0.0
