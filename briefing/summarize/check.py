"""A sentence and the texts it comes from → what it says that they do not say.

The sentence is held against the source sentence nearest to it: a number, name or quotation that
stands elsewhere in the sources does not make it true.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.facts.names import find_names
from briefing.facts.numbers import find_numbers
from briefing.summarize.claims import attributions, dates, negations, speakers, units
from briefing.summarize.edits import edits
from briefing.summarize.evidence import (
    Evidence,
    Passage,
    evidence,
    is_verbatim,
    nearest,
    passage,
    plain,
    tokens,
)
from briefing.text import words

_QUOTED = re.compile(r"«\s*([^«»]+?)\s*»|“([^“”]+)”|\"([^\"]+)\"")


@dataclass(frozen=True, slots=True)
class Problem:
    """What no source says: number, unit, date, name, quote, negation, attribution or hedge."""

    kind: str
    text: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.text}"


def problems(sentence: str, sources: Sequence[str], *, language: str) -> tuple[str, ...]:
    """Return what no source says, as « kind: text ». Empty is good."""
    return tuple(map(str, check(sentence, sources, language=language)))


def check(sentence: str, sources: Sequence[str], *, language: str) -> tuple[Problem, ...]:
    """Return what no source says. A whole sentence of a source has no problem.

    A hedge is missed when the source sentence nearest to this one is weaker than it.
    """
    if is_verbatim(sentence, sources):
        return ()
    known = evidence(sources, language)
    claim = passage(sentence, language)
    source = nearest(claim, known)
    changed = edits(claim, source, language=language) if source else None
    looked_up = [
        *_numbers(sentence, known, language),
        *_names(sentence, known, language),
        *_quotes(sentence, known),
    ]
    told = {one.kind for one in looked_up}
    compared = (
        [Problem(one.kind, one.text) for one in changed]
        if changed is not None
        else _freely(claim, known, language)
    )
    return tuple(dict.fromkeys((*looked_up, *(one for one in compared if one.kind not in told))))


def _freely(claim: Passage, known: Evidence, language: str) -> Iterator[Problem]:
    """Yield what contradicts the sources in a sentence that was not made from one of theirs."""
    for kind, found in (
        ("unit", units(claim, known, language=language)),
        ("date", dates(claim, known)),
        ("negation", negations(claim, known, language=language)),
        ("attribution", attributions(claim, known, language=language)),
        ("attribution", speakers(claim, known, language=language)),
    ):
        yield from (Problem(kind, text) for text in found)


def _numbers(sentence: str, known: Evidence, language: str) -> Iterator[Problem]:
    for number in find_numbers(sentence, language):
        # « un » and « une » are articles far more often than numbers.
        if number.value not in known.values and not (number.written and number.value == 1):
            yield Problem("number", sentence[number.start : number.end])


def _names(sentence: str, known: Evidence, language: str) -> Iterator[Problem]:
    for name in find_names(sentence, language=language):
        if not set(words(name)) <= known.words:
            yield Problem("name", name)


def _quotes(sentence: str, known: Evidence) -> Iterator[Problem]:
    for match in _QUOTED.finditer(sentence):
        quote = next(group for group in match.groups() if group)
        wanted = plain(quote).strip(" .,")
        if not any(wanted in text for text in known.plain):
            yield Problem("quote", quote)


def novelty(text: str, sources: Sequence[str], *, language: str) -> float:
    """Return the share of neighbouring words of the text that no source has side by side: 0…1."""
    known = evidence(sources, language)
    told = {
        (left.key, right.key)
        for one in known.passages
        for left, right in zip(one.tokens, one.tokens[1:], strict=False)
    }
    keys = [token.key for token in tokens(text)]
    pairs = list(itertools.pairwise(keys))
    return sum(pair not in told for pair in pairs) / len(pairs) if pairs else 0.0
