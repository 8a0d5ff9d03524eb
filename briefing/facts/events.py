"""Text → what it announces for a day that can be named, with the hour when it is told."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from briefing.facts.days import Day, find_days
from briefing.facts.event_words import (
    CLAUSES,
    FUTURE,
    HOUR,
    NO_EVENT,
    NO_EVENT_BEFORE,
    PAST,
    PRESENT,
    REPORTED,
)
from briefing.facts.numbers import grammar
from briefing.facts.speech_verbs import FINITE
from briefing.model import DatedEvent
from briefing.text import sentences


def find_events(
    text: str, *, language: str, today: date, published: date, article_id: str
) -> tuple[DatedEvent, ...]:
    """Return what is announced for `today` or later, each day once a sentence.

    Weekdays and « demain » are read as on `published`. What is told in the past is no event, nor
    are deadlines, lotteries and television.
    """
    return tuple(
        DatedEvent(text=clause, day=day, at=at, sentence=sentence, article_id=article_id)
        for sentence in sentences(text, language)
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
        day = _resolve(found, _around(clause, found.start - start), spoken, published)
        if day and day not in seen:
            seen.add(day)
            yield clause, day, _hour(clause, spoken)


def _only_dates_a_statement(sentence: str, found: Day, spoken: str) -> bool:
    """Say whether the day is a limit (« depuis lundi ») or that of a saying (« a dit mardi X »)."""
    before, after = sentence[: found.start], sentence[found.end :]
    if NO_EVENT_BEFORE.search(before):
        return True
    said = re.search(
        rf"\b(?:{FINITE[spoken]}|invitée?|interrogée?|publiée?s?)(?:\s[^\s,.]+){{0,5}}[\s,(]*$",
        before,
    )
    if said and not FUTURE[spoken].search(_clause_before(before, said.start())):
        return True
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


def _around(clause: str, position: int) -> str:
    """Return the clause without « …, a annoncé X mardi », unless the day stands there."""
    for match in REPORTED.finditer(clause):
        if not match.start() <= position < match.end():
            return clause[: match.start()] + clause[match.end() :]
    return clause


def _resolve(found: Day, clause: str, spoken: str, published: date) -> date | None:
    """Return the day when the clause announces something for it, else None."""
    future = FUTURE[spoken].search(clause) is not None
    past = PAST[spoken].search(clause) is not None
    present = PRESENT[spoken].search(clause) is not None
    announced = future or (present and not past)
    if found.day is not None:
        return found.day if announced or (found.day > published and not past) else None
    ahead = ((found.weekday or 0) - published.weekday()) % 7
    if found.next:
        return published + timedelta(days=ahead or 7)
    # Headlines announce without a verb, but in French only: « 40 % des vols annulés vendredi ».
    nominal = spoken == "fr" and 0 < ahead <= 4 and not past
    return published + timedelta(days=ahead) if announced or nominal else None


def _hour(clause: str, spoken: str) -> str | None:
    match = HOUR[spoken].search(clause)
    if match is None:
        return None
    hour, minute = int(match.group(1)), int(match.group(2) or 0)
    if spoken == "en":
        hour = hour % 12 + (12 if match.group(3).lower() == "p" else 0)
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None
