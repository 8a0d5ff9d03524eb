"""/preferences/TOKEN: what a reader gets, a pause, another address, all that is kept, the end."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from briefing import i18n
from briefing.audience.limits import Verdict
from briefing.clock import utc_now
from briefing.errors import InputError
from briefing.joining import ask, choose, pause, reader_of, resume
from briefing.model import Consent
from briefing.privacy import erase, erased, export
from briefing.render.environment import capital_date
from briefing.render.readers import ChoiceView, ReaderContext, agreed_to, schedule_note
from briefing.render.slots import PREVIEW_TOKEN
from briefing.store import Store
from briefing.typography import NARROW
from briefing.web.forms import Form, address_in, endpoint, host_of
from briefing.web.post import Post
from briefing.web.reading_room import Bearer, answer, bearer, context, preview
from briefing.web.security import NO_STORE
from briefing.web.site import Site

_DONE = frozenset({"saved", "confirm", "later", "paused", "resumed", "asked"})


def routes(site: Site, post: Post) -> list[Route]:
    def show(request: Request) -> Response:
        if request.path_params["token"] == PREVIEW_TOKEN:
            return preview(site)
        done = request.query_params.get("done", "")
        return _show(site, request.path_params["token"], done=done)

    def take(request: Request, form: Form) -> Response:
        return _take(site, post, request, form)

    def data(request: Request) -> Response:
        return _data(site, request.path_params["token"])

    def ask_erase(request: Request) -> Response:
        return _erase_page(site, request.path_params["token"])

    def take_erase(request: Request, form: Form) -> Response:
        return _erase(site, post, request.path_params["token"])

    both = ["GET", "POST"]
    return [
        Route("/preferences/{token}", endpoint(show, take), methods=both),
        Route("/preferences/{token}/data.json", data),
        Route("/preferences/{token}/erase", endpoint(ask_erase, take_erase), methods=both),
    ]


def _show(
    site: Site, token: str, *, done: str = "", problem: str = "", status: int = 200
) -> Response:
    with site.store() as store:
        whose = bearer(store, token)
        page = _page(site, store, whose, token)
    told = done if done in _DONE else ""
    return answer(site, "preferences", replace(page, done=told, problem=problem), status)


def _page(site: Site, store: Store, whose: Bearer, token: str) -> ReaderContext:
    reader = reader_of(store, whose.subscriber_id)
    standing = {one.newsletter: one for one in store.audience.subscriptions(reader.id)}
    page = context(site, site.newsletter(whose.newsletter))
    choices = []
    for one in site.settings.newsletters:
        now = standing.get(one.id)
        chosen = now is not None and now.state in (Consent.ACTIVE, Consent.PAUSED)
        until = now.until if now and now.state is Consent.PAUSED else None
        zone = one.schedule.zone
        choices.append(
            ChoiceView(
                id=one.id,
                name=one.name,
                note=schedule_note(site.settings, one),
                chosen=chosen,
                until=capital_date(until.astimezone(zone).date(), page.language, NARROW)
                if until
                else "",
            )
        )
    home = f"{site.here}/preferences/{token}"
    return replace(
        page,
        token=token,
        action=home,
        preferences_url=home,
        email=reader.email,
        choices=tuple(choices),
        agreed=agreed_to((), page.language),
    )


def _take(site: Site, post: Post, request: Request, form: Form) -> Response:
    token, wish = request.path_params["token"], form.get("do")
    act = _ACTS.get(wish)
    if act is None:
        raise HTTPException(400)
    try:
        with site.store() as store:
            done = act(site, store, bearer(store, token), form, host_of(request))
    except InputError as error:
        if error.hint == "" or error.__class__ is not InputError:
            raise  # NotFound, and what the operator must mend
        newsletter = site.newsletter(token.partition("_")[0]) or site.settings.newsletters[0]
        gettext = i18n.catalogue(newsletter.language).gettext
        problem = gettext("That was not possible. Look at what you wrote, and try again.")
        return _show(site, token, problem=problem, status=422)
    # A redirect: neither reload nor the back button does it twice.
    there = f"{site.here}/preferences/{token}?done={done}"
    return RedirectResponse(there, 303, headers=NO_STORE, background=BackgroundTask(post.deliver))


Act = Callable[[Site, Store, Bearer, Form, str], str]


def _save(site: Site, store: Store, whose: Bearer, form: Form, host: str) -> str:
    offered = [one.id for one in site.settings.newsletters]
    wanted = form.all("newsletter") & set(offered)
    house = site.newsletter(whose.newsletter) or site.settings.newsletters[0]
    shown, now = agreed_to((), house.language), utc_now()
    to_confirm = choose(
        store, whose.subscriber_id, frozenset(wanted), offered=offered, shown=shown, now=now
    )
    if not to_confirm:
        return "saved"
    email = reader_of(store, whose.subscriber_id).email
    told = ask(site.settings, store, to_confirm, email=email, host=host, shown=shown, now=now)
    return "confirm" if told is Verdict.WANTED else "later"


def _pause(site: Site, store: Store, whose: Bearer, form: Form, host: str) -> str:
    weeks, now = form.get("weeks"), utc_now()
    if not (weeks.isascii() and weeks.isdigit() and len(weeks) <= 2):
        raise InputError("This is no number of weeks.", hint="Choose one from 1 to 26.")
    until = now + timedelta(weeks=int(weeks))
    pause(store, whose.subscriber_id, form.get("of") or whose.newsletter, until=until, now=now)
    return "paused"


def _resume(site: Site, store: Store, whose: Bearer, form: Form, host: str) -> str:
    resume(store, whose.subscriber_id, form.get("of") or whose.newsletter, now=utc_now())
    return "resumed"


def _move(site: Site, store: Store, whose: Bearer, form: Form, host: str) -> str:
    """Ask the new address: until it answers, nothing changes. Full or not, the same answer."""
    reader_of(store, whose.subscriber_id)
    newsletter = site.newsletter(whose.newsletter) or site.settings.newsletters[0]
    ask(
        site.settings,
        store,
        [newsletter.id],
        email=address_in(form),
        host=host,
        shown=agreed_to((newsletter.name,), newsletter.language),
        now=utc_now(),
        mover=whose.subscriber_id,
    )
    return "asked"


_ACTS: dict[str, Act] = {"save": _save, "pause": _pause, "resume": _resume, "move": _move}


def _data(site: Site, token: str) -> Response:
    with site.store() as store:
        text = export(store, bearer(store, token).subscriber_id)
    headers = NO_STORE | {"content-disposition": 'attachment; filename="my-data.json"'}
    return Response(text, headers=headers, media_type="application/json")


def _erase_page(site: Site, token: str) -> Response:
    with site.store() as store:
        page = _page(site, store, bearer(store, token), token)
    return answer(site, "erase", page)


def _erase(site: Site, post: Post, token: str) -> Response:
    with site.store() as store:
        whose = bearer(store, token)
        if not erased(store, whose.subscriber_id):  # the second press gets the first one's answer
            erase(site.settings, store, whose.subscriber_id, now=utc_now())
    shown = answer(site, "erased", context(site, site.newsletter(whose.newsletter)))
    shown.background = BackgroundTask(post.shred)
    return shown
