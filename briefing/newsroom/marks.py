"""A text → its names and numbers: what tells two events, or two towns' weather, apart."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from briefing.text import fold, stop_words

_TOKEN = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d{3})+(?!\d)|\d+(?:[.,]\d+)?|[^\W\d_]+")
_OPENERS = frozenset('.!?:;…«“"|–—(')  # a sentence may start after them
_NUMBER_WORDS = """un deux trois quatre cinq six sept huit neuf dix onze douze
one two three four five six seven eight nine ten eleven twelve"""
_COUNTED = {
    word: str(place % 12 + 1)
    for place, word in enumerate(_NUMBER_WORDS.split())
    if word not in {"un", "one"}  # articles and pronouns
}
_ALIKE = 0.85  # spellings of one name: Zelensky and Zelenski, but not Combourg and Cabourg
_LONG_ENOUGH = 7  # letters

_folded = lru_cache(maxsize=65_536)(fold)  # a day has few different words


@dataclass(frozen=True, slots=True)
class Marks:
    words: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]


def common_words(texts: Iterable[str]) -> frozenset[str]:
    """Return the folded words that stand somewhere in lower case: no names, even with a capital."""
    spelled: set[str] = set()
    for text in texts:
        if not text.isupper():
            spelled.update(_TOKEN.findall(text))
    return frozenset(fold(word) for word in spelled if word.islower())


def marks(text: str, *, common: frozenset[str], language: str) -> Marks:
    """Return the folded names and the normalized numbers of a text.

    A capital marks a name; where every word has one (a sentence's start, an English title, a text
    in capitals) only a word that is not in `common` is one.
    """
    tokens = list(_TOKEN.finditer(text))
    spelled = [token[0] for token in tokens]
    folded = [_folded(word) for word in spelled]
    titled = _has_capitals_everywhere(spelled)
    stops = stop_words(language)
    names = set()
    for token, raw, word in zip(tokens, spelled, folded, strict=True):
        if not raw[0].isupper() or len(word) < 2 or word in stops:
            continue
        before = text[max(0, token.start() - 4) : token.start()]
        if word not in common or not (titled or _opens(before)):
            names.add(word)
    return Marks(frozenset(folded), frozenset(names), frozenset(_numbers(spelled)))


def _opens(before: str) -> bool:
    """Say whether a sentence may start after these characters."""
    left = before.rstrip()
    return not left or left[-1] in _OPENERS or left.endswith((" -", "\u00a0-"))


def numbers_of(text: str) -> frozenset[str]:
    """Return the normalized numbers of a text."""
    return frozenset(_numbers(_TOKEN.findall(text)))


def _has_capitals_everywhere(words: list[str]) -> bool:
    long = [word for word in words if len(word) > 3 and word[0].isalpha()]
    return len(long) > 3 and sum(word[0].isupper() for word in long) > 0.7 * len(long)


def _numbers(tokens: Iterable[str]) -> Iterator[str]:
    for token in tokens:
        if token[0].isdigit():
            yield number(token)
        elif counted := _COUNTED.get(token.lower()):
            yield counted


def number(text: str) -> str:
    """Return a number in one spelling: « 1 350 », « 1.350 » and « 1350 » are the same."""
    joined = re.sub(r"[.,\u00a0\u202f ](?=\d{3}(?!\d))", "", text)
    return joined.replace(",", ".").lstrip("0") or "0"


def alike(one: str, other: str) -> bool:
    """Say whether two folded names are spellings of one: a letter or so differs, in one place."""
    if one == other:
        return True
    longest = max(len(one), len(other))
    if longest < _LONG_ENOUGH or min(len(one), len(other)) < _ALIKE * longest:
        return False  # in a shorter name one letter is too much
    head = _common_start(one, other)
    tail = _common_start(one[head:][::-1], other[head:][::-1])
    return head + tail >= _ALIKE * longest


def _common_start(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
