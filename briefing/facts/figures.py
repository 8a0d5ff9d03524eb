"""Text → its figures: amounts of money, percentages, measures, counts, with hedge and source."""

import re
from dataclasses import dataclass

from briefing.facts.attribution import attribution
from briefing.facts.figure_words import (
    BEFORE_MONEY,
    CURRENCIES,
    HEDGES,
    MEASURES,
    NAMING,
    NO_UNIT,
    PERCENT,
    PUBLICATION_NAMES,
    TIMES,
)
from briefing.facts.numbers import COLLECTIVES, Number, find_numbers, grammar
from briefing.facts.readable import readable
from briefing.model import Figure
from briefing.text import fold, stop_words

_HEDGE = {
    k: re.compile(rf"\b({''.join(v.split())})\s?(?:les\s|the\s|de\s)?$", re.I)
    for k, v in HEDGES.items()
}
_HEDGE_AFTER = re.compile(r"\s(environ|au moins|au maximum|au plus|or so|at least)\b(?!\s\d)")
_MEASURE = {k: re.compile(rf"\s?(?:{''.join(v.split())})(?![\w’'])") for k, v in MEASURES.items()}
_PERCENT = {k: re.compile(rf"\s?(?:{v})", re.I) for k, v in PERCENT.items()}
_TIME = {k: re.compile(rf"[\s-]?(?:{v})(?![\w])|h\d", re.I) for k, v in TIMES.items()}
_YEARS = re.compile(r"\b(?:1[89]|20)\d\d\s(?:et|and)$")
_OF = re.compile(r"\s(?:de\s|d['’]|of\s)")
_MONEY_BEFORE = re.compile(r"(?:\b[A-Z]{1,3})?[$£€]\s?$")  # HK$: without its letters another money
_ELIDED_NOUN = re.compile(r"['’](\w[\w-]*)")  # « d’abonnés » has no space before its noun
_NOUN = re.compile(r"[\s-]([a-zà-öø-ÿœ][\w’-]*|[A-ZÀ-Þ][a-zà-ÿ]+(?:ais|ois|iens|ains|éens|ans)\b)")
_COLLECTIVE = re.compile(
    rf"\b(?:[Uu]ne?)\s({'|'.join(COLLECTIVES)})\sd(?:e\s|['’])([a-zà-ÿœ][\w-]*)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unit:
    name: str | None
    currency: str | None
    end: int
    exact: bool  # money, percentage or measure: the number cannot be a name


def find_figures(text: str, *, language: str, article_id: str) -> tuple[Figure, ...]:
    """Return the figures in order, each value and unit once.

    Dates, years, ages, hours, ordinals, scores and numbers in names (« Llama 4 ») are none.
    """
    found: dict[tuple[float, str], Figure] = {}
    for sentence in readable(text, language):
        for figure in _of_sentence(sentence, language, article_id):
            found.setdefault((figure.value, fold(figure.unit or "")), figure)
    return tuple(found.values())


def _of_sentence(sentence: str, language: str, article_id: str) -> list[Figure]:
    spoken = grammar(language)
    source = attribution(sentence, language)
    figures = []
    for number in find_numbers(sentence, language):
        unit = _unit(sentence, number, spoken)
        start, hedge = _hedge(sentence, number.start, spoken)
        if not _counts(sentence, number, unit, hedge, spoken):
            continue
        end, hedge = _hedge_after(sentence, unit.end, hedge)
        figures.append(
            Figure(
                text=sentence[start:end].strip(),
                value=number.value,
                unit=unit.name,
                hedge=hedge,
                currency=unit.currency,
                attribution=source,
                sentence=sentence,
                article_id=article_id,
            )
        )
    return figures + _collectives(sentence, source, article_id, spoken)


def _collectives(sentence: str, source: str | None, article_id: str, spoken: str) -> list[Figure]:
    if spoken != "fr":
        return []
    return [
        Figure(
            text=sentence[_hedge(sentence, match.start(), spoken)[0] : match.end()].strip(),
            value=float(COLLECTIVES[match.group(1)]),
            unit=match.group(2),
            hedge=_hedge(sentence, match.start(), spoken)[1],
            currency=None,
            attribution=source,
            sentence=sentence,
            article_id=article_id,
        )
        for match in _COLLECTIVE.finditer(sentence)
        if not _TIME[spoken].fullmatch(" " + match.group(2))
    ]


def _hedge(sentence: str, start: int, spoken: str) -> tuple[int, str | None]:
    """Return where the figure with its hedge starts, and the hedge."""
    money = _MONEY_BEFORE.search(sentence[:start])
    if money:
        start = money.start()
    match = _HEDGE[spoken].search(sentence[:start])
    if match is None:
        return start, None
    return match.start(), match.group(1)


def _hedge_after(sentence: str, end: int, hedge: str | None) -> tuple[int, str | None]:
    match = _HEDGE_AFTER.match(sentence, end)
    if match is None or hedge:
        return end, hedge
    return match.end(), match.group(1)


def _unit(sentence: str, number: Number, spoken: str) -> _Unit:
    money = _MONEY_BEFORE.search(sentence[: number.start])
    if money:
        sign = money.group().strip()
        return _Unit(name=sign, currency=BEFORE_MONEY.get(sign), end=number.end, exact=True)
    percent = _PERCENT[spoken].match(sentence, number.end)
    if percent:
        return _Unit(name=percent.group().strip(), currency=None, end=percent.end(), exact=True)
    of = _OF.match(sentence, number.end) if number.scaled else None
    at = of.end() if of else number.end
    for pattern, code in CURRENCIES[spoken].items():
        currency = re.compile(rf"\s?(?:{pattern})").match(sentence, at)
        if currency:
            name = currency.group().strip()
            return _Unit(name=name, currency=code, end=currency.end(), exact=True)
    measure = _MEASURE[spoken].match(sentence, at)
    if measure:
        return _Unit(name=measure.group().strip(), currency=None, end=measure.end(), exact=True)
    return _noun(sentence, at - 1 if of else at, number, spoken)


def _noun(sentence: str, at: int, number: Number, spoken: str) -> _Unit:
    """Return the counted noun: in English the first plural of the next three words."""
    nothing = _Unit(name=None, currency=None, end=number.end, exact=False)
    position = at
    for _ in range(3 if spoken == "en" else 1):
        # « d’abonnés » has no space before its noun.
        match = _NOUN.match(sentence, position) or re.compile(r"['’](\w[\w-]*)").match(
            sentence, position
        )
        if match is None:
            return nothing
        word = match.group(1)
        if fold(word) in stop_words(spoken) or (fold(word) in NO_UNIT[spoken] and spoken == "fr"):
            return nothing
        plural = (
            word.endswith(("s", "x")) if spoken == "fr" else word.endswith("s") or word == "people"
        )
        if plural or (spoken == "fr" and number.value < 2):
            return _Unit(name=word, currency=None, end=match.end(), exact=False)
        position = match.end()
    return nothing


def _counts(sentence: str, number: Number, unit: _Unit, hedge: str | None, spoken: str) -> bool:
    before, after = sentence[: number.start], sentence[number.end :]
    if number.written and not (number.scaled or unit.exact):
        return False
    if not number.scaled and not unit.exact and _TIME[spoken].match(sentence, number.end):
        return False
    if _in_a_longer_token(before, after, unit):
        return False
    years = hedge and unit.name is None and _YEARS.search(hedge)  # « entre 2019 et 2024 »
    if years or (not hedge and _is_a_name(before, after, unit, number, spoken)):
        return False
    if re.match(r"\D{0,20}\bsur\s\d", after) or re.match(r"\D{0,12}\bin\s\d+\b", after):
        return False  # « six Français sur dix », « 24 heures sur 24 »
    bare = unit.name is None and not number.scaled and not hedge
    return not bare or number.value >= 10_000


def _in_a_longer_token(before: str, after: str, unit: _Unit) -> bool:
    """Say whether it belongs to a score, an ordinal, a time, a phone number or a code."""
    if re.match(r"[-–/:]\d|[.,]\d", after) or re.search(r"\d[-–/:.,]$|[^\W\d_]-$", before):
        return True
    return not unit.exact and re.match(r"[^\W\d_]", after) is not None


def _is_a_name(before: str, after: str, unit: _Unit, number: Number, spoken: str) -> bool:
    if unit.exact or number.scaled:
        return any(fold(f"{number.value:g}{after}").startswith(n) for n in PUBLICATION_NAMES)
    found = re.search(r"([^\s(«\"“]+)\s$", before)
    word = found.group(1) if found else ""
    year = 1800 <= number.value <= 2100 and sentence_year(before, after)
    if year or fold(word).rstrip(".") in NAMING[spoken]:
        return True
    first = not before[: -len(word) - 1].strip() if word else True
    return word[:1].isupper() and not (first and fold(word) in stop_words(spoken))


def sentence_year(before: str, after: str) -> bool:
    """Say whether a number between 1800 and 2100 is a year: nothing hedges or counts it."""
    hedged = any(pattern.search(before) for pattern in _HEDGE.values())
    counted = re.match(r"\s[a-zà-ÿœ’-]{3,}[sx]\b", after)
    return not hedged and counted is None
