"""What a reader does from the first mail to the last click, in a real browser without scripts."""

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from briefing.store import open_store
from tests.browser.chromium import Chromium, Look
from tests.browser.town import Town, link, town
from tests.builders import DAY, NOW

pytestmark = pytest.mark.browser

READER = "lea@lecteurs.example"
PHONE = Look(width=375, scripts=False)


def join(place: Town) -> None:
    with open_store(place.settings.database) as store:
        store.add_subscriber(READER, "matin", proof="test", now=NOW)


def test_a_mail_leads_to_its_page_a_story_to_its_sources_and_on_to_older_ones(
    chromium: Chromium, tmp_path: Path
) -> None:
    with town(tmp_path) as place:
        join(place)
        for back in (3, 0):
            place.send(day=DAY - timedelta(days=back))
        first, latest = place.mails(READER)

        def walk(page: Page) -> None:
            page.goto(link(latest, "les sources →"))
            expect(page.get_by_text("La BCE monte à environ 2 %")).to_be_visible()
            page.get_by_role("link", name="Vendredi 20").click()
            assert page.url == link(first, "Lire en ligne →")
            page.get_by_role("link", name="Toutes les éditions").click()
            page.get_by_role("searchbox", name="Chercher").fill("depot")
            page.keyboard.press("Enter")
            expect(page.get_by_role("status")).to_have_text("2 résultats")
            page.get_by_role("link", name="Lundi 23").click()
            expect(page.locator(":target")).to_contain_text("La BCE monte à environ 2 %")

        chromium.visit(walk, PHONE)


def test_a_reader_leaves_by_the_link_in_the_mail(chromium: Chromium, tmp_path: Path) -> None:
    with town(tmp_path) as place:
        join(place)
        place.send()
        (mail,) = place.mails(READER)

        def walk(page: Page) -> None:
            page.goto(link(mail, "Se désinscrire →"))
            page.get_by_role("button").click()
            expect(page.get_by_role("heading")).to_have_text("C’est fait.")

        chromium.visit(walk, PHONE)
        place.send(day=DAY + timedelta(days=1))
        assert len(place.mails(READER)) == 1
