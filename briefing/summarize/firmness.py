"""A headline and its teaser → how firmly they tell news: when, who says so, how much, what is done.

Comments, portraits and long reads have few of these, whatever words they use.
"""

import re

from briefing.text import base

_DAYS_FRENCH = r"(?:lun|mar|mercre|jeu|vendre|same)di|dimanche"
_MONTHS_FRENCH = (
    r"janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
)
_WHEN = {
    "fr": re.compile(
        rf"(?i)\b(?:{_DAYS_FRENCH})\b|\b\d{{1,2}}(?:er)?\s(?:{_MONTHS_FRENCH})\b|\b(?:hier|aujourd['’]hui|demain"
        r"|ce\s(?:matin|soir)|cette\s(?:nuit|semaine)|week-end|la\sveille)\b"
    ),
    "en": re.compile(
        r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:January|February|March|April|June|July|August"
        r"|September|October|November|December)\s\d|\b\d{1,2}\s(?:January|February|March|April|May|June|July"
        r"|August|September|October|November|December)\b|\b(?:today|yesterday|tomorrow|overnight)\b"
        r"|\b(?:this|last|next)\s(?:week|month|weekend)\b"
    ),
}
_SAYS = {
    "fr": re.compile(
        r"(?i)\b(?:selon|d['’]après|a-t-(?:on|il|elle)|(?:a|ont)\s(?:annoncé|indiqué|déclaré|affirmé|précisé|assuré"
        r"|expliqué|confirmé|rapporté|estimé|souligné|ajouté|dit|jugé|prévenu|averti|dénoncé|promis|révélé|publié"
        r"|décidé|demandé|appelé|condamné|ordonné|voté|adopté|rejeté|accepté|refusé|reconnu)"
        r"|(?:annonc|affirm|indiqu|déclar|assur|confirm|révèl|dénonc|alert|accus|demand|dévoil|exig|refus|préconis"
        r"|menac|propos|estim)e(?:nt)?|d(?:it|isent))\b"
    ),
    "en": re.compile(
        r"(?i)\b(?:said|says?|told|announced|according\sto|reported|confirmed|warned|warns|ruled|voted"
        r"|ordered|declared|claims?|urged|urges)\b"
    ),
}
_MUCH = re.compile(r"(?<![\w-])\d[\d\s.,]*(?!\d|\s?(?:ans?|years?|mois|siècles?|h\b))")
_YEAR = re.compile(rf"(?i)\b(?:19|20)\d\d\b|\b\d{{1,2}}(?:er)?\s(?:{_MONTHS_FRENCH})\b")
_DONE = {
    "fr": re.compile(
        r"(?i)\b(?:a|ont|est|sont|avait|avaient|était|étaient|s['’]est|se\ssont)\s(?:\w+\s){0,2}?\w+(?:é|ée|és|ées|i|is|ie|ies|u|us|ue|ues|it|ert|erts)\b"
        r"|\b(?:lance|relance|signe|ferme|ouvre|achète|rachète|vend|nomme|quitte|interdit|suspend|bloque|obtient"
        r"|adopte|rejette|valide|adoptent|met\sfin|mettent\sfin|trouvent?\sun\saccord|arrive|supprime|condamne"
        r"|licencie|recrute|remporte|atteint|franchit|bat|perd|gagne|prolonge|reporte|annule|renonce|saisit|relève|abaisse|augmente|réduit|investit)\b"
        r"|\b(?:va|vont)\s\w+(?:er|ir|re)\b|\b\w{2,}(?:era|eront|ira|iront|dra|dront)\b"
    ),
    "en": re.compile(
        r"(?i)\b(?:has|have|had|was|were|been)\s(?:\w+ly\s)?\w+(?:ed|en|wn|id|ld|nt|ght|ut|et|ost|ade|one)\b"
        r"|\b(?:sues?|launches|agrees|refuses|rejects|bans?|halts|approves|orders|arrests|detains|jailed|sacked|fined"
        r"|charged|killed|dead|dies?|begins|announces|closes|shuts|cuts|axes|buys|sells|wins|loses|falls|slumps"
        r"|jumps|rises|slides|hits|quits|resigns|called\soff|apologi[sz]es|restricts|merges|unveils|files|pledges?"
        r"|proposes|appoints|delays|suspends|convicts|acquits|asks|reopens|sanctions|recalls|seizes|raids)\b"
        r"|\b(?:is|are)\sset\sto\b|\bwill\s(?:be|have|close|open|cut|start|begin|pay|take|get|need)\b"
    ),
}


def firmness(text: str, language: str) -> int:
    """Return 0…4: one each for a day, for somebody who says so, for a figure, for what is done."""
    tongue = base(language)
    if tongue not in _WHEN:
        return 4
    return sum(
        (
            _WHEN[tongue].search(text) is not None,
            _SAYS[tongue].search(text) is not None,
            _MUCH.search(_YEAR.sub(" ", text)) is not None,
            _DONE[tongue].search(text) is not None,
        )
    )
