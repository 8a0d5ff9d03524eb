"""Machine-made pages: one form with another event is neither a copy nor the same story."""

import pytest

from briefing.newsroom.cluster import cluster
from briefing.newsroom.copies import mark_copies
from tests.builders import NOW, article

_SKY = (
    "Le ciel restera couvert toute la journée, avec des éclaircies. Le vent soufflera de l'ouest."
)
_DRAW = "Les deux équipes se sont neutralisées (0-0) vendredi lors de la 20e journée de Ligue 2."


@pytest.mark.parametrize(
    ("title", "text", "one", "other"),
    [
        ("Météo à {0} : prévisions", _SKY + " Demain, le temps sera plus sec et plus doux.",
         ["Senlis"], ["Creil"]),
        ("Ligue 2 : {0} et {1} dos à dos", _DRAW + " Un résultat qui n'arrange personne.",
         ["Auxerre", "Guingamp"], ["Sochaux", "Caen"]),
        ("Ligue 1 : {0} bat {1}", "{0} a battu {1} ce samedi lors de la 20e journée, à domicile.",
         ["Lille", "Nantes"], ["Rennes", "Metz"]),
        ("Séisme de magnitude {0} au large de {1}",
         "Un séisme de magnitude {0} a frappé la région de {1} ce lundi, selon l'institut USGS.",
         ["5,2", "Tonga"], ["6,1", "Fidji"]),
        ("Résultats du bac : académie de {0}",
         "Les résultats de l'académie de {0} sont disponibles. Consultez la liste des admis.",
         ["Lille"], ["Nantes"]),
    ],
    ids=["weather", "draw", "match", "quake", "results"],
)  # fmt: skip
def test_one_form_with_another_event_is_no_copy(
    title: str, text: str, one: list[str], other: list[str]
) -> None:
    pages = [
        article(title.format(*names), summary=text.format(*names), feed_id=feed, published=NOW)
        for names, feed in ((one, "fr-a"), (other, "fr-b"))
    ]
    marked = mark_copies(pages)
    assert not any(page.copy_of for page in marked)
    assert len(cluster(marked)) == 2


def test_a_text_that_differs_in_its_place_alone_is_no_copy() -> None:
    pages = [
        article("Météo", summary=f"{town} : {_SKY}", feed_id=feed, published=NOW)
        for town, feed in (("Senlis", "fr-a"), ("Creil", "fr-b"))
    ]
    assert not any(page.copy_of for page in mark_copies(pages))


def test_a_form_for_a_hundred_towns_never_becomes_one_story() -> None:
    towns = [head + tail for head in _HEADS for tail in _TAILS]
    pages = [article(f"La météo du vendredi 10 janvier à {town}", published=NOW) for town in towns]
    assert len(cluster(mark_copies(pages))) == len(towns)


_HEADS = ["Bel", "Char", "Dun", "Esp", "For", "Gri", "Hau", "Lan", "Mont", "Ver"]
_TAILS = ["ac", "igny", "mont", "quin", "ville", "zan", "bourg", "lieu", "pré", "thal"]
