from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from briefing.model import Article
from briefing.newsroom.copies import mark_copies
from tests.builders import NOW, article

TAX = (
    "Le Canada a annulé dimanche sa taxe sur les géants du numérique, quelques heures avant son "
    "entrée en vigueur, afin de relancer les négociations commerciales avec les États-Unis. "
    "Le président américain avait rompu vendredi les discussions en raison de cette taxe."
)


def at(title: str, hours: int = 0, **changes: object) -> Article:
    changes.setdefault("url", f"https://{changes.get('feed_id', 'a')}.example/{title}{hours}")
    return article(title, published=NOW - timedelta(hours=hours), **changes)


def copies(*articles: Article) -> list[bool]:
    return [bool(one.copy_of) for one in mark_copies(articles)]


def test_the_earliest_is_the_original_whatever_the_order() -> None:
    late = at("Le Canada annule sa taxe numérique", 1, summary=TAX)
    early = at("Le Canada annule sa taxe numérique", 3, summary=TAX, feed_id="fr-phare")
    marked = mark_copies([late, early])
    assert [one.copy_of for one in marked] == [early.id, ""]
    assert [one.item for one in marked] == [late.item, early.item]


def test_an_agency_s_credit_makes_no_difference() -> None:
    assert copies(
        at("Ottawa recule", 2, summary=TAX),
        at("Ottawa recule", 1, summary=f"OTTAWA (AFP) - {TAX} (avec AFP)", feed_id="fr-phare"),
    ) == [False, True]


def test_a_teaser_cut_short_is_a_copy() -> None:
    assert copies(
        at("Le Canada annule sa taxe numérique", 2, text=TAX),
        at("Ottawa cède à Washington", 1, summary=TAX[:200] + "…", feed_id="fr-phare"),
    ) == [False, True]


def test_a_rewritten_headline_over_the_same_text_is_a_copy() -> None:
    assert copies(
        at("Le Canada annule sa taxe numérique", 2, summary=TAX),
        at("LEAD 2 - Trump fait plier Ottawa", 1, summary=TAX, feed_id="fr-phare"),
    ) == [False, True]


def test_text_in_capitals_is_a_copy_too() -> None:
    title = "Le Canada annule sa taxe numérique"
    shouted = at(title.upper(), 1, summary=TAX.upper(), feed_id="fr-phare")
    assert copies(at(title, 2, summary=TAX), shouted) == [False, True]


def test_an_aggregator_is_no_original() -> None:
    early = at("Le Canada annule sa taxe", 3, summary=TAX, feed_id="fr-g", outlet="Google News")
    late = at("Le Canada annule sa taxe", 1, summary=TAX)
    assert [one.copy_of for one in mark_copies([early, late])] == [late.id, ""]


def test_own_words_are_no_copy() -> None:
    own = "Ottawa renonce à taxer les plateformes américaines pour sauver ses pourparlers."
    assert copies(
        at("Le Canada annule sa taxe numérique", 2, summary=TAX),
        at("Taxe numérique : Ottawa recule devant Donald Trump", 1, summary=own),
    ) == [False, False]


def test_the_weather_of_two_towns_is_no_copy() -> None:
    form = (
        "À {0}, le ciel sera couvert ce vendredi matin, puis quelques éclaircies sont attendues "
        "dans l'après-midi. Les températures iront de {1} à {2} degrés, avec un vent d'ouest."
    )
    assert copies(
        at("La météo du vendredi 10 janvier à Combourg", 2, summary=form.format("Combourg", 4, 9)),
        at("La météo du vendredi 10 janvier à Cabourg", 1, summary=form.format("Cabourg", 6, 11)),
    ) == [False, False]


def test_two_matches_told_in_one_form_are_no_copy() -> None:
    form = (
        "Suivez la rencontre de la 20e journée entre {0} et {1}, coup d'envoi ce vendredi à 20 "
        "heures. Les deux équipes restent sur une victoire à domicile avant ce rendez-vous."
    )
    assert copies(
        at("Ligue 2 : les compositions", 2, summary=form.format("Auxerre", "Sochaux")),
        at("Ligue 2 : les compositions", 1, summary=form.format("Guingamp", "Châteauroux")),
    ) == [False, False]


def test_numbers_in_one_form_tell_two_draws_apart() -> None:
    assert copies(
        at("Les numéros gagnants du tirage de ce lundi 12 janvier sont connus", 2),
        at("Les numéros gagnants du tirage de ce lundi 19 janvier sont connus", 1),
    ) == [False, False]


def test_two_spellings_of_a_name_do_not_hide_a_copy() -> None:
    title = "Le président {} attendu lundi à Bruxelles pour parler des sanctions contre la Russie"
    assert copies(at(title.format("Zelensky"), 2), at(title.format("Zelenski"), 1)) == [False, True]


def test_short_titles_of_one_event_are_no_copies() -> None:
    assert copies(
        at("Un tir de lanceur à bout portant, une enquête ouverte", 2),
        at("Il y a eu un tir de lanceur à bout portant selon un témoin", 1),
    ) == [False, False]


def test_nothing_is_marked_in_nothing() -> None:
    assert mark_copies([]) == ()
    assert copies(at("Un", 1), at("Un", 2)) == [False, False]


sample = st.lists(
    st.sampled_from(
        [
            at("Le Canada annule sa taxe numérique", 5, summary=TAX),
            at("Ottawa recule", 4, summary=TAX, feed_id="fr-phare"),
            at("Ottawa recule", 4, summary=TAX[:150], feed_id="fr-echo"),
            at("Trump fait plier le Canada", 3, text=TAX, feed_id="fr-g", outlet="Google News"),
            at("La BCE relève ses taux d'un quart de point", 2),
        ]
    ),
    unique_by=lambda one: one.id,
).flatmap(st.permutations)


@given(sample)
def test_marking_twice_changes_nothing(articles: list[Article]) -> None:
    once = mark_copies(articles)
    assert mark_copies(once) == once


@given(sample)
def test_the_order_does_not_matter(articles: list[Article]) -> None:
    expected = {one.id: one.copy_of for one in mark_copies(sorted(articles, key=lambda a: a.id))}
    assert {one.id: one.copy_of for one in mark_copies(articles)} == expected


@given(sample)
def test_an_original_copies_nothing(articles: list[Article]) -> None:
    marked = {one.id: one for one in mark_copies(articles)}
    assert not any(marked[one.copy_of].copy_of for one in marked.values() if one.copy_of)
