"""Articles → the sentences that may follow a lead, each fit to be printed alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from briefing.facts.events import find_events
from briefing.facts.speech_verbs import FINITE
from briefing.model import Article, Kind, Reuse
from briefing.summarize.check import problems
from briefing.summarize.happenings import announces
from briefing.summarize.phrases import (
    BYLINE,
    DANGLING,
    FIRST_PERSON,
    FURNITURE,
    NEAR,
    SAME_DAY,
    for_language,
)
from briefing.summarize.select import Document, select
from briefing.summarize.shape import is_fragment, stops
from briefing.summarize.trim import tidy, trim
from briefing.text import base, count_words, sentences
from briefing.text.language import language_of

FEWEST, MOST = 6, 35  # words of a body sentence
_GLANCE = 1500  # characters of a text that tell its language
CHOICE = 4  # sentences of a full text that are looked at

_WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_ENGLISH_WEEKDAYS = (
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
)  # fmt: skip
_ALL_DAYS = frozenset((*_WEEKDAYS, *_ENGLISH_WEEKDAYS))
_THIS_DAY = re.compile(rf"(?i)\b(?:ce|this)\s({'|'.join((*_WEEKDAYS, *_ENGLISH_WEEKDAYS))})\b")
_TO_COME = re.compile(
    r"(?i)\b(?:prend|entre|débute|commence|ouvre|doi(?:ven)?t|s['’]achève|expire|se\stien(?:nen)?t"
    r"|\w+ra|\w+ront|begins?|starts?|opens?|ends?|expires?|is\sdue|are\sdue|will)\s"
    rf"(?:[^\s.;]+\s){{0,5}}(?:on\s)?({'|'.join((*_WEEKDAYS, *_ENGLISH_WEEKDAYS))})\b"
)
_DAY_IN_ADDRESS = re.compile(
    r"/((?:19|20)\d\d)([/-]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?=[./-])"
)
_INTRADAY = re.compile(
    r"(?i)\b(?:vers|à|around|at|by)\s(?:\d{1,2}\s?(?:h|[ap]\.?m)|midi\b|noon\b|midday\b)"
    r"|\b(?:à\smi-séance|in\s(?:early|late|mid|morning|afternoon)[\s-](?:\w+\s)?trad(?:e|ing))\b"
    r"|\b(?:opens?|opened|ouvre|ouvrait|débute)\s"
)
_MARKET = re.compile(
    r"\b(?:CAC|Bourse|indice|Dow|Nasdaq|S&P|FTSE|ASX|NZX|Wall\sStreet|shares|stocks)\b"
)
# « LE POINT SUR LA SITUATION - »
_SHOUTS = re.compile(r"(?:[A-ZÀ-Þ][A-ZÀ-Þ'’-]+\s){1,6}[A-ZÀ-Þ'’-]*\s?[-–—|]\s")
_LONG_AGO = 45  # days
_TO_COME_DAYS = 3  # after them “Martin to accept the nomination” has come or has not
_CAPTION = re.compile(
    r"\sin\s(?:[A-Z][\w.]+,?\s)*(?:in|on)?\s?(?:January|February|March|April|May|June|July|August"
    r"|September|October|November|December)\s(?:\d{1,2},\s)?((?:19|20)\d\d)\.$"
)
_POSES = re.compile(
    r",\s(?:s['’]exprime|arrive|quitte|pose|assiste|participe|salue|speaks|arrives|poses"
    r"|attends)\b.*\s(?:lors|le|à|during|at|on)\s"
    r"|\b(?:donne|prononce|tient)\s(?:un|une)\s(?:discours|conférence|allocution)\b.*\sle\s\w+di\b"
)
_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"")
# A heading or a quotation that ran into the next sentence: « distribué Comme Stellantis, … ».
_GLUED = re.compile(
    r"[a-zà-ÿœ0-9][»”\"]?\s(?:Comme|Une?|Des|Dans|Pour|Après|Selon|Mais|Cette|En|Aux|À|Il|Elle|On"
    r"|Ils|Si"
    r"|Concrètement|Ainsi|Depuis|Lors|Avec|Sur|Par|Quand|Pourtant|Ce|Cet|Résultat|Ces|Son|Sa|Ses"
    r"|When|While"
    r"|But|He|She|They|It|This|However)[\s,]"
    r"|[a-zà-ÿœ0-9]\s(?:L[ea]|Les)\s[a-zà-ÿ]|[a-zà-ÿœ0-9]\sL['’][a-zà-ÿ]"
)
# « dit leur fille », « plusieurs d'entre eux »: of whom?
_OF_UNKNOWN = re.compile(
    rf"[»”\"],?\s(?:(?:a|ont)\s)?(?:{FINITE['fr']})\s(?:son|sa|ses|leurs?)\s|\bd['’]entre\s(?:eux"
    rf"|elles)\b"
)
# What a correspondent does, and a column of the outlet's own: “The BBC's X meets …”.
_REPORTER = re.compile(
    r"(?:^|,\s)(?:The\s)?[A-Z][\w.]+(?:\s[A-Z][\w.]+){0,2}['’]s?\s(?:[A-Z][\w’-]+\s){2,3}"
    r"(?:reports|meets|speaks|talks|visits|explains|looks|asks|examines|explores|finds|has)\b"
    r"|\b[A-Z]{2,}\s[A-Z]{3,}\s(?:speaks|reports|meets|reveals|asks)\b"
    r"|(?:explique|raconte|analyse|décrypte|revient)\b.{0,20}\s(?:la|le|notre)\sjournaliste\b"
    r"|\brevien(?:t|nent)\ssur\b|\bs['’]est\sentretenue?\savec\sl|\bdécrypte(?:nt)?\b|^(?:Auprès"
    r"|Au\smicro|Dans\sles\scolonnes)\sd[eu]\s"
    r"|\b(?:clues|glimpse|insights?)\s(?:about|at|into)\b|\b(?:explains?|spells?\sout"
    r"|shows?)\s(?:why|how|which)\b"
    r"|dans\s(?:sa|cette)\s(?:chronique|tribune)|\b(?:éditorialiste|chroniqueu(?:r|se))\s"
    r"|\b(?:host|anchor|contributor|commentator|columnist)\s[A-Z][\w’-]+\s[A-Z][\w’-]+\s"
)
# « Pour s'y préparer, … », « X a par ailleurs … » go on from what stands before.
_GOES_ON = re.compile(
    r"(?i)^(?:pour|afin\sd[e'’])\s?(?:s['’])?(?:y|en)\s|\b(?:par\sailleurs|en\srevanche)\b"
    r"|\b(?:meanwhile|separately)\b"
)
# « Frappes et combats à la frontière : la crise … »: the headline of a picture, no sentence.
_HEADS = re.compile(r"[^:,]{20,}\s?:\s(?:l[ea]s?|une?|des|l['’])\s?[a-zà-ÿ]")
_ENTRE = re.compile(r"\sentre\s(?!en\s|au\s|dans\s|à\s)")  # no verb: « une indemnité entre … »
# « Quatre personnes, dont deux élus, ont été arrêtés »: a slip of the source.
_SLIP = re.compile(r"^(?:\S+\s){0,3}personnes(?:,\s.*?,)?\s(?:ont\sété|sont)\s\w+és\b")
_PICTOGRAM = re.compile(r"[\u2190-\u21ff\u2300-\u27bf\U0001f000-\U0001faff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence ready to print; `position` counts from 0 within its own text."""

    text: str
    article: Article
    position: int
    whole: bool  # nothing was left out


