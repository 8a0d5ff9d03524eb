"""Stems that tell nothing new in a sentence after a lead: days, verbs of saying, « le groupe »."""

from briefing.text import stem

_FRENCH = """
lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet août
septembre octobre novembre décembre matin soir après-midi jour jours semaine semaines mois année
années an ans hier demain dernier dernière prochain prochaine
annoncé annonce annoncer indiqué indique déclaré déclare affirmé affirme précisé précise assuré
assure expliqué explique confirmé confirme rapporté rapporte estimé estime souligné ajouté dit dite
communiqué presse selon source sources proche afp média médias
groupe géant entreprise société président présidente ministre directeur directrice patron patronne
chef cheffe français française ancien ancienne nouveau nouvelle
provoqué entraîné fait faire mis mise donné remis rendu eu lieu cadre suite grand grande
"""
_ENGLISH = """
monday tuesday wednesday thursday friday saturday sunday january february march april may june july
august september october november december morning evening day days week weeks month months year
years yesterday today tomorrow last next
announced announces said says told added confirmed statement according report reported sources
officials company group giant president minister chief former new made
"""


def _stems(words: str, language: str) -> frozenset[str]:
    return frozenset(stem(word, language) for word in words.split())


NOISE = {"fr": _stems(_FRENCH, "fr"), "en": _stems(_ENGLISH, "en")}
