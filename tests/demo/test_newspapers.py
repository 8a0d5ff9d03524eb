"""The promises of the demo's texts."""

import re
import statistics
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from pydantic import TypeAdapter, ValidationError

from briefing.demo.newspapers import (
    Entry,
    Newspaper,
    calendar_words,
    edition_day,
    morning,
    newspapers,
    published,
    worded,
)
from briefing.text import count_words, sentences

MONDAY = date(2026, 11, 23)
LAST_OF_MONTH = date(2026, 11, 30)
ECONOMY = {
    "economie",
    "entreprises",
    "marches",
    "tech",
    "energie",
    "emploi",
    "transports",
    "climat",
}


def papers(day: date = MONDAY) -> tuple[Newspaper, ...]:
    return tuple(worded(paper, day) for paper in newspapers())


def entries(day: date = MONDAY) -> list[Entry]:
    return [entry for paper in papers(day) for entry in paper.items]


def outlets_of(pattern: str) -> set[str]:
    """Return the newspapers of which a title or teaser matches."""
    return {
        paper.id
        for paper in papers()
        for entry in paper.items
        if re.search(pattern, f"{entry.title} {entry.summary}")
    }


def folder(entry: Entry) -> str:
    return entry.path.split("/")[1]


# --- size and mixture ------------------------------------------------------------------------


def test_there_are_enough_newspapers_and_texts() -> None:
    assert len(newspapers()) >= 8
    assert len(entries()) >= 130


def test_most_of_it_is_about_the_economy() -> None:
    economic = sum(folder(entry) in ECONOMY for entry in entries())
    assert economic / len(entries()) >= 0.6


def test_headlines_are_as_long_as_real_ones() -> None:
    lengths = [count_words(entry.title) for entry in entries()]
    assert 10 <= statistics.median(lengths) <= 12
    assert max(lengths) <= 22
    assert sum(length > 14 for length in lengths) <= 5  # agencies write long ones


def test_teaser_sentences_are_as_long_as_real_ones() -> None:
    lengths = [
        count_words(sentence) for entry in entries() for sentence in sentences(entry.summary, "fr")
    ]
    assert 14 <= statistics.median(lengths) <= 19
    assert max(lengths) <= 40


def test_most_texts_are_from_the_last_24_hours_and_all_from_the_last_three_days() -> None:
    ages = [entry.hours_ago for entry in entries()]
    assert sum(age < 24 for age in ages) > len(ages) / 2
    assert all(0 < age <= 72 for age in ages)


def test_addresses_are_unique() -> None:
    for paper in papers():
        repeated = [p for p, n in Counter(entry.path for entry in paper.items).items() if n > 1]
        assert repeated == []


@pytest.mark.parametrize(
    ("kind", "pattern"),
    [
        ("opinion", r"^(Tribune|Éditorial)"),
        ("promo", r"^Bons? plans?"),
        ("digest", r"en bref$"),
        ("live", r"^EN DIRECT"),
        ("podcast", r"^Podcast"),
        ("game", r"^(Horoscope|Loto)"),
    ],
)
def test_every_kind_that_is_no_story_is_there(kind: str, pattern: str) -> None:
    assert [entry for entry in entries() if re.search(pattern, entry.title)], kind


def test_there_are_charming_oddities() -> None:
    assert sum(folder(entry) == "insolite" for entry in entries()) >= 8


def test_some_texts_come_in_full() -> None:
    full = [entry for entry in entries() if 4 <= len(entry.paragraphs) <= 8]
    assert len(full) >= 8


# --- stories in several newspapers -----------------------------------------------------------


@pytest.mark.parametrize(
    ("pattern", "at_least"),
    [
        ("Banque du Ponant|Carvalhal", 5),
        ("Carvane", 5),
        ("Castor Bleu|Anvers", 5),
        ("Sarrasin", 4),
        ("Grandvent", 4),
        ("[Pp]etits colis", 5),
        ("[Ss]emaine de quatre jours", 4),
        ("Helvagen", 4),
        ("Aérolienne", 4),
        ("[Cc]afé :|tasse de café", 3),
        ("Noctambule", 2),
        ("Quartzine", 2),
        ("Aubertin", 2),
        ("Dijon", 2),
        ("chèvre", 2),
        ("Ordonéo", 2),
        ("Bonpré", 2),
        ("Galice", 2),
    ],
)
def test_an_event_is_told_by_several_newspapers(pattern: str, at_least: int) -> None:
    assert len(outlets_of(pattern)) >= at_least


def test_wire_copies_hold_the_agency_text_under_their_own_dateline() -> None:
    agency = {e.wire: e for paper in newspapers() for e in paper.items if e.wire}
    copies = [(p, e) for p in newspapers() for e in p.items if e.wire_of]
    assert len(copies) >= 5
    assert len({paper.id for paper, _ in copies}) >= 3
    cut = [copy for _, copy in copies if copy.truncate]
    assert len(cut) == 1
    assert cut[0].summary.endswith("…")
    for _, copy in copies:
        start = f"{copy.dateline} (Agence Méridienne) – "
        assert copy.summary.startswith(start)
        text = copy.summary.removeprefix(start).removesuffix("…")
        original = agency[copy.wire_of].summary
        assert original.startswith(text) if copy.truncate else text.startswith(original)


def test_yesterdays_story_has_news_today() -> None:
    carvane = [entry for entry in entries() if "Carvane" in entry.title]
    assert any(entry.hours_ago > 24 for entry in carvane)
    assert any(entry.hours_ago < 12 and "1 200" in entry.title for entry in carvane)


