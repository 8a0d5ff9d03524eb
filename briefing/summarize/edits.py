"""A claim and the source sentence that it was made from → what was changed, kind by kind."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from briefing.facts.figure_words import CURRENCIES, MEASURES, PERCENT
from briefing.facts.names import find_names
from briefing.facts.numbers import NUMBER_WORDS, SCALES, find_numbers, grammar, value_of
from briefing.facts.speech_verbs import FINITE
from briefing.summarize.evidence import Passage, Token
from briefing.summarize.hedges import hedges
from briefing.text import fold, words

LEAST = 0.75  # share of a claim's tokens that stand in its source sentence in the same order

_NOT_ENGLISH = """
not no never nt none neither nor without cannot nobody nothing t didn don isn wasn won
doesn couldn wouldn hasn haven hadn aren weren shouldn
"""
_NOT_FRENCH = """
ne n pas jamais aucun aucune rien non ni sans guere nul nulle
"""
NEGATIONS = {
    "fr": frozenset(_NOT_FRENCH.split()),
    "en": frozenset(_NOT_ENGLISH.split()),
}
_DAY_WORDS = """
lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier mars avril mai juin
juillet aout septembre octobre novembre decembre hier demain aujourd monday tuesday
wednesday thursday friday saturday sunday january february march april may june july
august september october november december yesterday tomorrow today
"""
_DAYS = frozenset(_DAY_WORDS.split())
_SOURCES = frozenset(["selon", "apres", "according"])
_UNIT = {
    spoken: re.compile(
        # Folded, as the tokens are.
        fold(
            rf"(?:{'|'.join(CURRENCIES[spoken])}|{PERCENT[spoken]}"
            rf"|{''.join(MEASURES[spoken].split())}"
            r"|ans?|mois|semaines?|jours?|heures?|minutes?|years?|months?|weeks?|days?|hours?)"
        ),
        re.IGNORECASE,
    )
    for spoken in ("fr", "en")
}
_SPEECH = {
    spoken: re.compile(verbs.replace("’", ""), re.IGNORECASE) for spoken, verbs in FINITE.items()
}
_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"")
_CLOSE = 0.85  # of the claim's tokens: below, a writer may have put a name for a pronoun
_NAMED = ("name", "attribution")
_LIKE = {"attribution": "name"}
_DEEP = 6  # tokens
_SMALL = 4  # tokens: a hedge that goes alone is lost, one that goes with its clause is not


@dataclass(frozen=True, slots=True)
class Edit:
    kind: str  # number, unit, date, name, quote, negation, attribution, hedge
    text: str


def edits(claim: Passage, source: Passage, *, language: str) -> list[Edit] | None:
    """Return what the claim says otherwise than its source; None when it was not made from it.

    Parts left out whole are no edit, unless a negation or an attribution goes with them.
    """
    ours, theirs = claim.tokens, source.tokens
    a, b = [token.key for token in theirs], [token.key for token in ours]
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    kept = sum(block.size for block in matcher.get_matching_blocks())
    if not b or kept / len(b) < LEAST:
        return None
    close, spoken = kept / len(b) >= _CLOSE, grammar(language)
    rewritten = any(tag in ("replace", "insert") for tag, *_ in matcher.get_opcodes())
    found: list[Edit] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        gone, new = theirs[i1:i2], ours[j1:j2]
        if new and tag != "equal":
            put_in = _put_in(new, ours[max(0, j1 - 3) : j1], claim, source, language)
            found += [edit for edit in put_in if _changes(edit, gone, spoken, close=close)]
        if gone and tag != "equal":
            left_out = list(_left_out(gone, ours, spoken, edge=i2 == len(a), rewritten=rewritten))
            found += left_out or _hedges_lost(claim, source, gone, language)
    return list(dict.fromkeys(found))


def _changes(edit: Edit, gone: Sequence[Token], spoken: str, *, close: bool) -> bool:
    """Say whether something of the same kind stood there: a name for a pronoun is no change."""
    if edit.kind in ("quote", "negation"):
        return True
    swapped = {_kind(token, (), spoken) for token in gone}
    alike = _LIKE.get(edit.kind, edit.kind) in swapped
    return alike and (close or edit.kind not in _NAMED)


def _hedges_lost(
    claim: Passage, source: Passage, gone: Sequence[Token], language: str
) -> Iterator[Edit]:
    """Yield the classes of hedges that the claim lacks and that stood among few words now gone."""
    if len(gone) > _SMALL or not gone:
        return
    start, end = gone[0].start, gone[-1].start + len(gone[-1].text)
    before = source.text[:start] + source.text[end:]
    for kind in sorted(hedges(source.text, language) - hedges(claim.text, language)):
        lost = kind not in hedges(before, language)
        if lost and not (kind == "amount" and not any(find_numbers(claim.text, language))):
            yield Edit("hedge", kind)


def _values(text: str, language: str) -> Counter[float]:
    return Counter(number.value for number in find_numbers(text, language))


def _says(token: Token, extra: Counter[float], spoken: str) -> bool:
    """Say whether it is a number that the source gives in another form: « 4 » for « quatre »."""
    digits = token.key[0].isdigit()
    value = value_of(token.key, spoken) if digits else NUMBER_WORDS[spoken].get(token.key)
    return value is not None and not any(
        value == one or (one and one % value == 0 and one >= 1000 * value) for one in extra if value
    )


def _put_in(
    new: Sequence[Token], before: Sequence[Token], claim: Passage, source: Passage, language: str
) -> Iterator[Edit]:
    """Yield numbers, names and the like that the claim has more often than its source."""
    spoken = grammar(language)
    quoted = [match.span() for match in _QUOTED.finditer(claim.text)]
    extra = _values(claim.text, language) - _values(source.text, language)
    more = Counter(one.key for one in claim.tokens) - Counter(one.key for one in source.tokens)
    for token in new:
        if any(start < token.start < end for start, end in quoted):
            yield Edit("quote", token.text)
            return
        kind = "" if _says(token, extra, spoken) else _kind(token, before, spoken)
        if not kind or not more[token.key]:
            continue
        if kind != "name" or token.key in _named(claim.text, language):
            yield Edit(kind, token.text)


def _named(text: str, language: str) -> frozenset[str]:
    found = find_names(text, language=language)
    return frozenset(word for name in found for word in words(name))


def _kind(token: Token, before: Sequence[Token], spoken: str) -> str:
    key = token.key
    number = key[0].isdigit() or key in NUMBER_WORDS[spoken]
    scale = key in SCALES[spoken] and len(key) > 2
    tests = (
        ("date", key in _DAYS or re.fullmatch(r"(?:19|20)\d\d", key) is not None),
        ("number", number or scale),
        ("negation", key in NEGATIONS[spoken]),
        ("unit", _UNIT[spoken].fullmatch(key) is not None),
        ("attribution", token.text[0].isupper() and _is_told(before, spoken)),
        ("name", token.text[0].isupper()),
    )
    return next((kind for kind, found in tests if found), "")


def _is_told(before: Sequence[Token], spoken: str) -> bool:
    """Say whether these words give what follows them as the source: no « warned that the … »."""
    keys = [one.key for one in before]
    told = any(key in _SOURCES or _SPEECH[spoken].fullmatch(key) for key in keys)
    return told and "that" not in keys and "que" not in keys


_ALIASES = {
    "km": "kilometre", "kilometer": "kilometre", "m": "metre", "kg": "kilo", "kilogramme": "kilo",
    "€": "euro", "$": "dollar", "£": "livre", "pound": "livre", "annee": "an", "h": "heure",
    "pour": "%", "percent": "%", "per": "%", "min": "minute", "t": "tonne",
}  # fmt: skip


def unit_of(word: str, spoken: str) -> str:
    """Return the unit that a word is, in one spelling; "" for a word that is none."""
    key = fold(word)
    if not _UNIT[spoken].fullmatch(key) and key not in ("pour", "per", "percent"):
        return ""
    single = key.removesuffix("s") if len(key) > 3 or key == "ans" else key
    return _ALIASES.get(single, single)


def _left_out(
    gone: Sequence[Token],
    ours: Sequence[Token],
    spoken: str,
    *,
    edge: bool,
    rewritten: bool,
) -> Iterator[Edit]:
    """Yield a negation taken from among words that stay, and an attribution that is gone."""
    keys = [token.key for token in gone]
    few = len(keys) <= 3
    if few and not NEGATIONS[spoken].isdisjoint(keys):
        yield Edit("negation", " ".join(token.text for token in gone))
    said = {token.key for token in ours}
    for place, token in enumerate(gone):
        source = token.key in _SOURCES and (
            token.key != "apres" or keys[place - 1 : place] == ["d"]
        )
        # Deep in what a writer left out, it told something else that is gone too.
        if source and not said & _SOURCES and not (rewritten and place > _DEEP):
            yield Edit("attribution", " ".join(token.text for token in gone))
            return
    speech = [token for token in gone if _SPEECH[spoken].fullmatch(token.key)]
    tail = edge and len(gone) <= 12 and speech
    if tail and not any(_SPEECH[spoken].fullmatch(key) for key in said):
        yield Edit("attribution", " ".join(token.text for token in gone))
