from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.model import Article, Kind, Story
from briefing.newsroom.cluster import cluster
from briefing.newsroom.copies import mark_copies
from tests.builders import NOW, article


def at(title: str, hours: float = 0, **changes: object) -> Article:
    changes.setdefault("url", f"https://a.example/{title}/{hours}")
    return article(title, published=NOW - timedelta(hours=hours), **changes)


IRAN = (
    at("Les députés américains votent pour brider l'action de Trump en Iran", 9),
    at("La Chambre vote une résolution pour brider l'action militaire de Trump contre l'Iran", 7),
    at("États-Unis : résolution pour brider l'action militaire de Trump contre l'Iran", 8),
)
DOG = (
    at("Suisse : une femme tuée par son berger malinois", 5),
    at("Une femme de 45 ans tuée par son chien en Suisse", 4),
    at("Suisse : une femme meurt, tuée par son chien, un berger malinois", 3),
)
OTHERS = (
    at("Le pétrole recule après la réunion de l'Opep", 6),
    at("Airbus livre 71 avions en octobre", 2),
    at("Climat : le président prêt à un référendum", 1),
    at("Nouvelle-Zélande : un volcan se réveille", 1),
)
DAY = (*IRAN, *DOG, *OTHERS)


def partition(stories: tuple[Story, ...]) -> set[frozenset[str]]:
    return {frozenset(one.item.title for one in story.articles) for story in stories}


def titles(*articles: Article) -> frozenset[str]:
    return frozenset(one.item.title for one in articles)


def test_articles_of_one_event_make_one_story() -> None:
    assert partition(cluster(DAY)) == {titles(*IRAN), titles(*DOG), *map(titles, OTHERS)}


def test_earlier_texts_change_weights_but_not_the_articles() -> None:
    earlier = ["Une femme élue maire", "Suisse : le franc au plus haut", "Trump et l'Iran"] * 5
    stories = cluster(DAY, background=earlier)
    assert sorted(one.id for story in stories for one in story.articles) == sorted(
        one.id for one in DAY
    )


@settings(max_examples=30)
@given(st.permutations(DAY))
def test_the_order_of_the_articles_does_not_matter(articles: list[Article]) -> None:
    assert cluster(articles) == cluster(DAY)


def test_a_story_is_named_after_its_oldest_article_and_says_what_joined_it() -> None:
    story = next(one for one in cluster(DAY) if len(one.articles) == 3)
    assert story.id == IRAN[0].id
    assert {"brid", "iran", "trump"} <= set(story.merged_by)
    assert len(story.merged_by) <= 5


def test_a_single_article_was_joined_by_nothing() -> None:
    (story,) = cluster(OTHERS[:1])
    assert (story.id, story.merged_by) == (OTHERS[0].id, ())


def test_damaged_articles_and_copies_do_not_stand_first() -> None:
    damaged = article(IRAN[1].item.title, published=NOW - timedelta(hours=9), damaged=True)
    (story,) = cluster([damaged, *IRAN[1:]])
    assert not story.articles[0].damaged
    early, late = at("Le franc bondit", 2, summary="x"), at("Le franc bondit", 1, summary="y")
    (story,) = cluster([early, at("Le franc bondit", 3, copy_of=early.id), late])
    assert not story.articles[0].copy_of


def test_a_live_report_joins_its_event_and_a_digest_none() -> None:
    digest = at("Vote sur l'Iran et femme tuée par son chien en Suisse", 1, kind=Kind.DIGEST)
    live = at("EN DIRECT - " + IRAN[1].item.title, 10, kind=Kind.LIVE)
    stories = cluster([*DAY, digest, live])
    assert {titles(*IRAN, live), titles(*DOG), titles(digest)} <= partition(stories)
    iran = next(story for story in stories if live in story.articles)
    assert iran.articles[0].kind is Kind.NEWS


def test_a_story_spans_at_most_72_hours() -> None:
    title = "Nucléaire : l'EPR de Flamanville à l'arrêt"
    together, apart = cluster([at(title, 0), at(title, 72)]), cluster([at(title, 0), at(title, 73)])
    assert (len(together), len(apart)) == (1, 2)
    chain = [at(title, hours) for hours in (0, 50, 100)]
    assert sorted(len(story.articles) for story in cluster(chain)) == [1, 2]


def test_the_weather_of_two_towns_is_two_stories() -> None:
    towns = ("Senlis", "Creil", "Beauvais", "Compiègne")
    weather = [at(f"La météo du vendredi 10 janvier 2020 à {town}") for town in towns]
    assert len(cluster(weather)) == len(towns)


def test_copies_belong_to_the_story_of_their_original() -> None:
    text = "Le Canada annule sa taxe sur les géants du numérique pour relancer la négociation."
    marked = mark_copies(
        [at("Ottawa recule", 2, summary=text), at("Trump triomphe du Canada", 1, summary=text)]
    )
    assert marked[1].copy_of
    assert len(cluster(marked)) == 1


def test_ten_thousand_identical_articles_are_one_story_at_once() -> None:
    """A feed that repeats itself costs no more than its length (10,000 took 50 million pairs)."""
    same = [at("Le franc bondit face à l'euro, la BNS laisse faire", n / 200) for n in range(2_000)]
    assert [len(story.articles) for story in cluster(mark_copies(same))] == [2_000]


def test_two_languages_are_not_mixed() -> None:
    english = article("Airbus: 71 Airbus A320 Airbus", feed_id="en-post", published=NOW)
    assert len(cluster([english, at("Airbus : 71 Airbus A320 Airbus")])) == 2


def test_stories_come_oldest_first_and_nothing_gives_nothing() -> None:
    dates = [min(a.item.dated for a in story.articles) for story in cluster(DAY)]
    assert dates == sorted(dates)
    assert cluster([]) == ()


def test_a_title_of_stop_words_is_a_story_of_its_own() -> None:
    assert len(cluster([at("Et si c'était vous ?"), at("Pourquoi pas nous ?")])) == 2


def test_titles_with_different_names_and_numbers_are_less_alike() -> None:
    quakes = (
        at("Un séisme de magnitude 5,9 secoue le nord de l'Iran, 12 morts"),
        at("Un séisme de magnitude 6,4 secoue le sud de Porto Rico, 3 morts"),
    )
    assert len(cluster([*quakes, *DAY])) == len(cluster(DAY)) + 2
