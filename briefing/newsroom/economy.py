"""A story and its section → how much it is about the economy, 0 to 1: what the quota counts."""

from collections.abc import Sequence

from briefing.model import Article
from briefing.newsroom.sections import ENOUGH_ECONOMY, eco_of, economic_words, in_title

# Sections that hold much that is no economy: an app's fashion, a reactor in a war, a heat wave.
# There, as on the front page, money, trade, work or companies must be spoken of too.
_TOLD = {"tech": 0.6, "énergie": 0.6, "travail": 0.6, "climat": 0.4}
_GENERAL = frozenset({"", "monde", "politique"})


def economy_of(articles: Sequence[Article], section: str) -> float:
    """Return the section's share; in a section that is not all economy, 1 if it is spoken of.

    It is spoken of when a headline does, or when half of the articles do.
    """
    if section not in _TOLD and section not in _GENERAL:
        return eco_of(section)
    told = [one for one in articles if _words(one, section) >= ENOUGH_ECONOMY]
    spoken = 2 * len(told) >= len(articles) and (
        len(told) > 1 or any(_in_headline(one, section) for one in told)
    )
    return 1.0 if spoken else _TOLD.get(section, eco_of(section))


def economic_weight(article: Article) -> int:
    """Return how many economic words an article has, those of its title twice."""
    return _words(article, "")


def _words(article: Article, section: str) -> int:
    item = article.item
    return economic_words(item.title, item.summary, language=item.language, apart_from=section)


def _in_headline(article: Article, section: str) -> bool:
    item = article.item
    return in_title(item.title, language=item.language, apart_from=section)
