"""Articles → the sentences that may follow a lead, each fit to be printed alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from briefing.model import Article, Kind, Reuse
from briefing.summarize.check import problems
from briefing.summarize.phrases import (
    BYLINE,
    DANGLING,
    FIRST_PERSON,
    FURNITURE,
    NEAR,
    SAME_DAY,
    for_language,
)
from briefing.summarize.shape import is_fragment, stops
from briefing.summarize.trim import tidy, trim
from briefing.text import count_words, sentences

FEWEST, MOST = 6, 35  # words of a body sentence

_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"")
_PICTOGRAM = re.compile(r"[\u2190-\u21ff\u2300-\u27bf\U0001f000-\U0001faff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence ready to print; `position` counts from 0 within its own text."""

    text: str
    article: Article
    position: int
    whole: bool  # nothing was left out


def printable(article: Article, allowed: Reuse) -> bool:
    """Say whether this much of the article may be reprinted."""
    order = list(Reuse)
    enough = order.index(article.feed.reuse) >= order.index(allowed)
    return enough and not article.damaged and article.kind is Kind.NEWS


def candidates(article: Article, *, words: int, today: date) -> Iterator[Candidate]:
    """Yield the article's usable sentences, at most `words` long, that its own texts bear out."""
    language = article.item.language
    sources = texts(article)
    for text in _reusable(article):
        for position, raw in enumerate(map(tidy, sentences(text, language))):
            if not _usable(raw, article, today):
                continue
            short = trim(raw, min(words, MOST), language=language)
            if short and _stands_alone(short, article, today):
                if problems(short, sources, language=language):
                    continue
                yield Candidate(text=short, article=article, position=position, whole=short == raw)


def texts(article: Article) -> tuple[str, ...]:
    """Return all that the article says, title first."""
    item = article.item
    return tuple(one for one in (item.title, item.summary, item.content, article.text) if one)


def _reusable(article: Article) -> Iterator[str]:
    if printable(article, Reuse.TEASER):
        yield article.item.summary
    if printable(article, Reuse.SENTENCE):
        yield article.text or article.item.content


def _usable(raw: str, article: Article, today: date) -> bool:
    return (
        stops(raw)
        and not FURNITURE.search(raw)
        and not BYLINE.match(raw)
        and _fresh(raw, article, today)
    )


def _stands_alone(text: str, article: Article, today: date) -> bool:
    language = article.item.language
    outside = _QUOTED.sub(" ", text)
    return (
        FEWEST <= count_words(text) <= MOST
        and stops(text)
        and not text.rstrip(' »”")').endswith("?")
        and text[:1] not in "'(-–—"
        and count_words(outside) >= 4
        and not text[:1].islower()
        and not for_language(DANGLING, language).match(text)
        and not for_language(FIRST_PERSON, language).search(outside)
        and not _PICTOGRAM.search(text)
        and " : " not in text[:30]
        and not is_fragment(text, language)
    )


def _fresh(raw: str, article: Article, today: date) -> bool:
    """Say whether « hier », « cette semaine » are still true on `today`."""
    language = article.item.language
    age = (today - article.item.dated.date()).days
    if age != 0 and for_language(SAME_DAY, language).search(raw):
        return False
    return abs(age) <= 2 or for_language(NEAR, language).search(raw) is None
