"""Stories and what was printed before → those that are new, or have something new."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import lru_cache

from briefing.model import Article, Printed, Story
from briefing.newsroom.marks import common_words, marks, numbers_of
from briefing.text import content_stems, words

LONGEST = timedelta(days=5)  # a window over a long weekend; older news is none
USUAL = timedelta(hours=24)  # when nothing was sent before
GRACE = timedelta(hours=12)  # an article may be dated before the window that it is read in
HALF_LIFE = timedelta(hours=12)
_SAME = 0.6  # share of a title's stems that stand in one printed title or teaser
_FEWEST = 4  # stems; fewer in common say nothing
_REPEATED = 0.75  # share of an article's stems that were printed: it says nothing new


def window(previous_cut_off: datetime | None, *, now: datetime) -> datetime:
    """Return the oldest `dated` that counts: 12 h before the previous edition's cut-off.

    Without a previous edition the window is 24 h; it is never longer than 5 days.
    """
    start = now - USUAL if previous_cut_off is None else max(previous_cut_off, now - LONGEST)
    return start - GRACE


def half_life(since: datetime, *, now: datetime) -> timedelta:
    """Return the age at which freshness is halved: 12 h, after a weekend 24 h."""
    return 2 * HALF_LIFE if now - since > USUAL + GRACE + HALF_LIFE else HALF_LIFE


def printed_of(story: Story, *, newsletter: str, day: date) -> Printed:
    """Return what the memory keeps of a story that stood in an edition."""
    return Printed(
        newsletter=newsletter,
        day=day,
        story_id=story.id,
        item_ids=tuple(one.id for one in story.articles),
        outlets=tuple(dict.fromkeys(one.outlet for one in story.articles)),
        text="\n".join(dict.fromkeys(line for one in story.articles for line in _lines(one))),
    )


def remember(stories: Sequence[Story], printed: Sequence[Printed]) -> tuple[Story, ...]:
    """Return the stories in their order without those printed before that bring nothing new.

    One with a new number, name or independent outlet stays, as an `update` that holds only the
    articles that bring it: what was read yesterday cannot lead again.
    """
    common = common_words(one.text for one in printed)
    kept = []
    for story in stories:
        known = [one for one in printed if _same(story, one)]
        fresh = _fresh(story.articles, known, common) if known else story.articles
        if fresh:
            kept.append(replace(story, articles=fresh, update=True) if known else story)
    return tuple(kept)


def _same(story: Story, printed: Printed) -> bool:
    """Say whether a story is the printed one: by its items, else by the words of a title."""
    ids = {story.id, *(one.id for one in story.articles), *(one.copy_of for one in story.articles)}
    if printed.story_id in ids or not ids.isdisjoint(printed.item_ids):
        return True
    return any(_tells(one, printed) for one in story.articles)


def _tells(article: Article, printed: Printed) -> bool:
    title = _title(article.item.title, article.item.language)
    return len(title) >= _FEWEST and any(
        len(title & line) >= max(_FEWEST, _SAME * len(title))
        for line in _stems(printed, article.item.language)
    )


@lru_cache(maxsize=4096)  # a title is compared with every printed story: a fifth of a morning
def _title(title: str, language: str) -> frozenset[str]:
    return frozenset(content_stems(title, language))


@lru_cache(maxsize=256)
def _stems(printed: Printed, language: str) -> tuple[frozenset[str], ...]:
    """Return the stems of each printed line."""
    lines = printed.text.split("\n")
    return tuple(frozenset(content_stems(line, language)) for line in lines)


def _fresh(
    articles: Iterable[Article], known: Sequence[Printed], common: frozenset[str]
) -> tuple[Article, ...]:
    return tuple(one for one in articles if all(_adds(one, past, common) for past in known))


def _adds(article: Article, printed: Printed, common: frozenset[str]) -> bool:
    """Say whether an article came after the printed edition and tells more than it."""
    ids = {article.id, article.copy_of}
    if article.item.dated.date() < printed.day or not ids.isdisjoint(printed.item_ids):
        return False
    text = "\n".join(_lines(article))
    language = article.item.language
    stems = frozenset(content_stems(text, language))
    if len(stems.difference(*_stems(printed, language))) <= (1 - _REPEATED) * len(stems):
        return bool(numbers_of(text) - numbers_of(printed.text))
    names = marks(article.item.title, common=common, language=language).names
    return bool(
        article.outlet not in printed.outlets
        or numbers_of(text) - numbers_of(printed.text)
        or names.difference(words(printed.text))
    )


def _lines(article: Article) -> tuple[str, ...]:
    item = article.item
    return tuple(" ".join(text.split()) for text in (item.title, item.summary) if text)
