"""/robots.txt and /sitemap.xml: what search engines may list, which by default is nothing."""

from xml.etree import ElementTree as ET

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from briefing.web.fresh import fresh
from briefing.web.site import Site

_MOST = 50_000  # addresses that one sitemap may hold
_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def routes(site: Site) -> list[Route]:
    def robots(request: Request) -> Response:
        return fresh(request, _robots(site), indexed=site.indexed, media_type="text/plain")

    def sitemap(request: Request) -> Response:
        if not site.indexed:
            raise HTTPException(404)
        return fresh(request, _sitemap(site), indexed=True, media_type="application/xml")

    return [Route("/robots.txt", robots), Route("/sitemap.xml", sitemap)]


def _robots(site: Site) -> str:
    """Return the file. Pages that ask not to be listed stay open: unread, they could not ask."""
    lines = ["User-agent: *", "Disallow: /unsubscribe/", "Disallow: /*/search"]
    if site.indexed:
        lines += ["", f"Sitemap: {site.home}/sitemap.xml"]
    return "\n".join(lines) + "\n"


def _sitemap(site: Site) -> bytes:
    pages: list[str] = []
    with site.store() as store:
        for newsletter in site.settings.newsletters:
            home = site.home_of(newsletter)
            pages.append(f"{home}/archive")
            pages += [f"{home}/{day}" for day in store.archive.days(newsletter.id)]
    root = ET.Element("urlset", xmlns=_SPACE)
    for url in pages[:_MOST]:
        ET.SubElement(ET.SubElement(root, "url"), "loc").text = url
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))
