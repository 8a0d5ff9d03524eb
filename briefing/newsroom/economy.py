"""A story and its section → how much it is about the economy, 0 to 1: what the quota counts."""

import re
from collections.abc import Sequence

from briefing.model import Article
from briefing.newsroom.lexicon import section_counts
from briefing.newsroom.sections import (
    ENOUGH_ECONOMY,
    eco_of,
    economic_words,
    in_title,
    label_of,
    tells_of_money,
)
from briefing.newsroom.topics import likely_section

MONEY = re.compile(
    r"[$£€¥]\s?\d|\d\s?(%|pour cent|percent|per cent|[$£€¥]|[mM]d?[$€])"
    r"|\d[\s\d.,]*((mill(ion|iard)|billion|trillion)s?\s)?(d['’e]\s?)?"
    r"(euros?|dollars?|francs|livres|yens?|yuans?|pounds|roubles)\b",
)
# Sections that hold much that is no economy: an app's fashion, a reactor in a war, a heat wave, an
# airline's award.
# There, as on the front page, money, trade, work or companies must be spoken of too.
_TOLD = {"tech": 0.6, "énergie": 0.6, "travail": 0.6, "industrie": 0.6, "climat": 0.4}
_INDUSTRY = "industrie"
_GENERAL = frozenset({"", "monde", "politique"})
_SAYS_NOTHING = _GENERAL | {"local"}  # a town's name beside an agreement
_UNSAID = 0.6  # an economic section that our words alone have guessed
# What outlets put in their economic folders besides: a town's buses, a birth on a flight.
_NO_ECONOMY = frozenset({"local", "faits divers", "société", "sport", "culture", "santé", "météo"})


def economy_of(articles: Sequence[Article], section: str) -> float:
    """Return the section's share; in a section that is not all economy, 1 if it is spoken of.

    It is spoken of when a headline does, or when half of the articles do.
    """
    share = eco_of(section)
    if section in _TOLD or section in _GENERAL:
        return 1.0 if _is_spoken_of(articles, section) else _TOLD.get(section, share)
    if share >= 1 and not any(eco_of(label_of(one.item, one.feed)) >= 1 for one in articles):
        return 1.0 if _is_spoken_of(articles, "") else _UNSAID
    if share >= 1 and (all(map(_is_about_other_things, articles)) or _is_small(articles)):
        return _UNSAID
    return share


def _is_small(articles: Sequence[Article]) -> bool:
    """Say whether an outlet files it under a town, or all known words are of other things."""
    local = sum(label_of(one.item, one.feed) == "local" for one in articles)
    if 3 * local >= len(articles):
        return True
    texts = [(one.item.title, one.item.summary, one.item.language) for one in articles]
    known = any(section_counts(*text).keys() - _SAYS_NOTHING for text in texts)
    return known and not any(
        MONEY.search(f"{title}\n{teaser}") or tells_of_money(title, teaser, language=language)
        for title, teaser, language in texts
    )


def _is_spoken_of(articles: Sequence[Article], section: str) -> bool:
    told = [one for one in articles if _speaks_of_it(one, section)]
    return 2 * len(told) >= len(articles) and (
        len(told) > 1 or any(_in_headline(one, section) for one in told)
    )


def _speaks_of_it(article: Article, section: str) -> bool:
    item = article.item
    apart = "" if section == _INDUSTRY else section  # cars count where jobs are spoken of
    return _words(article, apart) >= ENOUGH_ECONOMY and tells_of_money(
        item.title, item.summary, language=item.language
    )


def _is_about_other_things(article: Article) -> bool:
    item = article.item
    likely = likely_section(item.title, item.summary, language=item.language)
    return likely in _NO_ECONOMY and _words(article, "") < ENOUGH_ECONOMY


def economic_weight(article: Article) -> int:
    """Return how many economic words an article has, those of its title twice."""
    return _words(article, "")


def _words(article: Article, section: str) -> int:
    item = article.item
    return economic_words(item.title, item.summary, language=item.language, apart_from=section)


def _in_headline(article: Article, section: str) -> bool:
    item = article.item
    return in_title(item.title, language=item.language, apart_from=section)
