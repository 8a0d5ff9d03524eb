"""Source texts → their sentences as they compare with a claim, and the one nearest to it."""

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from briefing.facts.numbers import find_numbers
from briefing.text import content_stems, fold, sentences

_TOKEN = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d+)*|[^\W\d_]+(?:['’](?=\s|$))?|[%€$£°]")
_MARKS = re.compile(r"[«»“”\"]")
_SPLIT_NOT = re.compile(r"\s+(?=n['’]t\b)")
NEAR = 0.6  # share of a claim's stems that its source sentence holds


class Token(NamedTuple):
    """A word, number or sign: folded, and as written."""

    key: str
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of a source."""

    text: str
    tokens: tuple[Token, ...]
    stems: frozenset[str]


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that the sources say."""

    plain: tuple[str, ...]  # each text as plain() makes it
    passages: tuple[Passage, ...]
    words: frozenset[str]  # folded
    capitals: frozenset[str]  # folded words that stand capitalised somewhere
    values: frozenset[float]


def evidence(sources: Sequence[str], language: str) -> Evidence:
    """Read the sources; the last few are remembered, for many sentences are held against them."""
    return _evidence(tuple(sources), language)


@lru_cache(maxsize=64)
def _evidence(sources: tuple[str, ...], language: str) -> Evidence:
    passages = [passage(one, language) for text in sources for one in sentences(text, language)]
    said = [token for one in passages for token in one.tokens]
    return Evidence(
        plain=tuple(plain(text) for text in sources),
        passages=tuple(passages),
        words=frozenset(token.key for token in said),
        capitals=frozenset(token.key for token in said if token.text[0].isupper()),
        values=frozenset(n.value for text in sources for n in find_numbers(text, language)),
    )


def tokens(text: str) -> tuple[Token, ...]:
    """Return words, numbers and signs in order, elisions apart."""
    return tuple(
        Token(fold(match.group()).rstrip("'"), match.group(), match.start())
        for match in _TOKEN.finditer(text)
    )


@lru_cache(maxsize=512)  # sources are asked for each of their sentences
def plain(text: str) -> str:
    """Return the text as it compares across quotation marks, apostrophes and spaces."""
    bare = re.sub(r"\s+", " ", _MARKS.sub(" ", fold(text)))
    return re.sub(r"\s*([,;:.!?])", r"\1", bare).strip()


def is_verbatim(claim: str, sources: Sequence[str]) -> bool:
    """Say whether the claim is a whole sentence, or several, of a source."""
    wanted = plain(claim)
    return any(_stands_whole(wanted, plain(text)) for text in sources)


def _stands_whole(wanted: str, text: str) -> bool:
    start = text.find(wanted)
    while start >= 0:
        before, after = text[:start].rstrip(" -–—([)]"), text[start + len(wanted) :].lstrip(" )]")
        opened = not before or before[-1] in ".!?…:\n"
        closed = not after or wanted[-1:] in ".!?…" or after[0] in ".!?…"
        if opened and closed and not after.startswith(","):
            return True
        start = text.find(wanted, start + 1)
    return False


def nearest(claim: Passage, known: Evidence, *, least: float = NEAR) -> Passage | None:
    """Return the passage that holds most of the claim's stems; of equals the shortest."""
    if not claim.stems:
        return None
    best, best_key = None, (least, 0.0, 0)
    order = Counter(token.key for token in claim.tokens)
    for one in known.passages:
        held = len(claim.stems & one.stems) / len(claim.stems)
        if held < least or (best is not None and held < best_key[0]):
            continue
        shared = sum((order & Counter(token.key for token in one.tokens)).values())
        key = (held, shared / max(1, len(claim.tokens)), -len(one.tokens))
        if best is None or key > best_key:
            best, best_key = one, key
    return best


def close_to(
    stems: Set[str], known: Evidence, *, most: int, least: float = 0.0
) -> list[tuple[float, Passage]]:
    """Return the passages that hold most of the stems, and the share that each holds."""
    size = max(1, len(stems))
    found = [(len(stems & one.stems) / size, one) for one in known.passages]
    best = sorted(found, key=lambda pair: -pair[0])[:most]
    return [(share, one) for share, one in best if share >= least]


def passage(text: str, language: str) -> Passage:
    """Read one sentence; "did n't" is "didn't"."""
    text = _SPLIT_NOT.sub("", text)
    return Passage(text, tokens(text), frozenset(content_stems(text, language)))
