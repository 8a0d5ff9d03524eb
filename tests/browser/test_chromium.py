"""The browser that other tests look through: it sees what is wrong, and goes nowhere else."""

import asyncio

import pytest
from playwright.sync_api import Page

from tests.browser.chromium import Chromium, Look, findings, overflow, show

pytestmark = pytest.mark.browser

GREY = '<html lang=fr><title>x</title><main><h1 style="color:#ccc;background:#fff">Pâle</h1>'


def test_axe_finds_what_cannot_be_read(chromium: Chromium) -> None:
    def look(page: Page) -> tuple[str, ...]:
        page.set_content(GREY)
        return findings(page)

    (found,) = chromium.visit(look)
    assert found.startswith("color-contrast (serious): <h1")


def test_a_window_is_as_wide_and_as_dark_as_it_is_told(chromium: Chromium) -> None:
    dark = "matchMedia('(prefers-color-scheme: dark)').matches"

    def look(page: Page) -> tuple[int, bool]:
        show(page, '<style>body{margin:0}</style><div style="width:400px">.</div>')
        return overflow(page), page.evaluate(dark)

    assert chromium.visit(look, Look(width=375, dark=True)) == (25, True)
    assert chromium.visit(look, Look(width=800)) == (0, False)


def test_nothing_is_asked_of_the_internet(chromium: Chromium) -> None:
    def look(page: Page) -> tuple[tuple[str, ...], list[str]]:
        failed: list[str] = []
        page.on("requestfailed", lambda request: failed.append(request.url))
        return show(page, '<img src="https://brief.example/x.png">'), failed

    asked, failed = chromium.visit(look)
    assert list(asked) == failed == ["https://brief.example/x.png"]


def test_other_tests_may_have_their_own_event_loop(chromium: Chromium) -> None:
    async def one() -> int:
        return 1

    chromium.visit(lambda page: page.set_content("<p>x"))
    assert asyncio.run(one()) == 1
