"""The shape of a sentence: marks in pairs, a verb, a final stop."""

import itertools
import re
from functools import partial

from briefing.summarize.verbs import FORMS, IN_PLACE, LOOKS_LIKE
from briefing.text import Remembered, base, fold, words

_OPENS_FRAGMENTS = re.compile(
    r"(?:Une?|Des|Aux?|À|Après|Avec|Dans|De|Du|Pour|Sans|Entre|An?|Some|With|After|From|For)\s"
)
# Nouns and adjectives that end as participles do.
NO_PARTICIPLES = (
    r"âgée?s?\b|assemblée|marchés?\b|société|santé|année|traités?\b|musée|armée|comité|liberté"
    r"|sécurité|égalité|qualité|université|cité|députée?s?\b|côté|été\b|journée|soirée|entrée"
    r"|arrivée"
    r"|idées?\b|employée?s?\b|salariée?s?\b|réfugiée?s?\b|café|clés?\b|vallée|durée|pensée|fusée"
    r"|rentrée"
    r"|beauté|moitié|activité|publicité|majorité|réalité|actualité|autorités?\b|vérité"
    r"|difficultés?\b"
    r"|quantité|électricité|congés?\b|degré|progrès|succès|accès|procès|solidarité|communauté"
    r"|propriété"
    r"|intérêt|procédé|canapé|blé\b|pré\b|thé\b"
)
_PARTICIPLE = re.compile(rf"(?i)\b(?!{NO_PARTICIPLES})\w{{2,}}(?:é|ée|és|ées)\b")
_QUOTATION = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"")
_TOKEN = re.compile(r"[^\W_]+['’]?|,|\u00b7")
_SUBORDINATE = {
    "fr": re.compile(
        r"^(?:Alors\squ['’]il\sy\sa\s[^,]*,|Alors\squ|Si\s|S['’]il|Quand\s|Lorsqu|Depuis\squ"
        r"|Puisqu|Comme\s|Tandis\squ|Bien\squ"
        r"|Même\ssi|Après\s|Afin\s|Pour\s\w+er)[^,]*,?"
    ),
    "en": re.compile(r"^(?:While|If|When|As|Since|Although|Though|After|Before|Because)\s[^,]*,?"),
}
_RELATIVE = {
    "fr": re.compile(
        r"\s(?:qui|qu['’]|que|dont|où|lorsqu\w*|quand|parce\squ\w*|tandis\squ\w*|alors\squ\w*"
        r"|puisqu\w*|si)\b[^,;]*|\bil\sy\sa\b"
    ),
    "en": re.compile(r"\s(?:who|which|that|whose|where|when|because|while|if|as)\b[^,;]*"),
}
_BEFORE_NOUNS_ENGLISH = """
the a an of his her its their this these in on by for with to and or
"""
_BEFORE_NOUNS_FRENCH = """
l' l’ la le les un une des de d' d’ du son sa ses leur leurs cette ce ces en sans par au
aux à pour sur avec entre deux trois chaque toute quelque première premier dernière
nouvelle grande et ou
"""
_NO_VERB_AFTER = {
    "fr": frozenset(_BEFORE_NOUNS_FRENCH.split()),
    "en": frozenset(_BEFORE_NOUNS_ENGLISH.split()),
}
_NOUN_ENDINGS = ("ident", "alent", "arent", "event", "acent", "ment", "cent", "trait")
_FINAL = re.compile(r"[.!?](?:\s?[»”\")])?$|[»”\"]\.$")
_CUT = re.compile(r"(?:…|\.\.)\s?[»”\")]?\.?$")
_END = 8  # characters: no match of these two is longer
_AT = re.compile(r"\b[àÀ]\b")


def balanced(text: str) -> bool:
    """Say whether brackets and quotation marks stand in pairs."""
    pairs = all(text.count(a) == text.count(b) for a, b in ("«»", "“”", "()", "[]"))
    return pairs and text.count('"') % 2 == 0


def has_verb(text: str, language: str) -> bool:
    """Say whether one of its words looks like a finite verb; True for a language unknown."""
    tongue = base(language)
    if tongue not in FORMS:
        return True
    # Folded, « à » would be the verb « a ».
    told = _AT.sub(" ", text) if "à" in text or "À" in text else text
    unquoted = _QUOTATION.sub(" ", told) if _marked(told) else told
    # The first word of a sentence is no verb but a noun that looks like one: « Vote sur … ».
    heard = words(unquoted)[1:] or words(told)[1:]
    if any(map(_LOOKS_FINITE[tongue].__getitem__, heard)):
        return True
    return tongue in IN_PLACE and IN_PLACE[tongue].search(unquoted) is not None


def _marked(text: str) -> bool:
    """Say whether it may hold a quotation; a look costs a tenth of the pattern."""
    return '"' in text or "«" in text or "“" in text


def _looks_finite(word: str, *, tongue: str) -> bool:
    return word in FORMS[tongue] or LOOKS_LIKE[tongue].fullmatch(word) is not None


_LOOKS_FINITE = {tongue: Remembered(partial(_looks_finite, tongue=tongue)) for tongue in FORMS}


def has_main_verb(text: str, language: str) -> bool:
    """Say whether a finite verb stands in its main clause; True for a language unknown.

    Stricter than has_verb: « l'annonce », « sa visite » are nouns, « X, qui part » has none.
    """
    tongue = base(language)
    if tongue not in FORMS:
        return True
    main = _QUOTATION.sub(" \u00b7 ", text) if _marked(text) else text
    aside = _SUBORDINATE[tongue].match(main)
    main = _RELATIVE[tongue].sub(" ", main[aside.end() :] if aside else main)
    tokens = _TOKEN.findall(main.lower())
    finite, no_verb_after = _FINITE[tongue], _NO_VERB_AFTER[tongue]
    for before, token in itertools.pairwise(tokens):
        if finite[token] and before not in no_verb_after:
            return True
    return tongue in IN_PLACE and IN_PLACE[tongue].search(main) is not None


def _finite(token: str, *, tongue: str) -> bool:
    if token == "à":  # folded it would be « a »
        return False
    word = fold(token)
    looks = LOOKS_LIKE[tongue].fullmatch(word) is not None and not word.endswith(_NOUN_ENDINGS)
    return word in FORMS[tongue] or looks


_FINITE = {tongue: Remembered(partial(_finite, tongue=tongue)) for tongue in FORMS}


def has_predicate(text: str, language: str) -> bool:
    """Say whether it has a verb or, as headlines do, a participle: « des gisements détectés »."""
    if base(language) == "fr" and _PARTICIPLE.search(text):
        return True
    return has_verb(text, language)


def is_fragment(text: str, language: str) -> bool:
    """Say whether it opens as a fragment does and its only verbs stand in relative clauses."""
    return _OPENS_FRAGMENTS.match(text) is not None and not has_main_verb(text, language)


def stops(text: str) -> bool:
    """Say whether it ends as a sentence does; an ellipsis is a cut, not an end."""
    end = text[-_END:]
    return _FINAL.search(end) is not None and _CUT.search(end) is None


def capitalised(text: str) -> str:
    """Return the text with a capital in front, past an opening mark."""
    match = re.match(r"[«“\"(\s]*", text)
    at = match.end() if match else 0
    return text[:at] + text[at : at + 1].upper() + text[at + 1 :]


def shouted(text: str) -> bool:
    """Say whether most of it is written in capitals."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 12 and sum(c.isupper() for c in letters) > 0.6 * len(letters)
