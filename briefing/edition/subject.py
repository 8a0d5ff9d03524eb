"""The printed stories → subject line and preheader, in the sources' own words."""

import re
from collections.abc import Iterator, Sequence

from briefing.edition.prose import stopped
from briefing.edition.vocabulary import (
    AMOUNTS,
    BETWEEN,
    COUNTED,
    GOVERNING,
    HEDGING,
    OWN_VOICE,
    SETTING,
    TRAGEDY,
)
from briefing.facts.money import bare_money
from briefing.i18n import primary
from briefing.model import Article, Dossier, Kind, Reuse
from briefing.text import content_stems, count_words, fold, stop_words, words

SUBJECT_LENGTH = {"liste": 50, "titre": 40}  # characters, by the newsletter's style
PREHEADER_LENGTH = 90
ODD = 0.6  # what counts as a discovery
PREHEADER_SHORTEST = 40  # below that a second headline may follow
CLAUSE_SHORTEST = 25
WORDS = 3  # fewer say nothing
TOP = 2  # stories whose headline may be the subject

_ALSO = {"fr": "Et aussi : ", "en": "Plus: "}
_BETWEEN = {"fr": " ; ", "en": "; "}
_COMMA = re.compile(r",? (?:et|and) |,(?!\d) ?| ; | [–—] ")
_NAME = re.compile(r"(?<=[\s'’«(-])[A-ZÀ-Þ]")  # beyond the first word
_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|‘[^‘’]*’|\"[^\"]*\"")
_COLON = re.compile(r" ?: ")
_KICKER = re.compile(
    r"^(?:en direct|direct|vidéos?|podcast|infographies?|photos|carte|exclusif|info \w+|alerte"
    r"|entretien|interview|reportage|enquête|récit|décryptage|analyse|live|video|watch|exclusive"
    r"|breaking|explained|full video)\s*(?:[.:|–—-]\s+|\s[-–—]\s)",
    re.IGNORECASE,
)


def subject(
    printed: Sequence[Dossier], *, language: str, recent: Sequence[str], style: str = "liste"
) -> str:
    """Return the shortest headline of the top story that fits; that of the next else.

    One that names somebody or something goes before one that does not. A headline that is too long
    may give its first clause, and its topic where neither of the two has a whole one; at
    last the top one is cut, for what stands at the end of a mail is not what it is about. `printed`
    comes in printed order. None of `recent` comes back, nor one that says the same.
    """
    room = SUBJECT_LENGTH[style]
    used = [_content(one, language) for one in recent]
    headlines = [_headlines(dossier) for dossier in printed]
    for line in _candidates(headlines, room):
        if not any(_content(line, language) <= one for one in used):
            return line
    cut = [_cut(one, room, language=language) for each in headlines for one in each]
    # « Hospitalisation, urgences... Le gouvernement… » breaks off twice.
    every = sorted(cut, key=lambda one: ". " in one)
    told = {fold(one) for one in recent}
    return next((one for one in every if fold(one) not in told), every[0])


def _content(line: str, language: str) -> set[str]:
    """Return what a line is about: « Grève de contrôleurs » is « Grève des contrôleurs »."""
    return set(content_stems(line, language)) | _numbers(line) or {fold(line)}


def _numbers(line: str) -> set[str]:
    return {word for word in words(line) if word.isdigit()}


def _candidates(headlines: Sequence[Sequence[str]], room: int) -> Iterator[str]:
    """Yield what can be a subject, the best first, those of the first stories before the others."""
    stories = headlines[:TOP]
    for each in stories:
        # Whole headlines, the shortest of those that name something first.
        whole = sorted(each, key=lambda one: (not _NAME.search(one), len(one)))
        yield from (one for one in whole if len(one) <= room)
        yield from filter(None, (_first_clause(one, room, _COMMA) for one in each))
    for each in stories:
        yield from filter(None, (_first_clause(one, room, _COLON) for one in each))


def _first_clause(headline: str, room: int, breaking: re.Pattern[str]) -> str:
    """Return what stands before a comma, « et » or colon, where that is enough and as sure."""
    breaks = list(breaking.finditer(headline))
    if len(breaks) != 1:
        return ""  # none, or a list
    clause, rest = headline[: breaks[0].start()], headline[breaks[0].end() :]
    if BETWEEN & set(words(clause)):
        return ""  # « entre Macron et Retailleau » is one thing
    if breaks[0][0].startswith(",") and rest[:1].isupper():
        return ""  # « Candidate à la mairie, Rachida Dati … » says who she is
    sets_the_scene = any(words(part)[:1][0] in SETTING for part in clause.split(" : "))
    less_sure = bool(HEDGING & set(words(rest)))
    long_enough = CLAUSE_SHORTEST <= len(clause) <= room
    whole = long_enough and _fit(_COLON.split(clause)[-1]) and not (sets_the_scene or less_sure)
    return clause if whole else ""


