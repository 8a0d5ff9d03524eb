"""News text → sentences, by rules for French and English.

A quotation with its attribution is one sentence, however many stops it holds; a line break always
ends one; nothing of the text is lost but the white space between sentences.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from briefing.text.abbreviations import (
    AFTER_A_TIME,
    BEFORE_NUMBERS,
    DAYS_AND_MONTHS,
    HOURS,
    MAY_BE_LAST,
    NEVER_LAST,
)
from briefing.text.stop_words import stop_words
from briefing.text.words import fold

# A stop, or a closing mark that touches the next paragraph's first word: « …"Cette ».
_STOP = re.compile(r"[.!?…]+|[»”\"](?=[A-ZÀ-ÞŒ][a-zà-ÿœ'’])")
_CLOSERS = re.compile(r"(?:\s?[»”\"’')\]])+")
# What may open the next sentence, and its first character.
_NEXT = re.compile(
    r"\s*(?:[-–—•]\s*)?[«“\"‘'(\[]*\s*(?P<first>\w|[$£€]|[@#](?=\w))"
    r"(?P<second>\w|['’](?=\w)|(?<=[AÀY])\s(?=[a-zà-ÿ])|)"
)
# « …?” Tester said »: the sentence goes on after its quotation.
_SAID = re.compile(
    r"\s(?:[A-Z][\w'’-]*\.?\s){1,4}(?:said|says|asked|asks|told|added|wrote|replied|tweeted"
    r"|continued|concluded|declared|thought|wondered|insisted|joked|recalled|warned|explained)\b"
)
_FIRST_WORD = re.compile(r"[^\W_]+")
_BEFORE_A_WORD = frozenset(" \u00a0\u202f\t([«“\"’'")
_FIRM = re.compile(r"\s(?:Inc|Corp|Ltd|Group|Japan)\b")  # « Yahoo! Inc. »
_MEASURED = re.compile(r"\d\s?m$")  # « 1,80 m. »: no Monsieur
_HYPHENED = re.compile(r"(?:[^\W\d_]\.-)+[^\W\d_]")  # « J.-M. »
_ENUMERATES = re.compile(r"(?:^|[:;!?]\s)\d{1,2}$")  # « : 1. Nadal ; 2. Federer »
_STRAIGHT = re.compile('"')
_INITIALS = re.compile(r"(?:[^\W\d_]\.?-?)+")
_PAIRS = {"«": "»", "“": "”", "(": ")", "[": "]"}
_LONGEST_QUOTE = 1500  # characters; a mark that is not closed by then is a misprint
_LONGEST_ABBREVIATION = 7


def sentences(text: str, language: str) -> list[str]:
    """Return the sentences in order, stripped of white space."""
    return [one for line in text.splitlines() for one in _of_line(line.strip(), language) if one]


def _of_line(line: str, language: str) -> Iterator[str]:
    starts, ends = _spans(line)
    start = 0
    for stop in _STOP.finditer(line):
        end = _end(line, stop.end(), starts)
        if end <= start or not _ends(line, stop, end, language):
            continue
        if not _enclosed(end, stop.group(), starts, ends):
            yield line[start:end].strip()
            start = end
    yield line[start:].strip()


def _end(line: str, position: int, starts: list[int]) -> int:
    """Return where a sentence with a stop before `position` ends: after its closing marks."""
    closers = _CLOSERS.match(line, position)
    if closers is None:
        return position
    end = closers.end()
    return position if line[end - 1] in "\"'" and _opens(line, end - 1, starts) else end


def _opens(line: str, at: int, starts: list[int]) -> bool:
    """Say whether a straight mark belongs to what follows: « fin. "Début" », « fin."Début" »."""
    glued = at + 1 < len(line) and line[at + 1].isalnum()
    return glued and (line[at - 1].isspace() or at in starts)


def _ends(line: str, stop: re.Match[str], end: int, language: str) -> bool:
    follows = _NEXT.match(line, end)
    if follows is None:
        return not line[end:].strip()
    first, second = follows.group("first", "second")
    if first.islower() and not second.isupper():  # « iOS » may open a sentence
        return False
    if not line[end].isspace():
        word = second.islower() or not second.isalnum()
        return first.isupper() and second != "" and word and _glued(line, stop)
    if stop.group() != "." or end > stop.end():
        return _FIRM.match(line, end) is None if end == stop.end() else not _SAID.match(line, end)
    return _full_stop(line, stop.start(), follows.start("first"), language)


def _glued(line: str, stop: re.Match[str]) -> bool:
    """Say whether a stop without a space after it ends a sentence: « fin.Début », no address."""
    before = line[max(0, stop.start() - 2) : stop.start()].rstrip(')]»”" ')
    acronym = line[max(0, stop.start() - 3) : stop.start()]  # « le TSL.Mais »
    whole = (before.isalpha() and before.islower()) or (len(acronym) == 3 and acronym.isalpha())
    return whole or stop.group() != "." or len(before) < 2


def _full_stop(line: str, stop: int, next_word: int, language: str) -> bool:
    """Say whether a single full stop, followed by a capital or digit, ends a sentence."""
    last = _last_word(line, stop)
    if len(last) > _LONGEST_ABBREVIATION:
        return True
    key = fold(last)
    if key in NEVER_LAST:
        return last == "m" and _MEASURED.search(line, max(0, stop - 4), stop) is not None
    if _points_on(line, stop, next_word, last):
        return False
    if key in HOURS or key in DAYS_AND_MONTHS:
        return not _goes_on(line, next_word)
    if key in MAY_BE_LAST or (last[:1].isupper() and "." in last and _INITIALS.fullmatch(last)):
        return _usually_first(line, next_word, language)
    return not (len(last) == 1 and last.isupper()) or _ends_a_name(line, stop, next_word, language)


def _points_on(line: str, stop: int, next_word: int, last: str) -> bool:
    """Say whether it is an item's number, a double first name, or stands before its number."""
    if last.isdigit() and _ENUMERATES.search(line, max(0, stop - 6), stop):
        return True
    before_digit = line[next_word].isdigit() and not _before_a_number(last, fold(last))
    return before_digit or _HYPHENED.fullmatch(last) is not None


