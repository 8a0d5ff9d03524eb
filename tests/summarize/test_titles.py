"""What a headline loses before it is a lead."""

import pytest

from briefing.summarize.titles import clean_title, leads, without_topic


def clean(title: str, language: str = "fr", outlet: str = "La Gazette") -> str:
    return clean_title(title, outlet=outlet, language=language)


@pytest.mark.parametrize(
    "title",
    [
        "La banque centrale relève ses taux - La Gazette",
        "La banque centrale relève ses taux | Gazette",
        "La banque centrale relève ses taux – gazette.example",
        "DIRECT. La banque centrale relève ses taux",
        "EN DIRECT - La banque centrale relève ses taux",
        "VIDÉO - La banque centrale relève ses taux",
        "INFO GAZETTE. La banque centrale relève ses taux",
        "LE CHOIX D'ANNE - La banque centrale relève ses taux",
        "La banque centrale relève ses taux : ce que l'on sait",
        "La banque centrale relève ses taux... Voici pourquoi",
        "La banque centrale relève ses taux : on vous explique",
        "La banque centrale relève ses taux (vidéo)",
        "La banque centrale  relève ses taux",
    ],
)
def test_what_is_not_the_headline_goes(title: str) -> None:
    assert clean(title) == "La banque centrale relève ses taux"


@pytest.mark.parametrize(
    "title",
    [
        "OTAN : un sommet sous tension à Lyon",
        "Rail - le trafic reprend lundi",
        "Hausse des taux : pourquoi la banque hésite",
    ],
)
def test_topics_and_real_questions_stay(title: str) -> None:
    assert clean(title) == title


def test_a_cut_title_ends_at_its_last_whole_clause() -> None:
    assert clean("Le train repart à Lyon, mais les voyageurs de la ligne B…") == (
        "Le train repart à Lyon"
    )
    assert clean("Le train qui repart de la gare de Lyon…") == ""


@pytest.mark.parametrize("title", ["LA BANQUE RELÈVE SES TAUX", "Il dit « non à la hausse"])
def test_shouting_and_halves_of_quotations_are_not_printed(title: str) -> None:
    assert clean(title) == ""


def test_english_tails_and_kickers_go() -> None:
    assert clean("WATCH: Central bank raises rates: what we know", "en") == (
        "Central bank raises rates"
    )


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        ("La banque relève ses taux", "La banque relève ses taux."),
        ("La banque relève-t-elle ses taux ?", "La banque relève-t-elle ses taux ?"),
        ("Il salue « un pas »", "Il salue « un pas »."),
        ("le rail repart à Lyon", "Le rail repart à Lyon."),
    ],
)
def test_a_lead_has_a_capital_and_a_stop(title: str, lead: str) -> None:
    assert leads(title, language="fr")[0] == lead


@pytest.mark.parametrize(
    ("title", "shorter"),
    [
        ("La banque relève ses taux (et ses frais) lundi", "La banque relève ses taux lundi."),
        ("La banque relève ses taux, et la Bourse recule", "La banque relève ses taux."),
        ("La banque relève ses taux – la Bourse recule", "La banque relève ses taux."),
        (
            "Taux : la hausse des taux a surpris la Bourse",
            "La hausse des taux a surpris la Bourse.",
        ),
        (
            "« On nous a volé toutes nos idées » : Un cadre d'Orion sur la course aux talents",
            "« On nous a volé toutes nos idées » : un cadre d'Orion.",
        ),
    ],
)
def test_a_title_is_cut_at_clause_boundaries(title: str, shorter: str) -> None:
    assert shorter in leads(title, language="fr")


def test_no_cut_leaves_an_open_quotation_or_a_quotation_alone() -> None:
    title = "« La crise, mais laquelle – celle du rail » : tout un pays attend un vrai débat"
    for lead in leads(title, language="fr"):
        assert lead.count("«") == lead.count("»")
        assert lead != "« La crise, mais laquelle – celle du rail »."


def test_a_topic_is_left_out_with_its_stems() -> None:
    assert without_topic("Guerre en Syldavie : le rail reprend lundi", language="fr") == (
        "Le rail reprend lundi.",
        frozenset({"syldavi"}),
    )
    assert without_topic("Syldavie : pourquoi le rail attend", language="fr") is None
    assert without_topic("Le rail reprend lundi", language="fr") is None
