"""Which figure is the number of the day."""

from datetime import date
from typing import Any

import pytest

from briefing.edition.desk import Options
from briefing.edition.sections.number import pick, title
from briefing.model import Article, Dossier, Figure, NumberBlock, Reuse
from tests.builders import article, dossier

SENTENCE = "Jusqu'à 45 000 emplois sont menacés, selon la fédération."


def options(**changes: Any) -> Options:
    values: dict[str, Any] = {
        "max": 1,
        "language": "fr",
        "day": date(2026, 11, 23),
        "economy_quota": 0.6,
    }
    return Options(**(values | changes))


def figure(source: Article, **changes: Any) -> Figure:
    values: dict[str, Any] = {
        "text": "Jusqu'à 45 000 emplois",
        "value": 45_000.0,
        "unit": "emplois",
        "hedge": "Jusqu'à",
        "currency": None,
        "attribution": "selon la fédération",
        "sentence": SENTENCE,
        "article_id": source.id,
    }
    return Figure(**(values | changes))


def with_figure(title: str = "Les emplois baissent", **changes: Any) -> Dossier:
    about = {k: changes.pop(k) for k in ("reuse", "damaged", "summary") if k in changes}
    kept = {k: changes.pop(k) for k in ("eco", "score") if k in changes}
    source = article(title, **about)
    return dossier(source, figures=(figure(source, **changes),), **kept)


def test_the_number_keeps_its_hedge_where_there_is_room() -> None:
    (block,) = pick([with_figure()], options())
    assert block.value == "Jusqu'à 45 000 emplois"
    assert block.text == SENTENCE
    assert block.source == "Gazette"
    told = with_figure(text="45 000 emplois environ", hedge="environ")
    assert pick([told], options())[0].value == "45 000 emplois environ"


@pytest.mark.parametrize(
    ("text", "hedge", "shown"),
    [
        ("près de 45 milliards d'euros", "près de", "Près de 45 Md€"),
        ("jusqu'à 45 millions de dollars", "jusqu'à", "Jusqu'à 45 M$"),
        ("plus de 45 milliards de francs", "plus de", "Plus de 45 Md francs"),
        ("45 milliards d'euros", None, "45 milliards d'euros"),
    ],
)
def test_the_hedge_stands_with_its_number_and_an_amount_gives_way(
    text: str, hedge: str | None, shown: str
) -> None:
    told = with_figure(
        text=text,
        hedge=hedge,
        currency="EUR",
        unit="euros",
        sentence=f"La taxe rapporterait {text}.",
    )
    assert [block.value for block in pick([told], options())] == [shown]


def test_a_number_that_has_no_room_for_its_hedge_is_not_chosen() -> None:
    told = with_figure(text="près de 45 000 emplois industriels", hedge="près de", unit="emplois")
    assert pick([told], options()) == ()


FRIDAY = date(2026, 11, 27)


def week(*values: str) -> tuple[NumberBlock, ...]:
    return tuple(
        NumberBlock(
            story_id="old",
            value=value,
            text=f"Cela fait {value}.",
            url="https://g.example/1",
            source="Gazette",
            day=date(2026, 11, 23 + n),
        )
        for n, value in enumerate(values)
    )


def test_on_fridays_the_numbers_of_the_week_follow_five_in_all() -> None:
    earlier = week("12 %", "30 M€", "8 usines", "9 %")
    blocks = pick([with_figure()], options(day=FRIDAY, week=earlier))
    assert [block.value for block in blocks[1:]] == ["12 %", "30 M€", "8 usines", "9 %"]
    assert title(blocks, (), options()) == "La semaine en 5 chiffres"
    assert len(pick([with_figure()], options(day=date(2026, 11, 26), week=earlier))) == 1


def test_fewer_than_three_numbers_are_no_week_and_none_comes_twice() -> None:
    one = pick([with_figure()], options(day=FRIDAY, week=week("12 %")))
    assert len(one) == 1 and title(one, (), options()) == "Le chiffre du jour"
    again = pick([with_figure()], options(day=FRIDAY, week=week("12 %", one[0].value, "12 %")))
    assert len(again) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"unit": None},
        {"unit": "ans", "text": "45 ans", "hedge": None},
        {"unit": "morts", "text": "45 morts", "hedge": None},
        {"unit": "usines", "text": "3 usines", "value": 3.0, "hedge": None},
        {"unit": "emplois", "text": "quarante emplois", "hedge": None},
        {"unit": "dollars", "text": "45 000 dollars", "hedge": None},
        {"unit": "millions", "text": "270 millions", "hedge": None},
        {"text": "45 000 emplois industriels qualifiés", "hedge": None},
        {"sentence": "Il a supprimé 45 000 emplois."},
        {
            "sentence": "L'amende ira de 2 % à 10 % des ventes.",
            "text": "2 %",
            "unit": "%",
            "hedge": None,
        },
        {
            "sentence": "L'amende ira de 2 à 10 % des ventes.",
            "text": "10 %",
            "unit": "%",
            "hedge": None,
        },
        {"sentence": "À Paris, cela supprimerait 45 000 emplois."},
        {"sentence": "Une décision qui menace 45 000 emplois."},
        {"sentence": "mot " * 29},
        # Money of no currency, be it another figure's.
        {"sentence": "Jusqu'à 45 000 emplois pour 14 milliards de dette."},
        # A body count is no curiosity.
        {
            "unit": "Gazaouis",
            "sentence": "Jusqu'à 45 000 emplois et 23 Gazaouis tués, dit la Croix.",
        },
    ],
)
def test_what_is_nothing_to_remember_is_no_number(wrong: dict[str, Any]) -> None:
    assert pick([with_figure(**wrong)], options()) == ()


