"""A freely written claim and its sources → a word that one denies and the other affirms."""

import itertools
import re
from collections.abc import Iterator

from briefing.facts.numbers import grammar
from briefing.summarize.edits import NEGATIONS
from briefing.summarize.evidence import Evidence, Passage, Token, close_to, nearest
from briefing.text import content_stems, stem, stop_words

# « n'a pas signé », « aucun train ne circule »; « ne … que », « avant qu'il ne parte » deny nothing
_DENIES = {
    "fr": re.compile(
        r"(?i)\b(?:ne\s|n['’])(?:[\w’'-]+\s){0,5}?(?:pas|plus|jamais|rien|aucune?|personne|guère"
        r"|nulle?|ni)\b"
        r"(?![^,;.]{0,60}?\s(?:que|qu['’]))"
        r"|\b(?:aucune?|personne|rien|nul)\b[^.,;]{0,60}?\b(?:ne\s|n['’])"
    ),
    "en": re.compile(r"(?i)\b(?:not|never|nobody|nothing|neither|cannot)\b|n['’]t\b"),
}
# What says no in other words: a claim may put « n'est plus admis » for « est interdit ».
_SAYS_NO = {
    "fr": re.compile(
        r"(?i)\b(?:ne|n|pas|non|ni|sans|aucune?s?|jamais|rien|personne|nul(?:le)?|refus|interdi"
        r"|impossib"
        r"|absen|manqu|échou|échec|renon|empêch|priv[ée]|exclu|évit|cess|arrêt|rejet|repouss"
        r"|démen|nie|nié"
        r"|contest|faute\s|annul|inconstitution|contrair|différent|peine|difficil|loin|peu|moins"
        r"|oppos"
        r"|suspen|abandon|perd|perte|ignor|désormais|seul|sauf|hormis|fini|fin\s|parti|quitt"
        r"|ferm[ée]"
        r"|dispar|introuvable|peur)"
    ),
    "en": re.compile(
        r"(?i)\b(?:no|not|never|nor|none|nobody|nothing|neither|without|cannot|refus|reject"
        r"|den(?:y|i)"
        r"|fail|ban|block|prevent|avoid|stop|lack|absen|impossib|unable|unlikely|rule|ruled"
        r"|cancel|abandon"
        r"|miss|los[et]|little|few|only|except|declin|oppos|against|longer)|n['’]t\b"
    ),
}
_BOUND = {
    "fr": re.compile(
        r"[,;:–—()«»\"“”]|\s(?:et|mais|qui|que|dont|où|alors|tandis|car|parce|puisque|lorsque"
        r"|quand|si)\s|qu['’]"
    ),
    "en": re.compile(r"[,;:–—()\"“”]|\s(?:and|but|who|which|that|while|because|when|if|as)\s"),
}
_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"")
_NOT = re.compile(r"(?i)\bpas$|not$|n['’]t$|cannot$")
_LEAST = 0.45  # share of the claim's stems, and of its clause's, that one sentence affirms
_SURELY = 0.9  # for « plus », « jamais », « aucun »: « n'est plus » may stand for « a cessé »
_NO = 0.2  # taken off for each sentence near it that says no in some way
_SHORTEST = 3  # stems of a clause
_NEAR = 2  # sentences


def denials(claim: Passage, known: Evidence, *, language: str) -> Iterator[str]:
    """Yield a word that the claim denies and its sources affirm, or the reverse."""
    spoken = grammar(language)
    told = _QUOTED.sub(" ", claim.text)  # a quotation stands there word for word, or is no match
    match = _DENIES[spoken].search(told)
    if match is None:
        yield from _affirmed(claim, known, spoken)
        return
    clause = frozenset(content_stems(_clause(told, match, spoken), language))
    whole = close_to(claim.stems, known, most=_NEAR)
    part = close_to(clause, known, most=_NEAR) if len(clause) >= _SHORTEST else whole
    near = [one for _, one in (*whole, *part)]
    said = sum(found[0][0] for found in (whole, part) if found and not _denies(found[0][1], spoken))
    least = _LEAST if _NOT.search(match.group()) else _SURELY
    if said - _NO * sum(_SAYS_NO[spoken].search(one.text) is not None for one in near) >= least:
        yield match.group()


def _affirmed(claim: Passage, known: Evidence, spoken: str) -> Iterator[str]:
    """Yield a verb that the source nearest to the claim denies and the claim does not."""
    source = nearest(claim, known, least=0.3)
    if source is None or len(claim.stems & source.stems) < 0.7 * len(claim.stems):
        return
    said = {stem(token.key, spoken) for token in claim.tokens if len(token.key) > 3}
    if not any(token.key in NEGATIONS[spoken] for token in claim.tokens):
        yield from sorted(_denied(source.tokens, spoken) & said)[:1]


def _denies(one: Passage, spoken: str) -> bool:
    return _DENIES[spoken].search(one.text) is not None


def _clause(text: str, match: re.Match[str], spoken: str) -> str:
    """Return what stands between the marks and conjunctions around the negation."""
    bounds = [bound.start() for bound in _BOUND[spoken].finditer(text)]
    start = max((bound for bound in bounds if bound <= match.start()), default=0)
    end = min((bound for bound in bounds if bound >= match.end()), default=len(text))
    return text[start:end]


def _denied(tokens: tuple[Token, ...], spoken: str) -> set[str]:
    """Return the stem of the first word after each negation: « pas signé », "not sign".

    Its object may be told without it.
    """
    found: set[str] = set()
    keys = [token.key for token in tokens]
    for place, key in enumerate(keys):
        if key in NEGATIONS[spoken] and key not in ("sans", "without", "t", "no", "non"):
            after = keys[place + 1 : place + 4]
            if spoken == "en":  # « not a police matter » denies no police
                after = list(itertools.takewhile(lambda k: k not in ("a", "an", "the"), after))
            empty = NEGATIONS[spoken] | stop_words(spoken)
            told = [key for key in after if len(key) > 4 and key not in empty]
            found |= {stem(key, spoken) for key in told[:1]}
    return found
