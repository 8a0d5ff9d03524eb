"""What every page needs: settings, templates and a store for as long as one request lasts."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from briefing.config.settings import Newsletter, Settings
from briefing.render.context import Frame, PageContext, frame_of
from briefing.render.mjml import Templates
from briefing.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    settings: Settings
    open_store: Callable[[], Store]
    templates: Templates

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
            public_url=self.settings.public_url.rstrip("/"),
            theme=house.theme,
        )
