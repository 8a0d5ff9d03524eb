"""Stems that tell nothing new in a sentence after a lead, and those that tell one thing."""

from briefing.text import content_stems, stem

_FRENCH = """
lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet août
septembre octobre novembre décembre matin soir après-midi jour jours semaine semaines mois année
années an ans hier demain dernier dernière prochain prochaine
annoncé annonce annoncer indiqué indique déclaré déclare affirmé affirme précisé précise assuré
assure expliqué explique confirmé confirme rapporté rapporte estimé estime souligné ajouté dit dite
communiqué presse selon source sources proche afp média médias
groupe géant entreprise société président présidente ministre directeur directrice patron patronne
chef cheffe français française figure emblématique
fonctions direction magazine quotidien environ américain américaine ancien ancienne nouveau nouvelle
provoqué entraîné fait faire mis mise donné remis rendu eu lieu cadre suite grand grande
aussitôt finalement officialisé officialise scrutin tente tenté tenter approche aura part
étude révèle révélé reste restent matière montre concerne concernant loi conseil
allait allaient va vont vouloir veut voulait assurait député députée été être sera seront
effectué important importante toucher perçoit percevoir somme personne personnes gravement
passage lors
"""
_ENGLISH = """
monday tuesday wednesday thursday friday saturday sunday january february march april may june july
august september october november december morning evening day days week weeks month months year
years yesterday today tomorrow last next
announced announces said says told added confirmed statement according report reported sources
officials listed juggernaut embattled troubled posted delivered full half least
almost nearly worldwide following global
company group giant president minister chief former new made
"""
# Each line, with what is set in under it, is one thing: « grimper » and « une hausse ».
_FRENCH_SAME = """
hausse hausses augmente augmenté augmentation progresse progressé progression grimpe grimpé
  bondit bondi bond accroît accru croissance
baisse baisses baissé chute chuté recule reculé recul plonge plongé dégringole dégringolé
  repli diminue diminution ralentit
record records sommet sommets plus-haut historique historiques
bourse cac wall street nasdaq indice indices actions marchés
rachat rachète racheté racheter acquisition acquiert acquérir reprise reprend repris
démission démissionne démissionné quitte quitté départ
suspend suspendu suspension suspendre arrêt arrête arrêter interrompt interrompu interruption
mort morts tué tués tuée décès décédé décédée victime victimes
interdit interdite interdiction interdisant bannit
rejeté rejette rejet repoussé repousse refus refuse refusé
adopte adopté adoption vote voté votée
condamné condamnée condamnés condamnation peine peines
déficit déficits déficitaire déficitaires perte pertes
bénéfice bénéfices profit profits
ia intelligence artificielle
noue noué conclu conclut signe signé
deux 2
trois 3
quatre 4
cinq 5
six 6
dix 10
arrêté arrêtée arrestation interpellé interpellée interpellés
"""
_ENGLISH_SAME = """
rise rises rose risen jump jumps jumped surge surges surged soar soars soared climb climbs
  climbed rally rallies rallied rallying elevates elevated gain gains higher increase increases
  increased roared
fall falls fell fallen drop drops dropped slump slumps slumped tumble tumbles tumbled sink
  sinks sank plunge plunges plunged slide slides decline declines declined lower
record records high highs peak peaks all-time
nasdaq dow index shares stocks stock market markets wall street
buy buys bought acquire acquires acquired acquisition takeover purchase
quit quits resign resigns resigned resignation steps
die dies died dead death deaths killed
ban bans banned banning prohibit prohibits prohibited
axe axes axed cut cuts layoffs
arrest arrests arrested detained
pact deal agreement
govt government
savings saving save saves boost boosts help helps hires
two 2
three 3
four 4
five 5
ten 10
delay delays delayed postpone postpones postponed defer deferred
firm firms business businesses
"""


def _stems(words: str, language: str) -> frozenset[str]:
    return frozenset(stem(word, language) for word in words.split())


NOISE = {"fr": _stems(_FRENCH, "fr"), "en": _stems(_ENGLISH, "en")}


def _same(lines: str, language: str) -> dict[str, str]:
    """Return the first stem of its line for each stem; one of two lines belongs to the first."""
    found: dict[str, str] = {}
    for line in lines.strip().replace("\n  ", " ").splitlines():
        stems = content_stems(line, language)
        for one in stems:
            found.setdefault(one, stems[0])
    return found


SAME = {"fr": _same(_FRENCH_SAME, "fr"), "en": _same(_ENGLISH_SAME, "en")}
