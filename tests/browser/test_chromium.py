"""The browser that other tests look through: it sees what is wrong, and goes nowhere else."""

import asyncio

import pytest
from playwright.sync_api import Page

from tests.browser.chromium import Chromium, Look, fetched, findings, overflow

pytestmark = pytest.mark.browser

GREY = '<html lang=fr><title>x</title><main><h1 style="color:#ccc;background:#fff">Pâle</h1>'


def test_axe_finds_what_cannot_be_read(chromium: Chromium) -> None:
    def look(page: Page) -> tuple[str, ...]:
        page.set_content(GREY)
        return findings(page)

    (found,) = chromium.visit(look)
    assert found.startswith("color-contrast (serious): <h1")


def test_a_window_is_as_wide_and_as_dark_as_it_is_told(chromium: Chromium) -> None:
    wide = '<div style="width:400px">.</div><img src="http://127.0.0.1:9/x.png">'
    dark = "matchMedia('(prefers-color-scheme: dark)').matches"

    def look(page: Page) -> tuple[int, bool]:
        page.set_content(f"<style>body{{margin:0}}</style>{wide}", wait_until="domcontentloaded")
        return overflow(page), page.evaluate(dark)

    assert chromium.visit(look, Look(width=375, dark=True)) == (25, True)
    assert chromium.visit(look, Look(width=800)) == (0, False)


def test_nothing_is_asked_of_the_internet(chromium: Chromium) -> None:
    def look(page: Page) -> tuple[list[str], list[str]]:
        failed: list[str] = []
        page.on("requestfailed", lambda request: failed.append(request.url))
        page.set_content('<img src="https://brief.example/x.png">')
        return failed, fetched(page)

    failed, asked = chromium.visit(look)
    assert failed == ["https://brief.example/x.png"] == asked


def test_other_tests_may_have_their_own_event_loop(chromium: Chromium) -> None:
    async def one() -> int:
        return 1

    chromium.visit(lambda page: page.set_content("<p>x"))
    assert asyncio.run(one()) == 1
