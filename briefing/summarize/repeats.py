"""A lead and a sentence → does the sentence bring anything that the lead does not tell?"""

import re

from briefing.facts.attribution import attribution
from briefing.facts.figures import find_figures
from briefing.facts.numbers import find_numbers, grammar
from briefing.summarize.noise import NOISE, SAME
from briefing.text import base, content_stems, count_words

_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"")
_PARTS = {  # a share in words, and its per cent
    "fr": {r"un\squart": 25, r"un\stiers": 33, r"(?:la|de)\smoitié": 50, r"trois\squarts": 75},
    "en": {r"a\squarter": 25, r"a\sthird": 33, r"half": 50, r"three\squarters": 75},
}
_NEAR = 0.03  # « près de 25 % » is the quarter of the lead, 23,689,860 its 23.6 million
_KIN = 0.65  # of the shorter stem: « résist » and « résilienc » tell one thing


def adds(text: str, lead: str, language: str) -> bool:
    """Say whether it brings something new and is neither the lead again nor its quotation.

    The more of the lead it repeats, the more it must add: days, verbs of saying, words such as
    « groupe » and other words for the same thing add nothing, a figure that the lead lacks does.
    """
    said, known = _ideas(_unattributed(text, language), language), _ideas(lead, language)
    again = sum(one in said or _kin(one, said) for one in known) / max(1, len(known))
    fresh = said - known - NOISE[_tongue(language)]
    new = {one for one in fresh if len(one) > 1 and one.isalpha() and not _kin(one, known)}
    asked = 6 if again >= 0.6 else 3 if again >= 0.4 else 1
    if len(new) < asked and not (again < 0.85 and new and _new_figure(text, lead, language)):
        return False
    stems = set(content_stems(text, language))
    if any(_repeats(quote, stems, language) for quote in _QUOTED.findall(lead)):
        return False
    return not any(
        _alike(one, other, language)
        for one in _QUOTED.findall(text)
        for other in _QUOTED.findall(lead)
        if count_words(one) >= 4
    )


def same_figure(text: str, lead: str, language: str) -> bool:
    """Say whether it tells an amount of the lead again."""
    told = {one.value for one in find_figures(lead, language=language, article_id="")}
    found = find_figures(text, language=language, article_id="")
    return any(one.value in told for one in found)


def _unattributed(text: str, language: str) -> str:
    source = attribution(text, language)
    return text.replace(source, " ") if source else text


def _ideas(text: str, language: str) -> set[str]:
    """Return the stems, one for all words that tell the same."""
    same = SAME[_tongue(language)]
    return {same.get(one, one) for one in content_stems(text, language)}


def _tongue(language: str) -> str:
    return base(language) if base(language) in NOISE else "fr"


def _kin(one: str, known: set[str]) -> bool:
    """Say whether a stem of the lead opens with the same letters."""
    return any(
        len(one) >= 4
        and len(other) >= 4
        and _common(one, other) >= max(4, _KIN * min(len(one), len(other)))
        for other in known
    )


def _common(one: str, other: str) -> int:
    for at, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return at
    return min(len(one), len(other))


def _new_figure(text: str, lead: str, language: str) -> bool:
    told = [one.value for one in find_numbers(lead, language)]
    told += _shares(lead, language)
    found = [one.value for one in find_figures(text, language=language, article_id="")]
    found += _shares(text, language)
    return any(not any(_near(one, other) for other in told) for one in found)


def _shares(text: str, language: str) -> list[float]:
    return [
        float(value)
        for words, value in _PARTS[grammar(language)].items()
        if re.search(rf"(?i)\b{words}\b", text)
    ]


def _near(one: float, other: float) -> bool:
    return abs(one - other) <= _NEAR * max(abs(one), abs(other))


def _repeats(quote: str, said: set[str], language: str) -> bool:
    """Say whether the sentence tells again, without marks, what the lead quotes."""
    quoted = set(content_stems(quote, language))
    return len(quoted) >= 3 and len(quoted & said) >= 0.75 * len(quoted)


def _alike(one: str, other: str, language: str) -> bool:
    a, b = set(content_stems(one, language)), set(content_stems(other, language))
    return len(a & b) >= 0.3 * max(1, min(len(a), len(b)))
