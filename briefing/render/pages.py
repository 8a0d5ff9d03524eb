"""Every variable of the archive's pages: months, results, and where an edition's page stands."""

from dataclasses import dataclass, field
from datetime import date

from briefing import i18n
from briefing.model import Edition
from briefing.render.context import PageContext, about
from briefing.render.environment import capital_date, set_text
from briefing.typography import NARROW


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceView:
    """Where an edition's page stands. In web/edition.mjml: `place`; every part may be empty."""

    url: str = field(default="", metadata=about("The page's own address."))
    previous_url: str = field(default="", metadata=about("The edition before this one."))
    previous_date: str = field(default="", metadata=about("Its day, « Lundi 23 novembre 2026 »."))
    next_url: str = field(default="", metadata=about("The edition after this one."))
    next_date: str = field(default="", metadata=about("Its day."))
    archive_url: str = field(default="", metadata=about("The newsletter's archive."))
    feed_url: str = field(default="", metadata=about("The newsletter's own feed (Atom)."))
    made_at: str = field(default="", metadata=about("When the edition was made, ISO 8601, UTC."))
    indexed: bool = field(
        default=False, metadata=about("Whether search engines may list the page.")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthView:
    """A month of the archive."""

    name: str = field(metadata=about("« Novembre 2026 »."))
    url: str = field(metadata=about("Its page."))
    editions: int = field(metadata=about("How many editions it has."))
    shown: bool = field(metadata=about("Whether this is its page."))


@dataclass(frozen=True, slots=True, kw_only=True)
class PartView:
    """Some words of a result."""

    text: str = field(metadata=about("The words, typeset."))
    hit: bool = field(metadata=about("Whether they were sought."))


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultView:
    """A piece of an edition that holds the words sought."""

    url: str = field(metadata=about("The piece's place on its edition's page."))
    date: str = field(metadata=about("The edition's day, « Lundi 23 novembre 2026 »."))
    corrected: bool = field(metadata=about("Whether the edition was corrected since."))
    parts: tuple[PartView, ...] = field(metadata=about("An extract, in parts to be joined."))


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveContext(PageContext):
    """What web/archive.html and web/search.html may use besides the PageContext."""

    month: str = field(default="", metadata=about("« Novembre 2026 » (archive.html)."))
    months: tuple[MonthView, ...] = field(
        default=(), metadata=about("Months with editions, newest first (archive.html).")
    )
    corrected: frozenset[date] = field(
        default=frozenset(), metadata=about("Days of editions that were corrected (archive.html).")
    )
    search_url: str = field(default="", metadata=about("Where the search form leads."))
    feeds: tuple[tuple[str, str, str], ...] = field(
        default=(), metadata=about("The newsletter's own feeds: name, address, media type.")
    )
    query: str = field(default="", metadata=about("What the reader typed (search.html)."))
    asked: bool = field(default=False, metadata=about("Whether there are words to look for."))
    results: tuple[ResultView, ...] = field(default=(), metadata=about("One page of results."))
    total: int = field(default=0, metadata=about("How many results there are on all pages."))
    previous_url: str = field(default="", metadata=about("The page with newer ones; or empty."))
    next_url: str = field(default="", metadata=about("The page with older ones; or empty."))


ARCHIVE_NOUNS = (ArchiveContext, MonthView, ResultView, PartView, PlaceView)


def month_name(day: date, language: str) -> str:
    """Return the month as a line begins with it: « Novembre 2026 »."""
    name = i18n.month(day, language)
    return name[:1].upper() + name[1:]


def day_name(day: date, language: str) -> str:
    """Return the day as a line begins with it: « Lundi 23 novembre 2026 »."""
    return capital_date(day, language, NARROW)


def parts(text: str, language: str, *, marks: tuple[str, str]) -> tuple[PartView, ...]:
    """Return the text typeset, split where the marks open and close what was sought."""
    opening, closing = marks
    first, *rest = set_text(text, language, NARROW).split(opening)
    found = [PartView(text=first, hit=False)]
    for piece in rest:
        hit, _, after = piece.partition(closing)
        found += [PartView(text=hit, hit=True), PartView(text=after, hit=False)]
    return tuple(one for one in found if one.text)


def place_of(
    edition: Edition,
    home: str,
    *,
    around: tuple[date | None, date | None],
    indexed: bool,
) -> PlaceView:
    """Return where the edition's page stands between its neighbours; `home` is the newsletter's."""
    before, after = around
    language = edition.language
    return PlaceView(
        url=f"{home}/{edition.day}",
        previous_url=f"{home}/{before}" if before else "",
        previous_date=day_name(before, language) if before else "",
        next_url=f"{home}/{after}" if after else "",
        next_date=day_name(after, language) if after else "",
        archive_url=f"{home}/archive",
        feed_url=f"{home}/atom.xml",
        made_at=edition.made_at.isoformat(),
        indexed=indexed,
    )
