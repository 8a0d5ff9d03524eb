"""« Le diplomate », « cette décision »: a sentence may not need what nobody printed."""

import pytest

from briefing.summarize.leaning import ends_on_unsaid, leans, points_back

LEAD = "La banque centrale relève ses taux."


@pytest.mark.parametrize(
    "text",
    [
        "Le diplomate a été convoqué lundi.",
        "L'instance doit se réunir à Lyon.",
        "Le groupe a supprimé 40 postes.",
        "Les deux victimes sont mortes.",
    ],
)
def test_a_definite_noun_without_a_name_leans(text: str) -> None:
    assert leans(text, LEAD, "fr")


@pytest.mark.parametrize(
    "text",
    [
        "Le diplomate syldave Ole Krag a été convoqué lundi.",
        "Le patron de la banque s'explique.",
        "Le groupe qui exploite la mine ferme.",
        "La hausse est la troisième en un an.",
        "Le texte de loi est prêt.",
    ],
)
def test_what_says_which_does_not(text: str) -> None:
    assert not leans(text, LEAD, "fr")


def test_the_lead_may_name_it() -> None:
    assert not leans("Le diplomate a été convoqué lundi.", "Un diplomate syldave à Lyon.", "fr")
    assert leans("The company cut 40 jobs.", "Rates rise.", "en")
    assert not leans("The company cut 40 jobs.", "A mining company retreats.", "en")


def test_a_demonstrative_points_back_unless_it_tells_the_time() -> None:
    assert points_back("Pour cette organisation, rien ne presse.", LEAD, "fr")
    assert not points_back("Pour cette banque, rien ne presse.", LEAD, "fr")
    assert not points_back("Les prix montent cette semaine.", LEAD, "fr")


def test_a_sentence_may_not_end_on_what_nobody_told() -> None:
    text = "Klow demande des excuses après ce manquement."
    assert ends_on_unsaid(text, LEAD, "fr")
    assert not ends_on_unsaid(text, "Le manquement d'un ambassadeur fâche Klow.", "fr")
    assert not ends_on_unsaid("Un accord est là, et Klow salue cet accord.", LEAD, "fr")
    assert not ends_on_unsaid("Les taux montent cette semaine.", LEAD, "fr")
