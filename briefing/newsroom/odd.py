"""A story → how surprising it is, 0 to 1; nothing is odd where somebody comes to harm."""

from collections.abc import Iterable

from briefing.model import Article, Story
from briefing.newsroom.lexicon import lexicon, tokens
from briefing.newsroom.sections import url_folders

_SECTIONS = {"insolite": 0.9, "science": 0.6, "culture": 0.3}
_SOURCE = 0.8
_WORDS, _MORE_WORDS = 0.7, 0.85  # one mark of oddness in the title, two
# Elsewhere an animal is a team, a brand or a figure of speech.
_WITH_ANIMALS = frozenset({"", "insolite", "science", "société", "climat", "monde", "local"})
_SERIOUS = frozenset({"faits divers", "opinion", "météo"})
_HARM_FOLDERS = ("faits-divers", "police", "justice", "terrorisme", "guerre", "conflit", "crime")


def odd_of(story: Story, section: str) -> float:
    """Return the most that a section, a title or a source gives; 0 if any article tells of harm."""
    if section in _SERIOUS or any(map(_tells_of_harm, story.articles)):
        return 0.0
    return max(_oddness(one, section) for one in story.articles)


def _tells_of_harm(article: Article) -> bool:
    item = article.item
    folders = url_folders(item.url)
    words = lexicon(item.language)
    slug = (item.url or "").rsplit("/", 1)[-1].replace("-", " ")
    return any(name in folder for folder in folders for name in _HARM_FOLDERS) or any(
        _any(words.tragedy.found(tokens(text))) for text in (item.title, item.summary, slug)
    )


def _oddness(article: Article, section: str) -> float:
    words = lexicon(article.item.language)
    title = tokens(article.item.title)
    animal = section in _WITH_ANIMALS and _any(words.animals.found(title))
    marks = sum(1 for _ in words.odd.found(title)) + animal
    by_words = 0.0 if not marks else _WORDS if marks == 1 else _MORE_WORDS
    by_section = _SECTIONS.get(section, 0.0)
    return max(by_words, by_section, _SOURCE if article.feed.odd else 0.0)


def _any(found: Iterable[object]) -> bool:
    return next(iter(found), None) is not None
