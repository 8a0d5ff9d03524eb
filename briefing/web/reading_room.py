"""What pages for one reader have in common: whose token it is, and the latest edition."""

from dataclasses import dataclass, replace

from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse

from briefing.audience.tokens import KEY, read_token, unsubscribe_token
from briefing.config.settings import Newsletter
from briefing.privacy import heir_of
from briefing.render import html
from briefing.render.readers import ReaderContext, imprint_of, schedule_note
from briefing.render.views import Setter
from briefing.store import Store
from briefing.typography import FIXED
from briefing.web.security import NO_STORE
from briefing.web.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearer:
    """Whom a token belongs to, and the newsletter whose mail it stood in."""

    subscriber_id: int
    newsletter: str


def bearer(store: Store, token: str) -> Bearer:
    """Return whose token it is; 404 or NotFound for all that we did not sign. Writes nothing."""
    keys = store.keys(KEY)
    if not keys:
        raise HTTPException(404)  # no mail has left with a token yet
    subscriber_id, newsletter = read_token(keys, token)
    return Bearer(subscriber_id=heir_of(store, subscriber_id), newsletter=newsletter)


def token_of(store: Store, subscriber_id: int, newsletter: str) -> str:
    """Return the reader's token as it stands in mails. Writes when it is the first of all."""
    return unsubscribe_token(store.key(KEY), subscriber_id=subscriber_id, newsletter=newsletter)


def context(site: Site, newsletter: Newsletter | None) -> ReaderContext:
    """Return what every page of this kind says of the newsletter."""
    house = newsletter or site.settings.newsletters[0]
    page = site.context(newsletter)
    return ReaderContext(
        language=page.language,
        newsletter_name=page.newsletter_name,
        public_url=page.public_url,
        theme=page.theme,
        archive_url=page.archive_url,
        join_url=page.join_url,
        legal_url=page.legal_url,
        # It ends the sentences it stands in, and an English hour its own: « at 6:30 a.m.. »
        schedule_note=schedule_note(site.settings, house).removesuffix("."),
        imprint=imprint_of(site.settings, house),
    )


def with_latest(site: Site, newsletter: Newsletter, shown: ReaderContext) -> ReaderContext:
    """Return the context with the newest public edition, as a part of the page."""
    with site.store() as store:
        latest = store.archive.latest(newsletter.id, limit=1)
        if not latest:
            return shown
        corrections = store.errata.of(newsletter.id, latest[0].day)
    edition = latest[0]
    body = html.entry(edition, site.frame(newsletter), site.templates, corrections=corrections)
    setter = Setter(newsletter.language, narrow=FIXED)
    return replace(
        shown,
        latest=Markup(body),
        latest_title=setter.text(edition.subject),
        latest_url=f"{site.home_of(newsletter)}/{edition.day}",
    )


def answer(
    site: Site, name: str, shown: ReaderContext, status: int = 200, *, listed: bool = False
) -> HTMLResponse:
    """Return the page; nobody keeps it, and no search engine lists it unless it is `listed`."""
    page = HTMLResponse(site.templates.html(f"web/{name}.html", shown), status, headers=NO_STORE)
    if listed:
        del page.headers["x-robots-tag"]
    return page


def preview(site: Site) -> HTMLResponse:
    """Return what stands behind the personal links of a mail that is only looked at."""
    return HTMLResponse(site.templates.html("web/preview.html", site.context()), headers=NO_STORE)
