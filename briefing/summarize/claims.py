"""A freely written claim → dates, negations and attributions that its sources do not bear out."""

import re
from collections.abc import Iterator

from briefing.facts.names import find_names
from briefing.facts.numbers import find_numbers, grammar
from briefing.facts.quotations import find_quotations
from briefing.summarize.edits import unit_of
from briefing.summarize.evidence import Evidence, Passage, close_to, plain
from briefing.text import fold, words

_WEEKDAYS = (
    r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
)
_MONTHS = (
    r"(?:janvier|février|avril|juin|juillet|août|septembre|octobre|novembre|décembre|january"
    r"|february"
    r"|april|june|july|august|september|october|november|december"
    r"|(?:(?<=\d\s)|(?<=1er\s)|(?<=\ben\s)|(?<=\bin\s)|(?<=début\s)|(?<=fin\s)|(?<=mi-))(?:mars"
    r"|mai|march|may))"
)
_DATES = tuple(
    re.compile(rf"(?i)\b{pattern}\b") for pattern in (_WEEKDAYS, _MONTHS, r"(?:19|20)\d\d")
)
_NUMBERED = re.compile(r"\b\d{1,2}(?:er)?\s[^\W\d_]{3,}$")
_AFTER = re.compile(r"\s?(?:d['’]|de\s|of\s)?([^\W\d_]+|[%€$£°])")
_SOURCE = {
    "fr": re.compile(r"\b(?:selon|d['’]après)\s([A-ZÀ-Þ][\w’-]+(?:\s[A-ZÀ-Þ][\w’-]+)*)"),
    "en": re.compile(r"\b(?:according\sto)\s([A-Z][\w’-]+(?:\s[A-Z][\w’-]+)*)"),
}


def dates(claim: Passage, known: Evidence) -> Iterator[str]:
    """Yield years, months and weekdays where the sentences near the claim have others only.

    A weekday that the sources have elsewhere may be that of the article, which a writer adds; a
    year must stand somewhere.
    """
    near = close_to(claim.stems, known, least=0.3, most=3)
    for pattern in _DATES:
        told = {fold(day) for _, one in near for day in pattern.findall(one.text)}
        for match in pattern.finditer(claim.text):
            day = fold(match.group())
            new = day not in known.words
            others = told and day not in told and (new or pattern is not _DATES[0])
            dated = _NUMBERED.search(claim.text[: match.end()])
            if dated and any(plain(dated.group()) in text for text in known.plain):
                continue  # « 15 mars » as it stands somewhere
            if others or (new and pattern is _DATES[2]):
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


def attributions(claim: Passage, known: Evidence, *, language: str) -> Iterator[str]:
    """Yield « selon X » where no source names X as anybody's source or speaker nearby."""
    for match in _SOURCE[grammar(language)].finditer(claim.text):
        last = words(match.group(1))[-1:]
        if last and last[0] not in known.words:
            yield match.group()


def speakers(claim: Passage, known: Evidence, *, language: str) -> Iterator[str]:
    """Yield the name that a quotation is given to when its source sentence gives it to another."""
    names = " ".join(find_names(claim.text, language=language))
    for quote in find_quotations("", claim.text, language=language, article_id=""):
        if quote.speaker is None or not quote.speaker[:1].isupper():
            continue  # « la ministre » may be whoever the source names, and the reverse
        ours = set(words(quote.speaker)) & set(words(names))  # « Deux jours après, … » is nobody
        told = [
            other.speaker
            for one in known.passages
            if fold(quote.text)[:40] in fold(one.text) and not ours & set(words(one.text))
            for other in find_quotations("", one.text, language=language, article_id="")
            if other.speaker and other.speaker[:1].isupper()
            if fold(other.text)[:20] == fold(quote.text)[:20]
        ]
        if ours and told and all(not ours & set(words(name)) for name in told):
            yield quote.speaker
