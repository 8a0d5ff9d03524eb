"""Settings and a way to open the store → the web application, all of its pages.

Readers: /join → /NEWSLETTER/join (form) → /NEWSLETTER/join/sent → mail → /confirm/TOKEN (button)
→ welcome; /preferences/TOKEN, …/data.json, …/erase; /unsubscribe/TOKEN, …/undo, …/why; /legal.
A form's answer is a POST to its own address; no GET changes anything.
"""

import logging
from collections.abc import Callable
from functools import partial

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from briefing.config.settings import Settings
from briefing.errors import BriefingError, NotFound, StoreError
from briefing.render.folders import templates_of
from briefing.store import Store
from briefing.web import archive, joining, legal, preferences, public, spoken
from briefing.web.post import Post
from briefing.web.security import HEADERS, NO_STORE, BodyLimit, SecurityHeaders
from briefing.web.site import Site, new_form_key

log = logging.getLogger(__name__)


class Following:
    """The application of the settings in force, for a server that outlives an edit of them."""

    def __init__(self, settings: Settings, open_store: Callable[[], Store]) -> None:
        self._open_store = open_store
        self._form_key = new_form_key()  # a form that is open in a browser stays good
        self.follow(settings)

    def follow(self, settings: Settings) -> None:
        """Answer by these settings from the next request on. May be called in any thread."""
        self._app = build_app(settings, self._open_store, form_key=self._form_key)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app(scope, receive, send)


def build_app(
    settings: Settings, open_store: Callable[[], Store], *, form_key: bytes | None = None
) -> Starlette:
    """Return the application. `open_store` is called once per request, in a worker thread."""
    site = Site(
        settings=settings,
        open_store=open_store,
        templates=templates_of(settings),
        form_key=form_key or new_form_key(),
    )
    post = Post(settings, open_store)
    app = Starlette(
        routes=[
            Route("/health", _health),
            *public.routes(site),
            *joining.routes(site, post),
            *preferences.routes(site, post),
            *legal.routes(site),
            *archive.routes(site),  # last: /{newsletter}/{day} fits many an address
        ],
        middleware=[
            Middleware(SecurityHeaders, https=settings.public_url.startswith("https://")),
            Middleware(BodyLimit, told=partial(spoken.told, settings.newsletters)),
        ],
        exception_handlers={
            HTTPException: _http_error(site),
            NotFound: _not_found(site),
            BriefingError: _unwell(site),
            Exception: _broken(site),
        },
    )
    # Else /confirm/TOKEN/ leads to whatever host the request names, by http.
    app.router.redirect_slashes = False
    return app


def _health(request: Request) -> Response:
    return PlainTextResponse("ok", headers=NO_STORE)


Handler = Callable[[Request, Exception], Response]


def _not_found(site: Site) -> Handler:
    """Answer an unknown page and a forged token alike: what is not there tells nothing."""

    def answer(request: Request, error: Exception) -> Response:
        # A link of a mail that has had its time says so, and what to do.
        name = "old_link" if request.url.path.startswith(f"{site.here}/confirm/") else "not_found"
        about = spoken.named(site.settings.newsletters, request.url.path)
        page = site.templates.html(f"web/{name}.html", site.context(about))
        return HTMLResponse(page, 404, headers=NO_STORE)

    return answer


def _http_error(site: Site) -> Handler:
    not_found = _not_found(site)

    def answer(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        if error.status_code == 404:
            return not_found(request, error)
        text = spoken.told(site.settings.newsletters, request.scope, error.status_code)
        return PlainTextResponse(text or error.detail, error.status_code, headers=error.headers)

    return answer


def _unwell(site: Site) -> Handler:
    """Say « later »: a mail program repeats its one click. The operator reads why in the log."""

    def answer(request: Request, error: Exception) -> Response:
        log.error("page failed", extra={"error": type(error).__name__, "reason": str(error)})
        headers = NO_STORE | ({"retry-after": "60"} if isinstance(error, StoreError) else {})
        text = spoken.told(site.settings.newsletters, request.scope, 503)
        return PlainTextResponse(text, 503, headers=headers)

    return answer


def _broken(site: Site) -> Handler:
    def answer(request: Request, error: Exception) -> Response:
        text = spoken.told(site.settings.newsletters, request.scope, 500)
        # Outside of the middlewares, where starlette puts it: it brings the headers itself.
        return PlainTextResponse(text, 500, headers=HEADERS | NO_STORE)

    return answer
