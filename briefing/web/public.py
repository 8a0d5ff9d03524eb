"""/unsubscribe/TOKEN: looking changes nothing, one POST ends it; then why, and the way back."""

from dataclasses import replace
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from briefing.audience.tokens import KEY, read_token
from briefing.clock import utc_now
from briefing.joining import leave, undo
from briefing.model import Consent
from briefing.privacy import erased, heir_of
from briefing.render.slots import PREVIEW_TOKEN
from briefing.web.forms import Form, taking
from briefing.web.reading_room import answer, bearer, context, preview
from briefing.web.security import NO_STORE
from briefing.web.site import Site

LONGEST_WHY = 300  # characters
WHYS = ("too-much", "not-for-me", "not-good", "never-asked", "other")


def routes(site: Site) -> list[Route]:
    # Plain functions: starlette runs them in a worker thread, where the store may wait.
    def unsubscribe(request: Request) -> Response:
        token = request.path_params["token"]
        if token == PREVIEW_TOKEN:
            return preview(site)
        if request.method == "POST":
            return _leave(site, token)
        return _ask(site, token)

    def undone(request: Request, form: Form) -> Response:
        return _undo(site, request.path_params["token"])

    def told(request: Request, form: Form) -> Response:
        return _why(site, request.path_params["token"], form)

    def back(request: Request) -> Response:
        """Where the browser stands after a press, and reloads."""
        there = f"{site.here}/unsubscribe/{quote(request.path_params['token'], safe='')}"
        return RedirectResponse(there, 303, headers=NO_STORE)

    return [
        Route("/unsubscribe/{token}/undo", back, methods=["GET"]),
        Route("/unsubscribe/{token}/why", back, methods=["GET"]),
        Route("/unsubscribe/{token}", unsubscribe, methods=["GET", "POST"]),
        Route("/unsubscribe/{token}/undo", taking(undone), methods=["POST"]),
        Route("/unsubscribe/{token}/why", taking(told), methods=["POST"]),
    ]


def _ask(site: Site, token: str) -> Response:
    """Show one button. Mail scanners follow every link: a GET or HEAD must not unsubscribe."""
    with site.store() as store:
        whose = bearer(store, token)
    page = context(site, site.newsletter(whose.newsletter))
    home = f"{site.here}/preferences/{token}"
    return answer(site, "unsubscribe", replace(page, token=token, preferences_url=home))


def _leave(site: Site, token: str) -> Response:
    """End the subscription: by the button, or by a mail program's one click (RFC 8058).

    Both are answered here and now, without a redirect, the second time as the first. The body is
    not looked at: the token is the right to leave.
    """
    with site.store() as store:
        signed_for, newsletter = read_token(store.keys(KEY), token)
        subscriber_id = heir_of(store, signed_for)
        leave(store, subscriber_id, newsletter, now=utc_now())
        forgotten = erased(store, subscriber_id)
    return _gone(site, "" if forgotten else token, newsletter)


def _gone(site: Site, token: str, newsletter: str, *, thanked: bool = False) -> Response:
    """Show the page of the end; without a token there is nothing to undo, and nobody to ask why."""
    page = replace(
        context(site, site.newsletter(newsletter)),
        token=token,
        action=f"{site.here}/unsubscribe/{token}",
        preferences_url=f"{site.here}/preferences/{token}",
        done="why" if thanked else "",
    )
    return answer(site, "unsubscribed", page)


def _undo(site: Site, token: str) -> Response:
    with site.store() as store:
        whose = bearer(store, token)
        back = undo(store, whose.subscriber_id, whose.newsletter, now=utc_now())
        now = store.audience.subscription(whose.subscriber_id, whose.newsletter)
    if back:
        done = "paused" if now and now.state is Consent.PAUSED else "resumed"
        return RedirectResponse(
            f"{site.here}/preferences/{token}?done={done}", 303, headers=NO_STORE
        )
    # Too late, or not the reader's own doing: only signing up anew brings it back.
    newsletter = site.newsletter(whose.newsletter) or site.settings.newsletters[0]
    return RedirectResponse(f"{site.here}/{newsletter.id}/join", 303, headers=NO_STORE)


def _why(site: Site, token: str, form: Form) -> Response:
    """Keep why, for the operator: one of our words, and what the reader adds."""
    word = form.get("why") if form.get("why") in WHYS else ""
    text = "".join(one if one.isprintable() else " " for one in form.get("words"))[:LONGEST_WHY]
    with site.store() as store:
        whose = bearer(store, token)
        said = ": ".join(filter(None, (word, text.strip())))
        if said:
            store.audience.say_why(whose.subscriber_id, whose.newsletter, said)
    return _gone(site, token, whose.newsletter, thanked=True)
