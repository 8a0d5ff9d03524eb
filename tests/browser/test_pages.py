"""Every public page in a real Chromium: all can use it, on a phone and a desk, by day and night."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

import pytest
from playwright.sync_api import Page

from briefing.audience.tokens import KEY, token_hash, unsubscribe_token
from briefing.clock import utc_now
from briefing.config.settings import Settings
from briefing.joining import ask
from briefing.model import Correction, EditionState
from briefing.store import open_store
from briefing.web.app import build_app
from briefing.web.server import Server
from tests import builders
from tests.browser.chromium import HEIGHT, LOOKS, Chromium, Look, findings, overflow
from tests.web.house import add_edition, add_reader, settings

pytestmark = pytest.mark.browser

DAY = builders.DAY
PAGES = (
    "/",
    "/matin/archive",
    "/matin/search?q=taux",
    "/matin/search?q=rien+du+tout",
    f"/matin/{DAY}",
    f"/morning/{DAY}",
    "/morning/archive",
    "/morning/search?q=bank",
    "/nothing/here",
    "/matin/join",
    "/morning/join",
    "/matin/join/sent",
    "/legal",
    "/unsubscribe/{token}",
    "/preferences/{token}",
    "/preferences/{token}/erase",
    "/confirm/{asked}",
    "/confirm/{moving}",
)
# Pages that answer a form; the token is that of a reader of their own.
PRESSED = (
    "/unsubscribe/{other}",
    "/preferences/{last}/erase",
    "/matin/join",
    "/confirm/{asked}",
    "/confirm/{moving}",
)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The address of every page, by its path."""
    house = settings(
        tmp_path_factory.mktemp("house"),
        newsletters=[
            {"id": "matin", "name": "Le Brief du matin"},
            {"id": "morning", "name": "The Morning Brief", "language": "en-GB"},
        ],
    )
    for back in range(25):
        add_edition(house, EditionState.SENT, day=DAY - timedelta(days=2 * back))
    with open_store(house.database) as store:
        record = store.save_edition(builders.english_edition(), (), state=EditionState.DRAFT)
        store.set_state(record, EditionState.SENT, now=builders.NOW)
        words = "Nous écrivions 3 %. C'est 2 %."
        noted = Correction(newsletter="matin", day=DAY, text=words, noted_at=builders.NOW)
        store.errata.add(noted)
    tokens = {"token": add_reader(house), "other": joined(house, "b"), "last": joined(house, "c")}
    tokens |= {"asked": asked(house, "d"), "moving": asked(house, "e", mover=1)}
    with Server(build_app(house, partial(open_store, house.database)), port=0) as server:
        base = f"http://127.0.0.1:{server.port}"
        yield {path: base + path.format(**tokens) for path in (*PAGES, *PRESSED)}


def joined(house: Settings, name: str) -> str:
    with open_store(house.database) as store:
        address = f"{name}@lecteurs.example"
        reader, _ = store.add_subscriber(address, "matin", proof="test", now=builders.NOW)
        return unsubscribe_token(store.key(KEY), subscriber_id=reader.id, newsletter="matin")


def asked(house: Settings, name: str, *, mover: int | None = None) -> str:
    """Return the token of the mail that somebody was sent who signed up."""
    token = name * 64
    with open_store(house.database) as store:
        address = f"{name}@lecteurs.example"
        now, host = utc_now(), f"192.0.{ord(name)}.1"
        ask(house, store, ["matin"], email=address, host=host, shown="", now=now, mover=mover)
        (waiting,) = store.audience.waiting(now=now, retry=timedelta(), limit=9)
        store.audience.claim([(waiting.id, token_hash(token))], now=now)
    return token


def seen(page: Page) -> dict[Look, tuple[int, tuple[str, ...]]]:
    """Return for every look how far the page runs off the edge, and what axe finds."""
    found = {}
    for look in LOOKS:
        page.set_viewport_size({"width": look.width, "height": HEIGHT})
        page.emulate_media(color_scheme="dark" if look.dark else "light")
        found[look] = (overflow(page), findings(page))
    return found


@pytest.mark.parametrize("path", PAGES)
def test_every_page_can_be_used_by_all_and_runs_off_no_edge(
    chromium: Chromium, pages: dict[str, str], path: str
) -> None:
    def walk(page: Page) -> dict[Look, tuple[int, tuple[str, ...]]]:
        page.goto(pages[path])
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        return seen(page)

    assert chromium.visit(walk) == dict.fromkeys(LOOKS, (0, ()))


@pytest.mark.parametrize("path", PRESSED)
def test_so_can_every_answer_to_a_form(
    chromium: Chromium, pages: dict[str, str], path: str
) -> None:
    def walk(page: Page) -> dict[Look, tuple[int, tuple[str, ...]]]:
        page.goto(pages[path])
        for field in page.locator("input[type=email]").all():
            field.fill("lea@lecteurs.example")  # quicker than people are: a problem is told
        page.get_by_role("button").click()
        return seen(page)

    assert chromium.visit(walk) == dict.fromkeys(LOOKS, (0, ()))
