"""Dates, hours, lists and wordings by language; every wording has its French."""

import ast
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po

from briefing import i18n

ROOT = Path(__file__).parents[1]
FRENCH = ROOT / "briefing" / "locale" / "fr" / "LC_MESSAGES" / "briefing.po"
TEMPLATES = {".mjml", ".txt", ".html"}


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fr", "lundi 23 novembre 2026"),
        ("fr-CA", "lundi 23 novembre 2026"),
        ("en", "Monday, November 23, 2026"),
        ("en-US", "Monday, November 23, 2026"),
        ("en-GB", "Monday 23 November 2026"),
        ("xx", "Monday, November 23, 2026"),
    ],
)
def test_a_day_is_written_out(language: str, expected: str) -> None:
    assert i18n.long_date(date(2026, 11, 23), language) == expected


def test_the_first_of_the_month_is_an_ordinal_in_french() -> None:
    assert i18n.long_date(date(2026, 12, 1), "fr") == "mardi 1er décembre 2026"
    assert i18n.long_date(date(2026, 12, 1), "en") == "Tuesday, December 1, 2026"


@pytest.mark.parametrize(
    ("hhmm", "language", "expected"),
    [
        ("14:30", "fr", "14 h 30"),
        ("09:05", "fr-CA", "9 h 05"),
        ("09:00", "fr", "9 h"),
        ("14:30", "en", "2:30 p.m."),
        ("00:15", "en-GB", "12:15 a.m."),
        ("09:00", "en", "9 a.m."),
        ("12:00", "en", "noon"),
        ("00:00", "en", "midnight"),
        ("14:30", "de", "14:30"),
    ],
)
def test_an_hour_is_written_as_its_readers_do(hhmm: str, language: str, expected: str) -> None:
    assert i18n.hour(hhmm, language) == expected


def test_lists_and_numbers_follow_the_language() -> None:
    assert i18n.listed(["A", "B", "C"], "fr") == "A, B et C"
    assert i18n.listed(["A", "B"], "fr") == "A et B"
    assert i18n.listed(["A", "B", "C"], "en") == "A, B, and C"
    assert i18n.listed([], "fr") == ""
    assert i18n.number(45_000, "fr") == "45\u202f000"
    assert i18n.number(45_000, "en") == "45,000"


def test_a_language_without_catalogue_speaks_english() -> None:
    assert i18n.catalogue("en").gettext("Read online") == "Read online"
    assert i18n.catalogue("xx").ngettext("one", "many", 2) == "many"


@pytest.mark.parametrize(
    ("language", "expected"),
    [("fr", "fr"), ("fr-CA", "fr-CA"), ("en-GB", "en-GB"), ("ar", "en"), ("pt-BR", "en")],
)
def test_our_sentences_are_in_one_language(language: str, expected: str) -> None:
    assert i18n.spoken(language) == expected


def test_a_region_without_catalogue_speaks_its_language() -> None:
    french = i18n.catalogue("fr").gettext("Read online")
    assert french == "Lire en ligne"
    assert i18n.catalogue("fr-CA").gettext("Read online") == french


def _messages() -> Iterator[tuple[str | tuple[str, ...], str]]:
    """Return every msgid of code and templates, with the file it stands in."""
    for path in sorted((ROOT / "templates").rglob("*")):
        if path.suffix in TEMPLATES:
            options = {"silent": "false"}
            with path.open("rb") as stream:
                for found in extract("jinja2.ext:babel_extract", stream, options=options):
                    yield found[1], str(path.relative_to(ROOT))
    for path in sorted((ROOT / "briefing").rglob("*.py")):
        ast.parse(path.read_text("utf-8"))  # babel's own extractor skips what it cannot read
        with path.open("rb") as stream:
            for found in extract("python", stream, keywords=DEFAULT_KEYWORDS):
                yield found[1], str(path.relative_to(ROOT))


def _french() -> Catalog:
    with FRENCH.open("rb") as stream:
        return read_po(stream, locale="fr", abort_invalid=True)


def test_every_wording_has_its_french() -> None:
    french = _french()
    missing = {}
    for wording, place in _messages():
        message = french.get(wording if isinstance(wording, str) else wording[0])
        strings = message.string if message else ""
        if not all(strings if isinstance(strings, tuple) else (strings,)):
            missing[wording] = place
    assert missing == {}


def test_no_french_wording_is_left_behind() -> None:
    used = {w if isinstance(w, str) else w[0] for w, _ in _messages()}
    assert [message.id for message in _french() if message.id and _first(message) not in used] == []


def _first(message: Message) -> str:
    return str(message.id if isinstance(message.id, str) else message.id[0])


def test_a_french_wording_keeps_the_places_of_the_english_one() -> None:
    assert [error for _, errors in _french().check() for error in errors] == []
