"""The words of a language that say nothing of what a text is about, folded."""

from briefing.text.words import base

_FRENCH = """
a ai aient ainsi alors apres as au aucun aucune aujourd aura aurait aussi autre autres aux avaient
avait avant avec avoir bien c car ce ceci cela celle celles celui cent ces cet cette ceux chaque
chez ci comme comment d dans de deja depuis des desormais dont du durant elle elles en encore entre
es est et etaient etait etant ete etre eu eux fait faire faut fera font hui ici il ils j jamais je
jusqu jusque l la lors lorsqu lorsque la le les leur leurs lui m ma mais malgre me meme memes mes
moi moins mon n ne ni non nos notre nous on ont ou par parce parmi pas pendant peu peut peuvent
plus plusieurs pour pourquoi pourrait pres puis qu quand que quel quelle quelles quels qui quoi s
sa sans se selon sera serait seront ses si sinon soit son sont sous sur t ta tandis te tel telle
tes toi ton tous tout toute toutes tres trop tu un une va vers via vient voici voila vont vos votre
vous y
"""

_ENGLISH = """
a about after again against all also am amid among an and any are aren as at be because been before
being between both but by can could couldn d did didn do does doesn doing don down during each few
for from further get gets got had hadn has hasn have haven having he her here hers herself him
himself his how i if in into is isn it its itself just ll m may me might more most must my myself no
nor not now of off on once only or other our ours out over own re s said same say says shan she
should shouldn so some such t than that the their theirs them themselves then there these they this
those through to too under until up upon us ve very was wasn we were weren what when where which
while who whom why will with won would wouldn you your yours
"""

_WORDS = {"fr": frozenset(_FRENCH.split()), "en": frozenset(_ENGLISH.split())}


def stop_words(language: str) -> frozenset[str]:
    """Return the stop words of a language, folded; none for a language we do not know."""
    return _WORDS.get(base(language), frozenset())
