"""A story and its summary → the dossier: what its articles say exactly."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from briefing.facts.events import find_events
from briefing.facts.figures import find_figures
from briefing.facts.quotations import find_quotations
from briefing.model import Article, DatedEvent, Dossier, Figure, Quotation, Story, Summary


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What one title and text say exactly, in their order."""

    figures: tuple[Figure, ...]
    quotations: tuple[Quotation, ...]
    events: tuple[DatedEvent, ...]


def dossier(story: Story, summary: Summary | None, *, today: date) -> Dossier:
    """Return figures, quotations and events of the articles, in their order; copies are read once.

    `today` is the edition's day: events before it are history.
    """
    found = [
        mine(
            article.item.title,
            body_of(article),
            language=article.item.language,
            today=today,
            published=article.item.dated.date(),
            article_id=article.id,
        )
        for article in story.articles
        if not article.copy_of and not article.damaged
    ]
    return Dossier(
        story=story,
        summary=summary,
        figures=tuple(figure for one in found for figure in one.figures),
        quotations=tuple(quotation for one in found for quotation in one.quotations),
        events=tuple(event for one in found for event in one.events),
    )


def announced(stories: Sequence[Story], *, today: date) -> tuple[Dossier, ...]:
    """Return what these stories announce, and nothing else of them; those that announce nothing are
    left out. For the agenda: a vote that one outlet mentions is no story of the day."""
    found = (dossier(story, None, today=today) for story in stories)
    return tuple(
        Dossier(story=one.story, summary=None, events=one.events) for one in found if one.events
    )


def mine(
    title: str, body: str, *, language: str, today: date, published: date, article_id: str
) -> Found:
    """Return what a title and a body say; events are those of `today` or later."""
    parts = (title, body)
    figures = [
        figure
        for part in parts
        for figure in find_figures(part, language=language, article_id=article_id)
    ]
    events = [
        event
        for part in parts
        for event in find_events(
            part, language=language, today=today, published=published, article_id=article_id
        )
    ]
    quotations = find_quotations(title, body, language=language, article_id=article_id)
    return Found(figures=tuple(figures), quotations=quotations, events=tuple(events))


def body_of(article: Article) -> str:
    """Return the teaser and the longest text we have, a line apart."""
    longest = max(article.text, article.item.content, key=len)
    return "\n".join(part for part in (article.item.summary, longest) if part)
