"""News says when, who says so, how much or what was done; a comment says none of it."""

import pytest

from briefing.summarize.firmness import firmness


@pytest.mark.parametrize(
    ("text", "language", "least"),
    [
        ("Le Sénat a voté mercredi une aide de 40 millions d'euros, selon Orion.", "fr", 4),
        ("Orion supprime 300 postes.", "fr", 2),
        ("La banque relève ses taux.", "fr", 1),
        ("Orion was fined $40m on Monday, the court said.", "en", 4),
        ("Orion sues Lyre.", "en", 1),
    ],
)
def test_a_day_a_source_a_figure_and_a_deed_count_one_each(
    text: str, language: str, least: int
) -> None:
    assert firmness(text, language) >= least


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("La Syldavie ne parvient toujours pas à solder son passé.", "fr"),
        ("Les femmes portent l'avenir du secteur depuis 50 ans.", "fr"),
        ("Travel in these times looks lonely.", "en"),
    ],
)
def test_a_comment_has_none(text: str, language: str) -> None:
    assert firmness(text, language) == 0


def test_nothing_is_held_against_a_language_without_rules() -> None:
    assert firmness("Der Wandel der Zeiten", "de") == 4
