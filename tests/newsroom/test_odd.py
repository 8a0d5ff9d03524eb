import pytest

from briefing.newsroom.odd import odd_of
from tests.builders import article, story


def odd(title: str, section: str = "", **changes: object) -> float:
    return odd_of(story(article(title, section=section, **changes)), section)


@pytest.mark.parametrize(
    ("title", "section"),
    [
        ("Une poule pond un œuf carré en Bretagne", ""),
        ("Record du monde : il jongle avec onze torches", ""),
        ("Un serpent dans l'avion, le vol retardé", "monde"),
        ("Une équipe trouve la plus petite étoile connue", "science"),
        ("Une fanfare réveille tout le village", "insolite"),
    ],
)
def test_oddities_are_found_by_words_and_sections(title: str, section: str) -> None:
    assert odd(title, section) >= 0.6


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Une poule géante mordue par un chien, son maître blessé"},
        {"title": "Une poule géante", "summary": "Le fermier est mort."},
        {"title": "Un alligator a mangé leur chien"},
        {"title": "Une poule géante", "url": "https://a.example/faits-divers/une-poule-1"},
        {"title": "Une poule géante", "url": "https://a.example/animaux/une-poule-tuee-1"},
        {"title": "Une poule géante", "section": "faits divers"},
        {"title": "Une poule géante", "section": "insolite", "summary": "Deux victimes."},
    ],
)
def test_nothing_is_odd_where_somebody_comes_to_harm(changes: dict[str, str]) -> None:
    assert odd(**changes) == 0


def test_one_article_that_tells_of_harm_speaks_for_the_story() -> None:
    both = story(article("Un loup au supermarché", section=""), article("Un loup abattu"))
    assert odd_of(both, "") == 0


def test_plain_news_is_not_odd() -> None:
    assert odd("La BCE relève ses taux", "économie") == 0
    assert 0 < odd("Un film sort mercredi", "culture") < 0.6


def test_an_animal_may_be_a_brand_or_a_team() -> None:
    assert odd("Reprise du Coq Sportif : l'offre écartée", "entreprises") == 0


def test_a_source_of_oddities_is_trusted() -> None:
    assert odd("Un maire compte ses marches", odd=True) == 0.8


def test_one_odd_title_of_two_makes_no_oddity() -> None:
    odd = article("Son étrange conférence, une poule pond un œuf carré")
    plain = article("Le candidat parle à la presse", feed_id="fr-phare")
    assert odd_of(story(odd), "société") >= 0.6
    assert odd_of(story(odd, plain), "société") < 0.6
