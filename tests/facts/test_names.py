"""Names are runs of capitals; small words, titles and outlets are none."""

import pytest

from briefing.facts import find_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Le PDG de la banque, Paul Serre, quitte Orion.", ("Paul Serre", "Orion")),
        ("Selon le ministre, Saint-Brieuc attendra.", ("Saint-Brieuc",)),
        ("La BCE relève ses taux.", ("BCE",)),
        ("Hausse des prix à Lyon, selon Le Monde.", ("Lyon",)),
        ("Le modèle Lynx 4 déçoit.", ("Lynx 4",)),
        ("Mardi, le prix monte.", ()),
        ("Ouverture du marché de Noël.", ("Noël",)),
    ],
)
def test_french_names(text: str, names: tuple[str, ...]) -> None:
    assert find_names(text, language="fr") == names


def test_a_first_word_counts_when_it_is_a_name_elsewhere() -> None:
    assert find_names("Orion recrute. Le patron d'Orion se tait.", language="fr") == ("Orion",)


def test_english_names() -> None:
    text = "On Monday, President Clara Voss met the Bank of England."
    assert find_names(text, language="en") == ("Clara Voss", "Bank of England")


def test_an_elided_verb_in_front_is_no_part_of_the_name() -> None:
    assert find_names("C’est Paul Serre, de Lyre, qui part.", language="fr") == (
        "Paul Serre",
        "Lyre",
    )


def test_a_common_noun_or_an_adverb_in_front_is_no_part_of_the_name() -> None:
    text = "L'affaire Serre agite Lyre. D'abord, l'année a été calme. Toutefois Norvin proteste."
    assert find_names(text, language="fr") == ("Serre", "Lyre", "Norvin")
