"""Stories get the full text of their articles, once, and only where it may be read."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from briefing.config import Settings
from briefing.config.settings import FeedTable, Ingest
from briefing.gathered import Page, Reading, Wanted
from briefing.ingest.pages import PageReader
from briefing.model import Article, FeedState, Kind, Reuse, Story
from briefing.pipeline import make
from briefing.reading import LONG_ENOUGH, PER_STORY, with_full_text
from briefing.store import Store, open_store
from tests.builders import NOW, article, story

TEXT = "Un long paragraphe.\nEt un autre, plus long encore."


class Library:
    """A reader that finds the same text at each address, or nothing at those it is told."""

    def __init__(self, failing: Sequence[str] = ()) -> None:
        self.asked: list[str] = []
        self._failing = failing

    def read(self, wanted: Sequence[Wanted], *, now: datetime) -> Iterator[Page]:
        for one in wanted:
            self.asked.append(one.item_id)
            failed = one.item_id in self._failing
            yield Page(
                item_id=one.item_id,
                reading=Reading.FAILED if failed else Reading.READ,
                fetched_at=now,
                text="" if failed else TEXT,
                paywalled=not failed,
            )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "briefing.db") as opened:
        yield opened


def settings(full_text: str = "shortlist") -> Settings:
    return Settings.model_validate(
        {
            "sender": {"address": "a@b.test", "postal_address": "x"},
            "newsletters": [{"id": "matin", "name": "Le Brief"}],
            "ingest": {"full_text": full_text},
        }
    )


def read(
    store: Store, *stories: Story, reader: PageReader | None, now: datetime = NOW, **changes: Any
) -> tuple[Story, ...]:
    for one in stories:
        for told in one.articles:
            state = FeedState(feed_id=told.feed.id)
            store.record_fetch(state, [told.item], now=NOW, history=frozenset())
    values: dict[str, Any] = {"shortlist": stories, "settings": settings()}
    return with_full_text(stories, store=store, reader=reader, now=now, **(values | changes))


def test_each_article_gets_the_text_of_its_page(store: Store) -> None:
    (told,) = read(store, story(article("a"), article("b", feed_id="fr-phare")), reader=Library())
    assert [one.text for one in told.articles] == [TEXT, TEXT]
    assert all(one.paywalled for one in told.articles)


def test_a_page_is_read_once(store: Store) -> None:
    library, one = Library(), story(article("a"))
    first = read(store, one, reader=library)
    assert read(store, one, reader=library) == first
    assert read(store, one, reader=None) == first
    assert len(library.asked) == 1


def test_a_page_that_failed_is_asked_for_again_after_hours(store: Store) -> None:
    told = article("a")
    library = Library(failing=[told.id])
    for hours in (0, 1, 7):
        read(store, story(told), reader=library, now=NOW + timedelta(hours=hours))
    assert len(library.asked) == 2


def test_the_feeds_own_text_stays_where_it_is_longer(store: Store) -> None:
    own = "Le texte du flux lui-même.\n" * 10
    (told,) = read(store, story(article("a", text=own, content=own)), reader=Library())
    assert told.articles[0].text == own


@pytest.mark.parametrize(
    "unwanted",
    [
        article("a", reuse=Reuse.LINK),
        article("a", reuse=Reuse.TITLE),
        article("a", reuse=Reuse.TEASER),
        article("a", url=None),
        article("a", kind=Kind.LIVE),
        article("a", copy_of="x"),
        article("a", content="x" * LONG_ENOUGH),
    ],
)
def test_what_could_not_be_used_is_not_asked_for(store: Store, unwanted: Article) -> None:
    library = Library()
    assert read(store, story(unwanted), reader=library) == (story(unwanted),)
    assert library.asked == []


def test_one_article_an_outlet_and_four_a_story_are_read(store: Store) -> None:
    library = Library()
    outlets = [article(f"t{n}", feed_id=f"fr-{n // 2}") for n in range(2 * PER_STORY + 2)]
    read(store, story(*outlets), reader=library)
    assert library.asked == [one.id for one in outlets[0 : 2 * PER_STORY : 2]]


@pytest.mark.parametrize(("full_text", "asked"), [("shortlist", 1), ("always", 2), ("never", 0)])
def test_the_operator_says_for_which_stories(store: Store, full_text: str, asked: int) -> None:
    library = Library()
    stories = (story(article("a")), story(article("b", feed_id="fr-phare")))
    read(store, *stories, reader=library, shortlist=stories[:1], settings=settings(full_text))
    assert len(library.asked) == asked


def test_an_edition_is_made_of_the_pages_too(store: Store) -> None:
    library, told = Library(), article("La BCE relève ses taux")
    made_with = settings().model_copy(
        update={"feeds": (FeedTable(id="fr-gazette", url="https://fr-gazette.example/rss"),)}
    )
    state = FeedState(feed_id="fr-gazette")
    store.record_fetch(state, [told.item], now=NOW, history=frozenset())
    (letter,) = made_with.newsletters
    report = make(made_with, store, letter, day=NOW.date(), now=NOW, pages=library)
    assert library.asked == [told.id]
    (about,) = report.dossiers
    assert about.story.articles[0].text == TEXT


def test_pages_have_a_minute_unless_told_otherwise() -> None:
    assert Ingest().page_budget == timedelta(seconds=60)
