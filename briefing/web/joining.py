"""/NEWSLETTER/join → one mail → /confirm/TOKEN → a button: the way in. A GET changes nothing."""

import logging
from dataclasses import replace

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from briefing import i18n
from briefing.audience.limits import Verdict
from briefing.audience.tokens import stamp
from briefing.clock import utc_now
from briefing.config.settings import Newsletter
from briefing.errors import InputError
from briefing.joining import Joined, ask, asked_for, confirm
from briefing.operate.alerts import alert
from briefing.privacy import erase
from briefing.render.readers import ChoiceView, ReaderContext, agreed_to, schedule_note
from briefing.web.forms import (
    QUICKEST_S,
    TRAP,
    Form,
    address_in,
    age_s,
    endpoint,
    from_elsewhere,
    host_of,
)
from briefing.web.post import Post
from briefing.web.reading_room import answer, context, token_of, with_latest
from briefing.web.security import NO_STORE
from briefing.web.site import Site

log = logging.getLogger(__name__)


def routes(site: Site, post: Post) -> list[Route]:
    def show(request: Request) -> Response:
        newsletter = site.known(request.path_params["newsletter"])
        shown = replace(_page(site, newsletter), indexed=site.indexed)
        return answer(site, "join", shown, listed=site.indexed)

    def take(request: Request, form: Form) -> Response:
        newsletter = site.known(request.path_params["newsletter"])
        return _take(site, post, newsletter, request, form)

    def sent(request: Request) -> Response:
        newsletter = site.known(request.path_params["newsletter"])
        return answer(site, "join_sent", context(site, newsletter))

    def first(request: Request) -> Response:
        newsletter = site.settings.newsletters[0]
        return RedirectResponse(f"{site.here}/{newsletter.id}/join", 303, headers=NO_STORE)

    def ask_again(request: Request) -> Response:
        return _button(site, request.path_params["token"])

    def confirmed(request: Request, form: Form) -> Response:
        return _confirm(site, post, request.path_params["token"])

    both = ["GET", "POST"]
    return [
        Route("/join", first),
        Route("/{newsletter}/join", endpoint(show, take), methods=both),
        Route("/{newsletter}/join/sent", sent),
        Route("/confirm/{token}", endpoint(ask_again, confirmed), methods=both),
    ]


def _page(
    site: Site,
    newsletter: Newsletter,
    *,
    problem: str = "",
    form: Form = Form(),  # noqa: B008 (frozen)
) -> ReaderContext:
    """Return the form, filled in as before where there is something to mend."""
    chosen = form.all("newsletter") or (set() if problem and form.fields else {newsletter.id})
    choices = tuple(
        ChoiceView(
            id=one.id,
            name=one.name,
            note=schedule_note(site.settings, one),
            chosen=one.id in chosen,
        )
        for one in site.settings.newsletters
    )
    page = replace(
        context(site, newsletter),
        action=f"{site.here}/{newsletter.id}/join",
        choices=choices,
        agreed=_agreed(site, newsletter),
        stamp=stamp(site.form_key, int(utc_now().timestamp())),
        email=form.get("email")[:254],
        problem=problem,
    )
    return with_latest(site, newsletter, page)


def _take(site: Site, post: Post, newsletter: Newsletter, request: Request, form: Form) -> Response:
    thanks = RedirectResponse(f"{site.here}/{newsletter.id}/join/sent", 303, headers=NO_STORE)
    if form.get(TRAP):
        return thanks  # a robot; it learns nothing
    gettext = i18n.catalogue(newsletter.language).gettext
    try:
        email = address_in(form)
    except InputError:
        problem = gettext("This is not a complete mail address. It looks like name@domain.com.")
        return answer(site, "join", _page(site, newsletter, problem=problem, form=form), 422)
    if len(site.settings.newsletters) > 1 and not _chosen(site, form):
        problem = gettext("Please choose what you want to get.")
        return answer(site, "join", _page(site, newsletter, problem=problem, form=form), 422)
    age = age_s(form, site.form_key, now_s=int(utc_now().timestamp()))
    if age is None or age < QUICKEST_S or from_elsewhere(request):
        problem = gettext("Please press the button once more: that tells you from a robot.")
        return answer(site, "join", _page(site, newsletter, problem=problem, form=form), 422)
    if _ask(site, newsletter, email, form, host=host_of(request)) is Verdict.STOPPED:
        return answer(site, "join_closed", context(site, newsletter), 503)
    # Mailed after the answer, and looked for whatever became of it: both take the same time.
    thanks.background = BackgroundTask(post.deliver)
    return thanks


def _agreed(site: Site, newsletter: Newsletter) -> str:
    """Return the sentence beside the button, word for word what is kept as proof: without names
    where the boxes above it say which."""
    only = (newsletter.name,) if len(site.settings.newsletters) == 1 else ()
    return agreed_to(only, newsletter.language)


def _chosen(site: Site, form: Form) -> tuple[Newsletter, ...]:
    return tuple(one for one in site.settings.newsletters if one.id in form.all("newsletter"))


def _ask(site: Site, newsletter: Newsletter, email: str, form: Form, *, host: str) -> Verdict:
    wanted = _chosen(site, form) or (newsletter,)
    shown = _agreed(site, newsletter)
    # The newsletter of the page comes first: the mail is in its name and language.
    ids = sorted((one.id for one in wanted), key=lambda id: id != newsletter.id)
    now = utc_now()
    with site.store() as store:
        store.audience.hurry()
        told = ask(site.settings, store, ids, email=email, host=host, shown=shown, now=now)
        if told is Verdict.STOPPED:
            alert(
                site.settings,
                store,
                "sign-ups",
                "Of the last day's confirmation mails fewer than one in ten was answered: somebody"
                " writes other people's addresses into your form. It is closed until the rate is"
                " better, a day at most; docs/how-to/abuse.md says what to look at.",
                now=now,
            )
    return told


def _button(site: Site, token: str) -> Response:
    """Show one button. Mail scanners follow every link: looking must not confirm."""
    with site.store() as store:
        asked = asked_for(store, token, now=utc_now())
    page = context(site, site.newsletter(asked.newsletters[0]))
    done = "used" if asked.verdict == "confirmed" else ""
    return answer(site, "confirm", replace(page, token=token, move=asked.kind == "move", done=done))


def _confirm(site: Site, post: Post, token: str) -> Response:
    with site.store() as store:
        joined = confirm(store, token, now=utc_now())
        newsletter = _first(site, joined)
        own = token_of(store, joined.subscriber_id, newsletter.id)
        if joined.merged is not None:  # all they had is the other's now
            heir = joined.subscriber_id
            erase(site.settings, store, joined.merged, now=utc_now(), heir=heir)
    page = replace(
        context(site, newsletter),
        preferences_url=f"{site.here}/preferences/{own}",
        token=own,
        email=joined.email,
    )
    if joined.email:
        shown = answer(site, "moved", page)
        if joined.moved_from:
            shown.background = BackgroundTask(post.tell_moved, joined, newsletter)
        return shown
    shown = answer(site, "welcome", with_latest(site, newsletter, page))
    new = [one for one in site.settings.newsletters if one.id in joined.new]
    shown.background = BackgroundTask(post.welcome, joined.subscriber_id, new)
    return shown


def _first(site: Site, joined: Joined) -> Newsletter:
    known = (site.newsletter(one) for one in joined.newsletters)
    return next((one for one in known if one), site.settings.newsletters[0])
