"""The sentence splitter on what news texts do to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text import sentences

FRENCH = [
    ("Mme Royer a vu M. Klein à 9 h 15.", "Les deux ont signé."),
    ("« Il pleut. Rentrons », a dit Vidal.", "Personne n'a bougé."),
    ("« C'est assez ! » a-t-il crié.", "La salle s'est tue."),
    ("L'indice a pris 0,8 % à 4.211,5 points.", "Le dollar recule."),
    ("Le groupe Lorrain S.A. a perdu 2 M€.", "Son titre chute."),
    ("Vins, fromages, etc. seront taxés.", "Bruxelles proteste."),
    ("Elle a demandé : « Qui signe ? »", "Le silence a suivi."),
    ("Rendez-vous le 4. 11. 2026 à St. Malo.", "L'entrée est libre."),
    ("Les taux baissent (un peu. Très peu).", "Les ménages attendent."),
    ("Le texte de J.-L. Morin est prêt.", "Il sera voté."),
    ("Il reste une question…", "Qui paiera ?"),
    ("Il a manqué son vol.", "Il attend le vol. 3 de la série."),
    ("Dix usines ferment.", "3 000 salariés partent."),
]
ENGLISH = [
    ("Mrs. Hale left at 4 p.m. Friday.", "Trading had closed."),
    ("The U.S. Treasury sold bonds.", "Yields fell."),
    ('"We wait. We watch," she said.', "Then she left."),
    ("Norton Inc. hired 20 people.", "It paid well."),
    ("They moved to Washington D.C.", "The rent doubled."),
]


@pytest.mark.parametrize("parts", FRENCH)
def test_french_sentences(parts: tuple[str, ...]) -> None:
    assert sentences(" ".join(parts), "fr") == list(parts)


@pytest.mark.parametrize("parts", ENGLISH)
def test_english_sentences(parts: tuple[str, ...]) -> None:
    assert sentences(" ".join(parts), "en") == list(parts)


def test_a_line_break_always_ends_a_sentence() -> None:
    assert sentences("Un titre sans point\n\nLa suite.", "fr") == [
        "Un titre sans point",
        "La suite.",
    ]


def test_a_stop_glued_to_a_capital_ends_a_sentence() -> None:
    assert sentences("Le marché ferme.Demain est férié.", "fr") == [
        "Le marché ferme.",
        "Demain est férié.",
    ]


def test_an_address_is_not_split() -> None:
    assert sentences("Voir le site gazette.example pour la suite.", "fr") == [
        "Voir le site gazette.example pour la suite."
    ]


def test_a_mark_that_is_never_closed_does_not_glue_the_rest() -> None:
    assert len(sentences("Il dit « non. Elle part. Ils restent.", "fr")) == 3


@given(st.text(alphabet="Aa1.!?…«»\"“”()' \n,’", max_size=80))
def test_nothing_but_white_space_is_lost(text: str) -> None:
    assert "".join("".join(sentences(text, "fr")).split()) == "".join(text.split())