def printable(article: Article, allowed: Reuse) -> bool:
    """Say whether this much of the article may be reprinted."""
    order = list(Reuse)
    enough = order.index(article.feed.reuse) >= order.index(allowed)
    fit = not article.damaged and article.kind is Kind.NEWS
    return enough and fit and not _old_by_its_address(article)


def _old_by_its_address(article: Article) -> bool:
    """Say whether the address names a day long past: a feed without dates lists old articles."""
    found = _DAY_IN_ADDRESS.search(article.item.url or "")
    if found is None:
        return False
    year, month, day = map(int, found.group(1, 3, 4))
    return (article.item.dated.date() - date(year, month, min(day, 28))).days > _LONG_AGO


def candidates(article: Article, *, words: int, today: date) -> Iterator[Candidate]:
    """Yield the article's usable sentences, at most `words` long, that its own texts bear out."""
    longest = min(words, MOST)
    sources = texts(article)
    found = (*_from_teaser(article, longest), *_from_text(article, longest))
    for one in found:
        usable = _usable(one.text, article, today) and _stands_alone(one.text, article)
        if usable and not problems(one.text, sources, language=article.item.language):
            yield one


def _from_teaser(article: Article, longest: int) -> Iterator[Candidate]:
    if not printable(article, Reuse.TEASER):
        return
    language = article.item.language
    for position, raw in enumerate(map(tidy, sentences(article.item.summary, language))):
        short = None if FURNITURE.search(raw) else trim(raw, longest, language=language)
        if short:
            yield Candidate(text=short, article=article, position=position, whole=short == raw)


