"""Every public page in a real Chromium: all can use it, on a phone and a desk, by day and night."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

import pytest
from playwright.sync_api import Page

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
    "/unsubscribe/{token}",
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
    token = add_reader(house)
    with Server(build_app(house, partial(open_store, house.database)), port=0) as server:
        base = f"http://127.0.0.1:{server.port}"
        yield {path: base + path.format(token=token) for path in PAGES}


@pytest.mark.parametrize("path", PAGES)
def test_every_page_can_be_used_by_all_and_runs_off_no_edge(
    chromium: Chromium, pages: dict[str, str], path: str
) -> None:
    def walk(page: Page) -> dict[Look, tuple[int, tuple[str, ...]]]:
        page.goto(pages[path])
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        seen = {}
        for look in LOOKS:
            page.set_viewport_size({"width": look.width, "height": HEIGHT})
            page.emulate_media(color_scheme="dark" if look.dark else "light")
            seen[look] = (overflow(page), findings(page))
        return seen

    assert chromium.visit(walk) == dict.fromkeys(LOOKS, (0, ()))
