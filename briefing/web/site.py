"""What every page needs: settings, templates and a store for as long as one request lasts."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from starlette.exceptions import HTTPException

from briefing.config.settings import Newsletter, Settings
from briefing.render.context import Frame, PageContext, frame_of
from briefing.render.mjml import Templates
from briefing.render.pages import ArchiveContext
from briefing.store import Store

FEEDS = (
    ("atom.xml", "Atom", "application/atom+xml"),
    ("rss.xml", "RSS", "application/rss+xml"),
    ("feed.json", "JSON Feed", "application/feed+json"),
)


def new_form_key() -> bytes:
    return secrets.token_bytes(32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    settings: Settings
    open_store: Callable[[], Store]
    templates: Templates
    # Signs when a form was shown. Not kept: after a restart the button is pressed once more.
    form_key: bytes = field(repr=False)

    @contextmanager
    def store(self) -> Iterator[Store]:
        """Open the store for one request: a connection stays in the thread that made it."""
        store = self.open_store()
        try:
            yield store
        finally:
            store.close()

    def newsletter(self, id: str) -> Newsletter | None:
        return next((one for one in self.settings.newsletters if one.id == id), None)

    def known(self, id: str) -> Newsletter:
        """Return the newsletter of that id; 404 when there is none."""
        newsletter = self.newsletter(id)
        if newsletter is None:
            raise HTTPException(404)
        return newsletter

    @property
    def home(self) -> str:
        """Where the web pages begin, without a slash at the end."""
        return self.settings.public_url.rstrip("/")

    @property
    def here(self) -> str:
        """Where the pages begin, as a path: forms and redirects never leave the host."""
        return urlsplit(self.home).path

    def home_of(self, newsletter: Newsletter) -> str:
        return f"{self.home}/{newsletter.id}"

    @property
    def indexed(self) -> bool:
        """Whether search engines may list the pages that belong to nobody."""
        return self.settings.web.index

    def archive(self, newsletter: Newsletter) -> ArchiveContext:
        """Return what every page of the newsletter's archive says."""
        home = self.home_of(newsletter)
        return ArchiveContext(
            language=newsletter.language,
            newsletter_name=newsletter.name,
            public_url=self.home,
            theme=newsletter.theme,
            archive_url=f"{home}/archive",
            join_url=f"{home}/join",
            legal_url=f"{home}/legal",
            indexed=self.indexed,
            search_url=f"{home}/search",
            feeds=tuple((name, f"{home}/{file}", kind) for file, name, kind in FEEDS),
        )

    def frame(self, newsletter: Newsletter) -> Frame:
        return frame_of(self.settings, newsletter)

    def context(self, newsletter: Newsletter | None = None) -> PageContext:
        """Return what a page says of the newsletter; without one, the house's first sets the tone.

        A newsletter that config.toml no longer names still has readers who want to leave it.
        """
        house = newsletter or self.settings.newsletters[0]
        return PageContext(
            language=house.language,
            newsletter_name=newsletter.name if newsletter else "",
            public_url=self.home,
            theme=house.theme,
            archive_url=f"{self.home_of(newsletter)}/archive" if newsletter else "",
            join_url=f"{self.home_of(house)}/join",
            legal_url=f"{self.home_of(house)}/legal",
        )
