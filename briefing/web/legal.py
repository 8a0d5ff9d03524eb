"""/legal: who answers for the pages, and what is kept of readers; from [imprint] and [sender]."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from briefing.web.fresh import fresh
from briefing.web.reading_room import context
from briefing.web.site import Site


def routes(site: Site) -> list[Route]:
    def legal(request: Request) -> Response:
        page = site.templates.html("web/legal.html", context(site, site.settings.newsletters[0]))
        return fresh(request, page, indexed=site.indexed)

    return [Route("/legal", legal)]
