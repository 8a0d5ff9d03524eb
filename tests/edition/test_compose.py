"""The whole edition: order, length, promises."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.config import Newsletter, Ranking, SectionOptions
from briefing.edition.compose import compose
from briefing.edition.desk import Desk
from briefing.edition.sections import kinds, load
from briefing.errors import NotFound, SkipEdition
from briefing.model import Coverage, Dossier, Edition, Figure, Quotation, StoryBlock
from tests.builders import DAY, NOW, article, dossier

BODY = "Le mouvement surprend les analystes, qui attendaient une pause jusqu'au printemps prochain."


def desk(**changes: Any) -> Desk:
    newsletter = {"id": "matin", "name": "Le Brief", "language": "fr"}
    about = {k: changes.pop(k) for k in ("sections", "language") if k in changes}
    values: dict[str, Any] = {
        "newsletter": Newsletter(**(newsletter | about)),
        "day": DAY,
        "number": 7,
        "coverage": Coverage(feeds=4, ok=4),
        "ranking": Ranking(),
        "now": NOW,
    }
    return Desk(**(values | changes))


def stories(count: int, *, body: str = BODY, **changes: Any) -> list[Dossier]:
    values: dict[str, Any] = {"section": ""} | changes
    return [
        dossier(
            article(f"Marché {n} bouge", outlet=f"Journal {n}"),
            body=f"{n} : {body}" if body else "",
            score=1 - n / 100,
            **values,
        )
        for n in range(count)
    ]


def found(edition: Edition, kind: str) -> list[StoryBlock]:
    blocks = [b for section in edition.sections if section.kind == kind for b in section.blocks]
    return [block for block in blocks if isinstance(block, StoryBlock)]


def spotlight(title: str, **changes: Any) -> Dossier:
    """Return a story that could give a number and a quote."""
    source = article(title, outlet=f"Le {title}")
    sentence = f"{title} supprime 45 000 emplois."
    words = "Nous ne céderons pas un centime de plus cette année"
    number = Figure(
        text="45 000 emplois",
        value=45_000,
        unit="emplois",
        hedge=None,
        currency=None,
        attribution=None,
        sentence=sentence,
        article_id=source.id,
    )
    quotation = Quotation(
        text=words,
        speaker="Claire Vasseur",
        role=None,
        sentence=f"« {words} », dit Claire Vasseur.",
        article_id=source.id,
    )
    return dossier(source, figures=(number,), quotations=(quotation,), body=BODY, **changes)


def test_an_edition_knows_whose_it_is_and_when_it_was_made() -> None:
    edition = compose(stories(3), desk())
    assert (edition.newsletter, edition.day, edition.number) == ("matin", DAY, 7)
    assert (edition.language, edition.made_at) == ("fr", NOW)
    assert edition.coverage == Coverage(feeds=4, ok=4)
    assert edition.subject == "Marché 0 bouge"
    assert edition.preheader.startswith("Et aussi : Marché 1 bouge")
    assert edition.sign_off.startswith("B")
    assert edition.reading_minutes == 1


def test_fewer_than_two_items_make_no_edition_and_the_reason_has_numbers() -> None:
    odd = stories(2, odd=0.9, eco=0.2)
    with pytest.raises(SkipEdition, match="3 stories, 3 of them fit to print, 1 within") as caught:
        compose([*stories(1), *odd], desk())
    assert caught.value.reason == "quiet"


def test_a_newsletter_without_items_counts_every_story() -> None:
    light = desk(sections=(SectionOptions(kind="discoveries"),))
    assert len(found(compose(stories(2, odd=0.9), light), "discoveries")) == 2
    with pytest.raises(SkipEdition):
        compose(stories(1, odd=0.9), light)


def test_a_quiet_morning_says_so() -> None:
    assert compose(stories(3), desk()).greeting == "Matinée calme : édition courte."
    assert compose(stories(6, body=""), desk()).greeting == "Matinée calme : édition courte."
    english = compose(stories(3), desk(language="en-GB"))
    assert english.greeting == "A quiet morning: a short edition."
    assert english.sections[0].title == "Here's what you need to know"


def test_a_full_morning_greets_and_not_as_yesterday() -> None:
    long = (
        BODY + " Les marchés, eux, hésitent encore et regardent de près ce que fera la banque" * 2
    )
    full = stories(6, body=long, sources=2)
    first = compose(full, desk()).greeting
    assert first.startswith("Bonjour")
    assert compose(full, desk(recent_greetings=(first,))).greeting != first


def test_sections_come_in_configured_order_but_items_choose_first() -> None:
    upside_down = (
        SectionOptions(kind="discoveries"),
        SectionOptions(kind="need_to_know", title="Alors", max=2),
    )
    edition = compose(stories(2, odd=0.9), desk(sections=upside_down))
    assert [section.kind for section in edition.sections] == ["need_to_know"]
    assert edition.sections[0].title == "Alors"
    odd = dossier(article("Une poule voyage en train"), odd=0.9, eco=0.2)
    edition = compose([*stories(2), odd], desk(sections=upside_down))
    assert [section.kind for section in edition.sections] == ["discoveries", "need_to_know"]
    assert edition.subject == "Marché 0 bouge"


def test_a_story_gives_the_number_or_the_quote_and_the_first_item_only_in_need() -> None:
    dossiers = [spotlight("Alpha", score=0.9), spotlight("Bravo", score=0.8)]
    edition = compose(dossiers, desk())
    by_kind = {section.kind: section.blocks[0] for section in edition.sections}
    assert getattr(by_kind["number"], "story_id", "") == dossiers[1].story.id
    assert getattr(by_kind["quote"], "story_id", "") == dossiers[0].story.id


def test_no_edition_is_longer_than_nine_hundred_words() -> None:
    endless = "mot " * 160
    edition = compose(stories(6, body=endless, sources=2), desk())
    assert len(found(edition, "need_to_know")) == 5
    endless = "mot " * 460
    with pytest.raises(SkipEdition):
        compose(stories(6, body=endless), desk())


def test_a_subject_of_recent_days_does_not_come_back() -> None:
    edition = compose(stories(3), desk(recent_subjects=("Marché 0 bouge",)))
    assert edition.subject == "Marché 1 bouge"


def test_every_section_has_a_title_in_both_languages_and_a_limit() -> None:
    assert {"need_to_know", "watch", "number", "quote", "discoveries"} <= set(kinds())
    for kind in kinds():
        section = load(kind)
        assert set(section.TITLES) >= {"fr", "en"}
        assert section.LIMIT >= 1


def test_an_unknown_section_is_refused_with_those_there_are() -> None:
    with pytest.raises(NotFound) as caught:
        load("weather")
    assert "need_to_know" in caught.value.hint


@st.composite
def mornings(draw: st.DrawFn) -> list[Dossier]:
    count = draw(st.integers(0, 14))
    return [
        dossier(
            article(f"Sujet {n} du matin", outlet=draw(st.sampled_from(["A", "B", "C", "D"]))),
            body=draw(st.sampled_from(["", BODY])),
            score=draw(st.floats(0, 1)),
            eco=draw(st.sampled_from([0.2, 0.6, 1.0])),
            odd=draw(st.sampled_from([0.0, 0.7])),
            sources=draw(st.integers(1, 7)),
            section=draw(st.sampled_from(["", "tech", "monde", "économie"])),
        )
        for n in range(count)
    ]


@given(mornings())
def test_whatever_the_morning_the_rules_hold(dossiers: list[Dossier]) -> None:
    try:
        edition = compose(dossiers, desk())
    except SkipEdition:
        return
    by_id = {one.story.id: one.story for one in dossiers}
    items = found(edition, "need_to_know")
    economic = [by_id[block.story_id].eco >= 0.6 for block in items]
    every = [b.story_id for s in edition.sections for b in s.blocks if isinstance(b, StoryBlock)]
    assert 2 <= len(items) <= 6
    assert economic[0]
    assert sum(economic) >= 0.6 * len(items) - 1e-9
    assert economic.count(False) <= 2
    assert len(every) == len(set(every))
    for publisher in "ABCD":
        assert sum(block.lead.source == publisher for block in items) <= 2
    assert all(section.blocks for section in edition.sections)
    assert edition == compose(dossiers, desk())
