import pytest

from briefing.newsroom.economy import economic_weight, economy_of
from tests.builders import article


def economy(title: str, section: str, teaser: str = "", *, folder: str = "") -> float:
    url = f"https://a.example/{folder}/titre-1" if folder else None
    return economy_of([article(title, section=section, summary=teaser, url=url)], section)


@pytest.mark.parametrize("section", ["économie", "entreprises", "marchés", "commerce"])
def test_what_an_outlet_calls_economic_is_all_economy(section: str) -> None:
    assert economy("Un titre sans indice", section, folder=section) == 1.0


def test_what_only_we_call_economic_must_speak_of_it() -> None:
    assert economy("Un titre sans indice", "économie") == 0.6
    assert economy("La BCE relève ses taux, l'inflation recule", "économie") == 1.0


@pytest.mark.parametrize(
    "title",
    [
        "Une étudiante lauréate du concours de poésie de la RATP",
        "Vacances scolaires : les prévisions de trafic de Bison futé",
    ],
)
def test_an_economic_folder_that_tells_of_other_things_is_no_economy(title: str) -> None:
    assert economy(title, "économie", folder="economie") == 0.6


@pytest.mark.parametrize(
    "title",
    [
        "L'intelligence artificielle devient menteuse",
        "Les agriculteurs et les pesticides : portrait d'un sénateur",
    ],
)
def test_an_economic_folder_is_none_where_nobody_speaks_of_money(title: str) -> None:
    assert economy(title, "économie", folder="economie") == 0.6
    assert economy(f"{title}, pour 40 millions d'euros", "économie", folder="economie") == 1.0


def test_what_a_third_of_the_outlets_file_under_a_town_is_a_small_matter() -> None:
    title = "Transdev et la SNCF en concurrence entre Marseille et Nice"
    articles = [
        article(title, feed_id=f"fr-{n}", url=f"https://a.example/{folder}/titre-{n}")
        for n, folder in enumerate(("economie", "economie", "marseille-13"))
    ]
    assert economy_of(articles[:2], "économie") == 1.0
    assert economy_of(articles, "économie") == 0.6


def test_reactors_trains_and_apps_are_no_proof_of_economy_in_news_of_the_world() -> None:
    assert (
        economy("L'Iran et l'uranium de ses réacteurs nucléaires, gaz et pétrole", "monde") == 0.6
    )


def test_world_and_state_in_an_economic_folder_stay_economy() -> None:
    title = "Droits de douane : le Parlement européen suspend l'accord avec Washington"
    assert economy(title, "économie", folder="economie") == 1.0


@pytest.mark.parametrize(
    ("title", "section", "share"),
    [
        ("Sur WhatsApp, le monde parallèle des ados", "tech", 0.6),
        ("L'Iran pourrait recommencer à enrichir de l'uranium", "énergie", 0.6),
        ("Des bébés chats pêcheurs sont nés au zoo", "climat", 0.4),
        ("Google : l'amende pèse sur le bénéfice de l'entreprise", "tech", 1.0),
        ("Singapour remporte le prix du meilleur aéroport", "industrie", 0.6),
        ("L'industrie automobile supprime 10 000 emplois", "industrie", 1.0),
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
