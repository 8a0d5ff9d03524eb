"""A lead and a sentence → does the sentence bring anything that the lead does not tell?"""

import re

from briefing.facts.attribution import attribution
from briefing.facts.figures import find_figures
from briefing.facts.names import find_names
from briefing.facts.numbers import find_numbers, grammar
from briefing.summarize.lexicon import LANGUAGES
from briefing.summarize.noise import noise_stems, same_stems
from briefing.text import base, content_stems, count_words

# « la ministre de la culture » is whom the lead names.
_ROLE = {
    "fr": re.compile(
        r"(?i)\b(?:l[ea]\s|l['’])?(?:nouve(?:au|lle)\s|ex-|ancien(?:ne)?\s)?(?:premi(?:er"
        r"|ère)\s)?(?:ministre|présidente?"
        r"|chef(?:fe)?|patronn?e?|secrétaire)\s(?:(?:des?|du|d['’]|la|l['’]"
        r"|le)\s?){1,2}(?-i:[A-ZÀ-Þ]?[a-zà-ÿ-]+)"
    ),
    "en": re.compile(
        r"(?i)\b(?:prime\sminister|president|minister|chief\sexecutive|chair(?:man|woman)?)\b"
    ),
}
_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"")
_PARTS = {  # a share in words, and its per cent
    "fr": {r"un\squart": 25, r"un\stiers": 33, r"(?:la|de)\smoitié": 50, r"trois\squarts": 75},
    "en": {r"a\squarter": 25, r"a\sthird": 33, r"half": 50, r"three\squarters": 75},
}
# New stems that a sentence needs which tells so much of the lead again.
_MUCH_AGAIN, _WITH_REASON = 10, 6
_ASKED = ((0.7, 99), (0.6, _MUCH_AGAIN), (0.51, 6), (0.4, 3), (0.0, 2))
_REASON = re.compile(
    r"(?i)\b(?:pour|afin\sde)\s\w+(?:er|ir|re)\b|\b(?:parce\squ|car|malgré|en\sraison|à\scause"
    r"|faute\sde)\b"
    r"|\b(?:because|amid|despite|after|due\sto)\b"
)
_RUN, _SAME_WORDS = 3, 6  # stems in a row that both have; new ones asked then
_FEW = 5  # stems of a lead: of fewer, one more or less says too much
_SLIGHT = 3  # new stems that do without a new name or figure
_NEAR = 0.03  # « près de 25 % » is the quarter of the lead, 23,689,860 its 23.6 million
_SCALES = (1, 1e6, 1e9)
_DATE = re.compile(
    r"(?i)\b\d{1,2}(?:er|ᵉʳ)?\s(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre"
    r"|octobre|novembre|décembre)(?:\s\d{4})?"
)
_DECIMAL = re.compile(r"\d+[.,]\d+")
_TOPIC = re.compile(r"^[^:«»“”\"]{3,60}?\s?:\s")
_TIME = re.compile(
    r"(?i)(?:ans?|années?|mois|jours?|semaines?|heures?|years?|months?|days?|weeks?|hours?)\b"
)
_SAME_START = 4  # letters that two words of a family share at least
_KIN = 0.65  # of the shorter stem: « résist » and « résilienc » tell one thing


def adds(text: str, lead: str, language: str) -> bool:
    """Say whether it brings something new and is neither the lead again nor its quotation.

    The more of the lead it repeats, the more it must add: days, verbs of saying, words such as
    « groupe » and other words for the same thing add nothing, a figure that the lead lacks does.
    """
    bare = _ROLE[_tongue(language)].sub(" ", _unattributed(text, language))
    said, known = ideas(bare, language), ideas(lead, language)
    core = ideas(_statement(lead), language) - noise_stems(_tongue(language)) or known
    again = common(core, said) / max(_FEW, len(core))
    fresh = said - known - noise_stems(_tongue(language))
    new = {one for one in fresh if len(one) > 1 and one.isalpha() and not _kin(one, known)}
    new = _one_each(new, text, language)
    asked = next(least for share, least in _ASKED if again >= share)
    if asked < _SAME_WORDS and _in_its_words(text, lead, language):
        asked = _SAME_WORDS
    if asked == _MUCH_AGAIN and _REASON.search(text):
        asked = _WITH_REASON
    figured = _new_figure(text, lead, language)
    if len(new) < asked and not (figured and len(new) >= (1 if again < 0.7 else 5)):
        return False
    if len(new) < _SLIGHT and not (figured or _new_name(bare, lead, language)):
        return False
    stems = set(content_stems(text, language))
    if any(_repeats(quote, stems, language) for quote in _QUOTED.findall(lead)):
        return False
    return not any(
        _alike(one, other, language)
        for one in _QUOTED.findall(text)
        for other in _QUOTED.findall(lead)
        if count_words(one) >= 2
    )


