"""A claim and the source sentence that it was made from → what was changed, kind by kind."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from briefing.facts.figure_words import CURRENCIES, MEASURES, PERCENT
from briefing.facts.numbers import NUMBER_WORDS, SCALES, grammar
from briefing.facts.speech_verbs import FINITE
from briefing.summarize.evidence import Passage, Token

LEAST = 0.6  # share of a claim's tokens that stand in its source sentence in the same order

NEGATIONS = {
    "fr": frozenset("ne n pas jamais aucun aucune rien non ni sans guere nul nulle".split()),
    "en": frozenset(
        "not no never nt none neither nor without cannot nobody nothing t didn don isn wasn won"
        " doesn couldn wouldn hasn haven hadn aren weren shouldn".split()
    ),
}
_DAYS = frozenset(
    """
    lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier mars avril mai juin juillet
    aout septembre octobre novembre decembre hier demain aujourd monday tuesday wednesday thursday
    friday saturday sunday january february march april may june july august september october
    november december yesterday tomorrow today
    """.split()
)
_SOURCES = frozenset("selon apres according".split())
_UNIT = {
    spoken: re.compile(
        rf"(?:{'|'.join(CURRENCIES[spoken])}|{PERCENT[spoken]}|{''.join(MEASURES[spoken].split())}"
        r"|ans?|mois|semaines?|jours?|heures?|minutes?|years?|months?|weeks?|days?|hours?|minutes?)",
        re.IGNORECASE,
    )
    for spoken in ("fr", "en")
}
_SPEECH = {
    spoken: re.compile(verbs.replace("’", ""), re.IGNORECASE) for spoken, verbs in FINITE.items()
}
_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"")


@dataclass(frozen=True, slots=True)
class Edit:
    kind: str  # number, unit, date, name, quote, negation, attribution
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
    spoken = grammar(language)
    quoted = [match.span() for match in _QUOTED.finditer(claim.text)]
    found: list[Edit] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag in ("replace", "insert"):
            found += _put_in(ours[j1:j2], ours[max(0, j1 - 3) : j1], set(a), quoted, spoken)
        if tag in ("replace", "delete"):
            found += _left_out(theirs[i1:i2], theirs, ours, spoken, edge=i2 == len(a))
    return found


def _put_in(
    new: Sequence[Token],
    before: Sequence[Token],
    known: set[str],
    quoted: Sequence[tuple[int, int]],
    spoken: str,
) -> Iterator[Edit]:
    for token in new:
        if any(start < token.start < end for start, end in quoted):
            yield Edit("quote", token.text)
            return
        kind = _kind(token, before, spoken)
        if kind == "negation" or (kind and token.key not in known):
            yield Edit(kind, token.text)


def _kind(token: Token, before: Sequence[Token], spoken: str) -> str:
    key = token.key
    if key[0].isdigit() or key in NUMBER_WORDS[spoken]:
        return "date" if re.fullmatch(r"(?:19|20)\d\d", key) else "number"
    if key in SCALES[spoken] and len(key) > 2:
        return "number"
    if key in _DAYS:
        return "date"
    if key in NEGATIONS[spoken]:
        return "negation"
    if _UNIT[spoken].fullmatch(key):
        return "unit"
    if token.text[0].isupper():
        told = any(one.key in _SOURCES or _SPEECH[spoken].fullmatch(one.key) for one in before)
        return "attribution" if told else "name"
    return ""


def _left_out(
    gone: Sequence[Token],
    theirs: Sequence[Token],
    ours: Sequence[Token],
    spoken: str,
    *,
    edge: bool,
) -> Iterator[Edit]:
    """Yield a negation taken from among words that stay, and an attribution that is gone."""
    keys = [token.key for token in gone]
    few = len(keys) <= 3
    if few and not NEGATIONS[spoken].isdisjoint(keys):
        yield Edit("negation", " ".join(token.text for token in gone))
    said = {token.key for token in ours}
    for place, token in enumerate(gone):
        source = token.key in _SOURCES and (token.key != "apres" or keys[place - 1 : place] == ["d"])
        if source and not said & _SOURCES:
            yield Edit("attribution", " ".join(token.text for token in gone))
            return
    speech = [token for token in gone if _SPEECH[spoken].fullmatch(token.key)]
    tail = edge and len(gone) <= 12 and speech
    if tail and not any(_SPEECH[spoken].fullmatch(key) for key in said):
        yield Edit("attribution", " ".join(token.text for token in gone))
