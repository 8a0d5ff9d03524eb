"""Words that weaken a claim: a sentence may not lose them on its way into the brief."""

import re

from briefing.text import base

# Conditional forms: « serait », « auraient », « compterait »; never nouns such as « extrait ».
_CONDITIONAL = (
    r"\b(?!extrait|retrait|portrait|attrait|trait|abstrait|distrait|soustrait|contrait|opérait"
    r"|libérait"
    r"|entrait|montrait|rentrait|tirait|retirait|préparait|considérait|espérait|ignorait"
    r"|déclarait|assurait"
    r"|mesurait|durait|figurait|jurait|récupérait|gérait|errait|offrait|ouvrait|souffrait"
    r"|couvrait|courait"
    r"|mourait|encadrait|rencontrait|démontrait|administrait|illustrait|enregistrait|séparait"
    r"|réparait"
    r"|comparait|emparait|apparait|paraît|attirait|inspirait|respirait|expirait|admirait|désirait"
    r"|virait"
    r"|pleurait|demeurait|adorait|explorait|améliorait|élaborait|célébrait|intégrait|pénétrait"
    r"|filtrait)"
    r"\w{2,}r(?:ait|aient)\b"
)

_CLASSES = {
    "fr": {
        "conditional": re.compile(_CONDITIONAL, re.IGNORECASE),
        "amount": re.compile(
            r"\b(?:jusqu['’](?:à|aux?)|environ|près\sd|plus\sd|moins\sd|quelque\s\d|au\smoins"
            r"|presque)",
            re.IGNORECASE,
        ),
        "claim": re.compile(
            r"\b(?:[sS]elon(?!\sles\scas)|[dD]['’]après|présumée?s?|soupçonnée?s?|suspectée?s?"
            r"|supposée?s?|peut-être"
            r"|probablement|qu['’]on\sdit)\b"
        ),
    },
    "en": {
        "conditional": re.compile(r"\b(?:might|could|may|would)\b"),
        "amount": re.compile(
            r"\b(?:up\sto|about|around|roughly|nearly|almost|(?:more|less|fewer)\sthan|at\sleast"
            r"|approximately|an\sestimated)\b",
            re.IGNORECASE,
        ),
        "claim": re.compile(
            r"\b(?:reportedly|allegedly|alleged|suspected|according\sto|possibly|probably"
            r"|likely)\b",
            re.IGNORECASE,
        ),
    },
}


def hedges(sentence: str, language: str) -> frozenset[str]:
    """Return the classes of hedges that stand in the sentence: conditional, amount, claim."""
    table = _CLASSES.get(base(language), _CLASSES["fr"])
    return frozenset(name for name, pattern in table.items() if pattern.search(sentence))