def test_figures_differ_between_newspapers() -> None:
    told = " ".join(f"{e.title} {e.summary}" for e in entries() if "Carvane" in e.title)
    assert "1 200 postes" in told
    assert "jusqu’à 1 500 emplois" in told
    assert outlets_of("L.intersyndicale affirme")


def test_one_newspaper_repeats_a_teaser_under_two_titles() -> None:
    for paper in papers():
        if paper.id == "petit-matin":
            assert max(Counter(entry.summary for entry in paper.items).values()) == 2


# --- facts to find ---------------------------------------------------------------------------


def test_there_are_enough_quotations_of_a_full_clause() -> None:
    found = {
        quotation.strip()
        for entry in entries()
        for text in (entry.title, entry.summary, entry.content)
        for quotation in re.findall(r"«([^»]+)»", text)
        if 8 <= count_words(quotation) <= 25
    }
    assert len(found) >= 10


def test_there_are_enough_hedged_numbers_with_a_unit() -> None:
    hedged = re.compile(
        r"\b(jusqu['’]à|environ|près de|quelque|au moins|plus de) \d[\d ,]* ?[%\w]", re.I
    )
    assert sum(bool(hedged.search(f"{e.title} {e.summary}")) for e in entries()) >= 12


def test_enough_events_are_announced_for_today() -> None:
    today = [e for e in entries() if re.search(r"\bce lundi\b", f"{e.title} {e.summary}")]
    assert len(today) >= 6
    assert sum(bool(re.search(r"\bà \d+ (h|heures)", e.summary)) for e in today) >= 5


# --- typography of the sources ---------------------------------------------------------------


def test_french_is_written_with_its_accents_and_marks() -> None:
    for entry in entries():
        text = f"{entry.title} {entry.summary} {entry.content}"
        assert not re.search(r"\b(Etat|Ecole|Eolien|Energie|Editorial|Edimbourg)\b", text), text
        assert not re.search(r"\bA (la|l|partir|Saint)\b", text), text
        assert '"' not in text
        assert text.count("«") == text.count("»")
        assert not re.search(r"  |\s[.,]|[^\s\xa0][;!?»]|«[^\s\xa0]", text), text
        assert not re.search(r"\d{5,}", text), text  # thousands stand apart
        assert not re.search(r"\bd['’](le|la|les|[bcdfgjklmnpqrstvwxz])", text), text


def test_teasers_end_as_sentences_do() -> None:
    for entry in entries():
        assert entry.summary.endswith((".", "…", "»")), entry.title
        assert not entry.title.endswith("."), entry.title


# --- the calendar ----------------------------------------------------------------------------


@pytest.mark.parametrize("shift", range(7))
def test_no_placeholder_is_left_on_any_day(shift: int) -> None:
    day = LAST_OF_MONTH + timedelta(days=shift)
    for entry in entries(day):
        assert not re.search(r"[{}]", f"{entry.title}{entry.summary}{entry.content}{entry.path}")


def test_an_unknown_placeholder_is_refused() -> None:
    wrong = Entry(title="Le {demain}", summary="", hours_ago=1, path="/a/b")
    with pytest.raises(KeyError):
        worded(replace(newspapers()[0], items=(wrong,)), MONDAY)


def test_days_have_their_names() -> None:
    words = calendar_words(MONDAY)
    assert words["today"] == "lundi"
    assert words["today_long"] == "lundi 23 novembre"
    assert words["tomorrow"] == "mardi"
    assert words["yesterday"] == "dimanche"
    assert words["last_workday"] == "vendredi"
    assert words["next_workday"] == "mardi"
    assert words["last_month"] == "octobre"


def test_the_first_of_a_month_is_the_1er() -> None:
    assert calendar_words(LAST_OF_MONTH)["tomorrow_long"] == "mardi 1er décembre"
    assert calendar_words(date(2026, 12, 1))["today_long"] == "mardi 1er décembre"
    assert calendar_words(MONDAY)["first_of_next_month"] == "1er décembre"
    assert calendar_words(date(2026, 12, 31))["first_of_next_month"] == "1er janvier"
    assert calendar_words(date(2026, 12, 31))["next_year"] == "2027"


def test_on_a_friday_the_next_workday_is_monday() -> None:
    assert calendar_words(date(2026, 11, 27))["next_workday"] == "lundi"


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (datetime(2026, 11, 23, 22, 30, tzinfo=UTC), date(2026, 11, 23)),
        (datetime(2026, 11, 23, 23, 30, tzinfo=UTC), date(2026, 11, 24)),  # after midnight in Paris
        (datetime(2026, 11, 27, 12, 0, tzinfo=UTC), date(2026, 11, 27)),
        (datetime(2026, 11, 28, 12, 0, tzinfo=UTC), date(2026, 11, 30)),
        (datetime(2026, 11, 29, 12, 0, tzinfo=UTC), date(2026, 11, 30)),
    ],
)
def test_the_edition_is_todays_or_mondays(now: datetime, day: date) -> None:
    assert edition_day(now) == day


def test_the_morning_is_half_past_six_in_paris_in_winter_and_summer() -> None:
    assert morning(MONDAY).astimezone(UTC).hour == 5
    assert morning(date(2026, 7, 1)).astimezone(UTC).hour == 4


def test_the_age_of_a_text_is_counted_from_the_morning() -> None:
    entry = Entry(title="Un titre", summary="", hours_ago=1.5, path="/a/b")
    assert published(entry, MONDAY) == datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


def test_an_unknown_key_in_a_newspaper_is_refused() -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Entry).validate_python({"title": "T", "hours_ago": 1, "path": "/a", "titel": 1})
