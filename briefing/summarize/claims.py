"""A freely written claim → dates, negations and attributions that its sources do not bear out."""

import itertools
import re
from collections.abc import Iterator

from briefing.facts.numbers import find_numbers, grammar
from briefing.facts.quotations import find_quotations
from briefing.summarize.edits import NEGATIONS, unit_of
from briefing.summarize.evidence import Evidence, Passage, Token, nearest
from briefing.text import fold, stem, stop_words, words

_WEEKDAYS = (
    r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
)
_MONTHS = (
    r"(?:janvier|février|avril|juin|juillet|août|septembre|octobre|novembre|décembre|january|february"
    r"|april|june|july|august|september|october|november|december)"
)
_DATES = tuple(
    re.compile(rf"(?i)\b{pattern}\b") for pattern in (_WEEKDAYS, _MONTHS, r"(?:19|20)\d\d")
)
_AFTER = re.compile(r"\s?(?:d['’]|de\s|of\s)?([^\W\d_]+|[%€$£°])")
_SOURCE = {
    "fr": re.compile(r"\b(?:selon|d['’]après)\s([A-ZÀ-Þ][\w’-]+(?:\s[A-ZÀ-Þ][\w’-]+)*)"),
    "en": re.compile(r"\b(?:according\sto)\s([A-Z][\w’-]+(?:\s[A-Z][\w’-]+)*)"),
}


def dates(claim: Passage, known: Evidence) -> Iterator[str]:
    """Yield years that no source names, and weekdays and months where the source has others.

    A day alone may be that of the article, which a writer adds.
    """
    source = nearest(claim, known, least=0.3)
    for pattern in _DATES:
        for match in pattern.finditer(claim.text):
            sure = pattern is _DATES[2] or (source and pattern.search(source.text))
            if sure and fold(match.group()) not in known.words:
                yield match.group()


def units(claim: Passage, known: Evidence, *, language: str) -> Iterator[str]:
    """Yield a number with a unit when the sources give its value with other units only."""
    told: dict[float, set[str]] = {}
    for one in known.passages:
        for value, unit, _ in _measured(one, language):
            told.setdefault(value, set()).add(unit)
    for value, unit, text in _measured(claim, language):
        if not text[0].isdigit():
            continue
        if value in told and unit not in told[value]:
            yield text


def _measured(one: Passage, language: str) -> Iterator[tuple[float, str, str]]:
    """Yield value, unit and both as written of each number that has a unit."""
    spoken = grammar(language)
    for number in find_numbers(one.text, language):
        match = _AFTER.match(one.text, number.end)
        unit = unit_of(match.group(1), spoken) if match else ""
        if match and unit:
            yield number.value, unit, one.text[number.start : match.end()]


def negations(claim: Passage, known: Evidence, *, language: str) -> Iterator[str]:
    """Yield a word that the claim denies and its source does not, or the reverse."""
    source = nearest(claim, known, least=0.3)
    spoken = grammar(language)
    if source is None:
        return
    ours = _denied(claim, spoken)
    said, told = _stems(claim.tokens, spoken), _stems(source.tokens, spoken)
    added = ours & told if not _denies(source, spoken) else set()
    alike = len(claim.stems & source.stems) >= 0.7 * len(claim.stems)
    verbs = _denied(source, spoken, most=1)  # its object may be told without it
    dropped = verbs & said if alike and not _denies(claim, spoken) else set()
    yield from sorted(added | dropped)[:1]


def _denies(one: Passage, spoken: str) -> bool:
    return any(token.key in NEGATIONS[spoken] for token in one.tokens)


def _denied(one: Passage, spoken: str, *, most: int = 3) -> set[str]:
    """Return the stems of at most `most` words next to a negation: « pas signé », "not sign"."""
    found: set[str] = set()
    keys = [token.key for token in one.tokens]
    for place, key in enumerate(keys):
        if key in NEGATIONS[spoken] and key not in ("sans", "without", "t", "no", "non"):
            after = keys[place + 1 : place + 4]
            if spoken == "en":  # « not a police matter » denies no police
                after = list(itertools.takewhile(lambda k: k not in ("a", "an", "the"), after))
            near = [k for k in after if k not in NEGATIONS[spoken]]
            told = [k for k in near if len(k) > 4 and k not in stop_words(spoken)]
            found |= {stem(k, spoken) for k in told[:most]}
    return found


def _stems(tokens: tuple[Token, ...], spoken: str) -> set[str]:
    return {stem(token.key, spoken) for token in tokens if len(token.key) > 3}


def attributions(claim: Passage, known: Evidence, *, language: str) -> Iterator[str]:
    """Yield « selon X » where no source names X as anybody's source or speaker nearby."""
    for match in _SOURCE[grammar(language)].finditer(claim.text):
        last = words(match.group(1))[-1:]
        if last and last[0] not in known.words:
            yield match.group()


def speakers(claim: Passage, known: Evidence, *, language: str) -> Iterator[str]:
    """Yield the name that a quotation is given to when its source sentence gives it to another."""
    for quote in find_quotations("", claim.text, language=language, article_id=""):
        if quote.speaker is None or not quote.speaker[:1].isupper():
            continue  # « la ministre » may be whoever the source names
        ours = set(words(quote.speaker))
        told = [
            other.speaker
            for place, one in enumerate(known.passages)
            if fold(quote.text)[:40] in fold(one.text)
            for other in find_quotations("", one.text, language=language, article_id="")
            if other.speaker and fold(other.text)[:20] == fold(quote.text)[:20]
        ]
        if told and all(not ours & set(words(name)) for name in told):
            yield quote.speaker
