from dataclasses import replace
from datetime import timedelta

import pytest

from briefing.config import Ranking
from briefing.model import Article, Kind, Story
from briefing.newsroom.rank import independent, rank
from tests.builders import NOW, article, story

HALF_LIFE = timedelta(hours=12)


def ranked(*stories: Story, **weights: float) -> tuple[Story, ...]:
    return rank(stories, weights=Ranking(**weights), now=NOW, half_life=HALF_LIFE)


def told_by(
    count: int, title: str = "Un accord est signé à Genève", **changes: object
) -> tuple[Article, ...]:
    return tuple(article(title, feed_id=f"fr-{n}", **changes) for n in range(count))


def terms(one: Story) -> dict[str, float]:
    return {term.name: term.value for term in ranked(one)[0].terms}


def test_the_score_is_the_sum_of_its_terms() -> None:
    (one,) = ranked(story(*told_by(3, url="https://a.example/economie/un-accord-1")))
    assert one.score == pytest.approx(sum(term.weight * term.value for term in one.terms))
    assert [term.name for term in one.terms] == [
        "coverage", "freshness", "weight", "economy", "density",
    ]  # fmt: skip
    assert (one.sources, one.section, one.eco) == (3, "économie", 1.0)


def test_weights_come_from_the_configuration() -> None:
    one = ranked(story(*told_by(1)), coverage=0.9, density=0.0)[0]
    assert {t.name: t.weight for t in one.terms}["coverage"] == 0.9


def test_more_outlets_lead_and_six_are_full_coverage() -> None:
    few, many = story(*told_by(1)), story(*told_by(6, "Un tout autre accord"))
    assert [one.sources for one in ranked(few, many)] == [6, 1]
    assert terms(many)["coverage"] == 1.0
    assert terms(story(*told_by(9)))["coverage"] == 1.0


def test_freshness_halves_with_the_half_life_of_the_newest_article() -> None:
    old = article(published=NOW - timedelta(hours=40))
    new = article(published=NOW - timedelta(hours=12), feed_id="fr-phare")
    assert terms(story(old, new))["freshness"] == pytest.approx(0.5)
    assert terms(story(article(published=NOW + timedelta(hours=1))))["freshness"] == 1.0


def test_an_undated_article_is_as_old_as_its_first_sight() -> None:
    one = article(published=None, first_seen=NOW - timedelta(hours=24))
    assert terms(story(one))["freshness"] == pytest.approx(0.25)


def test_the_best_feed_gives_the_weight() -> None:
    one = story(article(weight=0.3), article(weight=0.9, feed_id="fr-phare"))
    assert terms(one)["weight"] == 0.9


@pytest.mark.parametrize(
    ("title", "density"),
    [
        ("Le groupe investit 3 milliards d'euros", 1.0),
        ("Une hausse de 2,5 % en un an", 0.5),
        ("Il réclame $40 pour un café", 0.5),
        ("L'Opep se réunit à Vienne", 0.5),
        ("La SNCF revoit ses horaires", 0.5),
        ("Un accord est signé à Genève", 0.0),
        ("EN DIRECT, LA FRANCE DU BAC", 0.0),
    ],
)
def test_money_and_organisations_make_a_story_dense(title: str, density: float) -> None:
    assert terms(story(article(title)))["density"] == density


def test_a_copy_is_no_source_and_neither_is_the_same_outlet_twice() -> None:
    first = article()
    assert independent([first, article(feed_id="fr-phare", copy_of=first.id)]) == 1
    assert independent([first, article("Autre titre")]) == 1
    assert independent([first, article(feed_id="fr-phare", copy_of="elsewhere")]) == 2


def test_only_news_is_ranked() -> None:
    assert ranked(story(article(kind=Kind.LIVE)), story(article(kind=Kind.DIGEST))) == ()


def test_the_section_is_that_of_most_articles() -> None:
    one = story(
        article(section="politique"),
        article(section="travail", feed_id="fr-phare"),
        article(section="travail", feed_id="fr-echo"),
        article(section="", feed_id="fr-cap"),
    )
    assert ranked(one)[0].section == "travail"
    assert ranked(story(article(section="")))[0].section == ""


def test_a_trade_war_is_economy_in_whatever_general_folder() -> None:
    trade = article("Droits de douane : un accord commercial avec Washington", section="monde")
    war = article("Frappes sur Kiev dans la nuit", section="monde")
    assert [one.eco for one in ranked(story(trade), story(war))] == [1.0, 0.6]


@pytest.mark.parametrize("section", ["local", "sport", "people"])
def test_local_news_sport_and_people_lose_half_a_point(section: str) -> None:
    (one,) = ranked(story(article(section=section)))
    assert (one.terms[-1].name, one.terms[-1].weight, one.terms[-1].value) == (section, 0.5, -1.0)
    assert one.eco == 0.2


def test_domestic_politics_do_not_lead_the_world_economy() -> None:
    politics = story(*told_by(7, "Le Sénat rejette la motion", section="politique"))
    trade = story(*told_by(4, "Le Canada annule sa taxe", section="commerce"))
    assert ranked(politics, trade)[0].section == "commerce"
    few = story(*told_by(2, "Le Sénat rejette la motion", section="politique"))
    assert terms(few)["domestic"] == -1.0
    budget = story(*told_by(1, "Budget : le déficit et la dette au menu", section="politique"))
    assert terms(budget)["domestic"] == -1.0  # of the economy, but of one country's


