"""What comes in later changes nothing of what was settled; what is broken harms nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.model import Article, Story
from briefing.newsroom.cluster import cluster
from briefing.newsroom.copies import mark_copies
from briefing.newsroom.desk import to_articles
from tests.builders import NOW, article, feed, item

TEASER = (
    "Le Canada a annulé dimanche sa taxe sur les géants du numérique, quelques heures avant son "
    "entrée en vigueur, afin de relancer les négociations commerciales avec les États-Unis."
)
TITLES = (
    "Le Canada annule sa taxe numérique",
    "Taxe numérique : le Canada recule devant Trump",
    "Une femme de 45 ans tuée par son chien en Suisse",
    "Suisse : une femme meurt, tuée par son chien, un berger malinois",
    "Le pétrole recule après la réunion de l'Opep",
    "Airbus livre 71 avions en octobre",
)
DAY = tuple(
    article(
        title,
        summary=TEASER if at == 0 else "",
        feed_id=f"fr-{at}",
        published=NOW - timedelta(hours=9 - at),
    )
    for at, title in enumerate(TITLES)
)


def later(one: Article, hours: int = 0) -> Article:
    entry = item(
        one.item.title, summary=one.item.summary or TEASER, feed_id="fr-echo", published=NOW
    )
    return replace(one, item=replace(entry, published=NOW + timedelta(hours=hours)))


def parts(stories: tuple[Story, ...], *, without: str = "") -> set[frozenset[str]]:
    ids = (frozenset(one.id for one in story.articles) - {without} for story in stories)
    return {part for part in ids if part}


@settings(max_examples=20, deadline=None)
@given(st.sampled_from(DAY), st.permutations(DAY))
def test_a_later_article_changes_no_earlier_mark(one: Article, day: list[Article]) -> None:
    before = {known.id: known.copy_of for known in mark_copies(day)}
    after = {known.id: known.copy_of for known in mark_copies([*day, later(one)])}
    assert {id: told for id, told in after.items() if id in before} == before


@settings(max_examples=20, deadline=None)
@given(st.permutations(DAY), st.integers(1, 4))
def test_copies_join_their_original_and_move_nobody_else(day: list[Article], count: int) -> None:
    copies = [
        replace(
            later(DAY[0]),
            item=replace(later(DAY[0]).item, id=f"copy-{n}", published=NOW + timedelta(hours=n)),
        )
        for n in range(count)
    ]
    alone = parts(cluster(mark_copies(DAY)))
    grown = cluster(mark_copies([*day, *copies]))
    assert parts(grown) == {
        part | {one.id for one in copies} if DAY[0].id in part else part for part in alone
    }


def test_clustering_its_own_stories_again_changes_nothing() -> None:
    stories = cluster(mark_copies(DAY))
    again = cluster([one for story in stories for one in story.articles])
    assert parts(again) == parts(stories)


BROKEN = (
    item("", url="https://a.example/1", published=None, language=""),
    item("", url="https://a.example/2", summary=TEASER),
    item("?", url=None, language="xx"),
    item("!!! … —", url="https://a.example/4", published=None),
    item("银行提高利率 بنك الرفع", url="https://a.example/5", language="zh"),
    item("Bank raises rates, la banque relève ses taux", url="https://a.example/6", language="en"),
    item("\x00\ufffd\u202e", url="not an address", summary="\x00" * 50),
)


def test_items_without_title_text_date_or_language_stand_alone_each_once() -> None:
    articles = mark_copies(to_articles(BROKEN, {"fr-gazette": feed()}))
    assert len(articles) == len(BROKEN)
    assert parts(cluster(articles)) == {frozenset({one.id}) for one in BROKEN}


@pytest.mark.parametrize("text", ["a " * 100_000, "x" * 200_000, TEASER * 1_200])
def test_a_text_of_200_kb_is_read_like_any_other(text: str) -> None:
    long = article("Le Canada annule sa taxe numérique", text=text, feed_id="fr-long")
    assert sum(len(story.articles) for story in cluster(mark_copies([*DAY, long]))) == len(DAY) + 1
