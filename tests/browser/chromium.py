"""One Chromium for all tests, driven by Playwright: pages as readers see them, and axe on them."""

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Playwright, Route, sync_playwright

T = TypeVar("T")

PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser")
HEIGHT = 900  # pixels
_STEP_MS = 20
_LOOPBACK = frozenset({"127.0.0.1", "localhost"})
_QUIET = (
    "--no-sandbox",  # CI runs as root in a container
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a page is looked at; `width` in pixels."""

    width: int = 1280
    dark: bool = False
    images: bool = True
    scripts: bool = True  # axe is one; our pages have none


LOOKS = tuple(Look(width=width, dark=dark) for width in (375, 1280) for dark in (False, True))


class Chromium:
    """The browser, started on first use; it lives in a thread of its own.

    Playwright keeps an event loop running in its thread: in the main one no other test could
    have its own.
    """

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="chromium")
        self._playwright: Playwright | None = None
        self._browser: Browser | None = None

    def visit(self, act: Callable[[Page], T], look: Look | None = None) -> T:
        """Return what `act` returns for a new window without cookies; loopback is all it reaches.

        `act` runs in the browser's thread.
        """
        return self._thread.submit(self._visit, act, look or Look()).result()

    def close(self) -> None:
        self._thread.submit(self._close).result()
        self._thread.shutdown()

    def _visit(self, act: Callable[[Page], T], look: Look) -> T:
        context = self._started().new_context(
            viewport={"width": look.width, "height": HEIGHT},
            color_scheme="dark" if look.dark else "light",
            java_script_enabled=look.scripts,
            locale="fr-FR",
        )
        try:
            context.route("**/*", lambda route: _admit(route, look))
            return act(context.new_page())
        finally:
            context.close()

    def _started(self) -> Browser:
        if self._browser is None:
            assert PROGRAM is not None
            self._playwright = sync_playwright().start()
            # launch() makes a fresh profile and throws it away.
            self._browser = self._playwright.chromium.launch(
                executable_path=PROGRAM, args=list(_QUIET)
            )
        return self._browser

    def _close(self) -> None:
        if self._browser is not None:
            self._browser.close()
        if self._playwright is not None:
            self._playwright.stop()


def _admit(route: Route, look: Look) -> None:
    where = urlsplit(route.request.url)
    ours = where.hostname in _LOOPBACK or where.scheme in ("file", "data")
    if ours and (look.images or route.request.resource_type != "image"):
        route.continue_()
    else:
        route.abort()


def overflow(page: Page) -> int:
    """Return by how many pixels the page is wider than its window."""
    over = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return int(over)


def show(page: Page, html: str) -> tuple[str, ...]:
    """Put the document into the window; return the addresses that it asks for."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_content(html)
    return tuple(asked)


def findings(page: Page) -> tuple[str, ...]:
    """Return what axe-core finds serious or critical, a line each: rule, place, what is wrong.

    Raises TimeoutError after half a minute, as in a window without scripts.
    """
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(_axe())
    page.evaluate("void axe.run({resultTypes: ['violations']}).then(all => window.found = all)")
    found = _found(page)
    return tuple(
        f"{rule['id']} ({rule['impact']}): {node['html'][:120]} {node['failureSummary']}"
        for rule in found["violations"]
        if rule["impact"] in ("serious", "critical")
        for node in rule["nodes"]
    )


def _found(page: Page) -> dict[str, Any]:
    # Asked from here: no promise is kept where scripts are off, and our pages forbid eval().
    for _ in range(30_000 // _STEP_MS):
        found = page.evaluate("[window.found, window.found = null][0]")
        if found:
            return dict(found)
        page.wait_for_timeout(_STEP_MS)
    raise TimeoutError("axe gave no answer")


@cache
def _axe() -> str:
    # Only the script is taken from the package: its own Axe class adds nothing to axe.run().
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
