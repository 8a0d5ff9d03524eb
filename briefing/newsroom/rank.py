"""Stories → best first, each with its score and the terms that make it: what leads."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from briefing.model import Article, Kind, Story, Term
from briefing.newsroom.economy import MONEY, economic_weight, economy_of
from briefing.newsroom.lexicon import lexicon, section_counts, tokens
from briefing.newsroom.odd import odd_of
from briefing.newsroom.past import is_past
from briefing.newsroom.saga import reaches
from briefing.newsroom.sections import NO_PROOF, eco_of

if TYPE_CHECKING:
    from briefing.config.settings import Ranking  # pydantic takes longer to load than the newsroom

_MANY = 7  # sources that make full coverage
_HARDLY_HERE = frozenset({"local", "sport", "people"})  # in a brief about the world economy
_CRIME = "faits divers"
_COMPANY = "entreprises"
_SCIENCE = "science"
_OF_CONDUCT = frozenset({_CRIME, "société"})
_FEW = 3  # outlets
_JUDGED = 0.6  # share of the economy in what a company is judged or blamed for
_LIGHT = frozenset({"sport", "people", "culture"})  # much is written of it, and little of it is big
_OF_PERSONS = (_CRIME, "people", "culture")
_MOSTLY = 2  # times the words of states, war and trade
_STATES = 0.6  # share of the economy in their sections
_WIDE = frozenset({"monde", "politique"})  # every country's economy is filed there
_ECONOMY = "économie"
_BIG = 5  # outlets that tell the very thing
_POLITICS = "politique"
_DOMESTIC = frozenset({_POLITICS, "société"})
_ACRONYM = re.compile(r"\b[A-Z]{2,6}\b")
_CAPITALS = "TV USA US UK EN VIDEO DIRECT LIVE JO CO PIB GDP IA AI JT PER SUV ADN DNA CEO PDG"
_NO_ORGANISATION = frozenset(_CAPITALS.split())


def rank(
    stories: Sequence[Story], *, weights: "Ranking", now: datetime, half_life: timedelta
) -> tuple[Story, ...]:
    """Return the stories that are news, best first, with section, sources, score and its terms.

    `half_life` is the age at which freshness is halved. Of equal scores the one with more economic
    words leads; else they keep their order, so a re-run prints the same edition. What is no news
    (a live report, an opinion, an old article) helped to see the event: it is left out here.
    """
    told = [_news(story) for story in stories if story.articles[0].kind is Kind.NEWS]
    news = [story for story in told if story.articles]
    scored = [
        _scored(replace(story, reach=reach, kin=kin), weights, now=now, half_life=half_life)
        for story, reach, kin in zip(news, reaches(news), _kin(news), strict=True)
    ]
    return tuple(sorted(scored, key=_place))


def _news(story: Story) -> Story:
    told = (one for one in story.articles if one.kind is Kind.NEWS and not is_past(one.item))
    return replace(story, articles=tuple(told))


def _kin(stories: Sequence[Story]) -> list[int]:
    """Return, for each story, the outlets that tell only the stories near it."""
    outlets = {story.id: {one.outlet for one in story.articles} for story in stories}
    return [
        len(set().union(*(outlets.get(id, set()) for id in story.near)) - outlets[story.id])
        for story in stories
    ]


def _place(story: Story) -> tuple[float, int]:
    return -round(story.score, 3), -max(map(economic_weight, story.articles))


def _scored(story: Story, weights: "Ranking", *, now: datetime, half_life: timedelta) -> Story:
    filed = _section(story.articles)
    section = _told_as(filed, story.articles)
    eco = economy_of(story.articles, section)
    if section == _COMPANY != filed:
        eco = min(eco, _JUDGED)
    if section in _LIGHT:
        story = replace(story, reach=0, kin=0)
    story = replace(story, sources=independent(story.articles))
    terms = (
        Term(name="coverage", weight=weights.coverage, value=_coverage(story.size)),
        Term(
            name="freshness",
            weight=weights.freshness,
            value=_freshness(story, now=now, half_life=half_life),
        ),
        Term(
            name="weight",
            weight=weights.weight,
            value=max(one.feed.weight for one in story.articles),
        ),
        Term(name="economy", weight=weights.economy, value=eco),
        Term(name="density", weight=weights.density, value=_density(story.articles)),
        *_penalties(story, section, weights, judged=section == _COMPANY != filed),
    )
    return replace(
        story,
        section=_told_of(story.articles, section, eco),
        eco=eco,
        odd=odd_of(story, section),
        terms=terms,
        score=math.fsum(term.weight * term.value for term in terms),
    )


def with_coverage(story: Story, sources: int) -> Story:
    """Return a scored story as it stands when so many independent outlets tell it."""
    told = replace(story, sources=sources)
    changed = {"coverage": _coverage(told.size), "weather": -_small(told.size)}
    terms = tuple(replace(one, value=changed.get(one.name, one.value)) for one in story.terms)
    score = math.fsum(term.weight * term.value for term in terms)
    return replace(told, terms=terms, score=score if terms else story.score)


def independent(articles: Sequence[Article]) -> int:
    """Count the outlets that tell the story in their own words; a copy counts for its original."""
    ids = {one.id for one in articles}
    return max(1, len({one.outlet for one in articles if one.copy_of not in ids}))


def _section(articles: Sequence[Article]) -> str:
    """Return the section that most articles have; on a tie that of the first."""
    counts = Counter(one.section for one in articles if one.section)
    return counts.most_common(1)[0][0] if counts else ""


def _told_as(section: str, articles: Sequence[Article]) -> str:
    """Return the section, or what is told under a folder that is too wide for it.

    That is crime where a trial or an attack abroad concerns no state, science where none speaks,
    and companies where three outlets' headlines name one: its managers are judged.
    """
    if section in _OF_CONDUCT and _names_company(articles):
        return _COMPANY
    if section != "monde":
        return section
    counts: Counter[str] = Counter()
    for one in articles:
        counts.update(section_counts(one.item.title, one.item.summary, one.item.language))
    if sum(counts[name] for name in _OF_PERSONS) > _MOSTLY * _of_states(counts):
        return _CRIME
    # Space is filed under the country that the rocket comes from.
    apart = Counter({name: count for name, count in counts.items() if name not in NO_PROOF})
    return _SCIENCE if counts[_SCIENCE] > _MOSTLY * _of_states(apart) else section


def _told_of(articles: Sequence[Article], section: str, eco: float) -> str:
    """Return the section, or what an economic story is about that is filed under a country."""
    if section not in _WIDE or eco < 1:
        return section
    counts: Counter[str] = Counter({_ECONOMY: 0})
    for one in articles:
        counts.update(section_counts(one.item.title, one.item.summary, one.item.language))
    economic = {name: count for name, count in counts.items() if eco_of(name) >= 1}
    return max(sorted(economic), key=lambda name: (economic[name], name == _ECONOMY))


def _of_states(counts: Counter[str]) -> int:
    return sum(count for name, count in counts.items() if eco_of(name) >= _STATES)


def _names_company(articles: Sequence[Article]) -> bool:
    """Say whether half of the headlines do, and those of three outlets."""
    named = [
        one for one in articles if _COMPANY in section_counts(one.item.title, "", one.item.language)
    ]
    return 2 * len(named) >= len(articles) and len({one.outlet for one in named}) >= _FEW


def _coverage(sources: float) -> float:
    return min(1.0, math.log1p(sources) / math.log(_MANY))


def _freshness(story: Story, *, now: datetime, half_life: timedelta) -> float:
    """Return 1 for news of this minute, halved with every half-life since the newest article."""
    newest = max(one.item.dated for one in story.articles)
    age = max(timedelta(0), now - newest)
    return float(0.5 ** (age / half_life))


def _density(articles: Sequence[Article]) -> float:
    texts = [f"{one.item.title}\n{one.item.summary}" for one in articles]
    money = any(map(MONEY.search, texts))
    organisation = any(
        _names_organisation(text, one.item.language)
        for text, one in zip(texts, articles, strict=True)
    )
    return (money + organisation) / 2


def _names_organisation(text: str, language: str) -> bool:
    if not text.isupper() and set(_ACRONYM.findall(text)) - _NO_ORGANISATION:
        return True
    return next(lexicon(language).organisations.found(tokens(text)), None) is not None


def _penalties(story: Story, section: str, weights: "Ranking", *, judged: bool) -> tuple[Term, ...]:
    if section in _HARDLY_HERE:
        return (Term(name=section, weight=getattr(weights, section), value=-1.0),)
    if section == "météo":
        return (Term(name="weather", weight=weights.weather, value=-_small(story.size)),)
    if section == _CRIME:  # a trial that everybody tells still concerns few
        lost = 0.5 + _small(story.size) / 2
        return (Term(name="local", weight=weights.local, value=-lost),)
    if section in _DOMESTIC or judged:
        # A government that nearly falls is told by everybody; courts and shops are of one country,
        # the company may be known in others.
        half = judged or (section == _POLITICS and story.sources >= _BIG)
        return (Term(name="domestic", weight=weights.domestic, value=-0.5 if half else -1.0),)
    return ()


def _small(sources: float) -> float:
    """Return 0 for what everybody tells, else 1: a heat wave of a whole country is no forecast."""
    return 0.0 if _coverage(sources) >= 1 else 1.0
