"""Nouns of what ingest gathers beside the feeds: pages, reference rates, dates of calendars."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Reading(StrEnum):
    """What came of reading a page."""

    READ = "read"
    RESERVED = "reserved"  # the publisher does not want it: robots.txt, tdm-reservation
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A page that is to be read: that of an item."""

    item_id: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """What a page says. `text`: paragraphs joined by newlines; "" when there is no article."""

    title: str = ""
    text: str = ""
    language: str = ""  # "fr", "en", …; "" when the page does not say
    paywalled: bool = False  # the rest is for subscribers


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What came of reading the page of an item. `text`: paragraphs joined by newlines."""

    item_id: str
    reading: Reading
    fetched_at: datetime
    text: str = ""
    paywalled: bool = False  # the rest is for subscribers
    note: str = ""  # why not, in a sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """How much of a currency one euro was worth on a day, as the central bank fixed it."""

    day: date
    currency: str  # ISO 4217
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """An entry of a calendar. `day` is that of the calendar's own zone."""

    day: date
    at: datetime | None  # UTC; None = all day
    text: str
    source: str
    url: str
