"""A sentence that is too long → one that fits, with whole parts left out, or None."""

import re
from collections.abc import Iterator

from briefing.summarize.phrases import DATELINE, KICKER
from briefing.summarize.shape import balanced, has_verb
from briefing.text import count_words

_BRACKETS = re.compile(r"\s?\([^()]*\)")
_ASIDE = re.compile(r"\s[–—-]\s[^–—]{3,120}?\s[–—-](?=[\s,.])")
_CUTS = (
    re.compile(r"\s?;\s"),
    re.compile(r"\s[–—-]\s"),
    re.compile(
        r",?\s(?:tandis\sque|tandis\squ['’]|alors\sque|alors\squ['’]|while|whereas)(?=\s?\w)"
    ),
)
_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"")
_SIGIL = re.compile(r"(?<=[.!?»])\s\([a-z]{2,4}(?:/[a-z]{2,4})?\)$")  # the reporter's initials
_SHORTEST = 6  # words


def tidy(sentence: str) -> str:
    """Return the sentence without kicker, dateline and doubled spaces."""
    bare = re.sub(r"[ \t\n]+", " ", sentence).strip()
    bare = _SIGIL.sub("", DATELINE.sub("", KICKER.sub("", bare)))
    return bare.strip()


def trim(sentence: str, words: int, *, language: str) -> str | None:
    """Return the sentence in at most `words` words, or None when that takes a cut in a clause.

    What goes: brackets, asides between dashes, what follows a semicolon, a dash, « tandis que ».
    Quotations stay whole. Whether a hedge went with them is for check.problems to say.
    """
    for shorter in _versions(tidy(sentence)):
        long_enough = count_words(shorter) >= _SHORTEST and has_verb(shorter, language)
        if count_words(shorter) <= words and long_enough and balanced(shorter):
            return shorter
    return None


def _versions(sentence: str) -> Iterator[str]:
    """Yield the sentence and its shortenings, the gentlest first."""
    yield sentence
    without = _drop(_BRACKETS, sentence)
    yield without
    yield _drop(_ASIDE, without)
    for cut in _CUTS:
        places = [m.start() for m in cut.finditer(without) if not _quoted(without, m.start())]
        for place in reversed(places):
            yield without[:place].rstrip(" ,;:–—-") + "."


def _drop(pattern: re.Pattern[str], sentence: str) -> str:
    kept, last = [], 0
    for match in pattern.finditer(sentence):
        if not _quoted(sentence, match.start()):
            kept.append(sentence[last : match.start()])
            last = match.end()
    return "".join([*kept, sentence[last:]])


def _quoted(sentence: str, position: int) -> bool:
    return any(m.start() < position < m.end() for m in _QUOTED.finditer(sentence))
