"""What counts as a figure, and what of its words is kept."""

import pytest

from briefing.facts import find_figures
from briefing.model import Figure


def figures(text: str, language: str = "fr") -> tuple[Figure, ...]:
    return find_figures(text, language=language, article_id="a1")


@pytest.mark.parametrize(
    ("text", "shown", "value", "unit", "currency"),
    [
        ("Le fonds vaut 10 milliards de dollars.", "10 milliards de dollars", 1e10, "dollars",
         "USD"),
        ("Les prix montent de 2,5 % en mai.", "2,5 %", 2.5, "%", None),
        ("L'usine coûte 3,5 Mds d'euros.", "3,5 Mds d'euros", 3.5e9, "euros", "EUR"),
        ("L'amende atteint 40 M€.", "40 M€", 40e6, "€", "EUR"),
        ("Le club touche 1 250 000 francs suisses.", "1 250 000 francs suisses", 1_250_000,
         "francs suisses", "CHF"),
        ("Le plan vise 7.543 postes.", "7.543 postes", 7543, "postes", None),
        ("Le parc compte 1 300 MW de plus.", "1 300 MW", 1300, "MW", None),
        ("Il y a 8 millions d’abonnés.", "8 millions d’abonnés", 8e6, "abonnés", None),
        ("Deux millions d'euros sont perdus.", "Deux millions d'euros", 2e6, "euros", "EUR"),
        ("Une vingtaine de blessés attendent.", "Une vingtaine de blessés", 20, "blessés", None),
    ],
)  # fmt: skip
def test_french_figures(
    text: str, shown: str, value: float, unit: str, currency: str | None
) -> None:
    (figure,) = figures(text)
    assert (figure.text, figure.value, figure.unit, figure.currency) == (
        shown,
        value,
        unit,
        currency,
    )


@pytest.mark.parametrize(
    ("text", "shown", "value", "currency"),
    [
        ("The fund lost $470 million.", "$470 million", 470e6, "USD"),
        ("Sales hit £3.5bn last year.", "£3.5bn", 3.5e9, "GBP"),
        ("Profit fell 12.5 per cent.", "12.5 per cent", 12.5, None),
        ("The state counts 1,192 new cases.", "1,192 new cases", 1192, None),
    ],
)
def test_english_figures(text: str, shown: str, value: float, currency: str | None) -> None:
    (figure,) = figures(text, "en")
    assert (figure.text, figure.value, figure.currency) == (shown, value, currency)


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("Le groupe supprime jusqu'à 45 000 emplois.", "jusqu'à"),
        ("Le groupe supprime environ 45 000 emplois.", "environ"),
        ("Près de 45 000 emplois disparaissent.", "Près de"),
        ("Plus de 45 000 emplois disparaissent.", "Plus de"),
        ("Quelque 45 000 emplois disparaissent.", "Quelque"),
    ],
)
def test_a_hedge_belongs_to_its_figure(text: str, hedge: str) -> None:
    (figure,) = figures(text)
    assert figure.hedge == hedge
    assert figure.text == f"{hedge} 45 000 emplois"


def test_an_english_hedge_belongs_to_its_figure() -> None:
    (figure,) = figures("The bonus could reach up to $90 million.", "en")
    assert (figure.hedge, figure.text) == ("up to", "up to $90 million")


def test_a_hedge_may_follow() -> None:
    (figure,) = figures("La route mesure 13 kilomètres environ.")
    assert (figure.text, figure.hedge) == ("13 kilomètres environ", "environ")


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Le bonus atteint 9 millions de dollars, selon la patronne d'Orion, Léa Marchal.",
         "selon la patronne d'Orion, Léa Marchal"),
        ("Les prix ont reculé de 0,3 %, a annoncé l'institut.", "a annoncé l'institut"),
        ("Les prix ont reculé de 0,3 %, selon lui.", None),
    ],
)  # fmt: skip
def test_a_figure_knows_who_says_it(text: str, source: str | None) -> None:
    (figure,) = figures(text)
    assert figure.attribution == source
    assert source is None or source in text


@pytest.mark.parametrize(
    "text",
    [
        "Le modèle Lynx 4 déçoit ses clients.",
        "La boutique est ouverte 24 heures sur 24.",
        "Six clients sur 10 partent.",
        "Ils ont gagné 3-1 à domicile.",
        "Le vote a lieu le 3 juillet 2025.",
        "En 2026, tout change.",
        "Une femme de 37 ans est élue.",
        "Le rideau se lève à 14 h 30.",
        "Le train part à 18h15.",
        "Il vise la 2e place.",
        "L'article 49.3 est invoqué.",
        "La ligne 14 est fermée.",
        "Le vol AF447 est annulé.",
        "Le CAC 40 recule.",
        "Quatre chercheurs partent.",
        "La guerre en est au jour 1466 : rien ne bouge.",
    ],
)
def test_what_is_no_figure(text: str) -> None:
    assert figures(text) == ()


def test_a_figure_is_given_once() -> None:
    assert len(figures("Le groupe perd 300 postes. Ces 300 postes sont à Lille.")) == 1


def test_every_figure_is_verbatim() -> None:
    text = "Entre 10 et 15 % des 1,1 milliard d’euros iront à 294 communes."
    assert [figure.text for figure in figures(text)] == [
        "Entre 10 et 15 %",
        "1,1 milliard d’euros",
        "294 communes",
    ]


def test_between_two_years_is_no_figure() -> None:
    assert figures("Elle a dépensé 4 millions d'euros entre 2019 et 2024.")[0].value == 4e6
    assert len(figures("Elle a dépensé 4 millions d'euros entre 2019 et 2024.")) == 1
    assert figures("Entre 2000 et 2100 emplois sont menacés.")[0].unit == "emplois"


def test_a_dollar_of_another_country_is_no_american_one() -> None:
    text = "It raised HK$500 million, R$20m, S$4m, US$7m, $8m and ZZ$9m."
    found = find_figures(text, language="en", article_id="a")
    assert [(one.text, one.currency) for one in found] == [
        ("HK$500 million", "HKD"),
        ("R$20m", "BRL"),
        ("S$4m", "SGD"),
        ("US$7m", "USD"),
        ("$8m", "USD"),
        ("ZZ$9m", None),
    ]
