"""A headline → does it say that something happened? One without a verb often says nothing."""

import re

from briefing.facts.names import find_names
from briefing.facts.person_words import PERSON_NOUN
from briefing.summarize.happening_words import (
    english_acts,
    english_verbs,
    event_words,
    french_comments,
)
from briefing.summarize.shape import NO_PARTICIPLES, has_main_verb
from briefing.text import base, fold, words

_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"|‘[^‘’]*’|(?<!\w)'[^']*'(?!\w)")
_SPOKEN = re.compile(
    r"[«“\"]\s?(?:[^«»“”\"\s]+\s){3,}[^«»“”\"]+[»”\"]\s?:\s"
    rf"(?=[A-ZÀ-Þ]|(?:une?|l[ea]|des)\s(?:\w+\s)?(?:{PERSON_NOUN['fr']}|cadres?"
    rf"|{PERSON_NOUN['en']})\b)"
    r"|\s?:\s[«“\"]\s?(?:[^«»“”\"\s]+\s){3,}"
)
_AMOUNT = re.compile(r"(?<![\w-])\d")
_YEAR = re.compile(
    r"(?i)\b\d{1,2}(?:er)?[\s-](?:janv|févr|mars|avril|mai|juin|juil|août|sept|oct|nov|déc)\w*"
    r"|\b(?:19|20)\d\d\b|\b\d+\s(?:ans?|siècles?|years?)\b"
)
# « des gisements détectés », « la Première ministre suspendue par … »: what was done to it.
# Before « de » a participle describes (« le chantage répété de X »), unless its verb asks for it.
_ADJECTIVES = (
    r"habituée?s?|passionnée?s?|engagée?s?|ambiguïté|résumée?s?|isolée?s?|répétée?s?|manquée?s?"
    r"|rêvée?s?|cachée?s?|oubliée?s?|risquée?s?|préférée?s?|avisée?s?|\w*(?:i|r|l|ô|an|ein"
    r"|ain)tés?|\w+neté|\w+iété|\w{4,}reté"
)
_DONE = re.compile(
    rf"(?i)(?<!l['’])\b(?!(?:{_ADJECTIVES})\b|{NO_PARTICIPLES})(?:\w{{2,}}(?:é|ée|és|ées)|(?:sur"
    rf"|re|com|ap)?pris(?:es?)?"
    r"|(?:re|sou|pro|per|ad)?mis(?:es?)?|élue?s?|vue?s?|battue?s?|vendue?s?|attendue?s?"
    r"|suspendue?s?"
    r"|détenue?s?|retenue?s?|reçue?s?|tenue?s?|perdue?s?|interdite?s?|détruite?s?|réduite?s?"
    r"|saisie?s?|bâtie?s?|établie?s?|réunie?s?|punie?s?|ouverte?s?|découverte?s?|morte?s?"
    r"|émue?s?)\b"
    r"(?!\s(?:de\s|du\s|des\s|d['’]))"
)
_DONE_OF = re.compile(
    r"(?i)\b(?:accus|soupçonn|inculp|priv|menac|suspect|charg|nomm|déclar|expuls|renvoy|libér"
    r"|évacu|retir"
    r"|rappel)(?:é|ée|és|ées)\s(?:\w+\s){0,2}(?:de\s|du\s|des\s|d['’])"
)
_TO = re.compile(r"\b(?:to|set\sto|about\sto|due\sto)\s[a-z]{2,}")
_TOPIC = re.compile(r"[^:«»]{4,40}\s?:\s(?=.*\d)")
# « Orion débauche chez Lyre »: after a name stands a verb, unless it is « nationale », « suprême ».
_NAME_ACTS = re.compile(
    r"[A-ZÀ-Þ][\w’-]+\s(?!(?:contre|entre|comme|toute|libre|même|ouverte|prête|face|grâce|suite"
    r"|proche|hostile|membre"
    r"|cadre|vice)\b)[a-zà-ÿœ]{2,}"
    r"(?<!al)(?<!iqu)(?<!air)(?<!enn)(?<!ain)(?<!ois)(?<!ais)(?<!in)"
    r"(?<!êm)(?<!iv)(?<!eus)(?<!bl)(?<!ell)"
    r"(?:e|ent)\s(?:à|aux?|chez|sur|dans|en|contre|pour|avec|des?|du|une?|l[ea]s?|ses?|son|sa"
    r"|sous|plus"
    r"|enfin|l['’]|d['’])"
    r"|\bse\s[a-zà-ÿœ]+(?:e|ent|t|d)\s(?:en|à|aux?|dans|de|du|des|pour|sur|contre|avec|d['’])"
)
# « Le spectre de la hausse prend corps »: what the writer makes of it is the subject.
_COMMENT_FIRST = re.compile(r"(?:^|:\s)(?:l[ea]s?\s|une?\s|l['’])(?:[\w’-]+\s)?[\w-]+", re.I)
_NO_VERBS = re.compile(
    r"\b[A-ZÀ-Þ][\w’-]*(?:ent|éra)\b|\b(?:pour|à|de|d['’]|sans|afin\sde)\s?(?:l[ea]s?\s|se\s|s['’]"
    r"|l['’])?\w+(?:re|ir|er)\b"
    r"|(?i:\b(?:influ|prud|différ|réc|prés|viol|urg|perman|pati|cli|présid|tal|v|accid|incid"
    r"|contin|transpar"
    r"|compét|évid|fréqu|indépend|excell|intellig|concurr|adhér|dissid|résid|équival|innoc|insol"
    r"|impot|ag"
    r"|moy)ents?\b)|\bentre\b(?!\s(?:en|au|dans|à)\s)"
)
# « les prix en hausse », « X à la tête de Y »: where it stands now.
_STANDS = re.compile(
    r"\ben\s(?:hausse|baisse|recul|redressement|liquidation|grève|feu|cavale|tête|prison|visite"
    r"|faillite|vente"
    r"|vigueur|garde\sà\svue)\b|\bà\sla\stête\b|\bsur\sles\srangs\b|\bniveau\s(?:record"
    r"|historique)\b"
)
_FIRST = 4  # words in which the event must stand
_LISTS = re.compile(r"…|\.\.|^[^,:]+,\s[^,:]+,\s[^,:]+\.?$")
_NUMBERED = re.compile(r"(?i)\b(?:épisode|acte|jour|tome|saison|n°)\s?\d")
# « Frappé et brûlé par des milliardaires »: who was?
_NOBODY = re.compile(r"\w+(?:é|ée|és|ées)\s(?:et|à|aux?|en|par|dans|avec|de|pour|sur)\s")
# « X, une solution risquée qui … » describes.
_DESCRIBES = re.compile(r"[»”\"\w],\s(?:une?|des|l[ea]s?)\s(?!première\b)")
_RELATIVE = re.compile(r"\b(?:who|which|that|whose)\b[^,]*")
_PLURAL = re.compile(r"\w+[^s'’]s|\w*(?:people|police|men|women|children|staff|parents)")


