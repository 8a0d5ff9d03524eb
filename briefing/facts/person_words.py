"""Nouns that name a person by what he or she does, per language: « ministre », "chief"."""

import re

_FRENCH = r"""
PDG|DG|DRH|CTO|CEO|CFO|direct\w+|présid\w+|ministre|patron\w*|chef\w*|secrétaire|maire|maires
|député\w*|sénat(?:eur|rice)s?|porte-parole|fondat\w+|cofondat\w+|co-fondat\w+|gouverneure?
|économistes?|responsables?|procureur\w*|préfet\w*|vice-\w+|ex-\w+|commissaires?|avocate?s?
|analystes?|chercheu\w+|numéro|premi\w+\sministre|chancel\w+|roi|reine|prince|princesse|pape
|cardinal|archevêque|évêque|imam|rabbin|ayatollah|guide|général|colonel|capitaine|amiral
|lieutenant|eurodéputé\w*|conseill\w+|élue?s?|candidate?s?|leader\w*|dirigeante?s?|délégué\w*
|membre|auteure?s?|autrice|écrivain\w*|romanci\w+|journaliste|chroniqueu\w+|animat\w+|réalisat\w+
|cinéaste|act(?:eur|rice)s?|comédien\w*|humoriste|chant(?:eur|euse)s?|rappeu\w+|musicien\w*
|compositeu\w+|artiste|créat(?:eur|rice)|styliste|chef\scuisinier|cuisini\w+|footballeu\w+
|joueu\w+|attaquante?|milieu|défenseure?|gardien\w*|entraîneu\w+|sélectionneu\w+|coach|pilote
|coureu\w+|cycliste|nageu\w+|athlète|championne?|tennisman|astronaute|spationaute|médecin
|infirmi\w+|psychiatre|psychologue|professeure?s?|prof|enseignante?|historien\w*|sociologue
|politologue|politiste|philosophe|climatologue|météorologue|prévisionniste|scientifique
|spécialiste|experte?|consultante?|gérante?|associée?|entrepreneu\w+|milliardaire|héritier
|agricult\w+|éleveu\w+|boulang\w+|restaurat\w+|syndicaliste|militante?|juge|magistrate?
|ambassad\w+|diplomate|espionne?|policier|gendarme|père|mère|frère|sœur|fils|fille|veuve|mari
|femme|homme|habitante?|étudiante?|élève|salariée?|victime|rescapée?|témoin|accusée?|survivante?
|sénatrice|adjointe?|animatrice|influenceu\w+|youtubeu\w+|mannequin|photographe|architecte
|ingénieure?|developpeu\w+|développeu\w+|coprésid\w+|co-présid\w+|président-directeur
|maréchal|tsar|émir|sultan|dalaï-lama|opposante?|dissidente?|président
"""
_ENGLISH = r"""
CEO|CTO|CFO|COO|chief|head|president|chair\w*|director|minister|secretary|mayor|governor|founder
|co-founder|spokes\w+|economist|analyst|senator|lawyer|attorney|professor|leader|boss|manager
|coach|captain|striker|actor|actress|singer|author|writer|editor|judge|justice|general|admiral
|colonel|commander|sheriff|officer|detective|congress(?:man|woman)|representative|lawmaker
|candidate|nominee|premier|chancellor|king|queen|prince|princess|pope|cardinal|bishop|reverend
|pastor|imam|rabbi|doctor|nurse|scientist|researcher|expert|activist|host|anchor|adviser|advisor
|strategist|pollster|ambassador|prosecutor|investor|billionaire|farmer|teacher|student|widow
|mother|father|son|daughter|brother|sister|wife|husband|partner|owner|executive|consultant
|historian|sociologist|psychologist|psychiatrist|campaign\smanager|surrogate
"""
PERSON_NOUN = {
    "fr": rf"(?:{''.join(_FRENCH.split())}|\w+(?:ologue|ocrate))",
    "en": rf"(?:{''.join(_ENGLISH.split())}|\w+(?:ologist|ocrat))",
}
_BEFORE_NOUN = (
    r"(?:(?:ancien(?:ne)?s?|ex|futur|future|nouveau|nouvelle|nouvel|jeune|célèbre|grand|grande"
    r"|actuel|actuelle|seul|seule|premier|première|tout-puissant|former|acting|then|new|deputy"
    r"|senior|lead|vice|longtime|retired|late)[\s-])*"
)
_ROLE = {
    spoken: re.compile(rf"{_BEFORE_NOUN}{noun}(?![\w])", re.IGNORECASE)
    for spoken, noun in PERSON_NOUN.items()
}
_ENGLISH_ROLE = re.compile(rf"\b{PERSON_NOUN['en']}(?![\w])", re.IGNORECASE)
_CUT = re.compile(r"(?:^|\s)(?:et|ou|de|du|des|d['’]|la|le|les|l['’]|à|au|and|of|the|for|in|a)$")


def is_role(phrase: str, spoken: str) -> bool:
    """Say whether it is what somebody does (« ministre danois »), whole, and no other phrase."""
    phrase = phrase.strip()
    if not phrase or _CUT.search(phrase):
        return False
    if _ROLE[spoken].match(phrase):
        return True
    # English puts the noun last: "union chief", "Republican attorney general of Oklahoma".
    return spoken == "en" and _ENGLISH_ROLE.search(phrase) is not None
