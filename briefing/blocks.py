"""What stands in a section of an edition: stories, a number, a quote, events, rates, words. Frozen.

Texts are plain and untypeset. A printed sentence never stands without the outlet that says it.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One named part of a score: `weight` × `value`."""

    name: str
    weight: float
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    source: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A printed sentence with the outlet it comes from. Never without one."""

    text: str
    url: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFigure:
    """A figure as one outlet prints it. `sentence` stands only where the outlets differ."""

    text: str  # verbatim, hedge and unit too
    about: str  # what is counted: figures with the same word are about one thing
    attribution: str = ""  # « selon l'Insee »
    differs: bool = False  # another outlet gives another number, or this one without its hedge
    sentence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFact:
    """What one outlet says of a story."""

    source: str
    url: str
    headline: str  # "" where the feed may not be reprinted
    figures: tuple[SourceFigure, ...] = ()
    copied: bool = False  # it carries the words of another outlet


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryBlock:
    story_id: str
    lead: Line
    sentences: tuple[Line, ...] = ()
    also: tuple[Credit, ...] = ()
    label: str = ""
    update: bool = False
    facts: tuple[SourceFact, ...] = ()  # what every outlet says; the web page shows it
    reasons: tuple[Term, ...] = ()  # why it was chosen: the terms of its score
    independent: int = 0  # outlets that tell it, copies counted once; 0 = not known
    kind: Literal["story"] = "story"


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberBlock:
    story_id: str
    value: str
    text: str
    url: str
    source: str
    day: date | None = None  # that of the earlier edition in which it stood
    kind: Literal["number"] = "number"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteBlock:
    story_id: str
    text: str
    speaker: str
    role: str
    url: str
    source: str
    kind: Literal["quote"] = "quote"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventBlock:
    text: str
    url: str
    source: str
    story_id: str = ""
    at: str = ""  # HH:MM, local
    day: date | None = None  # None = that of the edition
    kind: Literal["event"] = "event"


@dataclass(frozen=True, slots=True, kw_only=True)
class RateRow:
    """What one euro costs; `change` since the fixing before, in percent, None = not known."""

    currency: str  # ISO 4217
    value: float
    change: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RatesBlock:
    """Reference rates of a day, as the central bank fixed them."""

    day: date
    rows: tuple[RateRow, ...]
    url: str
    source: str
    story_id: str = ""  # of no story
    kind: Literal["rates"] = "rates"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextBlock:
    """Words of the editors themselves."""

    text: str
    story_id: str = ""
    kind: Literal["text"] = "text"


Block = StoryBlock | NumberBlock | QuoteBlock | EventBlock | RatesBlock | TextBlock
