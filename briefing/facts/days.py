"""Day expressions in a sentence → dates: « ce mardi 1er juillet », « demain », "Nov. 2"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from briefing.facts.numbers import grammar
from briefing.text import fold

_WEEKDAYS = {
    "fr": ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    "en": ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
}
_MONTHS = {
    "fr": [
        "janvier",
        "fevrier",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "aout",
        "septembre",
        "octobre",
        "novembre",
        "decembre",
    ],
    "en": ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
}
_FRENCH_MONTH = (
    r"(janvier|février|fevrier|mars|avril|mai|juin|juillet|août|aout|septembre|octobre|novembre"
    r"|décembre|decembre)"
)
_ENGLISH_MONTH = (
    r"(January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
)
_PATTERNS = {
    "fr": re.compile(
        # A span counts for its first day: « du 13 au 15 avril », « de vendredi à dimanche ».
        rf"\b(?:du|entre\sle)\s(?P<rday>\d{{1,2}})(?:er)?\s(?:au|et\s(?:le\s)?)\s?\d{{1,2}}(?:er)?"
        rf"\s(?P<rmonth>{_FRENCH_MONTH})(?:\s(?P<ryear>\d{{4}}))?"
        rf"|\bde\s(?P<rweekday>{'|'.join(_WEEKDAYS['fr'])})\sà\s"
        rf"(?:{'|'.join(_WEEKDAYS['fr'])})\b"
        rf"|\b(?P<this>(?:ce|cet)\s)?(?P<weekday>{'|'.join(_WEEKDAYS['fr'])})\b"
        rf"(?:\s(?P<wday>\d{{1,2}})(?:er)?(?:\s(?P<wmonth>{_FRENCH_MONTH})(?:\s(?P<wyear>\d{{4}}))?)?(?!\d|\s?h|\s?%))?"
        r"(?P<which>\sprochain|\sdernier)?"
        rf"|\b(?P<day>\d{{1,2}})(?:er)?\s(?P<month>{_FRENCH_MONTH})(?:\s(?P<year>\d{{4}}))?\b"
        r"|\b(?P<word>aujourd['’]hui|demain|après-demain|ce\smatin|ce\ssoir|cet\saprès-midi)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        rf"\bfrom\s(?P<rmonth>{_ENGLISH_MONTH})\s(?P<rday>\d{{1,2}})\sto\s\d{{1,2}}\b(?:,\s(?P<ryear>\d{{4}}))?"
        rf"|\b(?P<this>(?:this|on|next|last)\s)?(?P<weekday>{'|'.join(_WEEKDAYS['en'])})\b(?P<which>\snext)?"
        rf"|\b(?P<month>{_ENGLISH_MONTH})\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d)(?:,\s(?P<year>\d{{4}}))?"
        rf"|\b(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s(?P<month2>{_ENGLISH_MONTH})\b(?:\s(?P<year2>\d{{4}}))?"
        r"|\b(?P<word>today|tomorrow|tonight|this\s(?:morning|afternoon|evening))\b",
        re.IGNORECASE,
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day that a text names. A bare weekday has `day` None: its tense decides which one."""

    start: int
    end: int
    day: date | None
    weekday: int | None = None
    this: bool = False  # « ce mardi », "this Monday"
    past: bool = False  # « mardi dernier »
    next: bool = False  # « jeudi prochain »


def find_days(sentence: str, *, language: str, published: date) -> Iterator[Day]:
    """Yield the day expressions in order; a date without a year is the one nearest to now."""
    spoken = grammar(language)
    for match in _PATTERNS[spoken].finditer(sentence):
        found = {k: v for k, v in match.groupdict().items() if v}
        if "word" in found:
            yield Day(start=match.start(), end=match.end(), day=_relative(found["word"], published))
        elif "rweekday" in found:
            index = _WEEKDAYS[spoken].index(fold(found["rweekday"]))
            yield Day(start=match.start(), end=match.end(), day=None, weekday=index)
        elif "weekday" in found and "wday" not in found:
            yield _weekday(found, match, spoken)
        else:
            day = _calendar_day(found, spoken, published)
            if day:
                yield Day(start=match.start(), end=match.end(), day=day)


def _relative(word: str, published: date) -> date:
    later = {"demain": 1, "tomorrow": 1, "apres-demain": 2}
    return published + timedelta(days=later.get(fold(word), 0))


def _weekday(found: dict[str, str], match: re.Match[str], spoken: str) -> Day:
    this = found.get("this", "").strip().lower()
    which = found.get("which", "").strip().lower()
    return Day(
        start=match.start(),
        end=match.end(),
        day=None,
        weekday=_WEEKDAYS[spoken].index(fold(found["weekday"])),
        this=this in ("ce", "cet", "this"),
        past="dernier" in which or this == "last",
        next=which in ("prochain", "next") or this == "next",
    )


def _calendar_day(found: dict[str, str], spoken: str, published: date) -> date | None:
    number, name, year = int(_part(found, "day")), _part(found, "month"), _part(found, "year")
    if not name:  # « jeudi 3 », this month or the next
        month_of = published.replace(day=1)
        following = (month_of + timedelta(days=32)).replace(day=1)
        options = [_date(m.year, m.month, number) for m in (month_of, following)]
        return next((day for day in options if day and day >= published - timedelta(days=7)), None)
    key = fold(name).rstrip(".")
    month = 1 + _MONTHS[spoken].index(key if spoken == "fr" else key[:3])
    if year:
        return _date(int(year), month, number)
    options = [_date(published.year + shift, month, number) for shift in (-1, 0, 1)]
    return min((d for d in options if d), key=lambda d: abs(d - published), default=None)


def _part(found: dict[str, str], part: str) -> str:
    """Return the day, month or year of whichever form matched, "" when it does not say it."""
    return next(
        (found[key] for key in (f"w{part}", f"r{part}", part, f"{part}2") if key in found), ""
    )


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