def _from_text(article: Article, longest: int) -> Iterator[Candidate]:
    """Yield the sentences of a full text that tell it best."""
    text = article.text or article.item.content
    if not text or not printable(article, Reuse.SENTENCE):
        return
    title, language = article.item.title, article.item.language
    if language_of(text[:_GLANCE]) not in ("", base(language)):
        return  # its feed says otherwise: not a word of it fits this newsletter
    picked = select(
        (Document(title=title, text=text),),
        words=CHOICE * longest,
        longest=longest,
        title=title,
        language=language,
    )
    for one in picked:
        yield Candidate(text=one.text, article=article, position=one.position, whole=one.whole)


def texts(article: Article) -> tuple[str, ...]:
    """Return all that the article says, title first."""
    item = article.item
    return tuple(one for one in (item.title, item.summary, item.content, article.text) if one)


def _usable(raw: str, article: Article, today: date) -> bool:
    return (
        stops(raw)
        and not FURNITURE.search(raw)
        and not BYLINE.match(raw)
        and not _is_caption(raw, article)
        and still_true(raw, article, today)
    )


def _is_caption(raw: str, article: Article) -> bool:
    """Say whether it ends as a caption of an older picture: “… in Claremont, in January 2019.”"""
    if _POSES.search(raw):
        return True
    dated = _CAPTION.search(raw)
    return dated is not None and int(dated.group(1)) < article.item.dated.year


def _stands_alone(text: str, article: Article) -> bool:
    language = article.item.language
    outside = _QUOTED.sub(" ", text)
    return (
        FEWEST <= count_words(text) <= MOST
        and stops(text)
        and not text.rstrip(' »”")').endswith("?")
        and text[:1] not in "'(-–—"
        and count_words(outside) >= 4
        and not text[:1].islower()
        and not text.isupper()
        and not for_language(DANGLING, language).match(text)
        and not for_language(FIRST_PERSON, language).search(outside)
        and not _PICTOGRAM.search(text)
        and " : " not in _QUOTED.sub(" ", text)[:30]
        and not _HEADS.match(text)
        and not _GLUED.search(text)
        and not _OF_UNKNOWN.search(text)
        and not _GOES_ON.search(text)
        and not _SHOUTS.match(text)
        and not _REPORTER.search(text)
        and not _names_a_day_twice(text)
        and not _SLIP.match(text)
        and not is_fragment(_ENTRE.sub(" · ", text), language)
    )


def _names_a_day_twice(text: str) -> bool:
    """Say whether « mercredi » stands there twice: two sentences were made one."""
    heard = (word.strip(",.;:") for word in text.lower().split())
    found = [word for word in heard if word in _ALL_DAYS]
    return len(found) > len(set(found))


def still_true(raw: str, article: Article, today: date) -> bool:
    """Say whether « hier », « cette semaine », « ce lundi » and what is announced still hold."""
    language = article.item.language
    told = article.item.dated.date()
    age = (today - told).days
    if age != 0 and for_language(SAME_DAY, language).search(raw):
        return False
    if abs(age) > 2 and for_language(NEAR, language).search(raw):
        return False
    return age <= 0 or not (
        (_INTRADAY.search(raw) and _MARKET.search(raw))
        or _names_another_day(raw, today)
        or _is_over(raw, article, today)
        or _was_to_come(raw, told, age)
        or (age > _TO_COME_DAYS and announces(raw, language))
    )


def _was_to_come(raw: str, told: date, age: int) -> bool:
    """Say whether « prend fin jeudi » stands there on Friday: the day came, the tense is wrong."""
    gone = {(told.weekday() + passed) % 7 for passed in range(min(age, 7))}
    named = {day.lower() for day in _TO_COME.findall(raw)}
    return any(_WEEKDAYS[day] in named or _ENGLISH_WEEKDAYS[day] in named for day in gone)


def _names_another_day(raw: str, today: date) -> bool:
    """Say whether « ce lundi » stands there on another weekday: « lundi » would be right."""
    named = {day.lower() for day in _THIS_DAY.findall(raw)}
    return bool(named - {_WEEKDAYS[today.weekday()], _ENGLISH_WEEKDAYS[today.weekday()]})


def _is_over(raw: str, article: Article, today: date) -> bool:
    """Say whether it announces something for a day that is past today."""
    events = find_events(
        raw,
        language=article.item.language,
        today=article.item.dated.date(),
        published=article.item.dated.date(),
        article_id=article.id,
    )
    return any(event.day < today for event in events)