def preheader(printed: Sequence[Dossier], *, subject: str, language: str) -> str:
    """Return « Et aussi : … » with the oddest headlines that fit; never the subject's story."""
    spoken = primary(language) if primary(language) in _ALSO else "en"
    others = [one for one in printed if subject not in _headlines(one)]
    others = [one for one in others if not _tells(one, subject, language)] or others
    text = _ALSO[spoken]
    empty = len(text)
    for dossier in sorted(others, key=_light):
        between = _BETWEEN[spoken] if len(text) > empty else ""
        room = PREHEADER_LENGTH - len(text) - len(between)
        fitting = [one for one in _by_name(_headlines(dossier)) if len(stopped(one)) <= room]
        if fitting:
            text += between + _inside(fitting[0], language)
        if len(text) >= PREHEADER_SHORTEST:
            break
    if len(text) == empty and others:
        room = PREHEADER_LENGTH - len(text)
        return text + _inside(_cut(_headlines(others[0])[0], room, language=language), language)
    return stopped(text) if len(text) > empty else ""


def _tells(dossier: Dossier, subject: str, language: str) -> bool:
    """Say whether a headline of the story says what the subject says, cut or not."""
    wanted = set(content_stems(subject, language))
    numbers = _numbers(subject)
    for one in _headlines(dossier):
        shared = 2 * len(wanted & set(content_stems(one, language))) > max(2, len(wanted))
        if one == subject or (shared and numbers <= set(words(one))):
            return True
    return False


def _light(dossier: Dossier) -> tuple[bool, float, bool]:
    """Order the oddest first, then in printed order those whose headline names something; what
    tells of the dead comes last."""
    headline = _by_name(_headlines(dossier))[0]
    odd = dossier.story.odd if dossier.story.odd >= ODD else 0.0
    return bool(TRAGEDY & set(words(headline))), -odd, not _NAME.search(headline)


def _by_name(headlines: Sequence[str]) -> list[str]:
    return sorted(headlines, key=lambda one: not _NAME.search(one))


def _headlines(dossier: Dossier) -> list[str]:
    """Return the summary's headline and the titles of the articles, as they can be printed."""
    chosen = [dossier.summary.headline.text] if dossier.summary else []
    titles = [_clean(one) for one in dossier.story.articles if _printable(one)]
    every = [re.sub(r"(?<!\.)\.$", "", one.strip()) for one in (*chosen, *titles)]
    language = dossier.story.articles[0].item.language
    fit = [one for one in every if _fit(one) and not bare_money(one, language=language)]
    return list(dict.fromkeys(fit or every[:1]))


def _printable(article: Article) -> bool:
    allowed = article.feed.reuse is not Reuse.LINK
    return allowed and article.kind is Kind.NEWS and not article.damaged


def _clean(article: Article) -> str:
    title = re.sub(r"\s+", " ", article.item.title).strip()
    title = re.sub(rf"\s*[|–—-]\s*{re.escape(article.outlet)}$", "", title, flags=re.IGNORECASE)
    title = _KICKER.sub("", title)
    return title[:1].upper() + title[1:]


def _fit(headline: str) -> bool:
    letters = [char for char in headline if char.isalpha()]
    shouted = sum(char.isupper() for char in letters) > len(letters) / 2
    whole = headline.count("«") == headline.count("»") and not headline.endswith(("…", "..."))
    # « Nous avons un acheteur », dit Trump: the voice in a quotation is not the outlet's.
    own = words(_QUOTED.sub(" ", headline))[:1]
    enough = count_words(headline) >= WORDS and bool(own) and own[0] not in OWN_VOICE
    return enough and whole and not shouted


def _inside(headline: str, language: str) -> str:
    """Return it as inside a sentence: « Une poule… » loses its capital, « Airbus… » does not."""
    first = re.match(r"\w+", headline)
    small = first is not None and fold(first.group()) in stop_words(primary(language)) | COUNTED
    return headline[:1].lower() + headline[1:] if small else headline


def _cut(headline: str, room: int, *, language: str) -> str:
    """Return what fits, cut between words and never after a small one."""
    if len(headline) <= room:
        return headline
    kept = headline[: room - 1].rsplit(" ", 1)[0].split(" ")
    hanging = stop_words(primary(language)) | COUNTED | AMOUNTS | GOVERNING
    while len(kept) > WORDS and (set(words(kept[-1])) <= hanging or kept[-1][:1].isdigit()):
        kept.pop()
    return " ".join(kept).rstrip(" ,;:–-«") + "…"
