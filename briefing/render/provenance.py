"""A story's facts and the terms of its score → what its web page says of them, in words. Pure."""

from collections.abc import Callable, Mapping, Sequence

from briefing import i18n
from briefing.model import SourceFact, SourceFigure, StoryBlock, Term
from briefing.render.context import FigureView, ProvenanceView, SourceView

Set = Callable[[str], str]  # text as it is typeset


def provenance(
    block: StoryBlock, *, language: str, typeset: Set, address: Callable[[str], str]
) -> ProvenanceView | None:
    """Return the story in every source; None for an edition that was made without."""
    if not block.facts:
        return None
    return ProvenanceView(
        sources=tuple(_source(fact, typeset, address) for fact in block.facts),
        differences=_differences(block.facts, typeset),
        reasons=typeset(_reasons(block, language)),
        score=typeset(_score(block.reasons, language)),
    )


def _source(fact: SourceFact, typeset: Set, address: Callable[[str], str]) -> SourceView:
    return SourceView(
        source=typeset(fact.source),
        url=address(fact.url),
        headline=typeset(fact.headline),
        figures=tuple(_figure(fact, figure, typeset) for figure in fact.figures),
        copied=fact.copied,
    )


def _figure(fact: SourceFact, figure: SourceFigure, typeset: Set) -> FigureView:
    return FigureView(
        source=typeset(fact.source),
        text=typeset(figure.text),
        attribution=typeset(figure.attribution),
        sentence=typeset(figure.sentence),
    )


def _differences(facts: Sequence[SourceFact], typeset: Set) -> tuple[tuple[FigureView, ...], ...]:
    """Return the figures that differ, those of one thing together."""
    things: dict[str, list[FigureView]] = {}
    for fact in facts:
        for figure in fact.figures:
            if figure.differs:
                things.setdefault(figure.about, []).append(_figure(fact, figure, typeset))
    return tuple(tuple(one) for one in things.values() if len(one) > 1)


def _reasons(block: StoryBlock, language: str) -> str:
    """Return « Pourquoi elle est là : 5 sources indépendantes la racontent. »"""
    messages = i18n.catalogue(language)
    _, ngettext = messages.gettext, messages.ngettext
    told = ngettext("one source tells it", "%(num)s independent sources tell it", block.independent)
    strong: Mapping[str, tuple[float, str]] = {
        "coverage": (0.3, told % {"num": block.independent}),
        "freshness": (0.5, _("it is recent")),
        "economy": (0.6, _("it is about the economy")),
        "density": (0.5, _("it holds figures or names")),
        "weight": (0.7, _("a source of great weight tells it")),
        "odd": (0.6, _("it is surprising")),
    }
    given = [
        strong[term.name][1]
        for term in block.reasons
        if term.name in strong and term.value >= strong[term.name][0]
    ]
    if not given:
        return ""
    return _("Why it is here: %(reasons)s.") % {"reasons": i18n.listed(given, language)}


def _score(terms: Sequence[Term], language: str) -> str:
    """Return « Note 0,78 : couverture 0,27 · fraîcheur 0,18 · … »; "" for a single term."""
    if len(terms) < 2:
        return ""
    _ = i18n.catalogue(language).gettext
    names = {
        "coverage": _("coverage"),
        "freshness": _("freshness"),
        "economy": _("economy"),
        "density": _("figures and names"),
        "weight": _("weight of the sources"),
    }
    parts = [
        f"{names.get(term.name, term.name)} {i18n.score(term.weight * term.value, language)}"
        for term in terms
    ]
    total = i18n.score(sum(term.weight * term.value for term in terms), language)
    return _("Score %(total)s: %(parts)s.") % {"total": total, "parts": " · ".join(parts)}
