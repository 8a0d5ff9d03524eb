"""Editions as pages: / lists the latest; /NEWSLETTER/YYYY-MM-DD stands in mails for ever."""

import re
from dataclasses import replace
from datetime import date
from itertools import chain

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from briefing.config.settings import Newsletter
from briefing.render import html
from briefing.render.pages import MonthView, month_name, place_of
from briefing.store.archive import PUBLIC, Month
from briefing.web import crawlers, feeds, searching
from briefing.web.fresh import fresh
from briefing.web.site import Site

LATEST = 20
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])", re.ASCII)


def routes(site: Site) -> list[Route]:
    def index(request: Request) -> Response:
        return fresh(request, _index(site), indexed=site.indexed)

    def month(request: Request) -> Response:
        newsletter = site.known(request.path_params["newsletter"])
        page = _month(site, newsletter, request.path_params.get("month", ""))
        return fresh(request, page, indexed=site.indexed)

    def edition(request: Request) -> Response:
        newsletter = site.known(request.path_params["newsletter"])
        page = _edition(site, newsletter, _day(request.path_params["day"]))
        return fresh(request, page, indexed=site.indexed)

    return [
        Route("/", index),
        *crawlers.routes(site),
        *feeds.routes(site),
        *searching.routes(site),
        Route("/{newsletter}/archive", month),
        Route("/{newsletter}/archive/{month}", month),
        Route("/{newsletter}/{day}", edition),
    ]


def _index(site: Site) -> str:
    with site.store() as store:
        each = [store.archive.latest(one.id, limit=LATEST) for one in site.settings.newsletters]
    newest = sorted(chain.from_iterable(each), key=lambda one: one.day, reverse=True)
    only = site.settings.newsletters[0] if len(site.settings.newsletters) == 1 else None
    context = replace(site.context(only), editions=tuple(newest[:LATEST]), indexed=site.indexed)
    return site.templates.html("web/index.html", context)


def _month(site: Site, newsletter: Newsletter, wanted: str) -> str:
    """Return the page of a month that has editions; "" is the newest."""
    with site.store() as store:
        months = store.archive.months(newsletter.id)
        shown = next((one for one in months if wanted in ("", f"{one.day:%Y-%m}")), None)
        if wanted and (shown is None or not _MONTH.fullmatch(wanted)):
            raise HTTPException(404)
        editions = store.archive.of_month(newsletter.id, shown.day) if shown else ()
        corrected = store.errata.days(newsletter.id)
    context = replace(
        site.archive(newsletter),
        month=month_name(shown.day, newsletter.language) if shown else "",
        months=tuple(_month_view(site, newsletter, one, shown=one is shown) for one in months),
        editions=editions,
        corrected=corrected,
    )
    return site.templates.html("web/archive.html", context)


def _month_view(site: Site, newsletter: Newsletter, month: Month, *, shown: bool) -> MonthView:
    return MonthView(
        name=month_name(month.day, newsletter.language),
        url=f"{site.home_of(newsletter)}/archive/{month.day:%Y-%m}",
        editions=month.editions,
        shown=shown,
    )


def _edition(site: Site, newsletter: Newsletter, day: date) -> str:
    with site.store() as store:
        record = store.edition(newsletter.id, day)
        corrections = store.errata.of(newsletter.id, day)
        around = store.archive.neighbours(newsletter.id, day)
    if record is None or record.edition is None or record.state not in PUBLIC:
        raise HTTPException(404)
    shown = record.edition
    place = place_of(shown, site.home_of(newsletter), around=around, indexed=site.indexed)
    return html.page(
        shown, site.frame(newsletter), site.templates, corrections=corrections, place=place
    )


def _day(text: str) -> date:
    # fromisoformat takes 20261123 and 2026-W48-1 too: one page, one address.
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        raise HTTPException(404)
    return day
