"""What a reader does from the first mail to the last click, in a real browser without scripts."""

from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from briefing import i18n
from briefing.render.environment import set_text
from briefing.store import open_store
from briefing.typography import NARROW
from briefing.web.forms import QUICKEST_S
from tests.browser.chromium import Chromium, Look
from tests.browser.town import Town, link, town
from tests.builders import DAY, NOW

pytestmark = pytest.mark.browser

READER = "lea@lecteurs.example"
PHONE = Look(width=375, scripts=False)


def said(message: str) -> str:
    """Return the message as the page prints it in French."""
    return set_text(i18n.catalogue("fr").gettext(message), "fr", NARROW)


def headed(page: Page, message: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(said(message))


def press(page: Page, message: str) -> None:
    page.get_by_role("button", name=said(message)).click()


def sign_up(page: Page, place: Town) -> None:
    page.goto(f"{place.home}/join")
    expect(page.get_by_text("La BCE relève ses taux.").first).to_be_visible()
    page.get_by_label(said("Your mail address")).fill(READER)
    page.wait_for_timeout(QUICKEST_S * 1000 + 100)  # who is quicker is taken for a robot
    press(page, "Sign me up")
    headed(page, "Look into your mailbox")


def confirm(page: Page, place: Town) -> None:
    page.goto(link(place.mail(READER, number=1), "→"))
    press(page, "Confirm")
    headed(page, "Welcome!")


def pause(page: Page) -> None:
    page.get_by_role("link", name=said("Your preferences")).click()
    page.get_by_role("combobox").select_option("4")
    press(page, "Pause")
    expect(page.get_by_role("status")).to_be_visible()


def leave_and_come_back(page: Page, mail: EmailMessage) -> None:
    page.goto(link(mail, "Se désinscrire →"))
    press(page, "Unsubscribe")
    headed(page, "It is done.")
    press(page, "That was a mistake: send it again")
    headed(page, "Your preferences")
    press(page, "Send it again now")  # out of the pause, too
    headed(page, "Your preferences")


def erase(page: Page) -> None:
    page.get_by_role("link", name=said("Erase me")).click()
    press(page, "Erase me")
    headed(page, "It is done.")


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


def test_a_reader_joins_reads_pauses_leaves_comes_back_and_is_forgotten(
    chromium: Chromium, tmp_path: Path
) -> None:
    with town(tmp_path) as place:
        place.send()  # to nobody: what there is to see before one signs up

        def walk(page: Page) -> None:
            sign_up(page, place)
            assert len(place.mails(READER)) <= 1
            confirm(page, place)
            first = place.mail(READER, number=2)
            assert "La BCE relève ses taux" in first["Subject"]
            pause(page)
            place.send(day=DAY + timedelta(days=1))
            assert len(place.mails(READER)) == 2, "nothing is sent in a pause"
            leave_and_come_back(page, first)
            place.send(day=DAY + timedelta(days=2))
            assert len(place.mails(READER)) == 3
            erase(page)
            place.send(day=DAY + timedelta(days=3))
            assert len(place.mails(READER)) == 3
            page.go_back()
            page.reload()
            headed(page, "There is nothing here.")

        chromium.visit(walk, PHONE)
        kept = b"".join(path.read_bytes() for path in tmp_path.glob("briefing.db*"))
        assert READER.encode() not in kept
