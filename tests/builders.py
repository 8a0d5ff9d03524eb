"""Small valid nouns for tests: every argument has a default, name only what the rule is about."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from briefing.model import (
    Article,
    Coverage,
    Credit,
    Dossier,
    Edition,
    EventBlock,
    Feed,
    Item,
    Kind,
    Line,
    NumberBlock,
    QuoteBlock,
    RateRow,
    RatesBlock,
    Section,
    Sentence,
    SourceFact,
    SourceFigure,
    Story,
    StoryBlock,
    Summary,
    TextBlock,
)

NOW = datetime(2026, 11, 23, 4, 45, tzinfo=UTC)  # a Monday, 05:45 in Paris
DAY = date(2026, 11, 23)


def feed(id: str = "fr-gazette", **changes: Any) -> Feed:
    values: dict[str, Any] = {
        "url": f"https://{id}.example/rss",
        "title": id.removeprefix("fr-").removeprefix("en-").title(),
        "language": "en" if id.startswith("en-") else "fr",
    }
    return Feed(id=id, **(values | changes))


def item(title: str = "La Banque centrale relève ses taux", **changes: Any) -> Item:
    feed_id = changes.pop("feed_id", "fr-gazette")
    identity = sha256(f"{feed_id} {changes.get('url', title)}".encode()).hexdigest()[:16]
    values: dict[str, Any] = {
        "id": identity,
        "keys": (identity,),
        "url": f"https://{feed_id}.example/{identity}",
        "summary": "",
        "content": "",
        "language": "en" if feed_id.startswith("en-") else "fr",
        "published": NOW,
        "first_seen": NOW,
    }
    return Item(title=title, feed_id=feed_id, **(values | changes))


def article(title: str = "La Banque centrale relève ses taux", **changes: Any) -> Article:
    """Return an article; `summary`, `url`, `feed_id`, `published` … go to its item."""
    own = {"section", "kind", "text", "copy_of", "damaged"}
    about = {"weight", "reuse", "odd", "outlet"}
    item_changes = {k: v for k, v in changes.items() if k not in own | about}
    feed_changes = {k: v for k, v in changes.items() if k in about - {"outlet"}}
    if "outlet" in changes:
        feed_changes["title"] = changes["outlet"]
    entry = item(title, **item_changes)
    values: dict[str, Any] = {"section": "économie", "kind": Kind.NEWS}
    return Article(
        item=entry,
        feed=feed(entry.feed_id, **feed_changes),
        **(values | {k: v for k, v in changes.items() if k in own}),
    )


def story(*articles: Article, **changes: Any) -> Story:
    articles = articles or (article(),)
    values: dict[str, Any] = {
        "id": articles[0].id,
        "articles": articles,
        "section": articles[0].section,
        "score": 0.5,
        "eco": 1.0,
        "sources": len({one.outlet for one in articles}),
    }
    return Story(**(values | changes))


def dossier(*articles: Article, lead: str = "", body: str = "", **changes: Any) -> Dossier:
    """Return a dossier summarized as `lead` (default: its first title) and `body` (or none)."""
    facts = {k: changes.pop(k) for k in ("figures", "quotations", "events") if k in changes}
    about = story(*articles, **changes)
    first = about.articles[0]
    summary = Summary(
        headline=Sentence(text=lead or first.item.title, article_ids=(first.id,)),
        sentences=(Sentence(text=body, article_ids=(first.id,)),) if body else (),
    )
    return Dossier(story=about, summary=summary, **facts)


def line(text: str, *, source: str = "La Gazette", url: str = "https://gazette.example/1") -> Line:
    return Line(text=text, url=url, source=source)


def story_block(
    lead: str = "La BCE relève ses taux.", body: str = "", **changes: Any
) -> StoryBlock:
    values: dict[str, Any] = {
        "story_id": sha256(lead.encode()).hexdigest()[:16],
        "lead": line(lead),
        "sentences": (line(body, source="Le Phare"),) if body else (),
        "also": (Credit(source="L’Écho", url="https://echo.example/2"),),
    }
    return StoryBlock(**(values | changes))


def facts() -> tuple[SourceFact, ...]:
    """Two outlets that differ on a figure."""
    rate = {"about": "%", "differs": True}
    return (
        SourceFact(
            source="La Gazette",
            url="https://gazette.example/1",
            headline="La BCE relève ses taux",
            figures=(SourceFigure(text="2,25 %", **rate),),  # type: ignore[arg-type]
        ),
        SourceFact(
            source="L’Écho",
            url="https://echo.example/2",
            headline="La BCE monte à environ 2 %",
            figures=(SourceFigure(text="environ 2 %", **rate),),  # type: ignore[arg-type]
        ),
    )


def sections() -> tuple[Section, ...]:
    """One of each kind, small."""
    return (
        Section(
            kind="need_to_know",
            title="Voici ce qu'il faut savoir",
            blocks=(
                story_block(
                    "La BCE relève ses taux.",
                    "Le taux de dépôt passe à 2,25 % dès mercredi.",
                    facts=facts(),
                ),
                story_block(
                    "Airbus livre 71 avions en octobre.", "C'est 12 de plus qu'il y a un an."
                ),
            ),
        ),
        Section(
            kind="watch",
            title="À surveiller aujourd'hui",
            blocks=(
                EventBlock(
                    text="L'Insee publie ce lundi le climat des affaires.",
                    at="08:45",
                    url="https://phare.example/3",
                    source="Le Phare",
                ),
            ),
        ),
        Section(
            kind="number",
            title="Le chiffre du jour",
            blocks=(
                NumberBlock(
                    story_id="n1",
                    value="45 000 emplois",
                    text="Jusqu'à 45 000 emplois sont menacés, selon la fédération.",
                    url="https://gazette.example/4",
                    source="La Gazette",
                ),
            ),
        ),
        Section(
            kind="quote",
            title="La citation",
            blocks=(
                QuoteBlock(
                    story_id="q1",
                    text="Nous ne céderons pas un centime de plus cette année",
                    speaker="Claire Vasseur",
                    role="présidente de la fédération",
                    url="https://echo.example/5",
                    source="L’Écho",
                ),
            ),
        ),
        Section(
            kind="discoveries",
            title="Découvertes surprenantes",
            blocks=(story_block("Une poule pond un œuf carré en Bretagne."),),
        ),
    )


def all_sections() -> tuple[Section, ...]:
    """One of every kind there is, in the order of the mail."""
    first, watch, *rest = sections()
    return (
        first,
        watch,
        Section(
            kind="markets",
            title="Les marchés",
            blocks=(
                RatesBlock(
                    day=date(2026, 11, 20),
                    rows=(
                        RateRow(currency="USD", value=1.0834, change=0.24),
                        RateRow(currency="GBP", value=0.8312, change=-0.12),
                        RateRow(currency="JPY", value=178.94, change=0.0),
                        RateRow(currency="CHF", value=0.9441),
                    ),
                    url="https://banque.example/taux",
                    source="BCE",
                ),
            ),
        ),
        Section(
            kind="big_story",
            title="Le grand angle",
            blocks=(
                story_block("Métallor ferme trois usines.", facts=facts(), story_id="b1"),
                story_block("Trois sites fermeront en 2027.", label="Les faits", story_id="b1"),
                story_block("Les syndicats dénoncent le plan.", label="Le débat", story_id="b1"),
                story_block("Les élus sont reçus jeudi.", label="La suite", story_id="b1"),
            ),
        ),
        *rest,
        Section(
            kind="correction",
            title="Rectificatif",
            blocks=(TextBlock(text="Vendredi, nous écrivions 3 %. C'est 2 %."),),
        ),
    )


def edition(blocks: Sequence[Section] | None = None, **changes: Any) -> Edition:
    values: dict[str, Any] = {
        "newsletter": "matin",
        "day": DAY,
        "language": "fr",
        "number": 214,
        "subject": "La BCE relève ses taux",
        "preheader": "Et aussi : une poule pond un œuf carré.",
        "greeting": "Bonjour et bon début de semaine !",
        "sign_off": "Bonne journée !",
        "reading_minutes": 1,
        "coverage": Coverage(feeds=23, ok=22),
        "sections": sections() if blocks is None else tuple(blocks),
        "made_at": NOW,
    }
    return Edition(**(values | changes))


def english_edition(**changes: Any) -> Edition:
    """A small edition in British English."""
    blocks = (
        Section(
            kind="need_to_know",
            title="Here's what you need to know",
            blocks=(
                story_block("The Bank holds rates.", "It's the fourth pause in a row."),
                story_block("Oil falls 3% after a truce.", label=""),
            ),
        ),
        Section(
            kind="quote",
            title="Quotable",
            blocks=(
                QuoteBlock(
                    story_id="q1",
                    text="We won't pay a penny more this year, whatever they say",
                    speaker="Claire Vasseur",
                    role="head of the federation",
                    url="https://echo.example/5",
                    source="The Echo",
                ),
            ),
        ),
    )
    values: dict[str, Any] = {
        "newsletter": "morning",
        "language": "en-GB",
        "subject": "The Bank holds rates",
        "preheader": "Plus: oil falls 3% after a truce.",
        "greeting": "Good morning! New week, fresh coffee.",
        "sign_off": "Our best wishes for a productive day.",
    }
    return edition(blocks, **(values | changes))