def says_what_happened(text: str, language: str) -> bool:
    """Say whether it tells an event and, where it has no verb, of whom or what.

    « La mue d'un parti », “Living with debt” name a subject and tell nothing of it. True for a
    language unknown, and for words that somebody is quoted with.
    """
    if not tells_an_event(text, language):
        return False
    if base(language) != "fr" or _SPOKEN.search(text) or _has_verb(_QUOTED.sub(" · ", text)):
        return True
    # « Des vies bouleversées », « 28 personnes touchées »: whose, and where?
    opens = next(iter(words(text)), "")
    return bool(
        _TOPIC.match(text) or fold(opens) in event_words("fr") or find_names(text, language="fr")
    )


def tells_an_event(text: str, language: str) -> bool:
    """Say whether it has a verb, or a noun, a participle or a number that tells an event."""
    tongue = base(language)
    if tongue not in ("fr", "en") or _SPOKEN.search(text) or "?" in text:
        return True
    bare = _QUOTED.sub(" · ", text)
    return _happens_in_french(bare) if tongue == "fr" else _happens_in_english(bare)


def announces(text: str, language: str) -> bool:
    """Say whether an English headline tells by “to” what is to come: “Orion to close a plant”."""
    return (
        base(language) == "en"
        and _TO.search(_RELATIVE.sub(" ", text)) is not None
        and not has_main_verb(text, language)
    )


def _has_verb(text: str) -> bool:
    """Say whether it has a French verb; « Orient », « entre » look like one and are none."""
    bare = _NO_VERBS.sub(" · ", text)
    return has_main_verb(bare, "fr") or _NAME_ACTS.search(text) is not None


def _comments_first(text: str) -> bool:
    return any(
        {fold(word) for word in match.group().split()} & french_comments()
        for match in _COMMENT_FIRST.finditer(text)
    )


def _happens_in_french(text: str) -> bool:
    if _comments_first(text):
        return False
    if _has_verb(text):
        return True
    found = [fold(word) for word in words(text)]
    # « A, B… Les nouveaux C » lists.
    if french_comments() & set(found) or _LISTS.search(text) or _NOBODY.match(text):
        return False
    # What stands before the colon is only the subject: « La grève : la tour infernale ».
    told = re.split(r"\s?:\s", text, maxsplit=1)[-1]
    first = {fold(word) for word in words(told)[:_FIRST]}
    counted = _AMOUNT.search(_YEAR.sub(" ", told)) is not None and not _NUMBERED.search(told)
    done = _DESCRIBES.search(told) is None and (_DONE.search(told) or _DONE_OF.search(told))
    return counted or bool(first & event_words("fr") or done or _STANDS.search(told))


def _happens_in_english(text: str) -> bool:
    bare = _RELATIVE.sub(" ", text)
    if has_main_verb(text, "en") or _TO.search(bare):
        return True
    tokens = [fold(word) for word in words(bare)]
    if set(tokens[1:]) & event_words("en"):
        return True
    return any(_acts(tokens, at) for at in range(1, len(tokens)))


def _acts(tokens: list[str], at: int) -> bool:
    """Say whether a verb stands there: “drops”, or “drop” after a plural, or “creating”."""
    word, before = tokens[at], tokens[at - 1]
    if before in ("the", "a", "an", "of", "for", "in", "to", "his", "her", "its", "their", "and"):
        return False
    if word in english_acts():
        return True
    return word in english_verbs() and _PLURAL.fullmatch(before) is not None
