"""A sentence that still waits for what the lead tells as done never follows it."""

from datetime import timedelta

import pytest

from briefing.summarize import summarize
from briefing.summarize.overtaken import still_awaits
from tests.builders import DAY, article, story

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


def test_what_a_headline_announces_is_not_printed_days_later() -> None:
    made = article(
        "Jane Martin to accept the Radical nomination on the pier",
        summary="The former mayor of Port Clair won 40 of 50 delegates, the party said.",
        language="en",
        feed_id="en-a",
    )
    assert summarize(story(made), words=35, today=DAY + timedelta(days=3)) is not None
    assert summarize(story(made), words=35, today=DAY + timedelta(days=4)) is None
