"""newspapers/*.toml → the demo's newspapers, their texts worded for a given morning."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import ClassVar, Literal
from zoneinfo import ZoneInfo

from babel.dates import format_date
from pydantic import ConfigDict, TypeAdapter

from briefing import i18n

ZONE = ZoneInfo("Europe/Paris")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One text of one newspaper. It may hold {placeholders} until `worded` fills them.

    `wire` names an agency text; with `wire_of` an entry prints that text under `dateline`,
    cut after `truncate` characters (0 = whole), and its own summary comes after it.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    title: str
    hours_ago: float  # age at 06:30 of the edition's day
    path: str  # its first folder is the section
    summary: str = ""
    content: str = ""  # paragraphs, an empty line between them
    category: str = ""
    dateline: str = ""
    wire: str = ""
    wire_of: str = ""
    truncate: int = 0

    @property
    def paragraphs(self) -> tuple[str, ...]:
        return tuple(part.strip() for part in self.content.split("\n\n") if part.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class Newspaper:
    """A fictional outlet and how its feed is written and served."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    id: str
    title: str
    about: str
    section: str
    weight: float
    format: Literal["rss", "atom", "rdf"]
    dates: Literal["rfc822", "gmt", "iso", "zulu"]
    typography: Literal["plain", "fine"]  # fine = ’ and no-break spaces, as some outlets set
    items: tuple[Entry, ...]
    encoding: Literal["utf-8", "iso-8859-1"] = "utf-8"
    server: Literal["normal", "unchanged", "moved"] = "normal"
    odd: bool = False
    credit: str = ""  # what others print before the texts they take over; agencies only


@cache
def newspapers() -> tuple[Newspaper, ...]:
    """Return every newspaper of the package, by id; wire copies hold the agency's text."""
    folder = files("briefing.demo") / "newspapers"
    sources = [part for part in folder.iterdir() if part.name.endswith(".toml")]
    documents = [tomllib.loads(source.read_text(encoding="utf-8")) for source in sources]
    adapter = TypeAdapter(Newspaper)
    papers = sorted(map(adapter.validate_python, documents), key=lambda paper: paper.id)
    wire = {entry.wire: (paper.credit, entry) for paper in papers for entry in paper.items}
    return tuple(
        replace(paper, items=tuple(_taken_over(entry, wire) for entry in paper.items))
        for paper in papers
    )


def _taken_over(entry: Entry, wire: Mapping[str, tuple[str, Entry]]) -> Entry:
    if not entry.wire_of:
        return entry
    credit, original = wire[entry.wire_of]
    start = f"{entry.dateline} ({credit}) – "
    if entry.truncate:
        cut = (start + original.summary)[: entry.truncate].rsplit(" ", 1)[0]
        return replace(entry, summary=f"{cut}…")
    summary = " ".join(filter(None, (start + original.summary, entry.summary)))
    content = start + original.content.strip() if original.content else ""
    return replace(entry, summary=summary, content=content)


def edition_day(now: datetime) -> date:
    """Return today in Paris, or Monday when today is a Saturday or Sunday."""
    today = now.astimezone(ZONE).date()
    return today + timedelta(days=max(0, 7 - today.weekday()) if today.weekday() > 4 else 0)


def morning(day: date) -> datetime:
    """Return 06:30 in Paris: the moment the demo acts as if it were."""
    return datetime(day.year, day.month, day.day, 6, 30, tzinfo=ZONE)


def published(entry: Entry, day: date) -> datetime:
    return (morning(day) - timedelta(hours=entry.hours_ago)).replace(second=0, microsecond=0)


def worded(paper: Newspaper, day: date) -> Newspaper:
    """Return the newspaper as it reads on the morning of `day`: no placeholder is left."""
    words = calendar_words(day)

    def fill(text: str) -> str:
        text = text.format_map(words)
        return _finely_set(text) if paper.typography == "fine" else text

    def filled(entry: Entry) -> Entry:
        return replace(
            entry,
            title=fill(entry.title),
            summary=fill(entry.summary),
            content=fill(entry.content),
            path=f"{entry.path}-{day:%Y%m%d}",  # tomorrow's demo prints other articles
        )

    return replace(paper, items=tuple(map(filled, paper.items)))


def _finely_set(text: str) -> str:
    return text.replace("'", "’").replace("« ", "«\xa0").replace(" »", "\xa0»")


def calendar_words(day: date) -> dict[str, str]:
    """Return what each placeholder stands for: {today} « lundi », {today_long} « mardi 1er juin ».

    {last_workday} and {next_workday} leave out Saturday and Sunday.
    """
    next_month = (day.replace(day=1) + timedelta(days=31)).replace(day=1)
    last_month = day.replace(day=1) - timedelta(days=1)
    days = {
        "today": day,
        "yesterday": day - timedelta(days=1),
        "day_before_yesterday": day - timedelta(days=2),
        "tomorrow": day + timedelta(days=1),
    }
    words = {name: _weekday(one) for name, one in days.items()}
    words |= {f"{name}_long": _day_and_month(one) for name, one in days.items()}
    return words | {
        "last_workday": _weekday(_workday(day, step=-1)),
        "next_workday": _weekday(_workday(day, step=1)),
        "month": format_date(day, "MMMM", locale="fr"),
        "last_month": format_date(last_month, "MMMM", locale="fr"),
        "first_of_next_month": _day_and_month(next_month).split(" ", 1)[1],
        "next_year": str(day.year + 1),
    }


def _workday(day: date, *, step: int) -> date:
    days: Sequence[date] = [day + timedelta(days=step * ahead) for ahead in range(1, 5)]
    return next(one for one in days if one.weekday() < 5)


def _weekday(day: date) -> str:
    return format_date(day, "EEEE", locale="fr")


def _day_and_month(day: date) -> str:
    """Return « mardi 1er décembre »."""
    return i18n.long_date(day, "fr").rsplit(" ", 1)[0]
