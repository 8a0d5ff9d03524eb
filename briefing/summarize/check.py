"""A sentence and the texts it comes from → what it says that they do not say.

The sentence is held against the source sentence nearest to it: a number, name or quotation that
stands elsewhere in the sources does not make it true.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.facts.names import find_names
from briefing.facts.numbers import Number, find_numbers
from briefing.summarize.claims import attributions, dates, speakers, units
from briefing.summarize.denials import denials
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

_DEFINITE = re.compile(
    r"(?i)\b(?:les|ces|ses|leurs|des|aux|tous|toutes|nos|vos|the|these|those|all|both|his|her|its"
    r"|their)\s$"
)
_ABOUT = re.compile(
    r"(?i)\b(?:environ|près\sd(?:e|es|['’])|plus\sd(?:e|es|['’])|moins\sd(?:e|es|['’])|quelque"
    r"|quelques|presque"
    r"|autour\sd(?:e|es|['’])|dépass\w+(?:\sles)?|cap\sd(?:e|es|['’])|about|around|nearly|almost"
    r"|roughly"
    r"|(?:more|less|fewer)\sthan|over|under)\s?[$£€]?$"
)
_NEAR, _ROUND = 0.07, 10
_OPENING = re.compile(r"^\w+\s(?:(?:de\sla|des?|du)\s|d['’])")
_PEOPLE = re.compile(r"(?:ien(?:ne)?|aise?|oise?|ain[e]?|ole?|ane?|ese|ish|ian)s?$")
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
        ("negation", denials(claim, known, language=language)),
        ("attribution", attributions(claim, known, language=language)),
        ("attribution", speakers(claim, known, language=language)),
    ):
        yield from (Problem(kind, text) for text in found)


def _numbers(sentence: str, known: Evidence, language: str) -> Iterator[Problem]:
    for number in find_numbers(sentence, language):
        if number.value in known.values:
            continue
        # « un » and « une » are articles far more often than numbers; « les deux » are those named.
        counted = number.value in (2, 3) and _DEFINITE.search(sentence[: number.start])
        common = number.written and (number.value == 1 or counted)
        if not common and not _rounded(sentence, number, known):
            yield Problem("number", sentence[number.start : number.end])


def _rounded(sentence: str, number: Number, known: Evidence) -> bool:
    """Say whether it is said to be near a number of the sources: « près de 20 » for 19."""
    if number.value < _ROUND or _ABOUT.search(sentence[: number.start]) is None:
        return False
    near = [one for one in known.values if abs(one - number.value) <= _NEAR * number.value]
    return any(_digits(one) > _digits(number.value) for one in near)


def _digits(value: float) -> int:
    """Count the digits that tell: one of 500, two of 530."""
    return len(f"{value:.6f}".rstrip("0").rstrip(".").replace(".", "").strip("0"))


def _names(sentence: str, known: Evidence, language: str) -> Iterator[Problem]:
    for name in find_names(sentence, language=language):
        unknown = {token.key for token in tokens(_without_opening(name, sentence))} - known.words
        if not all(_same_place(one, known) for one in unknown):
            yield Problem("name", name)


def _without_opening(name: str, sentence: str) -> str:
    """Return « BFMTV » for the « Invité de BFMTV » that opens a sentence."""
    opens = sentence.startswith(name)
    return _OPENING.sub("", name) if opens else name


def _same_place(name: str, known: Evidence) -> bool:
    """Say whether the sources have the people of a place, or the place of a people."""
    return any(_of_place(name, other) or _of_place(other, name) for other in known.words)


def _of_place(people: str, place: str) -> bool:
    """Say whether it is so called: « italien » and « italie », folded."""
    ending = _PEOPLE.search(people)
    root = people[: ending.start()] if ending else ""
    return len(root) >= 4 and place.startswith(root) and len(place) <= len(root) + 2


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
