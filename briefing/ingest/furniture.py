"""Paragraphs of a page or a feed's full text → those of the article alone. Pure.

What is no part of an article (photo credits, « Lire aussi », newsletter boxes, bylines, player
code, share buttons, cookie and paywall texts) is told line by line, by the lists in furniture/.
"""

import re
from collections.abc import Sequence

from briefing.ingest.phrases import Rules, key_of, load_rules
from briefing.text import fold

_LONGEST = 300  # characters of a line that may be furniture; « Lire aussi » links are whole titles
_HOLDS = 200
_HEADLINE = 160
_LABEL = 120
_BYLINE = 100
_TAIL = 60
_STAMP = 40  # "Updated at 1:23 p.m." ends like a sentence and is none
_SENTENCE_END = re.compile(r"[.!?…][»”\"')\]\s]*$")
_NAME = re.compile(r"[A-ZÀ-ÖØ-Þ][\w'’.-]*$")
_WORD = re.compile(r"[\w'’.-]+")
_QUOTED = re.compile(r"[«“\"]")
_SIGNED = re.compile(r"[/©|]|\bvia\b|\(c\)")
_NO_LETTER = re.compile(r"[\W_]+")


def without_furniture(text: str, *, title: str = "") -> str:
    """Return the lines that belong to the article, in order; a line that repeats the title goes.

    Lines are paragraphs. One that might be a sentence of the article stays: better a line of
    furniture than a hole. Applied to its own result it changes nothing.
    """
    rules = load_rules()
    before, lines = None, text.split("\n")
    while lines != before:  # what one pass uncovers, the next one sees
        before = lines
        lines = _kept(_without_ending(lines, rules), rules, title=key_of(title))
    return "\n".join(lines)


def is_paywalled(text: str) -> bool:
    """Tell whether a line of the page says that the rest is for subscribers."""
    paywall = load_rules().paywall
    lines = (line for line in text.split("\n") if len(line) <= _LONGEST)
    return any(paywall.stand_in(key_of(line)) for line in lines)


def _kept(lines: Sequence[str], rules: Rules, *, title: str) -> list[str]:
    kept: list[str] = []
    under_heading = False
    for place, line in enumerate(lines):
        if len(line) > _LONGEST:
            kept += [] if _is_code(line, rules) else [line]
            under_heading = False
            continue
        key = key_of(line)
        sentence = _SENTENCE_END.search(line) is not None
        if under_heading and not sentence and len(line) <= _HEADLINE:
            continue
        under_heading = rules.headings.are(key)
        repeats = place < 3 and _repeats(key, title)
        if not (under_heading or repeats or _is_furniture(line, key, rules, sentence=sentence)):
            kept.append(line)
    return kept


def _is_furniture(line: str, key: str, rules: Rules, *, sentence: bool) -> bool:
    return (
        not any(map(str.isalnum, key))
        or rules.whole.are(key)
        or rules.starts.open(key)
        or (len(line) <= (_STAMP if sentence else _LABEL) and rules.labels.open(key))
        or (len(line) <= _HOLDS and rules.holds.stand_in(key) and not _QUOTED.search(line))
        or (len(line) <= _TAIL and not sentence and key.endswith(rules.tails))
        or rules.paywall.stand_in(key)
        or (not sentence and _is_credit(line, key, rules))
        or _is_byline(line, key, rules)
        or _is_code(line, rules)
    )


def _is_credit(line: str, key: str, rules: Rules) -> bool:
    """« Justin Sullivan/Getty Images », « Anne Martin via AP »: short, signed, no sentence."""
    if len(line) > _LABEL or _SIGNED.search(key) is None or _QUOTED.search(line):
        return False
    return rules.agencies.stand_in(key) and _are_names(_WORD.findall(line), rules)


def _is_byline(line: str, key: str, rules: Rules) -> bool:
    if len(line) > _BYLINE:
        return False
    opening = rules.bylines.opening(key)
    if opening is None:
        return False
    names = _WORD.findall(line)[len(_WORD.findall(opening)) :]
    return bool(names) and _NAME.match(names[0]) is not None and _are_names(names, rules)


def _are_names(words: Sequence[str], rules: Rules) -> bool:
    """Tell whether each word is a name, a number or a joint between names."""
    bare = (word.rstrip(".") for word in words)
    return all(
        _NAME.match(word) or word.isdigit() or fold(word) in rules.joints for word in bare if word
    )


def _is_code(line: str, rules: Rules) -> bool:
    for sign in rules.code:  # noqa: SIM110 (any() costs three times that, and each line comes here)
        if sign in line:
            return True
    return False


def _repeats(key: str, title: str) -> bool:
    """Tell whether the line is the title, with or without the paper's name after it."""
    if not title or key[:4] != title[:4]:
        return False
    one, other = sorted((_NO_LETTER.sub("", key), _NO_LETTER.sub("", title)), key=len)
    return one == other or (20 <= len(one) > 0.6 * len(other) and other.startswith(one))


def _without_ending(lines: list[str], rules: Rules) -> list[str]:
    """Cut at the first line of the last fifth after which nothing is the article's."""
    total = sum(map(len, lines))
    passed = 0
    for place, line in enumerate(lines):
        in_last_fifth = place > 0 and passed >= 0.8 * total
        if in_last_fifth and _ends_article(line, rules):
            return lines[:place]
        passed += len(line)
    return lines


def _ends_article(line: str, rules: Rules) -> bool:
    if len(line) > _LABEL or _SENTENCE_END.search(line):
        return False
    return rules.ending.open(key_of(line))
