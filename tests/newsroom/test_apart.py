"""Stories that read alike say what told them apart."""

from briefing.newsroom.apart import kept_apart
from tests.builders import article, story


def test_other_names_and_numbers_are_named() -> None:
    here = story(article("Séisme de magnitude 5 au Chili, des habitants évacués"))
    there = story(article("Séisme de magnitude 7 au Japon, des habitants évacués"))
    (found,) = kept_apart(here, [here, there])
    assert found.story_id == there.id
    assert {"chili", "5"} == set(found.ours)
    assert {"japon", "7"} == set(found.theirs)
    assert len(found.shared) >= 3


def test_what_has_little_in_common_is_not_told() -> None:
    here = story(article("La BCE relève ses taux"))
    there = story(article("La BCE choisit ses billets"))
    assert kept_apart(here, [here, there]) == ()


def test_the_nearest_three_are_told_the_nearest_first() -> None:
    here = story(article("Airbus livre soixante avions neufs en juin"))
    others = [
        story(article(f"Airbus livre soixante avions {word}", feed_id=f"fr-{at}"))
        for at, word in enumerate(("en mai", "neufs en mai", "en avril", "usés", "rouges"))
    ]
    found = kept_apart(here, others)
    assert len(found) == 3
    assert found[0].title == "Airbus livre soixante avions neufs en mai"


def test_titles_of_other_languages_are_not_compared() -> None:
    here = story(article("Airbus Boeing Embraer Dassault"))
    there = story(article("Airbus Boeing Embraer Dassault", feed_id="en-post"))
    assert kept_apart(here, [there]) == ()
