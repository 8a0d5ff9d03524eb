"""A story → how surprising it is, 0 to 1; nothing is odd where somebody comes to harm."""

from collections import Counter
from collections.abc import Iterable

from briefing.model import Article, Item, Story
from briefing.newsroom.lexicon import lexicon, tokens
from briefing.newsroom.sections import url_folders

_SECTIONS = {"insolite": 0.9, "science": 0.5, "culture": 0.3}
_LIGHT = frozenset({"insolite", "science"})  # here one weak word is enough
_SOURCE = 0.8
_WORDS, _MORE_WORDS = 0.7, 0.85  # one mark of oddness in the title, two
_WEAK = 0.65  # two marks that each may mean something else: the oldest, a statue
# Elsewhere an animal is a team, a brand or a figure of speech.
_WITH_ANIMALS = frozenset({"", "insolite", "science", "société", "climat", "monde", "local"})
_SERIOUS = frozenset({"faits divers", "opinion", "météo", "politique", "santé", "sport"})
_HARM_FOLDERS = ("faits-divers", "police", "justice", "terrorisme", "guerre", "conflit", "crime")


def odd_of(story: Story, section: str) -> float:
    """Return the most that section, source or most of the titles give; 0 if any article tells of
    harm. One odd word in one outlet's title makes a story no oddity: another title is printed."""
    if section in _SERIOUS or any(map(_tells_of_harm, story.articles)):
        return 0.0
    by_words = sorted((_by_words(one.item, section) for one in story.articles), reverse=True)
    by_source = max(_SOURCE if one.feed.odd else 0.0 for one in story.articles)
    return max(by_words[len(by_words) // 2], by_source, _SECTIONS.get(section, 0.0))


def _tells_of_harm(article: Article) -> bool:
    item = article.item
    folders = url_folders(item.url)
    words = lexicon(item.language)
    slug = (item.url or "").rsplit("/", 1)[-1].replace("-", " ")
    return any(name in folder for folder in folders for name in _HARM_FOLDERS) or any(
        _any(words.tragedy.found(tokens(text))) for text in (item.title, item.summary, slug)
    )


def _by_words(item: Item, section: str) -> float:
    """Return what the title's marks of oddness give; a figure of speech is none (black sheep)."""
    found = lexicon(item.language).odd.found(tokens(item.title))
    marks = Counter(meaning for _, meanings in found for meaning in meanings)
    strong = marks["words"] + (marks["animals"] > 0 and section in _WITH_ANIMALS)
    weak = marks["weak"] + (section in _LIGHT)
    if strong:
        return _WORDS if strong + weak == 1 else _MORE_WORDS
    return _WEAK if weak > 1 else 0.0


def _any(found: Iterable[object]) -> bool:
    return next(iter(found), None) is not None
