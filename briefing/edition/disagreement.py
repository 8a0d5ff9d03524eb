"""A dossier → what every outlet says of the story, and where their figures differ. Pure.

Two figures differ when outlets give other numbers for what reads as the same thing, or when one
hedges a number that another prints as sure. What an outlet says in one place and another way in
another is its own affair: it differs only from outlets that say neither.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from briefing.edition.prose import quotable
from briefing.edition.vocabulary import HEDGES_ABOUT, HEDGES_LESS, HEDGES_MORE
from briefing.model import Article, Dossier, Figure, Reuse, SourceFact, SourceFigure
from briefing.text import content_stems, count_words, fold

MOST_OUTLETS = 12
MOST_FIGURES = 4
SENTENCE_WORDS = 35
SAME_STEMS, SAME_SHARE = 3, 0.5  # of two sentences: their figures are about one thing
PERCENT = frozenset({"%", "pour cent", "percent", "per cent"})
# As they are written → one word.
SAME_UNITS = {
    **dict.fromkeys(("km", "kilometre", "kilometres", "kilometer", "kilometers"), "km"),
    **dict.fromkeys(("poste", "postes", "emploi", "emplois", "job", "jobs"), "emploi"),
    **dict.fromkeys(("salarie", "salaries", "employe", "employes", "employees"), "salarie"),
    **dict.fromkeys(("mort", "morts", "deces", "tues", "dead", "deaths"), "mort"),
}
ROUNDING = 0.05  # « près de 45 000 » and 44 800 say the same
BOUND = 0.25  # so far « plus de » and « jusqu'à » reach


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """A figure as an outlet tells it."""

    figure: Figure
    outlet: str
    about: str
    stems: frozenset[str]

    @property
    def place(self) -> tuple[str, str, float]:
        return self.outlet, self.about, self.figure.value


def facts_of(dossier: Dossier, *, language: str) -> tuple[SourceFact, ...]:
    """Return what each outlet says, in the order of the story's articles; its figures that differ
    first."""
    articles = [one for one in dossier.story.articles if one.item.url]
    told = _told(dossier, language)
    differing = _differing(told)
    facts = []
    for outlet in list(dict.fromkeys(one.outlet for one in articles))[:MOST_OUTLETS]:
        own = [one for one in told if one.outlet == outlet]
        first = next(one for one in articles if one.outlet == outlet)
        facts.append(_fact(first, own, differing, dossier))
    return tuple(facts)


def _fact(
    article: Article, told: Sequence[_Told], differing: set[_Told], dossier: Dossier
) -> SourceFact:
    ordered = sorted(told, key=lambda one: one not in differing)
    printable = article.feed.reuse is not Reuse.LINK and not article.damaged
    return SourceFact(
        source=article.outlet,
        url=article.item.url or "",
        headline=article.item.title if printable else "",
        figures=tuple(
            _figure(one, dossier, differs=one in differing) for one in ordered[:MOST_FIGURES]
        ),
        copied=bool(article.copy_of),
    )


def _figure(told: _Told, dossier: Dossier, *, differs: bool) -> SourceFigure:
    figure = told.figure
    may = quotable(dossier, figure.article_id, figure.sentence) is not None
    short = count_words(figure.sentence) <= SENTENCE_WORDS
    return SourceFigure(
        text=figure.text,
        about=told.about,
        attribution=figure.attribution or "",
        differs=differs,
        sentence=figure.sentence if differs and may and short else "",
    )


def _told(dossier: Dossier, language: str) -> list[_Told]:
    """Return the figures of all outlets, each outlet's once: the hedged form before the bare."""
    outlets = {
        one.id: one.outlet
        for one in dossier.story.articles
        if not one.damaged and one.feed.reuse is not Reuse.LINK
    }
    found: dict[tuple[str, str, float], _Told] = {}
    for figure in sorted(dossier.figures, key=lambda one: one.hedge is None):
        if figure.article_id in outlets and figure.unit:
            told = _Told(
                figure=figure,
                outlet=outlets[figure.article_id],
                about=_about(figure, language),
                stems=_words_around(figure, language),
            )
            found.setdefault(told.place, told)
    order = {id(figure): place for place, figure in enumerate(dossier.figures)}
    return sorted(found.values(), key=lambda one: order[id(one.figure)])


def _about(figure: Figure, language: str) -> str:
    """Return what is counted, in one spelling: « € » and « euros », « emploi » and « emplois »."""
    unit = fold(figure.unit or "").strip()
    if unit in PERCENT:
        return "%"
    return (
        figure.currency or SAME_UNITS.get(unit) or " ".join(content_stems(unit, language)) or unit
    )


def _words_around(figure: Figure, language: str) -> frozenset[str]:
    stems = content_stems(figure.sentence, language)
    return frozenset(one for one in stems if one.isalpha())


def _differing(told: Sequence[_Told]) -> set[_Told]:
    differing: set[_Told] = set()
    for one, other in combinations(told, 2):
        if one.outlet != other.outlet and one.about == other.about and _differ(one, other, told):
            differing |= {one, other}
    return differing


def _differ(one: _Told, other: _Told, told: Sequence[_Told]) -> bool:
    a, b = one.figure, other.figure
    if a.value == b.value:
        return _direction(a) != _direction(b)
    return (
        _about_one_thing(one, other)
        and not _compatible(a, b)
        # « de 2 % à 2,25 % » here and « 2,25 % » there: no dispute.
        and not _tells(one.outlet, other, told)
        and not _tells(other.outlet, one, told)
    )


def _tells(outlet: str, like: _Told, told: Sequence[_Told]) -> bool:
    """Say whether the outlet has that figure too, rounded or not."""
    return any(
        one.outlet == outlet
        and one.about == like.about
        and (one.figure.value == like.figure.value or _compatible(one.figure, like.figure))
        for one in told
    )


def _about_one_thing(one: _Told, other: _Told) -> bool:
    common = len(one.stems & other.stems)
    return common >= SAME_STEMS and common >= SAME_SHARE * min(len(one.stems), len(other.stems))


def _compatible(a: Figure, b: Figure) -> bool:
    """Say whether a hedge makes room for the other number: « plus de 400 » and 470."""
    low, high = sorted((a, b), key=lambda one: one.value)
    near = high.value - low.value <= ROUNDING * abs(high.value)
    hedged = a.hedge is not None or b.hedge is not None
    within = high.value - low.value <= BOUND * abs(high.value)
    bounded = _direction(low) == "more" or _direction(high) == "less"
    return (hedged and near) or (within and bounded)


def _direction(figure: Figure) -> str:
    """Return what the hedge does to the number: "less", "more", "about", or "" for none."""
    hedge = f"{fold(figure.hedge or '')} "
    kinds = (("less", HEDGES_LESS), ("more", HEDGES_MORE), ("about", HEDGES_ABOUT))
    return next((kind for kind, openings in kinds if hedge.startswith(openings)), "")
