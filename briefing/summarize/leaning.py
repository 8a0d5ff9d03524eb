"""Does a sentence lean on what was said before it: « cette organisation », « le diplomate »?"""

import re

from briefing.facts.names import find_names
from briefing.facts.numbers import grammar
from briefing.text import content_stems, stem

_TIME_WORD = re.compile(
    r"(?i)(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|jour|semaine|week|mois|année|an"
    r"|matin|soir"
    r"|été|hiver|automne|printemps|month|year|morning|evening|\w+day)"
)
# Nouns that stand for somebody or something named before, when nothing after them says which.
_FRENCH = r"""
diplomate|instance|organisation|institution|texte|mesure|dispositif|projet|décision|homme|femme
|victimes?|suspecte?|quinquagénaire|trentenaire|quadragénaire|sexagénaire|élue?|ministre|présidente?
|chef|cheffe|patronn?e?|groupe|entreprise|société|marque|enseigne|constructeur|géant|club|joueu\w+
|attaquant|accusée?|prévenue?|intéressée?|jeune|act\w+|chant\w+|artiste|film|œuvre|établissement
|site|navire|appareil|incident|accident|drame|attaque|procès|opération|initiative|phénomène
|épisode|animal|animaux|bête|produit|médicament|substance|étude|enquête|rapport|loi|réforme
|candidate?|parti|syndicat|association|collectif|compagnie|banque|magistrate?|juge|avocate?
|policier|conducteur|chauffeur|pilote|adolescente?|garçon|fille|enfants?|couple|famille|pays
|capitale|ville|commune|région|département|cérémonie|rencontre|réunion|sommet|match|événement
|chiffres|résultats|données|manifestation|grève|mouvement|mobilisation|système|modèle|véhicule
|voiture|bâtiment|mouvement
"""
_ENGLISH = r"""
man|woman|victims?|suspect|company|firm|group|minister|president|actor|singer|player|club|team|film
|study|report|law|bill|decision|move|incident|accident|attack|trial|case|ship|plane|site|building
|event|meeting|ceremony|agency|organi[sz]ation|couple|boy|girl|teenager|officer|judge|lawyer
|figures|numbers|findings|results|diplomat|measure|plan|project|deal|agreement
"""
_DEFINITE = {
    "fr": re.compile(
        rf"(?:Le\s|La\s|L['’]|Les\s"
        rf"|Les\sdeux\s)(?P<noun>{''.join(_FRENCH.split())})\b(?P<rest>[^,.;:]*)"
    ),
    "en": re.compile(rf"The\s(?:two\s)?(?P<noun>{''.join(_ENGLISH.split())})\b(?P<rest>[^,.;:]*)"),
}
_AT_ITS_END = re.compile(r"\b(?:ce|cet|cette|ces|this|these)\s([\w’-]+)[.»”\"]*$")
_SOMEBODY = re.compile(
    r"(?i)\b(?:ce|cet|cette|ces|this|that|these|those)\s(?:organi[sz]ations?|associations?"
    r"|institutions?"
    r"|entreprises?|sociétés?|groupes?|hommes?|femmes?|personnes?|company|companies|group|man|men"
    r"|woman)\b"
)
# « le patron de X », « le groupe chinois Y », « le navire qui … » says which.
_SAYS_WHICH = re.compile(
    r"\s(?:de\s|du\s|des\s|d['’]|qui\s|que\s|où\s|of\s|who\s|that\s|which\s|in\s|at\s|for\s"
    r"|à\s(?:la|l['’])|au\s)"
)


def points_back(text: str, lead: str, language: str) -> bool:
    """Say whether « cette organisation » early in it names a thing that the lead does not."""
    known = content_stems(lead, language)
    match = re.search(r"\b(?:ce|cet|cette|ces|this|that|these|those)\s([\w’-]+)", text[:80], re.I)
    if match is None or _TIME_WORD.match(match.group(1)):
        return False
    return stem(match.group(1), language) not in known


def ends_on_unsaid(text: str, lead: str, language: str) -> bool:
    """Say whether « … après ce manquement. » ends it, and neither it nor the lead says what."""
    match = _AT_ITS_END.search(text)
    if match is None or _TIME_WORD.match(match.group(1)):
        return False
    before = content_stems(f"{lead} {text[: match.start()]}", language)
    return stem(match.group(1), language) not in before


def at_somebody(text: str) -> bool:
    """Say whether « cette organisation », « cet homme » stands early in it."""
    return _SOMEBODY.search(text[:80]) is not None


def leans(text: str, lead: str, language: str) -> bool:
    """Say whether it is about « le diplomate » and neither it nor the lead says which."""
    if text.startswith(("La veille", "Le lendemain", "The day before", "The next day")):
        return True  # of which day?
    known = set(content_stems(lead, language))
    match = _DEFINITE[grammar(language)].match(text)
    if match is None or stem(match.group("noun"), language) in known:
        return False
    rest = match.group("rest")
    before_verb = rest[:60]
    if _SAYS_WHICH.match(before_verb) or _SAYS_WHICH.match(" " + before_verb.lstrip()):
        return False
    adjective = re.match(r"\s\w+\s(?:de\s|du\s|des\s|d['’]|of\s)", before_verb)
    named = re.match(r"(?:\s[\w’-]+){0,2}\s[A-ZÀ-Þ]", before_verb)
    return adjective is None and named is None and not _shares_a_name(text, known, language)


def _shares_a_name(text: str, known: set[str], language: str) -> bool:
    """Say whether a name of the lead stands in the sentence: then it is plain who is meant."""
    return any(
        set(content_stems(name, language)) & known for name in find_names(text, language=language)
    )
