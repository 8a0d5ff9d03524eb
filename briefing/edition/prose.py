"""Sentences of a dossier → printed lines, each with the outlet and address it comes from."""

import re

from briefing.model import Article, Credit, Dossier, Line, Reuse, Sentence, StoryBlock
from briefing.text import words


def line(dossier: Dossier, sentence: Sentence) -> Line | None:
    """Return the sentence credited to the first of its articles that has an address."""
    for article_id in sentence.article_ids:
        article = article_of(dossier, article_id)
        if article is not None and article.item.url:
            return Line(text=stopped(sentence.text), url=article.item.url, source=article.outlet)
    return None


def article_of(dossier: Dossier, article_id: str) -> Article | None:
    return next((one for one in dossier.story.articles if one.id == article_id), None)


def quotable(dossier: Dossier, article_id: str, sentence: str) -> Article | None:
    """Return the article that may be printed for this sentence: it has an address and allows it."""
    article = article_of(dossier, article_id)
    if article is None or article.damaged or not article.item.url:
        return None
    allowed = {
        Reuse.LINK: "",
        Reuse.TITLE: article.item.title,
        Reuse.TEASER: f"{article.item.title}\n{article.item.summary}",
        Reuse.SENTENCE: sentence,
    }[article.feed.reuse]
    return article if said_in(sentence, allowed) else None


def story_block(
    dossier: Dossier, *, headline: Sentence | None = None, body_words: int = 10_000
) -> StoryBlock | None:
    """Return the story as lead and body; None when nothing of it can be printed with a credit.

    `headline` takes the place of the summary's own.
    """
    if dossier.summary is None:
        return None
    lead = line(dossier, headline or dossier.summary.headline)
    if lead is None:
        return None
    body = [line(dossier, one) for one in dossier.summary.sentences]
    sentences = tuple(one for one in body if one and len(one.text.split()) <= body_words)
    credited = {lead.source, *(one.source for one in sentences)}
    return StoryBlock(
        story_id=dossier.story.id,
        lead=lead,
        sentences=sentences,
        also=also(dossier, credited),
        update=dossier.story.update,
    )


def also(dossier: Dossier, credited: set[str], *, most: int = 2) -> tuple[Credit, ...]:
    """Return other outlets of the story, the weightiest first."""
    by_weight = sorted(dossier.story.articles, key=lambda one: -one.feed.weight)
    others: dict[str, Credit] = {}
    for article in by_weight:
        if article.item.url and article.outlet not in credited:
            credit = Credit(source=article.outlet, url=article.item.url)
            others.setdefault(article.outlet, credit)
    return tuple(others.values())[:most]


def stopped(text: str) -> str:
    """Return the sentence with the stop that a printed line ends with: . or ?"""
    text = text.strip()
    # A whole sentence in quotation marks ends there, and so does one whose stop stands inside them.
    whole_quotation = text[:1] in '«“"' and re.search(r"[.?!…]\s*[»”\"]$", text)
    if text.endswith("?") or whole_quotation or re.search(r"[.]\s?[»”\"]$", text):
        return text
    return re.sub(r"[\s.…!;:,–-]+$", "", text) + "."


def said_in(sentence: str, *texts: str) -> bool:
    """Say whether one of the texts holds the sentence, whatever its marks and capitals."""
    wanted = f" {' '.join(words(sentence))} "
    return any(wanted in f" {' '.join(words(text))} " for text in texts)