def _ends_a_name(line: str, stop: int, next_word: int, language: str) -> bool:
    """Say whether a lone capital ends a sentence: « Lucie B. Elle … », no « B. Le Maire »."""
    if "«" in line[stop:next_word] or "“" in line[stop:next_word]:  # « sur X. « Faux », écrit-il »
        return True
    after_a_number = line[max(0, stop - 3) : stop - 1].strip().isdigit()
    name = line.startswith(("Le ", "La ", "L"), next_word)
    return after_a_number or (_usually_first(line, next_word, language) and not name)


def _last_word(line: str, stop: int) -> str:
    """Return what stands between the last space or opening mark and `stop`, or its last letters."""
    start = stop
    while start > 0 and stop - start <= _LONGEST_ABBREVIATION:
        if line[start - 1] in _BEFORE_A_WORD:
            break
        start -= 1
    return line[start:stop]


def _before_a_number(last: str, key: str) -> bool:
    """Say whether a number after this word opens a sentence: after a year, not after « vol. »."""
    if last.isdigit():
        return len(last) > 2
    return key not in MAY_BE_LAST and key not in BEFORE_NUMBERS


def _usually_first(line: str, position: int, language: str) -> bool:
    first = _FIRST_WORD.match(line, position)
    return first is not None and fold(first.group()) in stop_words(language)


def _goes_on(line: str, position: int) -> bool:
    """Say whether a time goes on after its stop: « 9 a.m. Monday », « Mon. Oct. 5 », « Jan. 6 »."""
    first = _FIRST_WORD.match(line, position)
    return first is None or first.group().isdigit() or fold(first.group()) in AFTER_A_TIME


def _enclosed(position: int, stop: str, starts: list[int], ends: list[int]) -> bool:
    """Say whether a position stands inside closed quotation marks or brackets.

    A straight mark as the stop must be one that closes: the last of its pair.
    """
    at = bisect_left(starts, position) - 1
    if stop == '"' and (at < 0 or ends[at] != position - 1):
        return True
    return at >= 0 and position <= ends[at]


def _spans(line: str) -> tuple[list[int], list[int]]:
    """Return where closed quotations and brackets start and end; overlapping ones are joined."""
    found = sorted(_pairs(line))
    starts: list[int] = []
    ends: list[int] = []
    for start, end in found:
        if ends and start <= ends[-1]:
            ends[-1] = max(ends[-1], end)
        else:
            starts.append(start)
            ends.append(end)
    return starts, ends


def _pairs(line: str) -> Iterator[tuple[int, int]]:
    if '"' in line:
        straight = [match.start() for match in _STRAIGHT.finditer(line)]
        if len(straight) % 2 == 0:
            yield from zip(straight[::2], straight[1::2], strict=True)
    for opening, closing in _PAIRS.items():
        start = line.find(opening)
        while start >= 0:
            end = line.find(closing, start)
            if 0 <= end - start <= _LONGEST_QUOTE:
                yield start, end
            start = line.find(opening, max(start + 1, end))
