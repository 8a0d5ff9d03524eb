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
    ("La députée a réagi sur X.", "« Faux », écrit-elle."),
    ("Les cours ont chuté de 4,2 pts.", "Ils montaient la veille."),
    ("Le chanteur M. sera en concert.", "Les billets partent vite."),
    ("La loi du 9 déc. 1905 est intacte.", "Le ministre l'a redit à 20 h."),
    ("Le train de 7 h 12 est parti à 7 h 40.", "Deux cents voyageurs attendaient."),
    ("Le film, sorti en 1977 (!), ressort.", "Les fans exultent."),
    ("Voici l'adresse : www.norvin.example.", "Le site ouvre lundi."),
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


HARD_FRENCH = [
    ("Le Gal. Roy et le Col. Vidal partent.", "Leur départ surprend."),
    ("– Tu pars ?", "– Oui.", "– Quand ?"),
    ("iOS change de nom.", "iPhone aussi."),
    ("Le film date de 1998.", "20 ans plus tard, il est culte."),
    ("L'usine fermera le 31 déc.", "Les élus protestent."),
    ("Les trois : 1. Roy ; 2. Vidal ; 3. Serre.", "Le tournoi reprend."),
    ("« Je pars. »", "C'est ce qu'a dit M. Klein."),
    ("Sa femme, Lucie B., est libre.", "(Il n'a pas répondu.)", "Le procès s'ouvre."),
    ("« Où ? Quand ? » s'interroge M. Le Goff.", "Nul ne sait."),
    ("L'action gagne 3 % à 12,40 €.", "En un an, + 40 %."),
]
HARD_FRENCH += [
    ("Il mesure 1,80 m.", "Sa sœur mesure 1,65 m."),
    ("J.-L. Dubois et J.-M. Le Gall se sont croisés.", "Ils ne se sont pas salués."),
]
HARD_ENGLISH = [
    ("He left Mt. Vernon, N.Y., in 1960.", "He died in L.A."),
    ('"Every time you say that?" Mr. Lee asked.', "Nobody answered."),
    ("It happened on Nov. 3.", "The U.S. was asleep."),
    ("The sea reached 24.5 C.", "It was the hottest day."),
    ("eBay split in 2015.", "eBay shares rose."),
    ("The meeting ended at 5 p.m.", "Nobody applauded."),
    ("The meeting starts at 9 a.m. Monday.", "It ends at 5 p.m. ET."),
    ("Prices rose in Sept. and in Oct.", "Economists expected less."),
    ('"Is that all?" I thought.', "It was."),
    ("Yahoo! Inc. was sold.", "Verizon bought it."),
    ("Adm. Linda Fagan spoke at Ft. Bragg on Tues.", "She took no questions."),
]


@pytest.mark.parametrize("parts", HARD_FRENCH)
def test_hard_french_sentences(parts: tuple[str, ...]) -> None:
    assert sentences(" ".join(parts), "fr") == list(parts)


@pytest.mark.parametrize("parts", HARD_ENGLISH)
def test_hard_english_sentences(parts: tuple[str, ...]) -> None:
    assert sentences(" ".join(parts), "en") == list(parts)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ('Il a signé."Je pars", dit-il.', ["Il a signé.", '"Je pars", dit-il.']),
        ('Il dit "je pars".Demain est férié.', ['Il dit "je pars".', "Demain est férié."]),
        ('"Je pars"Demain est férié.', ['"Je pars"', "Demain est férié."]),
        ("Le marché ferme.D'autres ouvrent.", ["Le marché ferme.", "D'autres ouvrent."]),
        ("Un sur dix (84%).Le reste suit.", ["Un sur dix (84%).", "Le reste suit."]),
    ],
)
def test_glued_paragraphs_and_quotations(text: str, parts: list[str]) -> None:
    assert sentences(text, "fr") == parts


def test_a_long_line_takes_linear_time() -> None:
    assert len(sentences("Il part. " * 20_000, "fr")) == 20_000
