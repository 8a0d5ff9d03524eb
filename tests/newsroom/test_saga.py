"""A saga is linked, never merged: its parts say how big it is."""

from briefing.model import Story
from briefing.newsroom.saga import reaches
from tests.builders import article, story


def told(title: str, *outlets: str) -> Story:
    return story(*(article(title, outlet=one, feed_id=f"fr-{one}") for one in outlets))


FAR = [told(f"Tout autre chose, la chose numéro {n}", f"x{n}") for n in range(20)]


def test_near_titles_reach_the_outlets_of_each_other() -> None:
    one = told("Canicule : 1 350 écoles fermées mardi", "a", "b")
    two = told("Canicule : les écoles fermées, les parents s'organisent", "b", "c")
    assert reaches([one, two, *FAR])[:2] == [3, 3]


def test_one_word_in_common_links_nothing() -> None:
    one, two = (
        told("Canicule : un mort à Besançon", "a"),
        told("Canicule et cinéma en plein air", "b"),
    )
    assert reaches([one, two, *FAR])[:2] == [1, 1]


def test_the_order_of_stories_does_not_matter() -> None:
    stories = [
        told("Poutine appelle Trump", "a"),
        told("Trump et Poutine au téléphone", "b"),
        told("Ce que Trump a dit à Poutine au téléphone", "c"),
        *FAR,
    ]
    assert reaches(stories) == list(reversed(reaches(stories[::-1])))


def test_no_story_reaches_nobody() -> None:
    assert reaches([]) == []
    assert reaches([told("", "a")]) == [1]
