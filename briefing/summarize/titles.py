"""A headline as a feed gives it → leads that can be printed, the best first."""

import re
from collections.abc import Iterator

from briefing.summarize.phrases import (
    BRACKETED,
    CLICKBAIT,
    KICKER,
    OPENS_A_QUESTION,
    SHOUTED_KICKER,
    for_language,
)
from briefing.summarize.shape import balanced, capitalised, has_main_verb, has_predicate, shouted
from briefing.text import content_stems, count_words, fold

FEWEST, MOST, LONGEST = 4, 14, 90  # words, words, characters
MOST_AT_ALL, LONGEST_AT_ALL = 18, 114  # when nothing shorter is there

_SUFFIX = re.compile(r"\s(?:[-–—|])\s([^-–—|]{2,40})$")
_DOMAIN = re.compile(r"(?i)\s[-–—|]\s\S+\.(?:fr|com|net|org|ch|be|ca|co\.uk|example)$")
_CUT_OFF = re.compile(r"\s?(?:…|\.\.\.)\s?[»”\"]?\.?$")
_COLON = re.compile(r"\s?:\s")
_ARTICLES = re.compile(r"(?:Un|Une|Le|La|Les|Des|L['’])(?=\s|[a-zà-ÿA-ZÀ-Þ])")
_ENDS_A_CLAUSE = re.compile(
    r",\s(?=(?:et|mais|alors|tandis|avant|après|dont|qui|où|selon|annonce|affirme|assure|and|but"
    r"|while"
    r"|after|before|which|who|says|according|as)\b)|\s[–—-]\s|\s?;\s"
    r"|(?<=[a-zà-ÿ»0-9])[.!?…]+\s(?=[«\"“A-ZÀ-Þ])"
)
_PROGRAMME = re.compile(r"^[A-ZÀ-Þ][\w’-]+(?:\s[A-ZÀ-Þ][\w’-]+)* et vous\s?(?:[-–—:]|$)\s*")
_QUOTE_THEN = re.compile(r"^(«[^«»]+»|\"[^\"]+\"|“[^“”]+”)\s?:\s(.+)$")
# Words of a topic that tell nothing without its names: « guerre en Ukraine » is Ukraine.
_THIRD_PERSON = re.compile(r"(?i)(?<![\w’'-])(?:il|elle|he|she)\s(?!y\s|faut|s['’]agi)")
_GENERIC = re.compile(
    r"(?i)\b(?:guerre|conflit|crise|affaire|procès|dossier|war|crisis|case|trial)\b"
)
_SOMEBODY = re.compile(
    r"(?!\w+\s(?:ans?|mois|jours?|semaines?|years?|months?)\b)(?:(?:une?|le|la|les|des)\s|l['’]"
    r"|[A-ZÀ-Þ][\w’-]+\s[A-ZÀ-Þ]|an?\s|the\s)"
)
_OUTSIDE_QUOTES = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"")
_TAIL_ENDS = re.compile(
    r"\s(?:sur|qui|après|face|dans|à\spropos|lors|pour|contre|depuis|en|as|on|about|after|over"
    r"|who|in)\s|,\s"
)


def clean_title(title: str, *, outlet: str, language: str) -> str:
    """Return the title without outlet, kickers, clickbait tail; "" when nothing can be printed."""
    text = re.sub(r"\s+", " ", title).strip()
    text = _without_outlet(_DOMAIN.sub("", text), outlet)
    text = BRACKETED.sub("", text)
    text = re.sub(r"(?i)\sen direct(?=\s?:|$)", "", text)
    for _ in range(2):
        text = SHOUTED_KICKER.sub("", KICKER.sub("", text)).strip()
    text = _without_clickbait(_PROGRAMME.sub("", text), language)
    if _CUT_OFF.search(text):
        text = _before_last_clause(text)
    return "" if shouted(text) or not balanced(text) else _bare_ends(text)


def _bare_ends(text: str) -> str:
    """Strip stray marks from both ends; the minus of « -10% » is none."""
    bare = text.strip(" :;,–—-")
    minus = re.match(r"\s*[-–−](?=\d)", text)
    return f"-{bare}" if minus else bare


def _without_outlet(text: str, outlet: str) -> str:
    match = _SUFFIX.search(text)
    if match is None:
        return text
    suffix, piped = fold(match.group(1)), "|" in match.group()
    known = fold(outlet)
    return text[: match.start()] if piped or suffix in known or known in suffix else text


