"""A sentence → whom it names as the source of what it says, as written there."""

import re

from briefing.facts.numbers import grammar
from briefing.facts.speech_verbs import FINITE

_NAME_AFTER_COMMA = r"(?:,\s(?:[A-ZÀ-Þ][\w’'-]+\s?){2,3})?"
_WHO = (
    r"(?!(?:lui|elle|eux|elles|que|qu['’]|les\scas|him|her|them|whether)\b)[^,.;:()«»\"“”–—]{2,70}?"
)
_END = r"(?=\s?[,.;:()«»\"“”–—!?]|\s-\s|$)"
_SAID = {
    "fr": rf"(?<=,\s)(?:(?:a|ont)\s)(?:{FINITE['fr']})\s{_WHO}{_END}",
    "en": rf"(?<=,\s)(?:{_WHO}\s(?:{FINITE['en']})|(?:{FINITE['en']})\s{_WHO}){_END}",
}
_ACCORDING = {
    "fr": rf"\b(?:[Ss]elon|[Dd]['’]après)\s{_WHO}{_END}{_NAME_AFTER_COMMA}",
    "en": rf"\b[Aa]ccording\sto\s{_WHO}{_END}{_NAME_AFTER_COMMA}",
}


def attribution(sentence: str, language: str) -> str | None:
    """Return « selon le PDG d'OpenAI, Sam Altman », « a annoncé l'Insee », or None."""
    spoken = grammar(language)
    for pattern in (_ACCORDING[spoken], _SAID[spoken]):
        match = re.search(pattern, sentence)
        if match:
            return match.group().strip()
    return None
