"""A sentence that still waits for what the lead tells as done never follows it."""

import pytest

from briefing.summarize.overtaken import still_awaits

OVERTAKEN = [
    (
        "Les partenaires vont tenter de trouver un accord sur l'épargne.",
        "Épargne : accord trouvé entre les partenaires.",
        "fr",
    ),
    (
        "Le Sénat doit adopter le texte ce mardi.",
        "Le Sénat adopte le budget de Syldavie.",
        "fr",
    ),
    (
        "La Chambre débat de la loi phare de Jean Martin.",
        "Syldavie : la Chambre adopte la loi de Jean Martin.",
        "fr",
    ),
    ("Orion is expected to sign the deal on Monday.", "Orion signs a deal with Lyre.", "en"),
]
IN_TIME = [
    (
        "Orion va fermer deux usines d'ici la fin de l'an prochain.",
        "Orion va fermer deux usines en Syldavie.",
        "fr",
    ),
    (
        "Le groupe doit verser 3 millions d'euros aux victimes.",
        "Orion condamné pour fraude fiscale.",
        "fr",
    ),
    ("The plants will close in May, the mayor said.", "Orion to close two plants.", "en"),
    ("The tax will cost Lyre three million dollars.", "Orion signs a deal with Lyre.", "en"),
]


@pytest.mark.parametrize(("text", "lead", "language"), OVERTAKEN)
def test_what_announces_the_deed_of_the_lead_is_overtaken(
    text: str, lead: str, language: str
) -> None:
    assert still_awaits(text, lead, language)


@pytest.mark.parametrize(("text", "lead", "language"), IN_TIME)
def test_what_is_to_come_after_the_lead_may_follow_it(text: str, lead: str, language: str) -> None:
    assert not still_awaits(text, lead, language)
