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
_SPEECH = {spoken: re.compile(fold(verbs)) for spoken, verbs in FINITE.items()}  # as keys are
_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"")
_CLOSE = 0.85  # of the claim's tokens: below, a writer may have put a name for a pronoun
_NAMED = ("name", "attribution")
_LIKE = {"attribution": "name"}
_AS_IT_STANDS = 0.95  # of the claim's tokens: it is the source's sentence with parts left out
_WHOLE = 8  # tokens of a claim that tells more than a part of its source
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
    # Who says it may be left out with the rest of a sentence that was written anew.
    owes = len(b) >= _WHOLE and kept / len(b) >= _AS_IT_STANDS
    found: list[Edit] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        gone, new = theirs[i1:i2], ours[j1:j2]
        made: list[Edit] = []
        if new and tag != "equal":
            put_in = _put_in(new, ours[max(0, j1 - 3) : j1], claim, source, language)
            counted = j1 > 0 and ours[j1 - 1].key[0].isdigit() and len(new) == len(gone) == 1
            made += [
                edit
                for edit in put_in
                if _changes(edit, gone, spoken, close=close) or (counted and edit.kind == "unit")
            ]
        if gone and tag != "equal":
            left_out = list(_left_out(gone, ours, spoken, edge=i2 == len(a), owes=owes))
            made += left_out or _hedges_lost(claim, source, gone, language, owes=owes)
        denied = _denies(gone, spoken) and _denies(new, spoken)  # « n'a pas » for « ne veut pas »
        found += [edit for edit in made if not (denied and edit.kind == "negation")]
    return list(dict.fromkeys(found))


def _denies(some: Sequence[Token], spoken: str) -> bool:
    return any(token.key in NEGATIONS[spoken] for token in some)


def _changes(edit: Edit, gone: Sequence[Token], spoken: str, *, close: bool) -> bool:
    """Say whether something of the same kind stood there: a name for a pronoun is no change."""
    if edit.kind in ("quote", "negation"):
        return True
    swapped = {_kind(token, (), spoken) for token in gone}
    alike = _LIKE.get(edit.kind, edit.kind) in swapped
    return alike and (close or edit.kind not in _NAMED)


def _hedges_lost(
    claim: Passage, source: Passage, gone: Sequence[Token], language: str, *, owes: bool
) -> Iterator[Edit]:
    """Yield the classes of hedges that the claim lacks and that stood among few words now gone."""
    if len(gone) > _SMALL or not gone:
        return
    start, end = gone[0].start, gone[-1].start + len(gone[-1].text)
    before = source.text[:start] + source.text[end:]
    named = _SOURCES & {one.key for one in gone}
    spared = named and (not owes or _tells_who(claim.tokens, grammar(language)))
    told = {"claim"} if spared else set()
    for kind in sorted(hedges(source.text, language) - hedges(claim.text, language) - told):
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
        if kind not in _NAMED or token.key in _named(claim.text, language):
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


def _tells_who(said: Sequence[Token], spoken: str) -> bool:
    """Say whether one of these words gives a source: « selon », « annonce »."""
    keys = [token.key for token in said]
    return any(
        _opens_source(keys, place) or _SPEECH[spoken].fullmatch(key)
        for place, key in enumerate(keys)
    )


def _opens_source(keys: Sequence[str], place: int) -> bool:
    """Say whether a word is « selon », or the « après » of « d'après » but not « d'après-midi »."""
    if keys[place] == "apres":
        return keys[place - 1 : place] == ["d"] and keys[place + 1 : place + 2] != ["midi"]
    return keys[place] in _SOURCES


_ALIASES = {
    "km": "kilometre", "kilometer": "kilometre", "m": "metre", "kg": "kilo", "kilogramme": "kilo",
    "€": "euro", "°": "degre", "$": "dollar", "£": "livre", "pound": "livre", "annee": "an",
    "h": "heure", "pour": "%", "percent": "%", "per": "%", "min": "minute", "t": "tonne",
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
    owes: bool,
) -> Iterator[Edit]:
    """Yield a negation taken from among words that stay, and an attribution that is gone."""
    keys = [token.key for token in gone]
    few = len(keys) <= 3
    if few and _denies(gone, spoken):
        yield Edit("negation", " ".join(token.text for token in gone))
    if not owes or _tells_who(ours, spoken):
        return
    if any(_opens_source(keys, place) for place in range(len(keys))):
        yield Edit("attribution", " ".join(token.text for token in gone))
        return
    speech = [token for token in gone if _SPEECH[spoken].fullmatch(token.key)]
    if edge and len(gone) <= 12 and speech:
        yield Edit("attribution", " ".join(token.text for token in gone))