def _statement(lead: str) -> str:
    """Return the lead without its topic: what « Grèves : … » tells is its rest."""
    rest = _TOPIC.sub("", lead, count=1)
    return rest if count_words(rest) >= _FEW else lead


def _in_its_words(text: str, lead: str, language: str) -> bool:
    """Say whether a few words of the lead stand in it in a row that are no name."""
    shared = _runs(text, language) & _runs(_statement(lead), language)
    if not shared:
        return False
    names = find_names(text, language=language)
    named = {one for name in names for one in content_stems(name, language)}
    return any(len(named.intersection(run)) < _RUN - 1 for run in shared)


def _runs(text: str, language: str) -> set[tuple[str, ...]]:
    """Return each few stems that stand in a row: « remporte la primaire socialiste »."""
    noise = noise_stems(_tongue(language))
    found = [one for one in content_stems(text, language) if one not in noise]
    return {tuple(found[at : at + _RUN]) for at in range(len(found) - _RUN + 1)}


def same_figure(text: str, lead: str, language: str) -> bool:
    """Say whether it tells an amount of the lead again."""
    told = {one.value for one in find_figures(lead, language=language, article_id="")}
    found = find_figures(text, language=language, article_id="")
    return any(one.value in told for one in found)


def _one_each(new: set[str], text: str, language: str) -> set[str]:
    """Return the stems with one for each name: « Dina Boluarte » tells one thing."""
    for name in find_names(text, language=language):
        parts = [one for one in content_stems(name, language) if one in new]
        new = new - set(parts[1:])
    return new


def _unattributed(text: str, language: str) -> str:
    source = attribution(text, language)
    return _DATE.sub(" ", text.replace(source, " ") if source else text)


def common(one: set[str], other: set[str]) -> int:
    """Return how many of the first stand in the other, or a word of the same family does."""
    return sum(each in other or _kin(each, other) for each in one)


def ideas(text: str, language: str) -> set[str]:
    """Return the stems, one for all words that tell the same."""
    same = same_stems(_tongue(language))
    text = _DECIMAL.sub(" ", text)  # « 2,25 » is neither two nor 25
    return {same.get(one, one) for one in content_stems(text, language)}


def _tongue(language: str) -> str:
    return base(language) if base(language) in LANGUAGES else "fr"


def _kin(one: str, known: set[str]) -> bool:
    """Say whether a stem of the lead opens with the same letters."""
    start = one[:_SAME_START]
    return len(start) == _SAME_START and any(
        other.startswith(start) and _common(one, other) >= _KIN * min(len(one), len(other))
        for other in known
    )


def _common(one: str, other: str) -> int:
    for at, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return at
    return min(len(one), len(other))


def _new_name(text: str, lead: str, language: str) -> bool:
    known = set(content_stems(lead, language))
    return any(
        not set(content_stems(name, language)) & known
        for name in find_names(text, language=language)
    )


def _new_figure(text: str, lead: str, language: str) -> bool:
    told = [one.value for one in find_numbers(lead, language)]
    told += _shares(lead, language)
    found = [
        one.value
        for one in find_figures(text, language=language, article_id="")
        if _TIME.match(one.unit or "") is None
    ]
    found += _shares(text, language)
    return any(not any(_near(one, other) for other in told) for one in found)


def _shares(text: str, language: str) -> list[float]:
    return [
        float(value)
        for words, value in _PARTS[grammar(language)].items()
        if re.search(rf"(?i)\b{words}\b", text)
    ]


def _near(one: float, other: float) -> bool:
    scaled = (other * scale for scale in _SCALES)  # “23.6M” may be read as 23.6
    return any(abs(one - each) <= _NEAR * max(abs(one), abs(each)) for each in scaled)


def _repeats(quote: str, said: set[str], language: str) -> bool:
    """Say whether the sentence tells again, without marks, what the lead quotes."""
    quoted = set(content_stems(quote, language))
    return len(quoted) >= 2 and len(quoted & said) >= (0.75 if len(quoted) > 2 else 1) * len(quoted)


def _alike(one: str, other: str, language: str) -> bool:
    a, b = set(content_stems(one, language)), set(content_stems(other, language))
    return len(a & b) >= 0.3 * max(1, min(len(a), len(b)))
