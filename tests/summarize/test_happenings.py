"""A headline tells an event by a verb, a participle, a number or a noun; a label does not."""

import pytest

from briefing.summarize.happenings import says_what_happened

TOLD = [
    ("Orion débauche chez son rival Lyre.", "fr"),
    ("Des gisements d'hydrogène détectés dans trois régions de Syldavie.", "fr"),
    ("Syldavie : la Première ministre suspendue par la justice.", "fr"),
    ("Annulation de 40 % des vols dans les aéroports de Klow.", "fr"),
    ("Trafic : peines de prison avec sursis pour trois anciens cadres d'Orion.", "fr"),
    ("Immobilier : les prix en hausse à Klow après deux années de crise.", "fr"),
    ("« Quelqu'un a cambriolé notre maison hier » : un cadre d'Orion.", "fr"),
    ("Orion drops its bid for Lyre.", "en"),
    ("Prices surge in Klow as shoppers return.", "en"),
    ("Orion to close two plants in Klow.", "en"),
    ("Three dead in Klow crash.", "en"),
]
LABELS = [
    ("La mue autoritaire de Jean Martin.", "fr"),
    ("Aide à la Syldavie : le chantage répété de Jean Martin.", "fr"),
    ("Grève des contrôleurs : la tour infernale, épisode 2.", "fr"),
    ("Voitures électriques : les chiffres d'une année record.", "fr"),
    ("Élection : Paul Serre, un conseiller de l'ombre très influent.", "fr"),
    ("28 personnes touchées, une enfant décédée, plusieurs boucheries identifiées.", "fr"),
    ("Budget : le spectre d'une hausse prend corps.", "fr"),
    ("Fiscalité, frontières... Jean Martin à l'heure des succès.", "fr"),
    ("Le prix du sel, de l'Orient à l'Occident.", "fr"),
    ("En Syldavie, une cérémonie du 9-mai sans chars.", "fr"),
    ("Polémique sur les propos d'Amélie Castéra.", "fr"),
    ("Living with debt: a time bomb.", "en"),
    ("The quiet life of a lighthouse.", "en"),
    ("Paul Serre: author, nurse and, now, minister.", "en"),
]


@pytest.mark.parametrize(("text", "language"), TOLD)
def test_a_verb_a_participle_a_number_or_an_event_tells(text: str, language: str) -> None:
    assert says_what_happened(text, language)


@pytest.mark.parametrize(("text", "language"), LABELS)
def test_a_label_and_a_comment_tell_no_event(text: str, language: str) -> None:
    assert not says_what_happened(text, language)


def test_a_language_unknown_is_given_the_benefit_of_the_doubt() -> None:
    assert says_what_happened("Der Wandel der Zeiten.", "de")
