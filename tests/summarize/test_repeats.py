"""A sentence adds to its lead: the same thing in other words does not."""

import pytest

from briefing.summarize.repeats import adds

AGAIN = [
    (
        "Le CAC 40 vole de record en record et franchit les 8.600 points.",
        "La Bourse de Paris a franchi un sommet, le CAC 40 dépassant le seuil des 8.600 points.",
        "fr",
    ),
    (
        "Tech rally elevates Nasdaq to record high.",
        "The Nasdaq has surged to a new high on Wall Street as tech shares roared higher.",
        "en",
    ),
    (
        "Quatre ans après le début du conflit, la résilience des Ukrainiens.",
        "Après quatre années de conflit, les Ukrainiens résistent toujours.",
        "fr",
    ),
    (
        "La fréquentation du Salon en chute d'un quart les quatre premiers jours.",
        "Quatre jours après le début, la fréquentation du Salon a baissé de près de 25%.",
        "fr",
    ),
    (
        "La vice-ministre Anne Martin accompagnera Paul Serre pour son premier déplacement.",
        "Paul Serre sera accompagné d'Anne Martin, ce jeudi, pour son premier déplacement.",
        "fr",
    ),
    (
        "Pérou : la présidente double son salaire, et suscite une nouvelle polémique.",
        "Le ministre a annoncé que le salaire de la présidente Dina Martin allait être doublé.",
        "fr",
    ),
    (
        "La Syldavie et la Bordurie, premiers pays à ratifier l'accord avec l'Union.",
        "La Syldavie et la Bordurie ont ratifié jeudi l'accord de l'Union, négocié depuis 25 ans.",
        "fr",
    ),
    (
        "Procès : Paul Serre dit vouloir une « immunité totale » pour les élus.",
        "Devant les tribunaux, le candidat demande qu'on lui accorde enfin l'«immunité totale».",
        "fr",
    ),
    (
        "La mairie de Klow suspend son financement à l'établissement privé Saint-Ole.",
        "La Ville de Klow a décidé la suspension du versement des subventions à l'école Saint-Ole.",
        "fr",
    ),
    (
        "Syldavie : la Chambre adopte de justesse le projet de loi budgétaire de Jean Martin.",
        "Au terme d'heures de débats, la « belle loi » de Jean Martin a été adoptée à la Chambre.",
        "fr",
    ),
    (
        "Klow : Anne Martin remporte la primaire radicale, un désaveu pour le maire.",
        "La députée a remporté la primaire radicale et devient le successeur désigné du maire.",
        "fr",
    ),
    (
        "Global flu cases reach more than 23.6M, death toll at 813,733 with more than 15M cured.",
        "At least 23,689,860 cases have been registered.",
        "en",
    ),
    (
        "Orion cuts dividend as profits plunge.",
        "Orion Resorts has ditched its final dividend payout to shareholders.",
        "en",
    ),
    (
        "Global cases reach more than 23.6M.",
        "At least 23,689,860 cases have been reported worldwide.",
        "en",
    ),
]


@pytest.mark.parametrize(("lead", "text", "language"), AGAIN)
def test_the_same_in_other_words_or_as_a_finer_number_adds_nothing(
    lead: str, text: str, language: str
) -> None:
    assert not adds(text, lead, language)


@pytest.mark.parametrize(
    ("lead", "text", "language"),
    [
        (
            "La Slovaquie suspend les livraisons d'électricité à l'Ukraine.",
            "La Slovaquie a arrêté ses livraisons, soit 18 % de ce qui manque au pays.",
            "fr",
        ),
        (
            "Sidérurgie : le projet de nationalisation d'Orion rejeté au Sénat.",
            "Le Sénat a rejeté le projet d'Orion par 227 voix contre 112, malgré 250 militants"
            " réunis devant le palais.",
            "fr",
        ),
        (
            "Sofa sales jump as shoppers sit it out.",
            "The chain reports a £100m rise in sofa sales.",
            "en",
        ),
    ],
)
def test_a_reason_or_a_figure_adds(lead: str, text: str, language: str) -> None:
    assert adds(text, lead, language)
