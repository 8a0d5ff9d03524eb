"""Finite verb forms that are frequent in news, folded, and what other forms look like."""

import re

_FRENCH = """
est sont a ont etait etaient avait avaient sera seront aura auront fut furent serait seraient
fait font va vont doit doivent peut peuvent veut veulent devrait pourrait devraient pourraient
vient viennent met mettent dit disent voit voient prend prennent reste restent faut sait savent
annonce annoncent affirme demande lance prevoit prevoient publie presente propose estime juge assure
refuse accuse accepte ouvre ferme quitte gagne perd baisse grimpe chute recule progresse bondit
augmente atteint attend attendent vise visent permet permettent compte comptent cherche cherchent
menace promet appelle appellent denonce alerte critique defend soutient rejette adopte vote examine
suspend signe remporte bat affronte succede remplace nomme recrute supprime licencie investit
rachete
vend achete paie coute vaut vit meurt nait devient deviennent entre entrent sort arrive part revient
continue poursuit reprend commence debute demarre finit acheve cesse arrete interdit autorise oblige
confirme dement reconnait revele montre prouve indique precise explique souligne rappelle ajoute
raconte temoigne ecrit lit parle craint redoute espere souhaite exige reclame envisage prepare
organise reunit rassemble accueille recoit dirige mene porte tient tiennent maintient obtient
retient contient appartient concerne touche frappe secoue bouleverse inquiete provoque suscite
entraine cause explose flambe ralentit accelere resiste domine depasse frole double triple divise
impose dispose represente constitue marque signifie conduit produit construit detruit reduit traduit
connait parait apparait disparait manque suffit sert suit convient existe figure siege fete celebre
subit echoue reussit rate tombe monte passe laisse donne offre livre delivre fournit apporte change
modifie transforme cree developpe teste decouvre trouve retrouve perturbe bloque paralyse envoie
retire confie charge nie deplore regrette salue felicite ressort decide tranche condamne relaxe
poursuivent demandent annulent affichent affiche ecope risque risquent encourt persiste survient
tente tentent preconise echappe echappent demissionne debaptise exprime plonge pronostique rentre
qualifie postule plaide plaident surmonte octroie riposte releve debourse renonce renoncent recadre
minimise privilegie noue dote mobilise evoque saisit devoile devoilent engrange
"""
_ENGLISH = """
is are was were has have had will would can could may might must should does do did says said say
plans aims seeks faces wants needs makes made takes took gives gave gets got goes went comes came
sees saw finds found shows showed tells told keeps kept leads led leaves left falls fell rises rose
grows grew wins won loses lost sells sold buys bought pays paid cuts sets puts hits begins began
hopes calls asks offers orders warns urges expects accuses denies rejects backs joins quits opens
closes starts ends launches reports announces reveals confirms claims blames fights hopes looks
turns
moves stays works helps allows follows marks includes adds agrees refuses admits promises threatens
raises lowers drops jumps soars slips climbs recovers returns signs votes votes bans bars names
hires
becomes became remains holds held brings brought thinks thought knows knew means meant spends spent
"""

# « … relève ses taux », « … se réunit », « … n'exclut pas »: a form in its place is a verb too.
_NO_VERBS = (
    "contre|entre|comme|outre|toute|tout|dont|avant|devant|pendant|durant|suivant|autre|que|quelque"
    "|presque|sauf|hormis|chaque|même|ce|cette|cet|de|le|une|et|soit|voire|puisque|lorsque|parce"
)
IN_PLACE = {
    "fr": re.compile(
        rf"\b(?!(?:{_NO_VERBS})\s)[a-zà-ÿœ]{{3,}}(?:e|ent|it|d|t)\s(?:le|la|les|un|une|ses|son"
        rf"|sa|leurs?"
        r"|que)\s"
        rf"|\b(?!(?:{_NO_VERBS})\s)[a-zà-ÿœ]{{3,}}(?:e|ent|it|d|t)\s(?:l|qu)['’]"
        r"|\b(?:se\s|ne\s|s['’]|n['’])[a-zà-ÿœ]+(?:e|ent|t|d)\b(?<!re)"
    ),
}

FORMS = {"fr": frozenset(_FRENCH.split()), "en": frozenset(_ENGLISH.split())}
LOOKS_LIKE = {
    "fr": re.compile(
        r"\w{2,}(?:ait|aient|era|eront|erent|irent|issent|(?<!m)(?<!rg)(?<!ci)ent)|\w+ont"
    ),
    "en": re.compile(r"\w{3,}ed"),
}
