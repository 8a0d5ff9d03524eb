"""Stories and what was printed before → those that are new, or have something new."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import chain

from briefing.model import Article, Printed, Ruling, Story
from briefing.newsroom.marks import common_words, marks, numbers_of
from briefing.newsroom.rank import independent, with_coverage
from briefing.text import content_stems, words

LONGEST = timedelta(days=5)  # a window over a long weekend; older news is none
USUAL = timedelta(hours=24)  # when nothing was sent before
GRACE = timedelta(hours=12)  # an article may be dated before the window that it is read in
HALF_LIFE = timedelta(hours=12)
_SAME = 0.5  # share of a title's stems that stand in one printed title or teaser
_FEWEST = 4  # stems; fewer in common say nothing
_FEWEST_OUTLETS, _FEWEST_TURNS = 2, 2  # that a new word needs, and such words
_DAYS = frozenset(
    stem
    for days, language in (
        ("lundi mardi mercredi jeudi vendredi samedi dimanche matin soir nuit semaine", "fr"),
        ("monday tuesday wednesday thursday friday saturday sunday morning night week", "en"),
    )
    for stem in content_stems(days, language)
)
_YEAR = re.compile(r"(19|20)\d\d")


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
    """Return the stories, best first, without those printed before that bring nothing new.

    One stays with a new number in a headline, a new name there that a second outlet has, or new
    words that half of the outlets, two at least, have in theirs: an `update` that holds only the
    articles whose headline says what is new, and is scored by them. That another outlet tells
    yesterday's story is no news, nor what stands under a known headline.
    """
    common = common_words(chain(_all_lines(stories), (one.text for one in printed)))
    kept = []
    for story in stories:
        known = [one for one in printed if _same(story, one)]
        if story.ruling is Ruling.PINNED:  # the operator knows what was printed
            kept.append(story)
            continue
        fresh = _fresh(story.articles, known, common) if known else story.articles
        if fresh:
            kept.append(_update(story, fresh) if known else story)
    return tuple(sorted(kept, key=lambda story: -round(story.score, 3)))


def _all_lines(stories: Sequence[Story]) -> Iterator[str]:
    return (line for story in stories for one in story.articles for line in _lines(one))


def _update(story: Story, fresh: tuple[Article, ...]) -> Story:
    told = with_coverage(story, independent(fresh))
    return replace(told, articles=fresh, update=True)


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
    """Return the articles whose headline, which is what is printed, tells more than was printed."""
    later = [one for one in articles if all(_came_after(one, past) for past in known)]
    text = "\n".join(past.text for past in known)
    old = _Told(numbers_of(text), frozenset(words(text)))
    told = {one.id: (one.outlet, frozenset(words(" ".join(_lines(one))))) for one in later}
    turns = _turns(later, text)
    fresh = []
    for one in later:
        numbers, names = _new(one, old, common)
        others = (known for outlet, known in told.values() if outlet != one.outlet)
        turned = turns & _title(one.item.title, one.item.language)
        if numbers or turned or any(names & known for known in others):
            fresh.append(one)
    return tuple(fresh)


def _turns(articles: Sequence[Article], printed: str) -> frozenset[str]:
    """Return the stems that half of the outlets have in a headline, two at least, and nobody had
    before: Canada *drops* its *tax*. One alone says little (« toujours »), and a day nothing."""
    outlets: dict[str, set[str]] = defaultdict(set)
    for one in articles:
        for stem in _title(one.item.title, one.item.language):
            outlets[stem].add(one.outlet)
    least = max(_FEWEST_OUTLETS, len({one.outlet for one in articles}) / 2)
    said = {stem for stem, told in outlets.items() if len(told) >= least}
    languages = {one.item.language for one in articles}
    old = {stem for language in languages for stem in content_stems(printed, language)}
    new = said - old - _DAYS
    return frozenset(new if len(new) >= _FEWEST_TURNS else ())


@dataclass(frozen=True, slots=True)
class _Told:
    numbers: frozenset[str]
    words: frozenset[str]


def _came_after(article: Article, printed: Printed) -> bool:
    ids = {article.id, article.copy_of}
    return article.item.dated.date() >= printed.day and ids.isdisjoint(printed.item_ids)


def _new(
    article: Article, old: _Told, common: frozenset[str]
) -> tuple[frozenset[str], frozenset[str]]:
    """Return the numbers (no years) and the names of a headline that were not printed."""
    found = marks(article.item.title, common=common, language=article.item.language)
    numbers = {one for one in found.numbers - old.numbers if not _YEAR.fullmatch(one)}
    return frozenset(numbers), found.names - old.words


def _lines(article: Article) -> tuple[str, ...]:
    item = article.item
    return tuple(" ".join(text.split()) for text in (item.title, item.summary) if text)
