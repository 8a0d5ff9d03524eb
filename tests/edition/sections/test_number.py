"""Which figure is the number of the day."""

from datetime import date
from typing import Any

import pytest

from briefing.edition.desk import Options
from briefing.edition.sections.number import pick
from briefing.model import Article, Dossier, Figure, Reuse
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


def test_without_room_a_hedge_stays_in_the_sentence_and_a_limit_is_not_printed_bare() -> None:
    near = {"text": "près de 45 milliards d'euros", "hedge": "près de", "currency": "EUR"}
    sentence = "La taxe rapporterait près de 45 milliards d'euros."
    told = with_figure(**near, unit="euros", sentence=sentence)
    assert pick([told], options())[0].value == "45 milliards d'euros"
    limit = near | {"text": "jusqu'à 45 milliards d'euros", "hedge": "jusqu'à"}
    told = with_figure(
        **limit, unit="euros", sentence="La taxe rapporterait ces milliards d'euros."
    )
    assert pick([told], options()) == ()


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
