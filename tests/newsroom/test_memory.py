from datetime import date, timedelta

import pytest

from briefing.model import Article, Printed, Story
from briefing.newsroom.memory import half_life, printed_of, remember, window
from tests.builders import DAY, NOW, article, story

TOMORROW = NOW + timedelta(days=1)
TITLE = "Un cadre d'OpenAI accuse Meta de vol par effraction"
TEASER = "Quatre chercheurs ont rejoint le laboratoire de Mark Zuckerberg en une semaine."
FIRST = article(TITLE, summary=TEASER, outlet="Le Phare", feed_id="fr-phare")


def printed(*articles: Article, day: date = DAY) -> Printed:
    return printed_of(story(*(articles or (FIRST,))), newsletter="matin", day=day)


def later(title: str = TITLE, **changes: object) -> Article:
    values: dict[str, object] = {"published": TOMORROW, "summary": TEASER, "outlet": "Le Phare"}
    return article(title, **(values | {"url": f"https://a.example/{title}"} | changes))


def again(*articles: Article) -> tuple[Story, ...]:
    return remember([story(*articles)], [printed()])


def test_the_memory_keeps_items_outlets_and_text() -> None:
    kept = printed(FIRST, later(outlet="L'Écho"))
    assert kept.item_ids[0] == kept.story_id == FIRST.id
    assert kept.outlets == ("Le Phare", "L'Écho")
    assert kept.text == f"{TITLE}\n{TEASER}"


def test_a_new_story_comes_as_it_is() -> None:
    new = story(article("La BCE relève ses taux d'un quart de point", published=TOMORROW))
    assert remember([new], [printed()]) == (new,)
    assert remember([new], []) == (new,)


def test_the_same_item_does_not_come_again() -> None:
    assert again(FIRST) == ()


def test_the_same_words_in_another_feed_do_not_come_again() -> None:
    assert again(later(feed_id="fr-echo", outlet="L'Écho")) == ()
    assert again(later("Meta accusé de vol par effraction par un cadre d'OpenAI")) == ()


def test_a_copy_of_a_printed_item_does_not_come_again() -> None:
    text = "Tout autre chose, avec 12 000 mots nouveaux, selon Sam Altman."
    assert again(later(summary=text, copy_of=FIRST.id, outlet="L'Écho")) == ()


def test_a_late_article_of_the_day_before_is_no_news() -> None:
    text = "Selon Sam Altman, les offres ont atteint 100 millions de dollars la première année."
    assert again(later(summary=text, published=NOW - timedelta(hours=20), outlet="L'Écho")) == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Meta accusé de vol par effraction chez OpenAI : 12 cadres partis"},
        {"title": "Un cadre d'OpenAI accuse Meta et Anthropic de vol", "summary": "Rien d'autre."},
    ],
    ids=["number", "name"],
)
def test_a_new_number_or_name_makes_an_update(changes: dict[str, str]) -> None:
    new = later(**changes)
    told = later(summary="Le vol concerne aussi Anthropic.", outlet="L'Écho", feed_id="fr-echo")
    (one,) = again(FIRST, new, told)
    assert one.update
    assert one.articles == (new,)
    assert one.id == FIRST.id


def test_a_name_that_one_outlet_brings_up_is_no_news() -> None:
    assert again(FIRST, later("Un cadre d'OpenAI, Meta et le syndrome de Téhéran")) == ()


def test_what_is_new_must_stand_in_the_headline_that_is_printed() -> None:
    text = TEASER + " Un cinquième et 12 autres suivent."
    known = later(summary=text), later(summary=text, outlet="L'Écho", feed_id="fr-echo")
    assert again(FIRST, *known) == ()
    new = later("Meta accusé de vol chez OpenAI : 12 cadres partis")
    (update,) = again(FIRST, *known, new)
    assert (update.articles, update.sources) == ((new,), 1)


def test_another_outlet_that_tells_it_too_is_no_news() -> None:
    text = "La direction recalcule les salaires des équipes."
    assert again(later(summary=text, outlet="L'Écho", feed_id="fr-echo")) == ()


def test_an_update_must_be_new_to_every_edition() -> None:
    new = later("Meta accusé de vol chez OpenAI : 12 cadres partis")
    second = printed(new, day=TOMORROW.date())
    assert remember([story(new)], [printed(), second]) == ()


def test_a_story_is_known_by_its_words_when_its_items_are_gone() -> None:
    (one,) = again(later("OpenAI : un cadre accuse Meta de vol à 100 millions", outlet="L'Écho"))
    assert one.update


def test_a_short_title_proves_nothing() -> None:
    short = story(later("Meta accusé", summary="Une plainte en Inde."))
    assert remember([short], [printed()]) == (short,)


def test_without_an_edition_the_window_is_a_day() -> None:
    assert window(None, now=NOW) == NOW - timedelta(hours=36)


def test_the_window_starts_at_the_previous_cut_off_with_12_hours_of_grace() -> None:
    friday = NOW - timedelta(days=3)
    assert window(friday, now=NOW) == friday - timedelta(hours=12)


def test_the_window_is_at_most_five_days() -> None:
    assert window(NOW - timedelta(days=30), now=NOW) == NOW - timedelta(days=5, hours=12)


def test_news_lasts_longer_after_a_weekend() -> None:
    day, weekend = (window(NOW - timedelta(days=n), now=NOW) for n in (1, 3))
    assert half_life(day, now=NOW) == timedelta(hours=12)
    assert half_life(weekend, now=NOW) == timedelta(hours=24)
    assert half_life(window(None, now=NOW), now=NOW) == timedelta(hours=12)


def test_the_next_day_of_a_strike_in_other_words_is_an_update() -> None:
    strike = article(
        "Grève des contrôleurs aériens : les vols annulés jeudi dans les aéroports parisiens",
        feed_id="fr-phare",
        outlet="Le Phare",
    )
    title = "Grève des contrôleurs aériens : 933 vols annulés, le mouvement continue"
    (told,) = remember([story(later(title, summary="", outlet="L'Écho"))], [printed(strike)])
    assert told.update


def test_what_half_of_the_outlets_newly_say_is_new() -> None:
    before = printed(article("Trump rompt les négociations commerciales avec le Canada"))
    titles = {
        "Le Phare": "Le Canada annule sa taxe après les négociations avec Trump",
        "L'Écho": "Négociations commerciales avec Trump : le Canada annule sa taxe",
        "La Gazette": "Négociations : le Canada cède à Trump",
    }
    told = story(*(later(title, outlet=one, feed_id=f"fr-{one}") for one, title in titles.items()))
    (back,) = remember([told], [before])
    assert back.update
    assert [one.outlet for one in back.articles] == ["Le Phare", "L'Écho"]


def test_one_new_word_or_one_outlet_says_nothing_new() -> None:
    before = printed(article("Trump rompt les négociations commerciales avec le Canada"))
    again = "Négociations : Trump rompt toujours avec le Canada"
    still = [later(again, outlet=one, feed_id=f"fr-{one}") for one in ("A", "B")]
    assert remember([story(*still)], [before]) == ()
    alone = later("Trump rompt les négociations : le Canada annule sa taxe", outlet="A")
    assert remember([story(alone)], [before]) == ()
