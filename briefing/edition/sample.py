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
    Section,
    StoryBlock,
)

_URL = "https://gazette.example/1"
_LINE = Line(text="La Gazette invente une nouvelle.", url=_URL, source="La Gazette")
_BLOCKS: tuple[Block, ...] = (
    StoryBlock(
        story_id="sample-1",
        lead=_LINE,
        sentences=(Line(text="Elle n'a pas eu lieu.", url=_URL, source="Le Phare"),),
        also=(Credit(source="L'Écho", url=_URL),),
        label="Les faits",
        update=True,
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


def sample_edition(newsletter: Newsletter) -> Edition:
    """Return an edition that holds every section of the newsletter, each with a fitting block."""
    fitting = {"number": _BLOCKS[1:2], "quote": _BLOCKS[2:3], "watch": _BLOCKS[3:4]}
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
                blocks=fitting.get(section.kind, _BLOCKS[:1]),
            )
            for section in newsletter.sections
        ),
        made_at=datetime(2026, 11, 23, 4, 45, tzinfo=UTC),
    )
