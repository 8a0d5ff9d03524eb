"""Words and forms that tell what is announced from what is over, per language."""

import re

FUTURE = {
    "fr": re.compile(
        r"\b(?!sera?it)\w{2,}(?:era|eront|ira|iront|dra|dront|rra|rront|ura|uront"
        r"|(?:tt|ît|dev|cev|uiv)r(?:a|ont))\b"
        r"|\b(?:sera|seront|aura|auront|ira|iront|va|vont|doit|doivent|devrait|devraient"
        r"|pourrait|pourraient"
        r"|prévue?s?|attendue?s?|fixée?s?|programmée?s?|reportée?s?|planifiée?s?|à venir"
        r"|compte(?:nt)?"
        r"|prépare(?:nt)?|appelle(?:nt)? à"
        r"|espère|espèrent|risquent?|préavis)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:will|to(?!\s(?:the|a|an|his|her|its|their|this|that)\b)\s\w+"
        r"|is (?:due|set|expected|scheduled|slated)|are (?:due|set|expected"
        r"|scheduled)"
        r"|due|expected|scheduled|set to|planned)\b|['’]ll\b",
        re.IGNORECASE,
    ),
}
PRESENT = {
    "fr": re.compile(
        r"\b(?:est|sont)\s\w+(?:ée?s?|ie?s?|ue?s?|ise?s?|ert)\b|\bentre(?:nt)?\sen\b"
        r"|\b(?:a|ont)\slieu\b"
        r"|(?<!\bla\s)(?<!\ble\s)(?<!\bun\s)(?<!\bsa\s)(?<!\bune\s)(?<!\bsur\s)(?<!\bde\s)(?<!\ben\s)(?<!\bdu\s)"
        r"\b(?:publie|publient|examine"
        r"|examinent|vote|votent"
        r"|ouvre|ouvrent|s['’]ouvre|s['’]ouvrent|débute|débutent|commence|commencent|démarre"
        r"|démarrent|lance|lancent"
        r"|se (?:tient|tiennent|réunit|réunissent|rend|rendent|prononce|retrouvent?)|reprend"
        r"|reprennent"
        r"|présente|présentent|dévoile|dévoilent|accueille|reçoit|rencontre|joue|affronte|sort"
        r"|sortent|fête|marque"
        r"|s['’]annonce(?:nt)?|organise|tient|place|étend|décide|tranche|comparaît|comparaissent|arrive|arrivent"
        r"|prend)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:starts?|begins?|opens?|ends?|meets?|votes?|publish(?:es)?|releases?|reports?|hosts?"
        r"|holds?|launch(?:es)?|faces?|visits?|speaks?|takes?|returns?)\b",
        re.IGNORECASE,
    ),
}
PAST = {
    "fr": re.compile(
        r"\b(?:a|ont|avait|avaient|eu|été|s['’]est|se sont|n['’]a"
        r"|n['’]ont)\s(?!lieu\b)(?:\w+\s){0,2}?\w*(?:ée?s?|ie?s?|ite?s?|ise?s?|ue?s?|erte?s?|inte?s?|ait)\b"
        r"|\b(?:était|étaient|avait|avaient|fut|furent)\b"
        r"|\b(?:est|sont)\s(?:mort|morte|morts|décédée?|née?s?|arrivée?s?|partie?s?|tombée?s?"
        r"|parue?s?|devenue?s?)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:was|were|had|did|said|has|have|told|announced|fell|rose|died|killed|won|lost|began|came"
        r"|went|took|gave|made|met|left|saw|found|led|held|became|brought|kept|sent|shot|spoke|broke)\b"
        r"|\b\w{3,}ed\b",
        re.IGNORECASE,
    ),
}
REPORTED = re.compile(
    r",?\s(?:a|ont)\s(?:annoncé|indiqué|précisé|déclaré|confirmé|rapporté|affirmé"
    r"|fait savoir)\b[^,.]*"
)
NO_EVENT_BEFORE = re.compile(
    r"(?:depuis|jusqu['’]?(?:à|au|en)?|d['’]ici|avant|since|until|by|before|from|du|de"
    r"|reporté de|fin|après|after)\s(?:le\s)?$",
    re.IGNORECASE,
)
# A day told with one of these is still to come when it lies ahead, whatever the verb says.
AHEAD_BEFORE = re.compile(
    r"\b(?:pour(?:\sle|\sla\sjournée\sd[eu])?|à\spartir\sd[eu]|à\scompter\sd[eu]|dès(?:\sle)?"
    r"|(?:prévu|attendu|reporté|fixé|programmé)e?s?(?:\s(?:à|au|pour|le))*"
    r"|starting|beginning|scheduled\sfor|due|set\sfor|postponed\s(?:to|until))\s$",
    re.IGNORECASE,
)
CALLED_OFF = re.compile(
    r"\b(?:reportée?s?|annulée?s?|repoussée?s?|ajournée?s?|suspendue?s?|postponed|cancell?ed"
    r"|called\soff)\b",
    re.IGNORECASE,
)
NO_EVENT = re.compile(
    r"(?i)\b(?:du \w+di au \w+di|tous les \w+dis|chaque \w+di|\d+e dimanche|podcast|initialement"
    r"|report d(?:es?|u)\b|loto|euromillions?|keno|quinté|tiercé|horoscope"
    r"|lottery|jackpot|prime[- ]time"
    r"|programme tv|né le|née le|born on)\b"
)
HOUR = {
    "fr": re.compile(
        r"\b(?:à|dès|vers)\s(\d{1,2})\s?(?:h|heures?)\s?(\d{2})?(?![\w])", re.IGNORECASE
    ),
    "en": re.compile(r"\b(\d{1,2})(?:[:.](\d{2}))?\s?([ap])\.?m\b", re.IGNORECASE),
}
CLAUSES = re.compile(r"[;:!?…]\s|\.\s|\s[–—-]\s|,\s(?:mais|alors que|tandis que|but|while)\s")
