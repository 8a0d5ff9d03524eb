"""A made-up edition with one entry of every kind: to check templates before there is any news."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from briefing.config.settings import Newsletter
from briefing.edition.sections import load
from briefing.i18n import primary
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
_BY = "L'Écho"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """What the made-up news says, in one language."""

    news: str
    more: str
    other: str
    headline: str
    claims: tuple[str, str]
    about: str
    number: str
    quote: str
    role: str
    event: str
    labels: tuple[str, str, str]
    correction: str
    preheader: str
    greeting: str
    sign_off: str


_FRENCH = _Words(
    news="La Gazette invente une nouvelle.",
    more="Elle n'a pas eu lieu.",
    other="Un Écho sur deux la répète.",
    headline="Une nouvelle est inventée",
    claims=("une nouvelle", "deux nouvelles"),
    about="nouvelle",
    number="C'est la part de nouvelles qui sont inventées.",
    quote="Personne n'a dit cela",
    role="porte-parole",
    event="Rien n'a lieu ce lundi.",
    labels=("Les faits", "Le débat", "La suite"),
    correction="Hier, nous écrivions « rien ». C'est moins que rien.",
    preheader="Et aussi : rien.",
    greeting="Bonjour !",
    sign_off="Bonne journée !",
)
_ENGLISH = _Words(
    news="The Gazette makes up a story.",
    more="It did not happen.",
    other="Every other Echo repeats it.",
    headline="A story is made up",
    claims=("one story", "two stories"),
    about="story",
    number="That is the share of stories that are made up.",
    quote="Nobody said that",
    role="spokesperson",
    event="Nothing happens this Monday.",
    labels=("The facts", "The debate", "What comes next"),
    correction='Yesterday we wrote "nothing". It is less than nothing.',
    preheader="And: nothing.",
    greeting="Good morning!",
    sign_off="Have a good day!",
)


def sample_edition(newsletter: Newsletter) -> Edition:
    """Return an edition that holds every section of the newsletter, each with fitting blocks."""
    words = _FRENCH if primary(newsletter.language) == "fr" else _ENGLISH
    fitting = _fitting(words)
    return Edition(
        newsletter=newsletter.id,
        day=date(2026, 11, 23),
        language=newsletter.language,
        number=1,
        subject=words.news.removesuffix("."),
        preheader=words.preheader,
        greeting=words.greeting,
        sign_off=words.sign_off,
        reading_minutes=1,
        coverage=Coverage(feeds=1, ok=1),
        sections=tuple(
            Section(
                kind=section.kind,
                title=section.title or _title(section.kind, newsletter.language),
                blocks=fitting.get(section.kind, _stories(words)),
            )
            for section in newsletter.sections
        ),
        made_at=datetime(2026, 11, 23, 4, 45, tzinfo=UTC),
    )


def _title(kind: str, language: str) -> str:
    titles = load(kind).TITLES
    return titles.get(primary(language), titles["en"])


def _stories(words: _Words) -> tuple[Block, ...]:
    lead = _line(words.news)
    return (
        StoryBlock(
            story_id="sample-1",
            lead=lead,
            sentences=(Line(text=words.more, url=_URL, source="Le Phare"),),
            also=(Credit(source="L'Écho", url=_URL),),
            update=True,
            facts=_facts(words),
            reasons=(Term(name="coverage", weight=0.3, value=1.0),),
            independent=2,
        ),
        StoryBlock(story_id="sample-5", lead=Line(text=words.other, url=_URL, source="L'Écho")),
    )


def _line(text: str) -> Line:
    return Line(text=text, url=_URL, source="La Gazette")


def _facts(words: _Words) -> tuple[SourceFact, ...]:
    return tuple(
        SourceFact(
            source=source,
            url=_URL,
            headline=words.headline,
            figures=(SourceFigure(text=figure, about=words.about, differs=True),),
        )
        for source, figure in zip(("La Gazette", "Le Phare"), words.claims, strict=True)
    )


def _fitting(words: _Words) -> dict[str, tuple[Block, ...]]:
    """Return the blocks of those sections that hold no plain stories."""
    lead = _line(words.news)
    return {
        "number": (
            NumberBlock(story_id="sample-2", value="12 %", text=words.number, url=_URL, source=_BY),
        ),
        "quote": (
            QuoteBlock(
                story_id="sample-3",
                text=words.quote,
                speaker="Jeanne Personne",
                role=words.role,
                url=_URL,
                source=_BY,
            ),
        ),
        "watch": (EventBlock(text=words.event, at="14:30", url=_URL, source=_BY),),
        "markets": (
            RatesBlock(
                day=date(2026, 11, 20),
                rows=(
                    RateRow(currency="USD", value=1.0834, change=0.2),
                    RateRow(currency="GBP", value=0.8312, change=-0.1),
                    RateRow(currency="JPY", value=178.94),
                ),
                url=_URL,
                source=_BY,
            ),
        ),
        "big_story": (
            StoryBlock(story_id="sample-4", lead=lead, facts=_facts(words)),
            *(StoryBlock(story_id="sample-4", lead=lead, label=label) for label in words.labels),
        ),
        "correction": (TextBlock(text=words.correction),),
    }
