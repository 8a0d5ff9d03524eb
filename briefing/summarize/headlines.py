"""A headline → does it tell news? What serves, comments or plays leads nothing."""

import re

from briefing.text import base

# A programme, a list of reasons, what to remember, what to buy.
_SERVICE = re.compile(
    r"(?i)\bhow\sto\swatch\b|^all\sthe\sreasons\b|\byou\sneed\sto\sknow\b|\bthings\sto\s(?:know|do|watch)\b"
    r"|\breasons\s(?:why|to)\b|\bspeakers\sand\sschedule\b|\bschedule\s(?:for|of)\b|\bbest\s(?:deals|buys)\b"
    r"|\bce\squ['’]il\sfaut\s(?:savoir|retenir)\b|\bchoses\sà\ssavoir\b|\braisons\s(?:de|pour|qui)\b"
    r"|[.…:]\s(?:toutes\s)?les\s(?:principales\s)?annonces\sd(?:e|u|['’])|\bconseils\spour\b|\bnos\sconseils\b"
)
# « Pour une … », « Il est temps de … », “It's time to”, “The case for”: somebody's opinion.
_OPINION = {
    "fr": re.compile(
        r"(?i)^(?:il\s(?:faut|est\stemps|est\surgent)|osons|cessons|arrêtons|halte\s|non,|oui,|et\ssi\b)"
        r"|:\s(?:il\s(?:faut|est\stemps)|l['’](?:édito|éditorial|analyse|avis|humeur|opinion)\b|la\schronique)"
    ),
    "en": re.compile(
        r"(?i)^(?:it['’]s\stime|the\scase\s(?:for|against)|let['’]s\b|no,|yes,|please\b|don['’]t\b|stop\s\w+ing\b)"
        r"|\b(?:opinion|editorial|comment|column|letters)\s?[:|]|\bit['’]s\stime\s(?:to|for|we)\b"
        r"|^(?-i:[A-Z][\w’'-]+\s[A-Z][\w’'-]+):\s(?!.*(?:\bsays?\b|[“\"‘]|\s'))"
    ),
}
# « Qui était El Mencho. » asks without its mark; « ces chefs d'entreprise qui … » holds back who.
_HOLDS_BACK = re.compile(
    r"[.…!]\s(?:Qui|Pourquoi|Comment|Quels?|Quelles?|Why|How|Who|What)\s"
    r"|(?:^|:\s)(?i:ces|cette|cet|ce)\s[^,:.]*\s(?:qui|que|qu['’]|dont|où)\s"
    r"|(?:^|:\s)(?i:these|this|the)\s[^,:.]*\sthat\s(?i:will|could|made|has)\s"
)
# « Falcon Express », un pastiche loufoque qui …: a work and what a critic thinks of it.
_REVIEW = re.compile(r"^[«“\"][^«»“”\"]+[»”\"],?\s(?:un|une|le|la|les|l['’]|a|an|the)\s?[\wÀ-ÿ]")
_SEVERAL = re.compile(r"[a-zà-ÿ0-9][.!]\s?[A-ZÀ-Þ]")
_MANY = 3  # sentences in one title: a list of what a video or a programme holds


def tells_no_news(title: str, language: str) -> bool:
    """Say whether it serves, comments, reviews, or keeps back what it is about."""
    opinion = _OPINION.get(base(language), _OPINION["fr"])
    return (
        _SERVICE.search(title) is not None
        or opinion.search(title) is not None
        or _HOLDS_BACK.search(title) is not None
        or len(_SEVERAL.findall(title)) >= _MANY - 1
    )


def reviews(title: str) -> bool:
    """Say whether it names a work and judges it; its statement, if any, must be looked for."""
    return _REVIEW.match(title) is not None
