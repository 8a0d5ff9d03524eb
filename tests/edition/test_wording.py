"""Sentences out of their article."""

from datetime import date

import pytest

from briefing.edition.wording import as_today, leans, without_hour

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Il vote lundi.", "Il vote ce lundi."),
        ("Il vote lundi 23 novembre.", "Il vote ce lundi."),
        ("Il vote le lundi 23 novembre 2026 à Paris.", "Il vote ce lundi à Paris."),
        ("Il vote lundi 23, dit-on.", "Il vote ce lundi, dit-on."),
        ("Il vote ce lundi 23 novembre.", "Il vote ce lundi."),
        ("Lundi matin, il vote.", "Ce lundi matin, il vote."),
        ("Il vote lundi prochain.", "Il vote ce lundi."),
        ("À partir de lundi, il vote.", "À partir de ce lundi, il vote."),
        ("Il vote lundi 30 novembre.", "Il vote lundi 30 novembre."),
        ("Il a voté lundi dernier.", "Il a voté lundi dernier."),
        ("Du lundi au vendredi.", "Du lundi au vendredi."),
        ("Il vote chaque lundi.", "Il vote chaque lundi."),
        ("Il vote un lundi.", "Il vote un lundi."),
        ("Il vote mardi.", "Il vote mardi."),
        ("Les lundis de Paris", "Les lundis de Paris"),
    ],
)
def test_todays_weekday_becomes_ce_lundi(sentence: str, expected: str) -> None:
    assert as_today(sentence, day=MONDAY, language="fr") == expected


def test_the_first_of_a_month_is_known() -> None:
    first = date(2026, 12, 1)
    assert as_today("Il vote mardi 1er décembre.", day=first, language="fr") == "Il vote ce mardi."


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It votes on Monday.", "It votes today."),
        ("It votes on Monday, Nov. 23, in Paris.", "It votes today, in Paris."),
        ("It votes on Monday morning.", "It votes this morning."),
        ("On Monday, it votes.", "Today, it votes."),
        ("It votes on Monday 30 November.", "It votes on Monday 30 November."),
        ("It votes on Tuesday.", "It votes on Tuesday."),
    ],
)
def test_in_english_it_becomes_today(sentence: str, expected: str) -> None:
    assert as_today(sentence, day=MONDAY, language="en-GB") == expected


def test_other_languages_stay_as_they_are() -> None:
    assert as_today("Es wird am Montag.", day=MONDAY, language="de") == "Es wird am Montag."


def test_a_sentence_that_needs_the_one_before_it_leans() -> None:
    assert leans("Il présentera son plan.")
    assert leans("Ce dernier présentera son plan.")
    assert leans("Cette mobilisation touche 300 000 passagers.")
    assert leans("…")
    assert not leans("Ce lundi, la BCE présentera son plan.")


@pytest.mark.parametrize(
    ("sentence", "at", "expected"),
    [
        ("Il publie ce lundi à 8 h 45 son indice.", "08:45", "Il publie ce lundi son indice."),
        (
            "Ils ouvrent leurs débats ce lundi à 14 heures.",
            "14:00",
            "Ils ouvrent leurs débats ce lundi.",
        ),
        ("The ECB speaks at 2:30 p.m. on Monday.", "14:30", "The ECB speaks on Monday."),
        ("Le train part à 19 h 12, avec 340 voyageurs.", "19:12", None),
        ("À 14 h, il parle.", "14:00", None),
        ("Il parle ce lundi à 14 h 30.", "14:00", None),
        ("Il parle ce lundi à 14 h.", None, None),
    ],
)
def test_the_agenda_says_an_hour_once(sentence: str, at: str | None, expected: str | None) -> None:
    assert without_hour(sentence, at) == (expected or sentence)
