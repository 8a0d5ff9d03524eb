"""Items and their feeds → articles: section, kind, damaged text, teasers that say nothing."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from briefing.model import Article, Feed, Item
from briefing.newsroom.habits import NONE, Habit, habits_of
from briefing.newsroom.kinds import kind_of
from briefing.newsroom.sections import label_of, section_of, wider
from briefing.text import base, fold
from briefing.text.pictograms import without_pictograms

_LONG = 200  # letters; of so many in French about seven carry an accent
_SHORT = 60
_RARE = 0.004  # share of accented letters below which a feed's teasers have lost them; usual: .03
_SAMPLE = 600  # letters of teasers that judge a feed
_SPACES = re.compile(r"\W+")


def to_articles(items: Sequence[Item], feeds: Mapping[str, Feed]) -> tuple[Article, ...]:
    """Return an article for each item, in order; an item of a feed not in `feeds` is left out."""
    known = [_without_pictograms(item) for item in items if item.feed_id in feeds]
    boilerplate = _boilerplate(known)
    unaccented = _unaccented_feeds(known)
    labels = [label_of(item, feeds[item.feed_id]) for item in known]
    habits = habits_of(
        (item.feed_id, wider(label)) for item, label in zip(known, labels, strict=True)
    )
    return tuple(
        _article(
            _without_boilerplate(item, boilerplate),
            feeds[item.feed_id],
            label=label,
            habit=habits.get(item.feed_id, NONE),
            damaged=_is_damaged(item, unaccented=item.feed_id in unaccented),
        )
        for item, label in zip(known, labels, strict=True)
    )


def _without_pictograms(item: Item) -> Item:
    """Return the item without emoji: what is printed of it has none, and is still its words."""
    texts = (item.title, item.summary, item.content)
    title, summary, content = map(without_pictograms, texts)
    if (title, summary, content) == texts:
        return item
    return replace(item, title=title, summary=summary, content=content)


def _without_boilerplate(item: Item, boilerplate: set[tuple[str, str]]) -> Item:
    if (item.feed_id, _key(item.summary)) not in boilerplate:
        return item
    content = "" if _key(item.content) == _key(item.summary) else item.content
    return replace(item, summary="", content=content)


def _article(item: Item, feed: Feed, *, label: str, habit: Habit, damaged: bool) -> Article:
    return Article(
        item=item,
        feed=feed,
        section=section_of(item, feed, label=label, habit=habit),
        kind=kind_of(item),
        text=item.content,
        damaged=damaged,
    )


def _boilerplate(items: Sequence[Item]) -> set[tuple[str, str]]:
    """Return (feed, teaser) of every teaser that stands under two or more titles of one feed."""
    titles: dict[tuple[str, str], set[str]] = defaultdict(set)
    for item in items:
        if key := _key(item.summary):
            titles[item.feed_id, key].add(_key(item.title))
    return {place for place, different in titles.items() if len(different) > 1}


def _key(text: str) -> str:
    return _SPACES.sub(" ", fold(text)).strip()


def _unaccented_feeds(items: Sequence[Item]) -> set[str]:
    letters: dict[str, int] = defaultdict(int)
    accents: dict[str, int] = defaultdict(int)
    for item in items:
        if base(item.language) == "fr":
            count, accented = _letters(item.summary)
            letters[item.feed_id] += count
            accents[item.feed_id] += accented
    return {
        feed
        for feed, count in letters.items()
        if count >= _SAMPLE and accents[feed] < _RARE * count
    }


def _is_damaged(item: Item, *, unaccented: bool) -> bool:
    if base(item.language) != "fr":
        return False
    shortest = _SHORT if unaccented else _LONG
    counted = [_letters(text) for text in (item.summary, item.content)]
    return any(letters >= shortest and not accented for letters, accented in counted)


def _letters(text: str) -> tuple[int, int]:
    """Count the letters of a text, and those among them that carry a mark."""
    letters = sum(map(str.isalpha, text))
    if text.isascii():
        return letters, 0
    decomposed = unicodedata.normalize("NFD", text)
    return letters, sum(map(bool, map(unicodedata.combining, decomposed)))
