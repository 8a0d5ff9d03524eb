import pytest

from briefing.newsroom.economy import economic_weight, economy_of
from tests.builders import article


def economy(title: str, section: str, teaser: str = "") -> float:
    return economy_of([article(title, section=section, summary=teaser)], section)


@pytest.mark.parametrize("section", ["économie", "entreprises", "marchés", "commerce", "industrie"])
def test_economic_sections_are_all_economy(section: str) -> None:
    assert economy("Un titre sans indice", section) == 1.0


@pytest.mark.parametrize(
    ("title", "section", "share"),
    [
        ("Sur WhatsApp, le monde parallèle des ados", "tech", 0.6),
        ("L'Iran pourrait recommencer à enrichir de l'uranium", "énergie", 0.6),
        ("Des bébés chats pêcheurs sont nés au zoo", "climat", 0.4),
        ("Google : l'amende pèse sur le bénéfice de l'entreprise", "tech", 1.0),
        ("Pétrole : l'inflation et la croissance menacées", "énergie", 1.0),
    ],
)
def test_some_sections_are_economy_only_where_it_is_spoken_of(
    title: str, section: str, share: float
) -> None:
    assert economy(title, section) == share


def test_one_teaser_alone_makes_no_economic_story_two_do() -> None:
    teaser = "Les droits de douane, le déficit et le budget au menu du sommet."
    one, two = (
        article("Un sommet s'ouvre", summary=teaser, section="monde", feed_id=feed)
        for feed in ("fr-a", "fr-b")
    )
    assert economy_of([one], "monde") == 0.6
    assert economy_of([one, two], "monde") == 1.0


def test_sport_stays_sport_whatever_it_costs() -> None:
    assert economy("Le club vendu pour un milliard, un budget record", "sport") == 0.2


def test_a_title_weighs_double() -> None:
    assert economic_weight(article("Inflation")) == 2
    assert economic_weight(article("Un titre", summary="L'inflation")) == 1
