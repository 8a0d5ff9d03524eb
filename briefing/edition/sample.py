"""A made-up edition with one entry of every kind: to check templates before there is any news."""

from datetime import UTC, date, datetime

from briefing.config.settings import Newsletter
from briefing.model import (
    Block,
    Coverage,
    Credit,
    Edition,
    EventBlock,
    Line,
    NumberBlock,
    QuoteBlock,
    RateRow,
    RatesBlock,
    Section,
    SourceFact,
    SourceFigure,
    StoryBlock,
    Term,
    TextBlock,
)

_URL = "https://gazette.example/1"
_LINE = Line(text="La Gazette invente une nouvelle.", url=_URL, source="La Gazette")
_FACTS = tuple(
    SourceFact(
        source=source,
        url=_URL,
        headline="Une nouvelle est inventée",
        figures=(SourceFigure(text=figure, about="nouvelle", differs=True),),
    )
    for source, figure in (("La Gazette", "une nouvelle"), ("Le Phare", "deux nouvelles"))
)
_BLOCKS: tuple[Block, ...] = (
    StoryBlock(
        story_id="sample-1",
        lead=_LINE,
        sentences=(Line(text="Elle n'a pas eu lieu.", url=_URL, source="Le Phare"),),
        also=(Credit(source="L'Écho", url=_URL),),
        update=True,
        facts=_FACTS,
        reasons=(Term(name="coverage", weight=0.3, value=1.0),),
        independent=2,
    ),
    NumberBlock(story_id="sample-2", value="12 %", text="Un nombre.", url=_URL, source="L'Écho"),
    QuoteBlock(
        story_id="sample-3",
        text="Personne n'a dit cela",
        speaker="Jeanne Personne",
        role="porte-parole",
        url=_URL,
        source="L'Écho",
    ),
    EventBlock(text="Rien n'a lieu ce lundi.", at="14:30", url=_URL, source="L'Écho"),
)
_FITTING: dict[str, tuple[Block, ...]] = {
    "number": _BLOCKS[1:2],
    "quote": _BLOCKS[2:3],
    "watch": _BLOCKS[3:4],
    "markets": (
        RatesBlock(
            day=date(2026, 11, 20),
            rows=(
                RateRow(currency="USD", value=1.0834, change=0.2),
                RateRow(currency="GBP", value=0.8312, change=-0.1),
                RateRow(currency="JPY", value=178.94),
            ),
            url=_URL,
            source="L'Écho",
        ),
    ),
    "big_story": (
        StoryBlock(story_id="sample-4", lead=_LINE, facts=_FACTS),
        *(
            StoryBlock(story_id="sample-4", lead=_LINE, label=label)
            for label in ("Les faits", "Le débat", "La suite")
        ),
    ),
    "correction": (TextBlock(text="Hier, nous écrivions « rien ». C'est moins que rien."),),
}


def sample_edition(newsletter: Newsletter) -> Edition:
    """Return an edition that holds every section of the newsletter, each with a fitting block."""
    return Edition(
        newsletter=newsletter.id,
        day=date(2026, 11, 23),
        language=newsletter.language,
        number=1,
        subject="La Gazette invente une nouvelle",
        preheader="Et aussi : rien.",
        greeting="Bonjour !",
        sign_off="Bonne journée !",
        reading_minutes=1,
        coverage=Coverage(feeds=1, ok=1),
        sections=tuple(
            Section(
                kind=section.kind,
                title=section.title or section.kind,
                blocks=_FITTING.get(section.kind, _BLOCKS[:1]),
            )
            for section in newsletter.sections
        ),
        made_at=datetime(2026, 11, 23, 4, 45, tzinfo=UTC),
    )
