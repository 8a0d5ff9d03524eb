from datetime import timedelta

from briefing.model import Article
from briefing.newsroom.likeness import likenesses
from briefing.newsroom.vectors import texts_of
from tests.builders import NOW, article


def alike(*articles: Article) -> dict[tuple[int, int], float]:
    return likenesses(articles, texts_of(articles, (), "fr"), (), "fr")


def headlines(*titles: str) -> list[Article]:
    return [article(title, published=NOW) for title in titles]


OTHERS = headlines("Le pétrole recule à Londres", "Un volcan se réveille", "Airbus livre 71 avions")


def test_texts_without_a_common_word_are_not_alike() -> None:
    assert alike(*OTHERS) == {}


def test_one_headline_in_two_outlets_is_as_alike_as_can_be() -> None:
    assert (
        alike(*headlines("La BCE relève ses taux", "La BCE relève ses taux"), *OTHERS)[0, 1] > 0.99
    )


def test_texts_more_than_72_hours_apart_are_not_compared() -> None:
    late = article("La BCE relève ses taux", published=NOW + timedelta(hours=73))
    assert alike(*headlines("La BCE relève ses taux"), late, *OTHERS) == {}


def test_one_form_filled_in_for_two_towns_is_not_alike() -> None:
    towns = headlines("La météo du vendredi à Senlis", "La météo du vendredi à Creil")
    assert alike(*towns, *OTHERS) == {}


def test_other_names_and_numbers_make_another_earthquake() -> None:
    quake = "Un séisme de magnitude 5,9 secoue le nord de l'Iran, des morts"
    same = alike(*headlines(quake, quake.replace("nord", "sud")), *OTHERS)[0, 1]
    other = quake.replace("5,9", "6,4").replace("l'Iran", "la Grèce").replace("nord", "sud")
    assert alike(*headlines(quake, other), *OTHERS).get((0, 1), 0) < 0.6 * same


def test_names_alone_make_no_event_however_many() -> None:
    call = "Donald Trump appelle Vladimir Poutine"
    same = alike(*headlines(call, "Donald Trump appelle encore Vladimir Poutine"), *OTHERS)[0, 1]
    denmark = "Face à Donald Trump et Vladimir Poutine, un royaume hésite"
    assert alike(*headlines(call, denmark), *OTHERS).get((0, 1), 0) < 0.6 * same
