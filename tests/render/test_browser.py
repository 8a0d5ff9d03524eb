"""The edition in a real Chromium: all can read it, nothing runs off the edge or is fetched."""

from dataclasses import replace

import pytest
from playwright.sync_api import Page

from briefing.config.packaged import packaged
from briefing.model import Section
from briefing.render.edition import render
from briefing.render.html import page
from briefing.render.mjml import Templates
from tests.browser.chromium import Chromium, Look, findings, overflow, show
from tests.builders import edition, line, sections, story_block
from tests.golden.test_golden import FRENCH

pytestmark = pytest.mark.browser

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft fusionne."
WIDE = replace(story_block(), lead=line(LONG, source="L’Écho" + "-très-loin" * 8))
HARD = edition((Section(kind="need_to_know", title="L’essentiel", blocks=(WIDE,)), *sections()))


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [375, 800])
@pytest.mark.parametrize("view", ["mail", "page"])
def test_all_can_read_it_nothing_runs_off_the_edge_and_nothing_is_fetched(
    chromium: Chromium, view: str, width: int, dark: bool
) -> None:
    templates = Templates((packaged("templates"),))
    html = render(HARD, FRENCH, templates).html
    if view == "page":
        html = page(HARD, FRENCH, templates)

    def look(window: Page) -> tuple[tuple[str, ...], int, tuple[str, ...]]:
        asked = show(window, html)
        return asked, overflow(window), findings(window)

    assert chromium.visit(look, Look(width=width, dark=dark, images=False)) == ((), 0, ())
