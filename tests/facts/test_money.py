"""Millions of what? Money without a currency is never printed."""

import pytest

from briefing.facts.money import bare_money


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Après avoir investi 14 milliards dans Scale AI, Meta débauche.", "fr"),
        ("L'animateur Arthur réclame 280 millions à Nespresso.", "fr"),
        ("La SNCF affiche 1,8 milliard de bénéfices en 2025.", "fr"),
        ("Le budget atteint 1 200 millions.", "fr"),
        ("La chaîne économise 270 millions d'ici 2029.", "fr"),
        ("The group owes 3 billion to banks.", "en"),
    ],
)
def test_millions_of_nothing_are_bare(text: str, language: str) -> None:
    assert bare_money(text, language=language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Meta offre plus de 100 millions de dollars à des chercheurs.", "fr"),
        ("Renault a vendu 2,2 millions de véhicules.", "fr"),
        ("Le coût passe de 3 à 4 milliards d'euros.", "fr"),
        ("Il passe de 3 milliards à 4 milliards d'euros.", "fr"),
        ("Une amende de 40 millions €.", "fr"),
        ("The group owes $3 billion to banks.", "en"),
        ("Some 3 million people voted.", "en"),
        ("3 Millionen", "de"),
    ],
)
def test_what_says_its_unit_is_not(text: str, language: str) -> None:
    assert not bare_money(text, language=language)