def test_politics_that_five_outlets_tell_lose_half() -> None:
    motion = [story(*told_by(n, "La motion rejetée", section="politique")) for n in (4, 5)]
    assert [terms(one)["domestic"] for one in motion] == [-1.0, -0.5]
    assert terms(story(*told_by(6, "Une école ferme", section="société")))["domestic"] == -1.0


def test_an_economic_story_filed_under_a_country_is_about_what_it_tells() -> None:
    title = "Le Canada annule sa taxe sur les exportations et relance le commerce"
    assert ranked(story(*told_by(2, title, section="monde")))[0].section == "économie"
    talks = story(*told_by(2, "Le président reçoit son homologue", section="monde"))
    assert ranked(talks)[0].section == "monde"


def test_outlets_that_tell_of_the_same_in_another_story_count() -> None:
    two = replace(story(*told_by(2, "Les étudiants manifestent")), near=("b",))
    three = replace(story(*told_by(4, "Le régime face à la contestation")), id="b", near=(two.id,))
    alone = story(*told_by(2, "Un accord est signé à Genève"))
    kin = {one.id: (one.kin, one.size) for one in ranked(two, three, alone)}
    assert kin[two.id] == (2, 4)
    assert kin["b"] == (0, 4)
    assert kin[alone.id][0] == 0


def test_equal_scores_keep_their_order_unless_one_is_more_economic() -> None:
    one, two = story(article("Un titre sans indice")), story(article("Un autre sans indice"))
    tax = story(article("La taxe sur les exportations suspendue"))
    assert [s.id for s in ranked(one, two, tax)] == [tax.id, one.id, two.id]
    assert [s.id for s in ranked(two, one, tax)] == [tax.id, two.id, one.id]


def test_oddness_is_filled_in() -> None:
    assert ranked(story(article("Une poule pond un œuf carré", section="")))[0].odd >= 0.6


def test_weather_is_a_big_event_when_everybody_tells_it() -> None:
    few = story(*told_by(3, "Orages attendus dans le Sud", section="météo"))
    many = story(*told_by(6, "Canicule : 84 départements en alerte", section="météo"))
    assert terms(few)["weather"] == -1.0
    assert terms(many)["weather"] == 0.0


def test_what_is_lost_comes_from_the_configuration() -> None:
    (one,) = ranked(story(*told_by(1, section="sport")), sport=0.1)
    assert {t.name: t.weight for t in one.terms}["sport"] == 0.1


def test_crime_and_society_stand_back() -> None:
    crime = [story(*told_by(n, "Un procès s'ouvre", section="faits divers")) for n in (3, 6)]
    assert [terms(one)["local"] for one in crime] == [-1.0, -0.5]
    assert terms(story(*told_by(6, "Une école ferme", section="société")))["domestic"] == -1.0


def test_a_trial_abroad_that_concerns_no_state_is_crime() -> None:
    title = "Le rappeur reconnu coupable de trafic sexuel à son procès"
    (one,) = ranked(story(*told_by(3, title, section="monde")))
    assert (one.section, one.eco) == ("faits divers", 0.2)
    title = "Iran : Macron menace Téhéran après l'inculpation des otages, l'ambassadeur convoqué"
    (other,) = ranked(story(*told_by(3, title, section="monde")))
    assert other.section == "monde"


def test_space_is_science_whatever_country_it_is_filed_under() -> None:
    title = "Des astronautes de retour sur Terre, la fusée et la planète"
    (one,) = ranked(story(*told_by(3, title, section="monde")))
    assert one.section == "science"


def test_a_company_that_three_outlets_see_judged_is_news_of_companies() -> None:
    title = "Harcèlement chez Ubisoft : trois anciens cadres condamnés"
    (one,) = ranked(story(*told_by(3, title, section="société")))
    assert (one.section, one.eco) == ("entreprises", 0.6)
    (two,) = ranked(story(*told_by(2, title, section="société")))
    assert two.section == "société"


def test_a_saga_lifts_the_stories_that_several_outlets_tell() -> None:
    part = story(*told_by(2, "Poutine et Trump se parlent de l'Ukraine", section="monde"))
    others = [
        story(
            *(
                article(
                    f"Poutine, Trump et l'Ukraine : {words}",
                    feed_id=f"fr-{words}-{n}",
                    section="monde",
                )
                for n in range(2)
            )
        )
        for words in ("les livraisons", "le sommet")
    ]
    far = [story(article(f"Tout autre chose numéro {n}", feed_id=f"fr-x{n}")) for n in range(30)]
    alone = next(one for one in ranked(part, *far) if one.id == part.id)
    among = next(one for one in ranked(part, *others, *far) if one.id == part.id)
    assert (alone.reach, alone.size) == (2, 2)
    assert (among.reach, among.size, among.sources) == (6, 4, 2)
    assert among.score > alone.score


def test_what_its_address_calls_long_past_is_no_news() -> None:
    old = article("Un portrait d'avril", url="https://a.example/20190401/x", published=None)
    assert ranked(story(old)) == ()
