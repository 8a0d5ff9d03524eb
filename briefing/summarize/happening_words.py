"""Words by which a headline without a plain verb tells an event, folded; and which only comment."""

from briefing.text import fold

_EVENTS_FRENCH = """
mort morts décès blessé blessés victimes disparus démission démissions départ nomination élection
élections réélection arrestation arrestations interpellation interpellations garde gardes procès
condamnation peine peines prison relaxe acquittement amende amendes plainte plaintes perquisition
perquisitions accord accords cessez-le-feu trêve traité grève grèves manifestation manifestations
heurts affrontement affrontements émeutes violences tirs frappe frappes attaque attaques
bombardement bombardements attentat attentats explosion explosions incendie incendies séisme crue
crues inondation inondations tempête naufrage accident crash collision déraillement avalanche
évacuation évacuations annulation annulations suppression suppressions fermeture fermetures
ouverture report suspension interdiction levée hausse baisse recul chute bond record records
déficit bénéfice bénéfices pertes rachat fusion fusions cession acquisition commande commandes
redressement liquidation faillite cessation feu vote adoption rejet motion décret sanctions
livraison livraisons saisie découverte lancement libération expulsion expulsions extradition
retrait retour déploiement remplacement tête rangs élu élue cas foyer funérailles inauguration
visite rencontre sommet recours enquête licenciement licenciements embauche embauches
investissement investissements augmentation réduction croissance ralentissement reprise pénurie
panne piratage fuite vol prison otages appel remaniement mobilisation blocage blocages
contre-attaque offensive assaut putsch virage cavale audience jugement verdict inculpation mandat
négociations pourparlers examen censure dissolution primaire candidature candidat candidate
ministres emplois
"""
# They say what the writer makes of it.
_COMMENTS_FRENCH = """
calvaire casse-tête chantage défi défis tournant mue métamorphose ambiguïté paradoxe malaise
spectre syndrome fléau essor ruée résilience opportunité angoisse douceur silence croisade
plaidoyer dilemme leçon leçons revanche équation impasse énigme mystère secrets destin parcours
récit portrait coulisses dessous vertige illusion rêve rêves cauchemar enfer piège tabou règne
ère obsession fantasme mythe fascination désarroi méconnu méconnue superstar incontournable
images échappée balade méandres zoom plongée décryptage bilan veillée rebours espoir arguments
raison chiffres cible coqueluche stratégie épreuve raisons guerre-éclair dessein métamorphoses
coulisse
"""
_VERBS_ENGLISH = """
abandon accept accuse achieve acquire acquit address admit adopt advance agree aim air alert
allow announce apologise apologize appeal appear appoint approve argue arrest arrive ask attack
attend auction avert avoid await axe back ban battle beat become begin blame blast block boost
borrow boycott break bring broaden build buy call cancel capture carry cause challenge charge
claim clash clear climb close collapse combat come complain complete concede condemn confirm
consider continue convict counter cram crash create criticise criticize cross crush cut deal
debut decide declare decline defeat defend defer defy delay delete deliver demand deny deploy
derail destroy detain develop die disappear discover dismiss donate double doubt downplay drag
draw drive drop ease eat elect elevate eliminate emerge end endorse enforce enter erupt escape
evacuate evade expand expect expel explode export express extend face fail fall favour fear fetch
fight file find fine finish fire flee flock float flood forecast form freeze gain gather give go
grant groom grow hail halt hand hear help hide hike hire hit hold hope identify ignore impose
improve improvise increase indict inject injure invest investigate invite join jump keep kill lag
land launch lead leak leave lend lift limit linger link list loom lose lower maintain make merge
meet miss move mull mourn name near negotiate nix nominate object offer oppose order oust
overtake own pass pause pay persist pick plan play plead pledge plummet plunge post postpone
predict prepare present press prevent probe promise prompt propose protest prove publish pull
punish push put question quit race raid raise rally reach react recall receive recommend record
recover recruit reduce refuse reject release relax remain remove reopen repay repeal replace
report rescue resign resist respond restart restore restrict resume retire retreat return reveal
revive rise rocket roll rule run sack sail say scrap seal secure see seek seize sell send
sentence set settle shed shoot show shrink shut sign skip slam slash slide slip slow slump snub
soar spark spend spike splash split spread stall stand start stay steal step stop storm strike
struggle sue suffer surge surpass surrender survive suspend swat swear swing tackle take target
tell testify threaten tighten top topple total trade train trap triple tumble tune turn unveil
update uphold upgrade urge use vaccinate vote vow walk want warn weigh welcome widen win withdraw
witness worry worsen
"""
_EVENTS_ENGLISH = """
dead injured killed missing down up caught found hit hurt closed shut cut held sent shot sold won
lost built brought taken given driven stolen broken fallen risen set cleared record recession
lockdown outbreak shooting explosion earthquake crash arrest liquidation resignation raising near
guilty jailed probe talks strike strikes protest protests deal closures losses collapse
"""


def _folded(text: str) -> frozenset[str]:
    return frozenset(fold(word) for word in text.split())


def _third_person(verb: str) -> str:
    if verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        return f"{verb}es"
    return f"{verb[:-1]}ies" if verb.endswith("y") and verb[-2] not in "aeou" else f"{verb}s"


EVENTS_FRENCH = _folded(_EVENTS_FRENCH)
COMMENTS_FRENCH = _folded(_COMMENTS_FRENCH)
EVENTS_ENGLISH = _folded(_EVENTS_ENGLISH)
VERBS_ENGLISH = {
    "act": _folded(_VERBS_ENGLISH),
    "acts": frozenset(_third_person(verb) for verb in _folded(_VERBS_ENGLISH)),
}
