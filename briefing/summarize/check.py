"""A sentence and the texts it comes from → what it says that they do not say.

The sentence is held against the source sentence nearest to it: a number, name or quotation that
stands elsewhere in the sources does not make it true.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.facts.figures import find_figures
from briefing.facts.names import find_names
from briefing.facts.numbers import find_numbers
from briefing.summarize.claims import attributions, dates, negations, speakers
from briefing.summarize.edits import edits
from briefing.summarize.evidence import (
    Evidence,
    Passage,
    evidence,
    is_verbatim,
    nearest,
    passage,
    plain,
)
from briefing.summarize.hedges import hedges
from briefing.text import words

_QUOTED = re.compile(r"«\s*([^«»]+?)\s*»|“([^“”]+)”|\"([^\"]+)\"")


@dataclass(frozen=True, slots=True)
class Problem:
    """What no source says: `kind` is number, unit, date, name, quote, negation, attribution, hedge."""

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
    known = evidence(sources, language)
    if is_verbatim(sentence, known):
        return ()
    claim = passage(sentence, language)
    source = nearest(claim, known)
    found = [
        *_numbers(sentence, known, language),
        *_names(sentence, known, language),
        *_quotes(sentence, known),
        *_hedges(sentence, source, language),
        *_by_comparison(claim, source, known, language),
    ]
    return tuple(dict.fromkeys(found))


def _by_comparison(
    claim: Passage, source: Passage | None, known: Evidence, language: str
) -> Iterator[Problem]:
    changed = edits(claim, source, language=language) if source else None
    if changed is not None:
        yield from (Problem(one.kind, one.text) for one in changed)
        return
    for kind, found in (
        ("unit", _units(claim.text, known, language)),
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


def _units(sentence: str, known: Evidence, language: str) -> Iterator[str]:
    """Yield figures whose value stands in the sources only with other units."""
    for figure in find_figures(sentence, language=language, article_id=""):
        kind = _unit_kind(figure.currency, figure.unit)
        if not kind:
            continue
        told = {
            _unit_kind(one.currency, one.unit)
            for text in known.passages
            for one in find_figures(text.text, language=language, article_id="")
            if one.value == figure.value
        }
        if told and kind not in told and "" not in told:
            yield figure.text


def _unit_kind(currency: str | None, unit: str | None) -> str:
    if currency:
        return currency
    return "%" if unit and re.match(r"%|pour\scent|per\s?cent", unit) else ""


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


def _hedges(sentence: str, source: Passage | None, language: str) -> Iterator[Problem]:
    if source is None:
        return
    for kind in sorted(hedges(source.text, language) - hedges(sentence, language)):
        if kind == "amount" and not any(find_numbers(sentence, language)):
            continue  # its number is gone as well
        yield Problem("hedge", kind)
