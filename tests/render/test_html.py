"""The web pages: the edition without anything personal, and the small pages around it."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from briefing.render.context import Frame
from briefing.render.edition import render
from briefing.render.html import page
from briefing.render.mjml import Templates
from briefing.render.slots import TOKEN_SLOT
from tests.browser.chromium import Chromium, Look, overflow, show
from tests.builders import edition, sections, story_block

PAGES = ("unsubscribe", "unsubscribed", "not_found", "index")


def test_a_page_holds_nothing_personal(templates: Templates, frame: Callable[..., Frame]) -> None:
    html = page(edition(), frame(), templates)
    assert TOKEN_SLOT not in html
    assert "unsubscribe" not in html
    assert "mailto:" not in html
    assert 'class="preheader"' not in html


def test_the_name_on_the_band_can_be_read_although_it_is_a_link(
    templates: Templates, frame: Callable[..., Frame]
) -> None:
    link = re.search(r'<a class="home"[^>]* style="([^"]*)"', page(edition(), frame(), templates))
    assert link
    assert f"color: {templates.theme('papier').light.band_ink}" in link[1]


def test_each_story_can_be_linked_to(templates: Templates, frame: Callable[..., Frame]) -> None:
    html = page(edition(), frame(), templates)
    story = sections()[0].blocks[0]
    assert f'id="story-{story.story_id}"' in html
    ids = re.findall(r'\bid="([^"]*)"', html)
    assert len(ids) == len(set(ids))


def test_search_engines_are_asked_to_stay_away(
    templates: Templates, frame: Callable[..., Frame]
) -> None:
    assert '<meta name="robots" content="noindex">' in page(edition(), frame(), templates)
    assert 'content="noindex"' in templates.html("web/index.html", language="fr")


def test_a_page_tells_all_that_the_mail_tells(
    templates: Templates, frame: Callable[..., Frame]
) -> None:
    html = page(edition(), frame(), templates)
    for told in ("La BCE relève ses taux.", "45\u202f000 emplois", "Claire Vasseur", "Une poule"):
        assert told in html
    assert "12 rue des Lilas" in html
    assert 'role="main"' in html
    assert "aria-roledescription" not in html


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ["fr", "en", "de"])
def test_the_small_pages_stand_alone(templates: Templates, name: str, language: str) -> None:
    html = templates.html(f"web/{name}.html", language=language)
    assert f'<html lang="{language}" dir="ltr">' in html
    assert not re.search(r"<script|<img|<link|@import|url\(", html)
    assert len(re.findall("<h1>", html)) == 1


def test_leaving_takes_a_post(templates: Templates) -> None:
    html = templates.html("web/unsubscribe.html", language="fr", newsletter_name="Le <Brief>")
    assert '<form class="form" method="post"><button type="submit">' in html
    assert "Le &lt;Brief&gt;" in html
    assert "<form" not in templates.html("web/unsubscribed.html", language="fr")


def test_the_index_lists_editions_by_their_address(templates: Templates) -> None:
    html = templates.html(
        "web/index.html", language="fr", public_url="https://b.example", editions=(edition(),)
    )
    assert 'href="https://b.example/matin/2026-11-23"' in html
    assert "La BCE relève ses taux" in html
    assert "Lundi 23\u00a0novembre 2026" in html


@pytest.mark.browser
@pytest.mark.parametrize("kind", ["mail", "page", "index"])
def test_a_phone_shows_it_without_scrolling_sideways(
    chromium: Chromium, templates: Templates, frame: Callable[..., Frame], kind: str
) -> None:
    word = "anticonstitutionnellement" * 4
    told = edition(
        [
            type(sections()[0])(kind=s.kind, title=s.title, blocks=(*s.blocks, story_block(word)))
            if s.kind == "discoveries"
            else s
            for s in sections()
        ],
        subject=word,
        greeting=word,
    )
    html = {
        "mail": lambda: render(told, frame(), templates).html,
        "page": lambda: page(told, frame(newsletter_name=word), templates),
        "index": lambda: templates.html("web/index.html", language="fr", editions=(told,)),
    }[kind]()

    def look(window: Page) -> int:
        show(window, html)
        return overflow(window)

    assert chromium.visit(look, Look(width=375)) == 0
