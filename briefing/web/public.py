"""/unsubscribe/TOKEN: looking changes nothing, one POST ends the subscription."""

from dataclasses import replace

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from briefing.audience.tokens import KEY, read_unsubscribe_token
from briefing.clock import utc_now
from briefing.render.slots import PREVIEW_TOKEN
from briefing.web.security import NO_STORE
from briefing.web.site import Site


def routes(site: Site) -> list[Route]:
    # Plain functions: starlette runs them in a worker thread, where the store may wait.
    def unsubscribe(request: Request) -> Response:
        token = request.path_params["token"]
        if token == PREVIEW_TOKEN:
            page = site.templates.html("web/preview.html", site.context())
            return HTMLResponse(page, headers=NO_STORE)
        if request.method == "POST":
            return _leave(site, token)
        return _ask(site, token)

    return [Route("/unsubscribe/{token}", unsubscribe, methods=["GET", "POST"])]


def _ask(site: Site, token: str) -> Response:
    """Show one button. Mail scanners follow every link: a GET or HEAD must not unsubscribe."""
    with site.store() as store:
        key = store.known_key(KEY)
    if key is None:
        raise HTTPException(404)  # no mail has left with a token yet
    _, newsletter = read_unsubscribe_token(key, token)
    context = replace(site.context(site.newsletter(newsletter)), token=token)
    return HTMLResponse(site.templates.html("web/unsubscribe.html", context), headers=NO_STORE)


def _leave(site: Site, token: str) -> Response:
    """End the subscription: by the button, or by a mail program's one click (RFC 8058).

    Both are answered here and now, without a redirect, the second time as the first. The body is
    not looked at: the token is the right to leave.
    """
    with site.store() as store:
        subscriber_id, newsletter = read_unsubscribe_token(store.key(KEY), token)
        store.unsubscribe(subscriber_id, newsletter, now=utc_now())
    context = replace(site.context(site.newsletter(newsletter)), token=token)
    return HTMLResponse(site.templates.html("web/unsubscribed.html", context), headers=NO_STORE)
