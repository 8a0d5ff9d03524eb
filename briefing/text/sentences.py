"""News text → sentences, by rules for French and English.

A quotation with its attribution is one sentence, however many stops it holds; a line break always
ends one; nothing of the text is lost but the white space between sentences.
"""

import re
from collections.abc import Iterator

from briefing.text.abbreviations import BEFORE_NUMBERS, MAY_BE_LAST, NEVER_LAST
from briefing.text.stop_words import stop_words
from briefing.text.words import fold

_STOP = re.compile(r"[.!?…]+")
_CLOSERS = re.compile(r"(?:\s?[»”\"’')\]])*")
_NEXT = re.compile(r"\s*(?:[-–—•]\s*)?[«“\"‘'(\[]*\s*")
_LAST_WORD = re.compile(r"[^\s(\[«“\"’']*$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.?-?)+")
_PAIRS = {"«": "»", "“": "”", "(": ")", "[": "]"}
_LONGEST_QUOTE = 1500  # characters; a mark that is not closed by then is a misprint


def sentences(text: str, language: str) -> list[str]:
    """Return the sentences in order, stripped of white space."""
    return [one for line in text.splitlines() for one in _of_line(line.strip(), language) if one]


def _of_line(line: str, language: str) -> Iterator[str]:
    inside = _enclosed(line)
    start = 0
    for stop in _STOP.finditer(line):
        end = _end(line, stop.end(), inside)
        if end > start and _ends(line, stop, end, language):
            yield line[start:end].strip()
            start = end
    yield line[start:].strip()


def _end(line: str, position: int, inside: list[bool]) -> int:
    """Return where a sentence with a stop before `position` ends; 0 inside a quotation."""
    closers = _CLOSERS.match(line, position)
    end = closers.end() if closers else position
    while end > position and line[end - 1].isspace():
        end -= 1
    if end > position and _opens(line, end - 1):
        end = position
    return 0 if end < len(line) and inside[end] and inside[end - 1] else end


def _opens(line: str, at: int) -> bool:
    """Say whether a straight mark belongs to what follows: « fin. "Début" »."""
    glued = at + 1 < len(line) and line[at + 1].isalnum()
    return line[at] in "\"'" and glued and line[at - 1].isspace()


def _ends(line: str, stop: re.Match[str], end: int, language: str) -> bool:
    rest = line[end:]
    if not rest.strip():
        return True
    lead = _NEXT.match(rest)
    word = rest[lead.end() :] if lead else rest
    if not word or not (word[0].isupper() or word[0].isdigit() or word[0] in "$£€"):
        return False
    if not rest[0].isspace():
        return _glued(line, stop, word)
    return stop.group() != "." or end > stop.end() or _full_stop(line, stop, word, language)


def _glued(line: str, stop: re.Match[str], word: str) -> bool:
    before = line[max(0, stop.start() - 2) : stop.start()]
    return before.isalpha() and before.islower() and word[:1].isupper() and word[1:2].islower()


def _full_stop(line: str, stop: re.Match[str], word: str, language: str) -> bool:
    """Say whether a single full stop, followed by a capital or digit, ends a sentence."""
    found = _LAST_WORD.search(line[: stop.start()])
    last = found.group() if found else ""
    key = fold(last)
    if key in NEVER_LAST:
        return False
    if word[0].isdigit() and (last.isdigit() or key in MAY_BE_LAST or key in BEFORE_NUMBERS):
        return False
    if key in MAY_BE_LAST or (last[:1].isupper() and _INITIALS.fullmatch(last) and "." in last):
        return _usually_first(word, language)
    return not (len(last) == 1 and last.isupper())


def _usually_first(word: str, language: str) -> bool:
    first = re.match(r"[^\W_]+", word)
    return first is not None and fold(first.group()) in stop_words(language)


def _enclosed(line: str) -> list[bool]:
    """Say of each character whether it stands inside closed quotation marks or brackets."""
    inside = [False] * len(line)
    for start, end in _spans(line):
        for at in range(start + 1, end + 1):
            inside[at] = True
    return inside


def _spans(line: str) -> Iterator[tuple[int, int]]:
    straight = [at for at, character in enumerate(line) if character == '"']
    if len(straight) % 2 == 0:
        yield from zip(straight[::2], straight[1::2], strict=True)
    for opening, closing in _PAIRS.items():
        start = line.find(opening)
        while start >= 0:
            end = line.find(closing, start)
            if 0 <= end - start <= _LONGEST_QUOTE:
                yield start, end
            start = line.find(opening, max(start + 1, end))
