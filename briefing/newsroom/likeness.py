"""Articles of one language → how alike each two are: by words, letters, names and numbers."""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
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
_OTHER_NAMES = 0.8  # factor when each title has names that the other text lacks, and they weigh
_OTHER_NUMBERS = 0.8
_OTHER_NAMES_AND_NUMBERS = 0.6  # another earthquake in another country
_OUTWEIGHS = 0.8  # a common name against the others: « Ligue 2 » does not make one match of two
_ONE_WORD = (
    0.5  # factor when a word or a name is all that two texts share: golf, a town, a minister
)
_ONLY_NAMES = 0.65  # factor when they share several, but all of them names: « Trump et Poutine »
_SEVERAL = 3  # words; a text of fewer has not much to share
_NAME_WORDS = 2  # Saint-Hilaire
_FORM_WORDS, _MADE_FOR = 4, 5  # words of a form, and names that it is filled in for
_FORM = 0.75  # share of the other words that two titles of one form have in common …
_FORM_OF_NUMBERS = 0.6  # … where the numbers differ as well as the names


def likenesses(
    articles: Sequence[Article], texts: Sequence[Text], background: Sequence[str], language: str
) -> dict[tuple[int, int], float]:
    """Return how alike two articles are, 0 to 1, for the pairs (i < j) that are alike at all."""
    titles = _marks(articles, background, language)
    made = _filled_in_forms(titles, articles)
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


def _filled_in_forms(titles: Callable[[int], Marks], articles: Sequence[Article]) -> frozenset[int]:
    """Return the texts whose title is one of many that are the same but for their names.

    A machine made them, for 300 towns: they tell no event and join none.
    """
    alike: dict[frozenset[str], list[int]] = defaultdict(list)  # names are read in few of them
    for at, article in enumerate(articles):
        alike[frozenset(filter(str.islower, article.item.title.split()))].append(at)
    by_form: dict[frozenset[str], list[int]] = defaultdict(list)
    for at in chain.from_iterable(one for one in alike.values() if len(one) >= _MADE_FOR):
        found = titles(at)
        if len(form := found.words - found.names) >= _FORM_WORDS:
            by_form[form].append(at)
    return frozenset(
        at
        for one in by_form.values()
        if len({titles(at).names for at in one}) >= _MADE_FOR
        for at in one
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

    So it is when one word, or names, are all that the texts have in common.
    """
    common = _in_common(titles(one), titles(other), texts[one], texts[other])
    if common <= _ONE_WORD:
        return common
    return min(common, _by_names(titles(one), titles(other), texts[one], texts[other]))


def _in_common(ours: Marks, theirs: Marks, text: Text, other: Text) -> float:
    words = text.stems.keys(), other.stems.keys()
    shared = words[0] & words[1]
    if len(shared) <= 1 and min(map(len, words)) >= _SEVERAL:
        return _ONE_WORD
    names = ours.names & theirs.names
    if len(shared) <= len(names) and shared <= _stems(names, text):
        return _ONE_WORD if len(shared) <= _NAME_WORDS else _ONLY_NAMES
    return 1.0


def _by_names(ours: Marks, theirs: Marks, text: Text, other: Text) -> float:
    numbers = bool(ours.numbers and theirs.numbers) and not ours.numbers & theirs.numbers
    mine = ours.names.difference(other.counts)
    others = theirs.names.difference(text.counts)
    if not mine or not others or any(alike(a, b) for a in mine for b in others):
        return _OTHER_NUMBERS if numbers else 1.0
    if _form_in_common(ours, theirs) >= (_FORM_OF_NUMBERS if numbers else _FORM):
        return 0.0
    common = _weight(ours.names & theirs.names, text)
    least = min(_weight(mine, text), _weight(others, text))
    if common and common >= _OUTWEIGHS * least:
        return _OTHER_NUMBERS if numbers else 1.0
    return _OTHER_NAMES_AND_NUMBERS if numbers else _OTHER_NAMES


def _stems(names: Iterable[str], text: Text) -> set[str]:
    return {stem(name, text.statistics.language) for name in names}


def _weight(names: Iterable[str], text: Text) -> float:
    weights = text.statistics.stem_weights
    return math.fsum(weights.get(name, 0.0) for name in _stems(names, text))


def _form_in_common(ours: Marks, theirs: Marks) -> float:
    """Return the share of words that two titles have in common but for names and numbers."""
    rest, other = (
        {word for word in one.words - one.names if word.isalpha()} for one in (ours, theirs)
    )
    return len(rest & other) / (len(rest | other) or 1)
