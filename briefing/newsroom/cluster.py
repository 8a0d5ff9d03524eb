"""Articles → stories: those that tell one event, whatever words they use."""

import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from functools import lru_cache
from itertools import chain, combinations

from briefing.model import Article, Kind, Story
from briefing.newsroom.linkage import groups
from briefing.newsroom.marks import Marks, alike, common_words, marks
from briefing.newsroom.vectors import Text, body_of, cosine, texts_of
from briefing.text import base

SPAN = timedelta(hours=72)  # between the oldest and the newest article of a story
_THRESHOLD = 0.25  # mean likeness of two headlines of one event
_FLOOR = 0.09  # less counts as nothing
_NEAR = 0.17  # of the words; from here letters are compared
_DOUBTED = 0.15  # from here names and numbers are compared
_SHARED = 0.08  # of the words; pairs below are not compared letter by letter
_FREQUENT = 0.004  # share of texts; a stem that stands in more makes no candidates …
_AT_LEAST = 20  # … unless it stands in so few
_OTHER_NAMES = 0.8  # factor when each title has names that the other text lacks, and no common one
_OTHER_NUMBERS = 0.8
_OTHER_NAMES_AND_NUMBERS = 0.4  # another earthquake in another country
_FORM = 0.75  # share of the other words that two titles of one form have in common
_TERMS = 5  # shared terms told to `explain`


def cluster(articles: Sequence[Article], *, background: Sequence[str] = ()) -> tuple[Story, ...]:
    """Return the stories, oldest first; every article stands in exactly one.

    Only NEWS is grouped, anything else is a story of its own. `background` are earlier texts, for
    word statistics. The result does not depend on the order of the articles.
    """
    ordered = sorted(articles, key=lambda one: (one.item.dated, one.id))
    by_language: dict[str, list[Article]] = defaultdict(list)
    for article in ordered:
        if article.kind is Kind.NEWS:
            by_language[base(article.item.language)].append(article)
    stories = [_story([one]) for one in ordered if one.kind is not Kind.NEWS]
    for language, news in sorted(by_language.items()):
        stories += _of_language(news, background, language)
    return tuple(sorted(stories, key=lambda story: (_oldest(story).item.dated, story.id)))


def _of_language(
    articles: Sequence[Article], background: Sequence[str], language: str
) -> list[Story]:
    texts = texts_of(articles, background, language)
    pairs = _likenesses(articles, texts, _marks(articles, background, language))

    def may_join(one: list[int], other: list[int]) -> bool:
        dates = [articles[at].item.dated for at in (*one, *other)]
        return max(dates) - min(dates) <= SPAN

    found = groups(len(articles), pairs, threshold=_THRESHOLD, may_join=may_join)
    return [_told(group, articles, texts, pairs) for group in found]


def _told(
    group: Sequence[int],
    articles: Sequence[Article],
    texts: Sequence[Text],
    pairs: Mapping[tuple[int, int], float],
) -> Story:
    """Return the story of a group; first stands the article that is most like the others."""
    central = dict.fromkeys(group, 0.0)
    for one, other in combinations(sorted(group), 2):
        if not articles[other].copy_of and not articles[one].copy_of:
            likeness = pairs.get((one, other), 0.0)
            central[one] += likeness
            central[other] += likeness
    best = max(group, key=lambda at: (_is_printable(articles[at]), central[at], -at))
    rest = sorted(set(group) - {best})
    terms = _shared_terms([texts[at] for at in group]) if rest else ()
    return _story([articles[at] for at in (best, *rest)], terms)


def _is_printable(article: Article) -> bool:
    return not article.damaged and not article.copy_of


def _story(articles: Sequence[Article], terms: tuple[str, ...] = ()) -> Story:
    oldest = min(articles, key=lambda one: (one.item.dated, one.id))
    return Story(
        id=oldest.id, articles=tuple(articles), section=articles[0].section, merged_by=terms
    )


def _oldest(story: Story) -> Article:
    return min(story.articles, key=lambda one: (one.item.dated, one.id))


