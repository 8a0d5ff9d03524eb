"""A story and the others of its day → those near it, and what told them apart: for `explain`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.model import Article, Story
from briefing.newsroom.marks import common_words, marks
from briefing.text import content_stems, words

MOST = 3
_SHARED = 3  # stems of two titles, a name's parts among them
_SHARE = 0.35  # of the shorter title


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """Another story that reads alike: what two titles share, and what only one of them names."""

    story_id: str
    title: str
    shared: tuple[str, ...]
    ours: tuple[str, ...]  # names and numbers that only this story's title has
    theirs: tuple[str, ...]


def kept_apart(story: Story, others: Sequence[Story]) -> tuple[Apart, ...]:
    """Return the stories that are nearest by a title, the nearest first, with what differs.

    Without a name or number on either side the words in common were too few or too usual.
    """
    near = [
        (found, other) for other in others if other.id != story.id for found in _near(story, other)
    ]
    near.sort(key=lambda one: (-len(one[0][2]), one[1].id))
    common = common_words(line for one in others for line in _lines(one))
    return tuple(
        _apart(ours, theirs, shared, other, common) for (ours, theirs, shared), other in near[:MOST]
    )


def _near(story: Story, other: Story) -> Iterator[tuple[Article, Article, frozenset[str]]]:
    """Yield the two titles that share most, with the stems in common, if that is enough."""
    pairs = [
        (ours, theirs, _stems(ours) & _stems(theirs))
        for ours in story.articles
        for theirs in other.articles
        if ours.item.language == theirs.item.language
    ]
    best = max(pairs, key=lambda pair: len(pair[2]), default=None)
    if best is not None:
        least = min(len(_stems(best[0])), len(_stems(best[1])))
        if len(best[2]) >= max(_SHARED, _SHARE * least):
            yield best


def _apart(
    ours: Article, theirs: Article, shared: frozenset[str], other: Story, common: frozenset[str]
) -> Apart:
    return Apart(
        story_id=other.id,
        title=theirs.item.title,
        shared=tuple(sorted(shared)),
        ours=_own(ours, theirs, common),
        theirs=_own(theirs, ours, common),
    )


def _own(one: Article, other: Article, common: frozenset[str]) -> tuple[str, ...]:
    """Return the names and numbers of a title that the other does not hold, as in the title."""
    found = marks(one.item.title, common=common, language=one.item.language)
    missing = (found.names | found.numbers) - set(words(other.item.title))
    return tuple(word for word in words(one.item.title) if word in missing)


def _stems(article: Article) -> frozenset[str]:
    return frozenset(content_stems(article.item.title, article.item.language))


def _lines(story: Story) -> Iterator[str]:
    for one in story.articles:
        yield one.item.title
        yield one.item.summary
