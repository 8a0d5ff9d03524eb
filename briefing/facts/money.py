"""A sentence → does it tell of money without saying which? A Swiss outlet's millions are francs."""

import re

from briefing.text import base

_NUMBER = r"(?<![\w.,])\d[\d\s.,\u202f\u00a0]*"
_OF_MONEY = (
    "aides?|amendes?|avoirs|bénéfices?|budget|chiffre|crédits?|dépenses?|déficits?|dettes?"
    "|dividendes?|dommages|dons?|économies|fonds|impôts?|indemnités?|intérêts?|investissements?"
    "|manque|pertes?|primes?|profits?|prêts?|recettes?|subventions?|taxes?"
)
_BARE = {
    # « 14 milliards dans Scale AI », « 1,8 milliard de bénéfices »; not « 2 millions de voitures »,
    # nor the first of « 3 à 4 milliards d'euros ».
    "fr": re.compile(
        rf"{_NUMBER}(?:millions?|milliards?)"
        rf"(?:\s(?:de\s|d['’])(?:{_OF_MONEY})\b"
        r"|(?=\s(?:de\sla\s|du\s|de\sl['’]))"
        r"|(?!\s(?:de\s|d['’](?!ici\b))|\s?[€$£]|\s(?:à|et|ou|contre)\s\d|\s(?:euros|dollars|francs)\b|\w))",
        re.IGNORECASE,
    ),
    # “3 billion in debt”; not “$3 billion”, “3 million people”.
    "en": re.compile(
        rf"(?<![$£€¥]){_NUMBER}(?:million|billion|trillion)\b"
        r"(?=\s(?:in|for|to|from|on|at|by|over|after|last|this|and|or|as|of)\b|\s?[.,;:?!–—)]|$)",
        re.IGNORECASE,
    ),
}


def bare_money(text: str, *, language: str) -> bool:
    """Say whether it holds millions of it is not said what."""
    pattern = _BARE.get(base(language))
    return pattern is not None and pattern.search(text) is not None