def _without_clickbait(text: str, language: str) -> str:
    """Drop « … : ce que l'on sait », « … Voici pourquoi » when a headline stands before it."""
    tail = for_language(CLICKBAIT, language)
    for match in re.finditer(r"\s?(?::|[.…!]+|,|\s[–—-])\s", text):
        head = text[: match.start()]
        whole = count_words(head) >= FEWEST and balanced(head) and has_predicate(head, language)
        if whole and tail.match(text[match.end() :]):
            return head
    return text


def _before_last_clause(text: str) -> str:
    text = _CUT_OFF.sub("", text)
    ends = [m.start() for m in _ENDS_A_CLAUSE.finditer(text) if balanced(text[: m.start()])]
    return text[: ends[-1]] if ends and count_words(text[: ends[-1]]) >= FEWEST else ""


def leads(title: str, *, language: str) -> tuple[str, ...]:
    """Return the clean title and its shortenings at clause boundaries, the gentlest first.

    Each ends with a stop and has its marks in pairs. None is checked for length.
    """
    versions = dict.fromkeys(_finished(one) for one in _shortenings(title, language))
    return tuple(
        one
        for one in versions
        if one and balanced(one) and count_words(_OUTSIDE_QUOTES.sub(" ", one)) > 1
    )


def _shortenings(title: str, language: str) -> Iterator[str]:
    yield title
    bare = re.sub(r"\s?\([^()]*\)", "", title)
    yield bare
    yield from _quote_and_speaker(bare)
    for text in (bare, *_around_colon(bare, language)):
        yield text
        ends = [m.start() for m in _ENDS_A_CLAUSE.finditer(text)]
        for end in reversed(ends):
            if not _keeps_a_statement(text[:end]):
                continue
            if count_words(text[:end]) >= FEWEST and has_predicate(text[:end], language):
                yield text[:end] + ("?" if text[end : end + 1] == "?" else "")


def _keeps_a_statement(text: str) -> bool:
    """Say whether enough stands behind its colon; « Loi : tout juste examiné » is cut."""
    rest = _COLON.split(text, maxsplit=1)[-1]
    return rest == text or count_words(rest) >= FEWEST


def _quote_and_speaker(text: str) -> Iterator[str]:
    """Yield « … » : un cadre d'OpenAI, without what he speaks about."""
    match = _QUOTE_THEN.match(text)
    if match is None:
        return
    if _THIRD_PERSON.search(match.group(1)) and match.group(2)[:1].isupper():
        return  # « Il a incarné son pays » : X: he is spoken of, he does not speak
    speaker = _TAIL_ENDS.split(match.group(2), maxsplit=1)[0].strip()
    speaker = _ARTICLES.sub(lambda m: m.group().lower(), speaker, count=1)
    if _SOMEBODY.match(speaker) and 1 < count_words(speaker) <= 6:
        yield f"{match.group(1)} : {speaker}"


def _around_colon(text: str, language: str) -> Iterator[str]:
    """Yield the statement of « topic : statement » when it can stand alone, else the head."""
    match = _COLON.search(text)
    if match is None or not balanced(text[: match.start()]):
        return
    head, rest = text[: match.start()], text[match.end() :]
    topic = set(content_stems(head, language))
    told = topic <= set(content_stems(rest, language)) and has_main_verb(rest, language)
    if count_words(rest) >= FEWEST and told:
        yield capitalised(rest)
    if count_words(head) >= FEWEST + 2 and has_main_verb(head, language):
        yield head


def _finished(text: str) -> str:
    text = text.strip().rstrip(" ,;:–—-")
    if not text or _CUT_OFF.search(text):
        return ""
    return capitalised(text if text[-1] in ".?!" else text + ".")


def without_topic(title: str, *, language: str) -> tuple[str, frozenset[str]] | None:
    """Return « topic : statement » as its statement, and the topic's stems, which it then lacks.

    None when there is no topic or the statement does not stand alone.
    """
    match = _COLON.search(title)
    if match is None or not balanced(title[: match.start()]) or title[:1] in '«"“':
        return None
    head, rest = title[: match.start()], _finished(title[match.end() :])
    asks = for_language(OPENS_A_QUESTION, language).match(rest) is not None
    if asks or not rest or not balanced(rest) or not has_main_verb(rest, language):
        return None
    return rest, frozenset(content_stems(_GENERIC.sub(" ", head), language))
