"""Articles → stories: those that tell one event, whatever words they use."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from briefing.model import Article, Kind, Story
from briefing.newsroom.fragments import fragments
from briefing.newsroom.likeness import SPAN, likenesses
from briefing.newsroom.linkage import groups
from briefing.newsroom.neighbours import Neighbours
from briefing.newsroom.vectors import Text, texts_of
from briefing.text import base

_ALONE = frozenset({Kind.DIGEST, Kind.GAME, Kind.PROMO})  # a digest glues stories together
# Mean likeness, in company, of two groups that tell one event. Where nearly every text has several
# near ones there are few events, and less is enough (Neighbours.crowd): measured in docs/why.md.
_USUAL, _CROWDED = 0.67, 0.33
_USUAL_CROWD, _FULL_CROWD = 0.22, 0.45
_FLOOR = 0.15  # of a likeness in company; less counts as nothing
_TERMS = 5  # shared terms told to `explain`


def cluster(articles: Sequence[Article], *, background: Sequence[str] = ()) -> tuple[Story, ...]:
    """Return the stories, oldest first; every article stands in exactly one.

    A live report or an opinion joins the event that it is about, but no digest, game or offer joins
    anything. `background` are earlier texts, for word statistics. The result does not depend on the
    order of the articles.
    """
    ordered = sorted(articles, key=lambda one: (one.item.dated, one.id))
    copies = _copies(ordered)
    by_language: dict[str, list[Article]] = defaultdict(list)
    stories = []
    for article in ordered:
        if article.kind in _ALONE:
            stories.append(_story([article]))
        elif article.id in copies:
            by_language[base(article.item.language)].append(article)
    for language, originals in sorted(by_language.items()):
        stories += _of_language(originals, copies, background, language)
    return tuple(sorted(stories, key=lambda story: (_oldest(story).item.dated, story.id)))


def _copies(ordered: Sequence[Article]) -> dict[str, list[Article]]:
    """Return the id of each text → its later copies within 72 hours, which follow it anywhere."""
    groups: dict[str, list[Article]] = defaultdict(list)
    for article in ordered:
        if article.kind not in _ALONE:
            groups[article.copy_of or article.id].append(article)
    copies: dict[str, list[Article]] = {}
    for group in groups.values():
        first = group[0]
        copies[first.id] = []
        for article in group[1:]:
            if article.item.dated - first.item.dated > SPAN:
                first = article
                copies[first.id] = []
            else:
                copies[first.id].append(article)
    return copies


def _of_language(
    articles: Sequence[Article],
    copies: Mapping[str, Sequence[Article]],
    background: Sequence[str],
    language: str,
) -> list[Story]:
    texts = texts_of(articles, background, language)
    alike = likenesses(articles, texts, background, language)
    near = Neighbours(len(articles), alike)
    threshold = _threshold(near.crowd())
    pairs = near.in_company(floor=_FLOOR)
    dates = [[one.item.dated for one in (article, *copies[article.id])] for article in articles]

    def may_join(one: list[int], other: list[int]) -> bool:
        spans = [date for at in (*one, *other) for date in (dates[at][0], dates[at][-1])]
        return max(spans) - min(spans) <= SPAN

    found = groups(len(articles), pairs, threshold=threshold, may_join=may_join)
    told = [_told(group, articles, texts, pairs, copies) for group in found]
    parts = fragments(found, alike, pairs, threshold=threshold)
    return [
        replace(story, near=tuple(told[at].id for at in others))
        for story, others in zip(told, parts, strict=True)
    ]


def _threshold(crowd: float) -> float:
    share = (crowd - _USUAL_CROWD) / (_FULL_CROWD - _USUAL_CROWD)
    return _USUAL + (_CROWDED - _USUAL) * min(1.0, max(0.0, share))


def _told(
    group: Sequence[int],
    articles: Sequence[Article],
    texts: Sequence[Text],
    pairs: Mapping[tuple[int, int], float],
    copies: Mapping[str, Sequence[Article]],
) -> Story:
    """Return the story of a group; first stands the news that is most like the others."""
    central = dict.fromkeys(group, 0.0)
    for one, other in combinations(sorted(group), 2):
        likeness = pairs.get((one, other), 0.0)
        central[one] += likeness
        central[other] += likeness
    best = max(group, key=lambda at: (_is_printable(articles[at]), central[at], -at))
    order = (best, *sorted(set(group) - {best}))
    told = [one for at in order for one in (articles[at], *copies[articles[at].id])]
    told.sort(key=lambda one: not _is_printable(one))  # stable: the best stays first
    terms = _shared_terms([texts[at] for at in group]) if len(group) > 1 else ()
    return _story(told, terms)


def _is_printable(article: Article) -> bool:
    return article.kind is Kind.NEWS and not article.damaged and not article.copy_of


def _story(articles: Sequence[Article], terms: tuple[str, ...] = ()) -> Story:
    oldest = min(articles, key=lambda one: (one.item.dated, one.id))
    return Story(
        id=oldest.id, articles=tuple(articles), section=articles[0].section, merged_by=terms
    )


def _oldest(story: Story) -> Article:
    return min(story.articles, key=lambda one: (one.item.dated, one.id))


def _shared_terms(texts: Sequence[Text]) -> tuple[str, ...]:
    """Return the stems that most of the texts share, the most telling first."""
    holders: dict[str, int] = defaultdict(int)
    weights: Mapping[str, float] = texts[0].statistics.stem_weights
    for text in texts:
        for stem in text.stems:
            holders[stem] += 1
    shared = [stem for stem, count in holders.items() if count > 1]
    return tuple(sorted(shared, key=lambda s: (-holders[s] * weights[s], s))[:_TERMS])
