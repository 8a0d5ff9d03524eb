"""A story → the numbers that one of its outlets prints with a hedge, and who drops it."""

from briefing.facts.figures import find_figures
from briefing.model import Article, Figure, Story

# These say less than the bare number; « seulement », « quelque » do not.
_WEAKER = ("jusqu", "environ", "près d", "moins d", "au plus", "au maximum", "presque", "estimé")
_WEAKER_ENGLISH = ("up to", "about", "around", "roughly", "nearly", "almost", "approximately")


def hedged_values(story: Story) -> frozenset[float]:
    """Return the values that stand in a title or teaser of the story with a weakening hedge."""
    return frozenset(
        figure.value
        for article in story.articles
        for text in (article.item.title, article.item.summary)
        if any(hedge in text.lower() for hedge in (*_WEAKER, *_WEAKER_ENGLISH))
        for figure in find_figures(text, language=article.item.language, article_id=article.id)
        if _is_weak(figure)
    )


def claims_more(text: str, values: frozenset[float], article: Article) -> bool:
    """Say whether the text prints one of the values as if it were sure."""
    if not values:
        return False
    language = article.item.language
    return any(
        figure.value in values and not figure.hedge
        for figure in find_figures(text, language=language, article_id=article.id)
    )


def _is_weak(figure: Figure) -> bool:
    hedge = (figure.hedge or "").lower()
    return hedge.startswith(_WEAKER) or hedge.startswith(_WEAKER_ENGLISH)