@pytest.mark.parametrize(
    "right",
    [
        {"unit": "%", "text": "2,5 %", "value": 2.5, "hedge": None},
        {"unit": "dollars", "text": "3 dollars", "value": 3.0, "hedge": None, "currency": "USD"},
    ],
)
def test_small_numbers_count_when_they_are_money_or_a_share(right: dict[str, Any]) -> None:
    assert pick([with_figure(**right)], options())[0].value == right["text"]


def test_another_story_than_the_first_item_is_preferred() -> None:
    first, second = with_figure("Un"), with_figure("Deux", text="12 000 emplois", hedge=None)
    lead = options(lead=first.story.id)
    assert pick([first, second], lead)[0].story_id == second.story.id
    assert pick([first], lead)[0].story_id == first.story.id


def test_in_one_story_the_rarer_unit_wins() -> None:
    source = article("Les emplois baissent")
    share = figure(source, text="5 %", value=5.0, unit="%", hedge=None)
    told = dossier(source, figures=(share, figure(source)))
    other = dossier(article("Autre"), figures=(share,))
    assert pick([told, other], options())[0].value == "Jusqu'à 45 000 emplois"


def test_a_headline_is_preferred_and_a_number_that_no_item_tells() -> None:
    source = article("Airbus perd 12 000 emplois")
    title = figure(source, text="12 000 emplois", hedge=None, sentence=source.item.title)
    told = dossier(source, figures=(figure(source), title))
    assert pick([told], options())[0].value == "12 000 emplois"
    said = options(said=("Il perd 12 000 emplois et plus.",))
    assert pick([told], said)[0].value == "Jusqu'à 45 000 emplois"


def test_no_sentence_is_printed_twice() -> None:
    assert pick([with_figure()], options(said=(SENTENCE,))) == ()


def test_a_story_gives_the_number_or_the_quote_not_both() -> None:
    told = with_figure()
    assert pick([told], options(spotlit=frozenset({told.story.id}))) == ()


def test_the_number_is_about_the_economy_unless_there_is_no_quota() -> None:
    told = with_figure(eco=0.2)
    assert pick([told], options()) == ()
    assert pick([told], options(economy_quota=0.0)) != ()


def test_a_feed_that_allows_its_title_only_gives_no_sentence_of_its_text() -> None:
    assert pick([with_figure(reuse=Reuse.TITLE)], options()) == ()
    assert pick([with_figure(reuse=Reuse.TEASER)], options()) == ()
    assert pick([with_figure(reuse=Reuse.LINK)], options()) == ()
    assert pick([with_figure(SENTENCE, reuse=Reuse.TITLE)], options()) != ()
    assert pick([with_figure(reuse=Reuse.TEASER, summary=SENTENCE)], options()) != ()


def test_a_damaged_article_or_an_unknown_one_gives_no_number() -> None:
    assert pick([with_figure(damaged=True)], options()) == ()
    assert pick([with_figure(article_id="elsewhere")], options()) == ()


@pytest.mark.parametrize(
    "small",
    [
        {"text": "12 fondues", "value": 12.0, "unit": "fondues"},
        {"text": "230 m", "value": 230.0, "unit": "m", "sentence": "Il marche sur 230 m."},
        {"text": "180 degrés", "value": 180.0, "unit": "degrés"},
    ],
)
def test_a_handful_and_a_length_are_no_number_of_the_economy(small: dict[str, Any]) -> None:
    assert pick([with_figure(**({"hedge": None} | small))], options()) == ()


def test_a_number_of_a_war_or_a_glacier_is_none() -> None:
    assert pick([with_figure(eco=0.6)], options()) == ()
    assert pick([with_figure(eco=0.6)], options(economy_quota=0.0)) != ()


def test_a_number_keeps_its_sign_or_is_not_printed() -> None:
    fall = with_figure(
        text="8 %", value=8.0, unit="%", hedge=None, sentence="Ventes : -8 % en juin."
    )
    assert pick([fall], options()) == ()
