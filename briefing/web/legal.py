"""/legal, /NEWSLETTER/legal: who answers for the pages, and what is kept of readers; from [imprint]
and [sender]."""

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from briefing.config.settings import Newsletter
from briefing.web import spoken
from briefing.web.fresh import fresh
from briefing.web.reading_room import context
from briefing.web.site import Site


def routes(site: Site) -> list[Route]:
    def of_newsletter(request: Request) -> Response:
        return _notice(site, site.known(request.path_params["newsletter"]), request)

    def of_house(request: Request) -> Response:
        answer = _notice(site, spoken.meant(site.settings.newsletters, request.scope), request)
        answer.headers["vary"] = "Accept-Language"
        return answer

    return [Route("/legal", of_house), Route("/{newsletter}/legal", of_newsletter)]


def _notice(site: Site, newsletter: Newsletter, request: Request) -> Response:
    shown = replace(context(site, newsletter), indexed=site.indexed)
    return fresh(request, site.templates.html("web/legal.html", shown), indexed=site.indexed)
