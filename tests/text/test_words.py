"""The rules of briefing.text: folding, words, stems, stop words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text import base, content_stems, count_words, fold, stem, stop_words, words


def test_folding_drops_case_accents_and_curly_apostrophes() -> None:
    assert fold("L’Été À LA MŒLLE") == "l'ete a la moelle"


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_elisions_are_two_words() -> None:
    assert words("l'économie de l’Insee, 2,5 %") == ["l", "economie", "de", "l", "insee", "2", "5"]


def test_a_dash_alone_is_no_word() -> None:
    assert count_words("Le CAC 40 – en hausse de 1,2 % – recule.") == 8


def test_a_regional_tag_means_its_language() -> None:
    assert base("fr-CH") == "fr"
    assert stop_words("en-GB") == stop_words("en")


def test_an_unknown_language_has_no_stop_words_and_no_stems() -> None:
    assert stop_words("xx") == frozenset()
    assert stem("Hausses", "xx") == "hausses"


@pytest.mark.parametrize(
    "forms",
    [
        ("hausse", "hausses", "hausser"),
        ("annoncé", "annoncée", "annoncées", "annonce", "annoncer"),
        ("salarié", "salariés", "salariée"),
        ("journal", "journaux"),
        ("président", "présidents", "présidente"),
        ("usine", "usines"),
    ],
)
def test_french_inflections_share_a_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(form, "fr") for form in forms}) == 1


@pytest.mark.parametrize(
    "forms",
    [
        ("price", "prices", "priced", "pricing"),
        ("company", "companies"),
        ("plan", "plans", "planned", "planning"),
        ("box", "boxes"),
        ("tax", "taxes"),
    ],
)
def test_english_inflections_share_a_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(form, "en") for form in forms}) == 1


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [("banque", "banquise", "fr"), ("taux", "taxe", "fr"), ("bus", "busy", "en")],
)
def test_different_words_keep_different_stems(one: str, other: str, language: str) -> None:
    assert stem(one, language) != stem(other, language)


def test_content_stems_are_in_order_and_hold_no_stop_words() -> None:
    assert content_stems("La hausse des prix de l'énergie", "fr") == ["haus", "prix", "energi"]
