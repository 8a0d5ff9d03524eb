"""Stories → the same with the full text of their articles. Does I/O through store and reader.

The page of an article is read once. Whose feed may not be reprinted in sentences, or tells the
whole itself, is never asked for.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from briefing.config import Settings
from briefing.gathered import Page, Reading, Wanted
from briefing.ingest.pages import PageReader
from briefing.model import Article, Kind, Reuse, Story
from briefing.store import Store
from briefing.text.pictograms import without_pictograms

PER_STORY = 4  # articles, of different outlets: more tell nothing new
LONG_ENOUGH = 2_000  # characters of a feed's own text that make the page needless
AGAIN = timedelta(hours=6)  # after a failure
_AT_ONCE = 20  # pages in one change of the store


def with_full_text(
    stories: Sequence[Story],
    *,
    shortlist: Sequence[Story],
    settings: Settings,
    store: Store,
    reader: PageReader | None,
    now: datetime,
) -> tuple[Story, ...]:
    """Return all stories, in order, each article with the longer of its feed's and its page's text.

    `ingest.full_text` says for which of them pages are read. Without a reader only what is in the
    store is used.
    """
    if settings.ingest.full_text == "never":
        return tuple(stories)
    chosen = stories if settings.ingest.full_text == "always" else shortlist
    wanted = [one for story in chosen for one in _wanted(story)]
    known = store.shelf.pages(one.item_id for one in wanted)
    if reader is not None:
        missing = [one for one in wanted if _is_missing(known.get(one.item_id), now=now)]
        known |= _read(missing, store=store, reader=reader, now=now)
    return tuple(_with_pages(story, known) for story in stories)


def _wanted(story: Story) -> Iterator[Wanted]:
    """Yield the pages of the first article of each outlet."""
    outlets: set[str] = set()
    for article in story.articles:
        if len(outlets) < PER_STORY and _may_be_read(article) and article.outlet not in outlets:
            outlets.add(article.outlet)
            yield Wanted(item_id=article.id, url=article.item.url or "")


def _may_be_read(article: Article) -> bool:
    return (
        article.item.url is not None
        and article.feed.reuse is Reuse.SENTENCE
        and article.kind is Kind.NEWS
        and not article.copy_of
        and len(article.item.content) < LONG_ENOUGH
    )


def _is_missing(page: Page | None, *, now: datetime) -> bool:
    if page is None:
        return True
    return page.reading is Reading.FAILED and page.fetched_at + AGAIN <= now


def _read(
    wanted: Sequence[Wanted], *, store: Store, reader: PageReader, now: datetime
) -> dict[str, Page]:
    pages: dict[str, Page] = {}
    unsaved: list[Page] = []
    for page in reader.read(wanted, now=now):
        pages[page.item_id] = page
        unsaved.append(page)
        if len(unsaved) >= _AT_ONCE:
            store.shelf.save_pages(unsaved)
            unsaved = []
    store.shelf.save_pages(unsaved)
    return pages


def _with_pages(story: Story, pages: Mapping[str, Page]) -> Story:
    articles = tuple(_with_page(one, pages.get(one.id)) for one in story.articles)
    return story if articles == story.articles else replace(story, articles=articles)


def _with_page(article: Article, page: Page | None) -> Article:
    if page is None or page.reading is not Reading.READ:
        return article
    text = max(article.text, without_pictograms(page.text), key=len)
    return replace(article, text=text, paywalled=page.paywalled)
