"""Editions as pages: / lists the latest; /NEWSLETTER/YYYY-MM-DD stands in mails for ever."""

from dataclasses import replace
from datetime import date

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from briefing.model import Edition, EditionRecord, EditionState
from briefing.render import html
from briefing.web.site import Site

LATEST = 20
# A paused one has been read by those who got it already.
PUBLIC = frozenset(
    {EditionState.APPROVED, EditionState.SENDING, EditionState.PAUSED, EditionState.SENT}
)
_FRESH = {"cache-control": "public, max-age=300"}  # seconds: a correction is seen soon


def routes(site: Site) -> list[Route]:
    def index(request: Request) -> Response:
        return _index(site)

    def edition(request: Request) -> Response:
        return _edition(site, request.path_params["newsletter"], request.path_params["day"])

    return [Route("/", index), Route("/{newsletter}/{day}", edition)]


def _index(site: Site) -> Response:
    with site.store() as store:
        # Drafts, held and skipped days stand in between.
        records = store.editions(limit=LATEST * 3)
    public = (_public_edition(site, one) for one in records)
    shown = tuple(one for one in public if one is not None)[:LATEST]
    only = site.settings.newsletters[0] if len(site.settings.newsletters) == 1 else None
    context = replace(site.context(only), editions=shown)
    return HTMLResponse(site.templates.html("web/index.html", context), headers=_FRESH)


def _edition(site: Site, id: str, day: str) -> Response:
    newsletter = site.newsletter(id)
    if newsletter is None:
        raise HTTPException(404)
    with site.store() as store:
        record = store.edition(newsletter.id, _day(day))
        corrections = store.errata.of(newsletter.id, _day(day))
    shown = None if record is None else _public_edition(site, record)
    if shown is None:
        raise HTTPException(404)
    page = html.page(shown, site.frame(newsletter), site.templates, corrections=corrections)
    return HTMLResponse(page, headers=_FRESH)


def _public_edition(site: Site, record: EditionRecord) -> Edition | None:
    known = site.newsletter(record.newsletter) is not None
    return record.edition if known and record.state in PUBLIC else None


def _day(text: str) -> date:
    # fromisoformat takes 20261123 and 2026-W48-1 too: one page, one address.
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        raise HTTPException(404)
    return day
