"""Articles of one language → how alike each two are: by words, letters, names and numbers."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta
from functools import lru_cache
from itertools import chain

from briefing.model import Article
from briefing.newsroom.candidates import candidates
from briefing.newsroom.marks import Marks, alike, common_words, marks
from briefing.newsroom.vectors import Text, body_of, cosine
from briefing.text import stem

SPAN = timedelta(hours=72)  # between the oldest and the newest article of a story
_FLOOR = 0.08  # less counts as nothing
_NEAR = 0.12  # of the words; from here letters are compared
_DOUBTED = 0.18  # from here names and numbers are compared
_SHARED = 0.06  # of the words; pairs below are not looked at
_OTHER_NAMES = 0.8  # factor when each title has names that the other text lacks, and no common one
_OTHER_NUMBERS = 0.8
_OTHER_NAMES_AND_NUMBERS = 0.4  # another earthquake in another country
_ONE_NAME = 0.5  # factor when one name is all that two texts share: a town, a minister
_NAME_WORDS = 2  # Saint-Hilaire
_FORM_WORDS, _MADE_FOR = 4, 5  # words of a form, and names that it is filled in for
_FORM = 0.75  # share of the other words that two titles of one form have in common


def likenesses(
    articles: Sequence[Article], texts: Sequence[Text], background: Sequence[str], language: str
) -> dict[tuple[int, int], float]:
    """Return how alike two articles are, 0 to 1, for the pairs (i < j) that are alike at all."""
    titles = _marks(articles, background, language)
    made = _filled_in_forms(titles, len(texts))
    dated = [one.item.dated.timestamp() for one in articles]
    span_s = SPAN.total_seconds()
    near = candidates(texts, dated, without=made, floor=_SHARED, span_s=span_s)
    pairs = {}
    for (one, other), shared in near.items():
        likeness = shared
        # Far pairs only matter in means: there the words stand for the letters too.
        if shared >= _NEAR:
            likeness = (shared + cosine(texts[one].letters, texts[other].letters)) / 2
        if likeness >= _DOUBTED:
            likeness *= _told_apart(one, other, titles, texts)
        if likeness >= _FLOOR:
            pairs[one, other] = min(1.0, likeness)
    return pairs


def _filled_in_forms(titles: Callable[[int], Marks], count: int) -> frozenset[int]:
    """Return the texts whose title is one of many that are the same but for their names.

    A machine made them, for 300 towns: they tell no event and join none.
    """
    by_form: dict[frozenset[str], list[int]] = defaultdict(list)
    for at in range(count):
        found = titles(at)
        if len(form := found.words - found.names) >= _FORM_WORDS:
            by_form[form].append(at)
    return frozenset(
        at
        for found in by_form.values()
        if len({titles(at).names for at in found}) >= _MADE_FOR
        for at in found
    )


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
    """Return a factor below 1 when the titles name different people, places or numbers.

    So it is when a name is all that the texts have in common.
    """
    ours, theirs = titles(one), titles(other)
    shared = texts[one].stems.keys() & texts[other].stems.keys()
    if len(shared) <= _NAME_WORDS and shared <= _stems(ours.names & theirs.names, texts[one]):
        return _ONE_NAME
    return _of_marks(ours, theirs, texts[one].counts, texts[other].counts)


def _stems(names: Iterable[str], text: Text) -> set[str]:
    return {stem(name, text.statistics.language) for name in names}


def _of_marks(
    ours: Marks, theirs: Marks, our_words: Mapping[str, int], their_words: Mapping[str, int]
) -> float:
    numbers = bool(ours.numbers and theirs.numbers) and not ours.numbers & theirs.numbers
    mine = ours.names.difference(their_words)
    others = theirs.names.difference(our_words)
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
