"""/NEWSLETTER/search?q=WORDS&page=N: what stands about it in the editions, newest first."""

from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from briefing.config.settings import Newsletter
from briefing.render.pages import ResultView, day_name, parts
from briefing.store.archive import HIT, HIT_END, Found, Results
from briefing.store.query import LONGEST, expression
from briefing.web.fresh import fresh
from briefing.web.site import Site

SIZE = 20  # results on a page
_LAST = 10_000  # no archive has more pages


def routes(site: Site) -> list[Route]:
    def search(request: Request) -> Response:
        newsletter = site.known(request.path_params["newsletter"])
        asked = request.query_params
        page = _search(site, newsletter, asked.get("q", ""), page=_number(asked.get("page", "")))
        return fresh(request, page, indexed=False)

    return [Route("/{newsletter}/search", search)]


def _search(site: Site, newsletter: Newsletter, typed: str, *, page: int) -> str:
    typed = typed.strip()[:LONGEST]
    words = expression(typed, newsletter.language)
    found, corrected = Results(found=(), total=0), frozenset[date]()
    if words:
        with site.store() as store:
            found = store.archive.search(newsletter.id, words, page=page, size=SIZE)
            corrected = store.errata.days(newsletter.id)
    context = replace(
        site.archive(newsletter),
        indexed=False,
        query=typed,
        asked=bool(words),
        results=tuple(
            _result(site, newsletter, one, corrected=one.day in corrected) for one in found.found
        ),
        total=found.total,
        previous_url=_page(site, newsletter, typed, page=page - 1 if found.found else 1)
        if page > 1
        else "",
        next_url=_page(site, newsletter, typed, page=page + 1) if found.total > page * SIZE else "",
    )
    return site.templates.html("web/search.html", context)


def _result(site: Site, newsletter: Newsletter, one: Found, *, corrected: bool) -> ResultView:
    place = f"#{one.kind}-{one.story_id}" if one.story_id else ""
    return ResultView(
        url=f"{site.home_of(newsletter)}/{one.day}{place}",
        date=day_name(one.day, newsletter.language),
        corrected=corrected,
        parts=parts(one.text, newsletter.language, marks=(HIT, HIT_END)),
    )


def _page(site: Site, newsletter: Newsletter, typed: str, *, page: int) -> str:
    asked = {"q": typed} | ({"page": str(page)} if page > 1 else {})
    return f"{site.home_of(newsletter)}/search?{urlencode(asked)}"


def _number(text: str) -> int:
    """Return the page asked for; the first for what is no number of a page."""
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1
    return min(max(number, 1), _LAST)
