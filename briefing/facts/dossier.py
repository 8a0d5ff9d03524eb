"""A story and its summary → the dossier: what its articles say exactly."""

from datetime import date

from briefing.facts.events import find_events
from briefing.facts.figures import find_figures
from briefing.facts.quotations import find_quotations
from briefing.model import Article, DatedEvent, Dossier, Figure, Quotation, Story, Summary


def dossier(story: Story, summary: Summary | None, *, today: date) -> Dossier:
    """Return figures, quotations and events of the articles, in their order; copies are read once.

    `today` is the edition's day: events before it are history.
    """
    figures: list[Figure] = []
    quotations: list[Quotation] = []
    events: list[DatedEvent] = []
    for article in story.articles:
        if article.copy_of or article.damaged:
            continue
        language, source = article.item.language, article.id
        title, body = article.item.title, body_of(article)
        for text in (title, body):
            figures += find_figures(text, language=language, article_id=source)
            events += find_events(
                text,
                language=language,
                today=today,
                published=article.item.dated.date(),
                article_id=source,
            )
        quotations += find_quotations(title, body, language=language, article_id=source)
    return Dossier(
        story=story,
        summary=summary,
        figures=tuple(figures),
        quotations=tuple(quotations),
        events=tuple(events),
    )


def body_of(article: Article) -> str:
    """Return the teaser and the longest text we have, a line apart."""
    longest = max(article.text, article.item.content, key=len)
    return "\n".join(part for part in (article.item.summary, longest) if part)
