"""Where a sentence may lose a part, per language: what opens a part, what may not be left alone."""

import re

# A part after a comma that begins so tells more of the same; without it the rest stays true.
_TAIL_FRENCH = r"""
tandis\sque?|alors\sque?|pendant\sque?|mais|ainsi\sque|avant|après|dont|qui|où|ce\squi|ce\sque?
|avec|dans|lors|au\scours|en|afin|notamment|soit|et\sce|et|comme|près\sde|face|suite|grâce|à|au|aux
|pour|par|sur|contre|sous|vers|chez|entre|depuis|jusqu|laquelle|lequel|lesquels|lesquelles|un|une
|puisque?|parce|car|faute|malgré|plus|moins|le|la|les|l|son|sa|ses|leur|leurs|deux|trois|des|du|de
|d|y|quelques|plusieurs|certains|selon|a|ont|\w+ant|\w+ée?s?|\w+ie?s?
"""
_TAIL_ENGLISH = r"""
while|whereas|but|although|though|after|before|as|which|who|whose|where|with|including|amid|and|in
|at|on|for|from|because|since|following|\w+ing|\w+ed|the|a|an|its|his|her|their|despite|so|when
|along|about|or|by|to|of|according|over|under
"""
TAILS = {
    "fr": re.compile(rf",\s(?=(?:{''.join(_TAIL_FRENCH.split())})(?:[\s,'’]))"),
    "en": re.compile(rf",\s(?=(?:{''.join(_TAIL_ENGLISH.split())})(?:[\s,'’]))"),
}
BARE = {
    "fr": re.compile(
        r"\s(?:tandis\sque?|alors\sque?|pendant\sque?|mais|parce\sque?|car|puisque?|avant\sde"
        r"|après\savoir|afin\sde?)(?=[\s'’])"
    ),
    "en": re.compile(r"\s(?:while|whereas|but|because|although|after|before|amid)(?=\s)"),
}
# Without these the rest would say more than the source.
KEEPS = {
    "fr": re.compile(
        r"(?i)(?:sauf|sinon|si\b|s['’]ils?\b|à\smoins|à\scondition|hormis|excepté|même\ssi|sans\b"
        r"|ni\b|faute|malgré|contrairement|plutôt|au\slieu|selon|d['’]après|mais\spas|mais\snon"
        r"|du\smoins|a-t-|(?:a|ont|avait)\s\w+é\b|\w+(?:e|ent|it)\s(?:le|la|l['’]|les|une?|M\."
        r"|Mme|(?-i:[A-Z]))"
        r"|estime|assure|affirme|dit|précise|indique|annonce|explique)"
    ),
    "en": re.compile(
        r"(?i)(?:unless|except|if\b|without|despite|contrary|according|(?:he|she|they|it)\s\w+"
        r"|said|says|[\w\s.’'-]+\s(?:said|says|told|added|warned)\b|but\snot)"
    ),
}
# A clause does not end with one of these words; small letters are a quarter of IGNORECASE's time.
OPEN_END = {
    "fr": re.compile(
        r"(?:\b(?:de|du|des|d|le|la|les|l|un|une|à|au|aux|en|dans|par|pour|sur|avec|et|ou|que|qu"
        r"|qui"
        r"|est|sont|a|ont|avait|était|être|avoir|pas|plus|très|notamment|selon|ce|cette|ses|son"
        r"|sa|leur"
        r"|déclaré|annoncé|indiqué|affirmé|précisé|assuré|expliqué|estimé|ajouté|confirmé"
        r"|souligné|dit"
        r"|annonce|déclare|affirme|indique|assure|estime|explique|précise|confirme|montre|prévoit"
        r"|permet"
        r"|doit|peut|va|vont|doivent|peuvent|devrait|pourrait|fait|font|rappelle|ajoute|entre|car"
        r"|mais"
        r"|aussi|également|ainsi|où|dont|soit|comme|si|sans|contre|vers|chez|sous|jusqu|tous"
        r"|toutes)"
        r"|(?:a|ont|avait|avaient|ai)\s(?:\w+\s)?\w+(?:é|i|u|is|it|ert)"
        r"|(?:a|ont)\s(?:reçu|rencontré|nommé|accueilli|visité|présenté)\s(?:à|en|au"
        r"|aux)\s[\w’'-]+)$"
    ),
    "en": re.compile(
        r"\b(?:of|the|a|an|to|in|on|at|by|for|with|and|or|that|which|who|is|are|was|were|has|have"
        r"|had|be|been|not|very|as|than|from|said|says|told|warned|its|his|her|their|will|would"
        r"|could"
        r"|can|may|also|including|about|over|under|into|if|but|so)$"
    ),
}
# A circumstance in front that the rest stands without; never one that dates or limits it.
OPENING = {
    "fr": re.compile(
        r"(?:(?:(?:Ce\s)?(?:[Ll]un|[Mm]ar|[Mm]ercre|[Jj]eu|[Vv]endre|[Ss]ame)di"
        r"|[Dd]imanche)(?:\s\d+\s\w+)?"
        r"(?:\s(?:matin|soir|après-midi))?|Ainsi|Par\sailleurs|En\seffet|De\splus|En\soutre"
        r"|Résultat"
        r"|Concrètement|En\sclair|Toutefois|Cependant|Néanmoins|Pourtant|Enfin|Au\stotal|Désormais"
        r"|(?:Dans|Sur|Interrogée?|Invitée?|Lors|Au\scours)\b[^,]{2,70}?),\s(?=\S)"
    ),
    "en": re.compile(
        r"(?:(?:On\s)?\w+day|However|Meanwhile|Moreover|In\saddition|Also|(?:In|At|During"
        r"|Speaking)\s[^,]{2,60}?)"
        r",\s(?=\S)"
    ),
}
# A verb that goes on after an apposition: « X, président de Y, a annoncé ».
GOES_ON = {
    "fr": re.compile(
        r"(?:a|ont|avait|est|sont|était|va|vont|doit|doivent|peut|sera|seront|s['’]\w+|se|ne"
        r"|n['’]\w+"
        r"|\w+(?:era|ait|ent|aient))\s"
    ),
    "en": re.compile(r"(?:has|have|had|is|are|was|were|will|would|said|says|told|\w+ed)\s"),
}
