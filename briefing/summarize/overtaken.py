"""A sentence after a lead → does it still wait for what the lead tells as done?"""

import re

from briefing.summarize.lexicon import for_language
from briefing.text import stem, words

_AWAITS = {
    "fr": re.compile(
        r"(?i)\b(?:va|vont|veut|veulent|doi(?:ven)?t|devrai(?:en)?t|pourrai(?:en)?t|espère(?:nt)?"
        r"|compte(?:nt)?|tente(?:nt)?|prévoi(?:en)?t)\s(?:de\s)?(?:tenter\sde\s|d['’])?"
        r"(?:se\s|s['’])?(?P<verb>[a-zà-ÿœ]+(?:er|ir|re))\b"
    ),
    "en": re.compile(
        r"(?i)\b(?:will|would|may|might|could|(?:is|are)\s(?:due\s|set\s|expected\s|about\s)?to"
        r"|(?:hopes?|plans?|seeks?|tr(?:y|ies))\sto)\s(?P<verb>[a-z]+)\b"
    ),
}
# « Le Congrès débat de la loi » does not follow « Le Congrès adopte la loi ».
_WEIGHS = {
    "fr": re.compile(
        r"(?i)(?<!l[’'])\b(?:débat(?:tent)?|examine(?:nt)?|discute(?:nt)?)\s(?:de|du|des|l[ea]s?|un)\b"
    ),
    "en": re.compile(r"(?i)\b(?:(?:is|are)\s(?:debating|considering|voting\son)|debates?)\s"),
}
_DECIDED = {
    "fr": re.compile(r"(?i)\b(?:adopt|approuv|rejet|vot|valid)(?:e|ent|é|ée|és|ées)\b"),
    "en": re.compile(r"(?i)\b(?:adopt|approve|reject|pass|clear)(?:e?s|e?d)\b"),
}
# What the lead itself only announces: « pour trouver un accord », “Orion to close two plants”.
_ANNOUNCED = {
    "fr": re.compile(r"(?i)\b[a-zà-ÿœ]+(?:er|ir|re)\b"),
    "en": re.compile(r"(?i)\bto\s[a-z]+"),
}


def still_awaits(text: str, lead: str, language: str) -> bool:
    """Say whether it announces what the lead tells: the sentence is older than the lead.

    « Ils vont tenter de trouver un accord » does not follow « Retraites : accord trouvé ».
    """
    decided = for_language(_DECIDED, language).search(lead) is not None
    if decided and for_language(_WEIGHS, language).search(text):
        return True
    awaits = for_language(_AWAITS, language)
    if awaits.search(lead):
        return False
    done = for_language(_ANNOUNCED, language).sub(" ", lead)
    told = {stem(word.lower(), language) for word in words(done)}
    return any(
        stem(match.group("verb").lower(), language) in told for match in awaits.finditer(text)
    )
