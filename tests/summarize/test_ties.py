"""A sentence of another outlet follows a lead only when both are about one matter."""

import pytest

from briefing.model import Article
from briefing.summarize.candidates import Candidate
from briefing.summarize.ties import costs_otherwise, counts_otherwise, of_another_matter
from tests.builders import article


def sentence(text: str, title: str) -> Candidate:
    return Candidate(text=text, article=article(title, feed_id="fr-b"), position=0, whole=True)


def about(lead: str) -> Article:
    return article(lead, feed_id="fr-a")


def test_a_name_in_common_makes_no_common_matter() -> None:
    lead = "Une fuite de carburant détectée près du porte-avions Charles de Gaulle."
    drone = sentence(
        "Un drone inconnu a été brouillé mercredi à proximité du Charles de Gaulle, à Malmö.",
        "Un drone brouillé à proximité du Charles de Gaulle",
    )
    assert of_another_matter(drone, lead, about(lead))


def test_the_same_event_in_other_words_is_one_matter() -> None:
    lead = "Le Sénat de Syldavie rejette la réforme des retraites."
    other = sentence(
        "La réforme des retraites, qui repoussait l'âge de deux ans, a réuni 40 voix.",
        "Syldavie : la réforme des retraites rejetée au Sénat",
    )
    assert not of_another_matter(other, lead, about(lead))


@pytest.mark.parametrize(
    ("text", "lead", "language"),
    [
        ("Treize civils, soit 13 personnes, ont été tués.", "Le bilan monte à 15 morts.", "fr"),
        ("About 18,000 jobs are open in shops.", "Over 6,300 jobs open in plants.", "en"),
    ],
)
def test_another_count_of_the_same_things_is_at_odds(text: str, lead: str, language: str) -> None:
    assert counts_otherwise(text, lead, language)


def test_the_same_count_is_not_at_odds() -> None:
    lead = "933 vols annulés jeudi en Syldavie."
    assert not counts_otherwise("Des 933 vols annulés, 40 vols partaient de Klow.", lead, "fr")


def test_one_amount_in_two_currencies_is_at_odds_and_quite_another_amount_is_not() -> None:
    lead = "Orion sued over Lyre's $1.8 billion sale."
    assert costs_otherwise("Owners have sued over the $1.3 billion sale.", lead, "en")
    assert not costs_otherwise("It sold shares for $200 million last year.", lead, "en")