# --- how alike two articles are ----------------------------------------------------------------


def _likenesses(
    articles: Sequence[Article], texts: Sequence[Text], titles: Callable[[int], Marks]
) -> dict[tuple[int, int], float]:
    pairs = {}
    for (one, other), shared in _candidates(texts).items():
        if abs(articles[one].item.dated - articles[other].item.dated) > SPAN:
            continue
        dilution = math.sqrt(texts[one].dilution * texts[other].dilution)
        if shared * dilution < _SHARED:
            continue
        # Far pairs only matter in means: there the words stand for the letters too.
        near = shared * dilution >= _NEAR
        letters = cosine(texts[one].letters, texts[other].letters) if near else shared
        likeness = min(1.0, dilution * (shared + letters) / 2)
        if likeness >= _DOUBTED:
            likeness *= _told_apart(one, other, titles, texts)
        if likeness >= _FLOOR:
            pairs[one, other] = likeness
    return pairs | dict.fromkeys(_copies(articles), 1.0)


def _candidates(texts: Sequence[Text]) -> dict[tuple[int, int], float]:
    """Return the likeness in words of all pairs that share a telling one."""
    holders: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for at, text in enumerate(texts):
        for stem, weight in text.stems.items():
            holders[stem].append((at, weight))
    frequent = max(_AT_LEAST, _FREQUENT * len(texts))
    candidates: set[tuple[int, int]] = set()
    for found in holders.values():
        if 1 < len(found) <= frequent:
            candidates.update(combinations([at for at, _ in found], 2))
    return {pair: cosine(texts[pair[0]].stems, texts[pair[1]].stems) for pair in candidates}


def _copies(articles: Sequence[Article]) -> list[tuple[int, int]]:
    by_original: dict[str, list[int]] = defaultdict(list)
    for at, article in enumerate(articles):
        by_original[article.copy_of or article.id].append(at)
    return [pair for group in by_original.values() for pair in combinations(group, 2)]


def _marks(
    articles: Sequence[Article], background: Sequence[str], language: str
) -> Callable[[int], Marks]:
    """Return what reads the names and numbers of a title, once and only if it is asked for."""
    bodies = (body_of(one) for one in articles)
    common = common_words(chain(background, bodies, (one.item.title for one in articles)))
    return lru_cache(None)(
        lambda at: marks(articles[at].item.title, common=common, language=language)
    )


def _told_apart(
    one: int, other: int, titles: Callable[[int], Marks], texts: Sequence[Text]
) -> float:
    """Return a factor below 1 when the titles name different people, places or numbers."""
    ours, theirs = titles(one), titles(other)
    numbers = bool(ours.numbers and theirs.numbers) and not ours.numbers & theirs.numbers
    mine = ours.names.difference(texts[other].counts)
    others = theirs.names.difference(texts[one].counts)
    if not mine or not others or any(alike(a, b) for a in mine for b in others):
        return _OTHER_NUMBERS if numbers else 1.0
    if _same_form(ours, theirs):
        return 0.0
    if ours.names & theirs.names:
        return _OTHER_NUMBERS if numbers else 1.0
    return _OTHER_NAMES_AND_NUMBERS if numbers else _OTHER_NAMES


def _same_form(ours: Marks, theirs: Marks) -> bool:
    """Say whether two titles are the same but for their names: one town's weather, another's."""
    rest, other = ours.words - ours.names, theirs.words - theirs.names
    return len(rest & other) >= _FORM * len(rest | other)


def _shared_terms(texts: Sequence[Text]) -> tuple[str, ...]:
    """Return the stems that most of the texts share, the most telling first."""
    holders: dict[str, int] = defaultdict(int)
    weights: Mapping[str, float] = texts[0].statistics.stem_weights
    for text in texts:
        for stem in text.stems:
            holders[stem] += 1
    shared = [stem for stem, count in holders.items() if count > 1]
    return tuple(sorted(shared, key=lambda s: (-holders[s] * weights[s], s))[:_TERMS])
