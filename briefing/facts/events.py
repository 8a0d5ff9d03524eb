"""Text → what it announces for a day that can be named, with the hour when it is told."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from briefing.facts.days import Day, find_days
from briefing.facts.event_words import (
    AHEAD_BEFORE,
    CALLED_OFF,
    CLAUSES,
    FUTURE,
    HOUR,
    NO_EVENT,
    NO_EVENT_BEFORE,
    REPORTED,
)
from briefing.facts.numbers import grammar
from briefing.facts.readable import readable
from briefing.facts.speech_verbs import FINITE
from briefing.facts.tense import Tense, tense, told_there
from briefing.model import DatedEvent


def find_events(
    text: str, *, language: str, today: date, published: date, article_id: str
) -> tuple[DatedEvent, ...]:
    """Return what is announced for `today` or later, each day once a sentence.

    Weekdays and « demain » are read as on `published`. What is told in the past is no event, nor
    are deadlines, lotteries and television.
    """
    return tuple(
        DatedEvent(text=clause, day=day, at=at, sentence=sentence, article_id=article_id)
        for sentence in readable(text, language)
        if not NO_EVENT.search(sentence)
        for clause, day, at in _of_sentence(sentence, language, published)
        if day >= today
    )


def _of_sentence(
    sentence: str, language: str, published: date
) -> Iterator[tuple[str, date, str | None]]:
    seen: set[date] = set()
    spoken = grammar(language)
    for found in find_days(sentence, language=language, published=published):
        if found.past or _only_dates_a_statement(sentence, found, spoken):
            continue
        start, clause = _clause(sentence, found)
        day = _resolve(found, clause, found.start - start, spoken, published)
        if day and day not in seen and not _called_off(clause, found, start):
            seen.add(day)
            yield clause, day, _hour(clause, spoken)


def _called_off(clause: str, found: Day, start: int) -> bool:
    """Say whether what was set for the day is put off: « prévu mardi a été reporté »."""
    off = CALLED_OFF.search(clause, found.end - start)
    return off is not None and off.start() - (found.end - start) < 60


def _only_dates_a_statement(sentence: str, found: Day, spoken: str) -> bool:
    """Say whether the day is a limit (« depuis lundi ») or that of a saying (« a dit mardi X »)."""
    before, after = sentence[: found.start], sentence[found.end :]
    this = sentence[found.start : found.end].lower().startswith(("ce ", "cet "))
    if NO_EVENT_BEFORE.search(before) and not AHEAD_BEFORE.search(before):
        return not (this and re.search(r"\bde\s$", before))
    inverted = rf",\s(?:a|ont)\s(?:{FINITE[spoken]})[^,.;:]{{0,120}}[\s(]$"
    if spoken == "fr" and re.search(inverted, before):
        return True
    said = re.search(
        rf"\b(?<!\bs['’])(?!lance(?:nt)?\b)(?:{FINITE[spoken]}|invitée?|interrogée?|publiée?s?)"
        r"(?:\s[^\s,.]+){0,5}[\s,(]*$",
        before,
    )
    if said and not FUTURE[spoken].search(_clause_before(before, said.start())):
        return not AHEAD_BEFORE.search(before)
    return spoken == "en" and re.match(rf"\s(?:{FINITE['en']}|\w+ed)\b", after) is not None


def _clause_before(before: str, position: int) -> str:
    """Return what stands between the last comma before `position` and the end: « sera publié »."""
    return before[:position].rpartition(",")[2] + before[position:]


def _clause(sentence: str, found: Day) -> tuple[int, str]:
    """Return the clause that holds the day, and where it starts in the sentence."""
    start, end = 0, len(sentence)
    for match in CLAUSES.finditer(sentence):
        if match.end() <= found.start:
            start = match.end()
        elif match.start() >= found.end:
            end = match.start()
            break
    return start, sentence[start:end].strip()


def _resolve(found: Day, clause: str, position: int, spoken: str, published: date) -> date | None:
    """Return the day when the clause announces something for it, else None."""
    end = position + found.end - found.start
    told = _told(clause, position)
    when = tense(told, position, end, spoken=spoken)
    sure = AHEAD_BEFORE.search(clause[:position]) is not None
    if found.day is not None:
        ahead = found.day > published and (sure or when is not Tense.PAST)
        there = told_there(told, position, end, spoken=spoken)
        now = when in (Tense.FUTURE, Tense.PRESENT) and (there or found.day != published)
        return found.day if ahead or now else None
    days = ((found.weekday or 0) - published.weekday()) % 7
    if found.next:
        return published + timedelta(days=days or 7)
    return published + timedelta(days=days) if _comes(when, days, sure, spoken) else None


def _comes(when: Tense, days: int, sure: bool, spoken: str) -> bool:
    """Say whether a bare weekday, so many days ahead at most, is the one to come."""
    if sure or when is Tense.FUTURE:
        return True
    if days >= 5:  # yesterday or the day before: « ce mardi » told on a Wednesday
        return False
    # Headlines announce without a verb, but in French only: « 40 % des vols annulés vendredi ».
    return when is Tense.PRESENT or (spoken == "fr" and days > 0 and when is Tense.NONE)


def _told(clause: str, position: int) -> str:
    """Return the clause with « …, a annoncé X mardi » blanked, unless the day stands there."""
    for match in REPORTED.finditer(clause):
        if not match.start() <= position < match.end():
            blank = " " * (match.end() - match.start())
            return clause[: match.start()] + blank + clause[match.end() :]
    return clause


def _hour(clause: str, spoken: str) -> str | None:
    match = HOUR[spoken].search(clause)
    if match is None:
        return None
    hour, minute = int(match.group(1)), int(match.group(2) or 0)
    if spoken == "en":
        hour = hour % 12 + (12 if match.group(3).lower() == "p" else 0)
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None
