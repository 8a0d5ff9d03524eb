"""A sentence out of its article: does it stand alone, and how does it name today?"""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from briefing.edition.vocabulary import (
    LEANING,
    LEANING_ANYWHERE,
    LEANING_OPENINGS,
    LOOKING_BACK,
    POINTING,
    TIMES,
)
from briefing.i18n import primary
from briefing.text import words

_FRENCH_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_FRENCH_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
_ENGLISH_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

# « La direction recevra les élus concernés jeudi »: not every participle before a day is over.
_DONE = re.compile(
    r"\b(?:rendu|entré|survenu|signé|conclu|dévoilé|paru|sorti|commis|lancé|adopté|rejeté|voté"
    r"|promulgué|révélé|tombé|arrêté|condamné|publié)e?s?"
    r"(?: en vigueur| par(?: [\w’'-]+){1,6})? (?:ce )?"
    r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b",
    re.IGNORECASE,
)


def leans(sentence: str) -> bool:
    """Say whether the sentence needs the one before it: « Il sera aussi… », « Cette grève… »."""
    found = words(sentence)
    if not found or found[0] in LEANING or " ".join(found[:2]) in LEANING_OPENINGS:
        return True
    if found[0] in POINTING and not TIMES.intersection(found[1:2]):
        return True
    return said_within(sentence, LEANING_ANYWHERE)


def looks_back(sentence: str) -> bool:
    """Say whether the day that it names is over: « la décision rendue par la Cour jeudi »; « la
    décision attendue jeudi » is to come. « Après un premier rejet, … » tells news, no date."""
    return words(sentence)[:1][0] in LOOKING_BACK or _DONE.search(sentence) is not None


def said_within(sentence: str, phrases: Sequence[str]) -> bool:
    """Say whether the sentence holds one of the folded phrases as whole words."""
    flat = f" {' '.join(words(sentence))} "
    return any(f" {phrase} " in flat for phrase in phrases)


def as_today(sentence: str, *, day: date, language: str) -> str:
    """Return the sentence with today's weekday as « ce lundi », "today"; the rest verbatim."""
    spoken = primary(language)
    if spoken == "fr":
        return _french(day).sub(_ce, sentence)
    if spoken == "en":
        return _english(day).sub(_today, sentence)
    return sentence


@cache
def _french(day: date) -> re.Pattern[str]:
    weekday, month = _FRENCH_DAYS[day.weekday()], _FRENCH_MONTHS[day.month - 1]
    number = "1er" if day.day == 1 else str(day.day)
    return re.compile(
        rf"(?<!\bdu )(?<!\bau )(?<!\bun )(?<!\bchaque )(?<!\bdernier )(?<![\w’'-])"
        rf"((?:le |ce )?{weekday})(?: prochain)?"
        rf"(?: {number}(?: {month}(?: {day.year})?)?)?(?! \d| dernier| et | au |[\w’'-])",
        re.IGNORECASE,
    )


def _ce(match: re.Match[str]) -> str:
    weekday = match[1].lower().removeprefix("le ").removeprefix("ce ")
    return f"{'Ce' if match[1][0].isupper() else 'ce'} {weekday}"


@cache
def _english(day: date) -> re.Pattern[str]:
    weekday, month = _ENGLISH_DAYS[day.weekday()], _ENGLISH_MONTHS[day.month - 1]
    days = rf"(?:{month}|{month[:3]}\.?) {day.day}(?:st|nd|rd|th)?|{day.day} {month}"
    return re.compile(
        rf"\b([Oo])n {weekday}(?: (morning|afternoon|evening))?(?:,? (?:{days})(?:,? {day.year})?)?"
        r"(?! \d|\w|['’])"
    )


def _today(match: re.Match[str]) -> str:
    text = f"this {match[2]}" if match[2] else "today"
    return text.capitalize() if match[1] == "O" else text


def without_hour(sentence: str, at: str | None) -> str:
    """Return « publie ce lundi son indicateur » of « publie ce lundi à 8 h 45 son indicateur »
    when `at` is "08:45": the agenda sets the hour before the sentence."""
    if at is None:
        return sentence
    hour, minute = (int(part) for part in at.split(":"))
    french = rf"à {hour} ?(?:h(?:eures?)?)" + (rf" ?{minute:02}" if minute else r"(?! ?\d)")
    half = hour % 12 or 12
    english = rf"at {half}" + (rf"[:.]{minute:02}" if minute else "") + r" ?[ap]\.?m\.?"
    # Before a comma the hour carries the clause: « part à 19 h 12, avec 340 voyageurs ».
    return re.sub(rf" (?:{french}|{english})(?![\w,])", "", sentence, count=1)
