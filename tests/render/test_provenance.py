"""The web page opens each story to every source; the mail only leads there."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from briefing.model import Edition, Section, SourceFact, SourceFigure, StoryBlock, Term
from briefing.render.context import Frame
from briefing.render.edition import render
from briefing.render.html import page
from briefing.render.mjml import Templates
from tests.browser.chromium import Chromium
from tests.builders import edition, story_block

SENTENCE = "Métallor supprime 4 000 emplois."


def fact(source: str, *figures: SourceFigure, **changes: Any) -> SourceFact:
    values = {"url": f"https://{source.lower()}.example/a", "headline": f"Le titre de {source}"}
    return SourceFact(source=source, figures=figures, **(values | changes))


def figure(text: str, **changes: Any) -> SourceFigure:
    return SourceFigure(text=text, **({"about": "emploi"} | changes))


DISPUTED = (
    fact("Phare", figure("4 000 emplois", differs=True, sentence=SENTENCE)),
    fact("Écho", figure("5 200 emplois", differs=True, attribution="selon la CGT")),
    fact("Gazette", copied=True),
)


def told(*facts: SourceFact, **changes: Any) -> Edition:
    block = story_block(facts=facts, **changes)
    return edition([Section(kind="need_to_know", title="À savoir", blocks=(block,))])


def story(one: Edition) -> StoryBlock:
    block = one.sections[0].blocks[0]
    assert isinstance(block, StoryBlock)
    return block


def test_the_page_opens_a_story_to_every_source(
    templates: Templates, frame: Callable[..., Frame]
) -> None:
    shown = page(told(*DISPUTED), frame(), templates)
    details = shown[shown.index("<details>") : shown.index("</details>")]
    for one in DISPUTED:
        assert one.headline in details
    assert "3 sources" in details
    assert "la même dépêche" in details
    assert 'href="https://phare.example/a"' in details


def test_where_they_differ_stands_first_with_the_sentence_and_who_says_it(
    templates: Templates, frame: Callable[..., Frame]
) -> None:
    shown = page(told(*DISPUTED), frame(), templates)
    differ = shown[shown.index('class="differ"') : shown.index("Ce que dit chaque source")]
    assert "Métallor supprime" in differ
    assert "selon la CGT" in differ
    calm = page(told(fact("Phare", figure("4 000 emplois")), fact("Écho")), frame(), templates)
    assert 'class="differ"' not in calm
    assert "où elles divergent" not in calm


def test_the_name_of_a_story_stands_once_and_inside_what_it_opens(
    templates: Templates, frame: Callable[..., Frame]
) -> None:
    one = told(*DISPUTED)
    shown = page(one, frame(), templates)
    name = f'id="story-{story(one).story_id}"'
    assert shown.count(name) == 1
    assert shown.index("<details>") < shown.index(name)


def test_why_it_was_chosen_is_told_in_words_and_numbers(
    templates: Templates, frame: Callable[..., Frame]
) -> None:
    terms = (
        Term(name="coverage", weight=0.3, value=0.8),
        Term(name="freshness", weight=0.2, value=0.1),
        Term(name="economy", weight=0.25, value=1.0),
    )
    shown = page(told(*DISPUTED, reasons=terms, independent=2), frame(), templates)
    assert "2 sources indépendantes la racontent et elle touche à l’économie" in shown
    assert "0,51" in shown
    assert "récente" not in shown


def test_the_mail_leads_to_the_sources_only_where_there_are_two(
    templates: Templates, frame: Callable[..., Frame]
) -> None:
    one = told(*DISPUTED)
    address = f"https://brief.example/matin/2026-11-23#story-{story(one).story_id}"
    mail = render(one, frame(), templates)
    assert mail.html.count(f'href="{address}"') == 1
    assert mail.text.count(address) == 1
    assert "<details" not in mail.html
    alone = render(told(DISPUTED[0]), frame(), templates)
    assert "les sources" not in alone.html + alone.text


def test_an_edition_made_before_has_none(templates: Templates, frame: Callable[..., Frame]) -> None:
    shown = page(told(), frame(), templates)
    assert "<details>" not in shown
    assert 'class="story" id="story-' in shown


def test_a_hostile_headline_stays_text(templates: Templates, frame: Callable[..., Frame]) -> None:
    bad = fact("Phare", figure("<b>4"), headline="<script>alert(1)</script>", url="javascript:x")
    shown = page(told(bad, fact("Écho")), frame(), templates)
    assert "<script" not in shown
    assert "<b>4" not in shown
    assert "javascript:" not in shown


@pytest.mark.browser
def test_a_browser_led_to_a_story_opens_its_sources(
    chromium: Chromium, templates: Templates, frame: Callable[..., Frame], tmp_path: Path
) -> None:
    one = told(*DISPUTED)
    path = tmp_path / "page.html"
    path.write_text(page(one, frame(), templates), encoding="utf-8")

    def look(window: Page) -> bool:
        window.goto(f"{path.as_uri()}#story-{story(one).story_id}")
        return window.locator("details[open]").is_visible()

    assert chromium.visit(look)
