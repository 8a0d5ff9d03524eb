"""/NEWSLETTER/rss.xml, atom.xml, feed.json: the latest editions for feed readers."""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from briefing.config.settings import Newsletter
from briefing.model import Correction, Edition
from briefing.render import feeds, html
from briefing.render.feeds import Channel, Entry
from briefing.render.views import Setter
from briefing.typography import FIXED
from briefing.web.fresh import fresh
from briefing.web.site import FEEDS, Site

LATEST = 10  # with all of its text an edition takes about 10 kB
_WRITERS = {"atom.xml": feeds.atom, "rss.xml": feeds.rss, "feed.json": feeds.json_feed}


def routes(site: Site) -> list[Route]:
    return [
        Route(f"/{{newsletter}}/{file}", _answer(site, _WRITERS[file], media_type))
        for file, _, media_type in FEEDS
    ]


def _answer(
    site: Site, write: Callable[[Channel], bytes], media_type: str
) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        newsletter = site.known(request.path_params["newsletter"])
        body = write(_channel(site, newsletter))
        return fresh(request, body, indexed=site.indexed, media_type=media_type)

    return answer


def _channel(site: Site, newsletter: Newsletter) -> Channel:
    frame = site.frame(newsletter)
    with site.store() as store:
        editions = store.archive.latest(newsletter.id, limit=LATEST)
        told = [(one, store.errata.of(newsletter.id, one.day)) for one in editions]
    return Channel(
        url=site.home_of(newsletter),
        title=newsletter.name,
        about=frame.schedule_note[:1].upper() + frame.schedule_note[1:],
        language=newsletter.language,
        author=frame.sender_name,
        entries=tuple(_entry(site, newsletter, one, corrections) for one, corrections in told),
    )


def _entry(
    site: Site, newsletter: Newsletter, edition: Edition, corrections: tuple[Correction, ...]
) -> Entry:
    setter = Setter(newsletter.language, narrow=FIXED)
    frame = site.frame(newsletter)
    return Entry(
        url=f"{site.home_of(newsletter)}/{edition.day}",
        title=setter.text(edition.subject),
        summary=setter.text(edition.preheader),
        html=html.entry(edition, frame, site.templates, corrections=corrections),
        language=edition.language,
        published=edition.made_at,
        updated=max([edition.made_at, *(one.noted_at for one in corrections)]),
    )
