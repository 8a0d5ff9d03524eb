import pytest

from briefing.newsroom.sections import eco_of, economic_words, of_words, section_of
from tests.builders import feed, item


def section(title: str = "Blablabla", **changes: object) -> str:
    label = str(changes.pop("label", "une"))
    return section_of(item(title, **changes), feed(section=label))


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/economie/la-bce-releve-ses-taux_1.html", "économie"),
        ("https://a.example/international/moyen-orient/treve_1.html", "monde"),
        ("https://a.example/economie/entreprises/rachat-1.html", "entreprises"),
        ("https://a.example/paris-75/un-incendie-1.php", "local"),
        ("https://a.example/sports/football/mercato-1.php", "sport"),
        ("https://a.example/news/business-53712890", "entreprises"),
        ("https://a.example/business/markets/shares-fall-p1.html", "marchés"),
        ("https://a.example/politics/a-vote", "politique"),
        ("https://a.example/sports/rugby/top-14/un-essai-1.php", "sport"),
        ("https://a.example/info-paris-ile-de-france-oise/transports/un-bus-1.php", "local"),
        ("https://a.example/societes/un-rachat-1", "entreprises"),
        ("https://a.example/economie", ""),
        (None, ""),
    ],
)
def test_the_deepest_known_folder_of_the_address_names_the_section(
    url: str | None, expected: str
) -> None:
    assert section(url=url) == expected


def test_a_column_stays_an_opinion_whatever_folder_follows() -> None:
    assert section(url="https://a.example/vox/economie/le-titre-1") == "opinion"


def test_the_address_goes_before_the_category_and_that_before_the_feed() -> None:
    url, categories = "https://a.example/sport/x-1", ("Politique",)
    assert section(url=url, categories=categories, label="tech") == "sport"
    assert section(categories=("À la une", "Politique"), label="tech") == "politique"
    assert section(label="tech") == "tech"


def test_the_front_page_is_no_section() -> None:
    assert section(label="une") == ""


def test_a_category_may_be_a_path() -> None:
    assert section(categories=("fnc/entertainment",)) == "culture"


def test_words_decide_when_nothing_else_does() -> None:
    assert section("La BCE relève ses taux, l'inflation recule") == "économie"
    assert section("Wimbledon : Djokovic en finale") == "sport"
    assert section("Bank of England cuts interest rate", feed_id="en-post", language="en") == (
        "économie"
    )


@pytest.mark.parametrize(
    ("title", "language", "expected"),
    [
        ("Un bébé est décédé à bord d'un vol", "fr", "faits divers"),
        ("Gaza : l'armée israélienne intensifie ses frappes", "fr", "monde"),
        ("Le gardien prolonge son contrat jusqu'en 2028 avec le club", "fr", "sport"),
        ("Senate Democrats block the bill in late night vote", "en", "politique"),
    ],
)
def test_what_outlets_filed_such_words_under_is_learned(
    title: str, language: str, expected: str
) -> None:
    assert section(title, feed_id=f"{language}-post", language=language) == expected


def test_our_own_words_name_the_finer_section() -> None:
    assert section("Le CAC 40 recule, les actions chutent à la Bourse de Paris") == "marchés"


def test_a_company_s_name_alone_makes_no_economic_news() -> None:
    title = "Une fillette passe par-dessus bord d'un paquebot Disney"
    assert eco_of(section(title)) < 0.6


def test_of_faint_words_what_the_outlet_files_most_is_believed() -> None:
    faint = item("Une longue journée d'été", language="fr")
    assert section_of(faint, feed(), habit={"sport": 400}) == "sport"
    assert section_of(faint, feed(), habit={"culture": 400}) == "culture"


def test_plain_words_are_believed_whatever_the_outlet_files_most() -> None:
    plain = item("Wimbledon : Djokovic en finale", language="fr")
    assert section_of(plain, feed(), habit={"politique": 400}) == "sport"


def test_a_word_counts_once() -> None:
    assert of_words("Sur TikTok, ils dansent", "TikTok en rit", language="fr") == ""


def test_crime_wins_over_the_economy_on_a_tie() -> None:
    title = "Cryptomonnaie : rapt et rançon, l'investisseur libéré"
    assert of_words(title, "", language="fr") == "faits divers"


def test_an_environment_folder_may_hold_other_things() -> None:
    url = "https://a.example/environnement/x-1"
    assert section("Canicule : la vigilance rouge étendue", url=url) == "météo"
    assert section("Un texte de loi au Sénat, les députés votent", url=url) == "politique"
    assert section("Un titre qui ne dit rien", url=url) == "climat"


def test_a_heat_wave_is_weather_in_a_general_folder_but_not_in_the_economy() -> None:
    title = "Canicule : la vigilance rouge étendue"
    assert section(title, url="https://a.example/monde/x-1") == "météo"
    assert section(title, url="https://a.example/economie/x-1") == "économie"


def test_an_unknown_language_has_no_words_but_folders() -> None:
    assert of_words("La BCE relève ses taux", "", language="de") == ""
    assert section(url="https://a.example/wirtschaft/economy/x-1", language="de") == "économie"


@pytest.mark.parametrize(
    ("section", "share"),
    [("commerce", 1.0), ("climat", 1.0), ("monde", 0.6), ("politique", 0.6), ("sport", 0.2)],
)
def test_sections_are_economic_by_degrees(section: str, share: float) -> None:
    assert eco_of(section) == share
    assert eco_of("") == 0.2


def test_economic_words_count_unless_others_outweigh_them() -> None:
    assert economic_words("Le Canada annule sa taxe, accord commercial en vue", "", language="fr")
    assert not economic_words(
        "Macron, Bayrou et Retailleau débattent du budget à Matignon",
        "Le Premier ministre et les députés du Rassemblement national",
        language="fr",
    )
