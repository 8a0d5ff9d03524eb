"""A day in a clause → what the verb nearest to it says: to come, now, or over."""

import re
from enum import Enum

from briefing.facts.event_words import FUTURE, PAST, PRESENT

_AFTER = 15  # characters: a verb before the day governs it rather than one after it
_COMMA = re.compile(r",\s")


class Tense(Enum):
    FUTURE = "future"
    PRESENT = "present"
    PAST = "past"
    NONE = "none"


def tense(clause: str, start: int, end: int, *, spoken: str) -> Tense:
    """Return the tense of the verb nearest to clause[start:end], between its commas if it has one.

    NONE when the clause has no verb that tells.
    """
    first, last = _segment(clause, start, end)
    near = _nearest(clause[first:last], start - first, end - first, spoken)
    return _nearest(clause, start, end, spoken) if near is Tense.NONE else near


def told_there(clause: str, start: int, end: int, *, spoken: str) -> bool:
    """Say whether a verb stands between the same commas as the day."""
    first, last = _segment(clause, start, end)
    return _nearest(clause[first:last], start - first, end - first, spoken) is not Tense.NONE


def _segment(clause: str, start: int, end: int) -> tuple[int, int]:
    before = [match.end() for match in _COMMA.finditer(clause, 0, start)]
    after = _COMMA.search(clause, end)
    return (before[-1] if before else 0), (after.start() if after else len(clause))


def _nearest(text: str, start: int, end: int, spoken: str) -> Tense:
    over = [match.span() for match in PAST[spoken].finditer(text)]
    found = [(_distance(span, start, end), 0, Tense.PAST) for span in over]
    for rank, (kind, pattern) in enumerate(
        ((Tense.FUTURE, FUTURE[spoken]), (Tense.PRESENT, PRESENT[spoken])), 1
    ):
        found += [
            (_distance(match.span(), start, end), rank, kind)
            for match in pattern.finditer(text)
            if not any(a <= match.start() < b for a, b in over)
        ]
    return min(found, key=lambda one: one[:2])[2] if found else Tense.NONE


def _distance(span: tuple[int, int], start: int, end: int) -> int:
    return start - span[1] if span[1] <= start else max(0, span[0] - end) + _AFTER
