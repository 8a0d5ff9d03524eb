"""What the desk knows of a morning (Desk), and what it tells each section (Options)."""

from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from briefing.config import Newsletter, Ranking
from briefing.gathered import Appointment, Rate
from briefing.model import Correction, Coverage, NumberBlock
from briefing.public_days import Closing


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Everything but the stories: whose edition, of which day, after which editions."""

    newsletter: Newsletter
    day: date
    number: int
    coverage: Coverage
    ranking: Ranking
    now: datetime
    recent_subjects: tuple[str, ...] = ()
    recent_greetings: tuple[str, ...] = ()
    holiday: str | None = None  # its name, "" on an ordinary day, None where nobody can say
    rates: tuple[Rate, ...] = ()  # of the last days
    appointments: tuple[Appointment, ...] = ()  # of calendars, for this day
    corrections: tuple[Correction, ...] = ()  # noted since the last edition
    week: tuple[NumberBlock, ...] = ()  # of this week's earlier editions, oldest first
    closings: tuple[Closing, ...] = ()  # exchanges that are closed this day


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a section may know: its length, the day, and what stands above it already."""

    max: int
    language: str
    day: date
    taken: frozenset[str] = frozenset()  # ids of stories printed as an item or a discovery
    economy_quota: float = 0.0
    lead: str = ""  # id of the first item's story
    spotlit: frozenset[str] = frozenset()  # ids of stories that gave the number or the quote
    said: tuple[str, ...] = ()  # sentences printed so far; none is printed twice
    rates: tuple[Rate, ...] = ()
    appointments: tuple[Appointment, ...] = ()
    corrections: tuple[Correction, ...] = ()
    week: tuple[NumberBlock, ...] = ()
    closings: tuple[Closing, ...] = ()
    hour: str = ""  # HH:MM of the readers when the edition is made; "" = not on its own day
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))  # of the readers
