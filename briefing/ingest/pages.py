"""Pages that are wanted → what they say, as they come, within a time. Asks publishers first.

robots.txt and tdmrep.json of each host are read before its pages; a page that is reserved in its
header or head is not used. Everything goes through the feeds' own fetcher: the same User-Agent,
address checks, limits per host.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic
from typing import Protocol
from urllib.parse import urlsplit

from briefing.config.settings import Ingest
from briefing.errors import FetchError
from briefing.gathered import Page, Reading, Wanted
from briefing.ingest.extraction import Extractor
from briefing.ingest.fetch import Fetcher, HttpFetcher
from briefing.ingest.outcome import Fetched, Outcome
from briefing.ingest.reservation import Places, page_reserved, place_reserved, read_tdmrep
from briefing.ingest.robots import EVERYTHING, NOTHING, Robots, read_robots
from briefing.model import Feed, FeedState

MOST_PER_HOST = 20  # pages in one run
_ASKED_SHARE = 0.8  # of the time, in which new answers are awaited; the rest lets the last come in
_GONE = frozenset({404, 410})

ROBOTS = "robots.txt does not let programs read this page."
RESERVED = "The publisher reserves text and data mining."
SILENT = "The site did not say what programs may read."
NO_PAGE = "What came is no web page."


class PageReader(Protocol):
    """Where full texts come from: the web, or nothing at all (None in its place)."""

    def read(self, wanted: Sequence[Wanted], *, now: datetime) -> Iterator[Page]:
        """Yield what came of the pages as they come, the most wanted asked for first.

        Those that do not come in time are absent. Never raises for a page.
        """
        ...


@dataclass(frozen=True, slots=True)
class _House:
    """What one host lets us read. `silent`: it did not say, so nothing today."""

    robots: Robots = EVERYTHING
    places: Places = ()
    silent: bool = False

    def objection(self, url: str) -> str:
        """Return why this address is not read, "" when it may be."""
        if self.silent:
            return SILENT
        if not self.robots.allows(url):
            return ROBOTS
        return RESERVED if place_reserved(self.places, url) else ""

    @property
    def most_pages(self) -> int:
        """Whoever asks for a pause between two visits gets one visit a run."""
        return 1 if self.robots.crawl_delay_s else MOST_PER_HOST


class HttpPages:
    """Read pages over HTTP, in `budget` at most, with the limits of the feeds."""

    def __init__(
        self,
        options: Ingest,
        *,
        budget: timedelta,
        fetcher: Callable[[Ingest], Fetcher] = HttpFetcher,
    ) -> None:
        self._options = options
        self._budget_s = budget.total_seconds()
        self._fetcher = fetcher

    def read(self, wanted: Sequence[Wanted], *, now: datetime) -> Iterator[Page]:
        """Yield what came of the pages as they come; the fetcher is closed when time is up."""
        deadline = monotonic() + self._budget_s * _ASKED_SHARE
        houses = self._visit({_house(one.url) for one in wanted}, deadline=deadline)
        to_ask: list[Wanted] = []
        asked: defaultdict[str, int] = defaultdict(int)
        for one in wanted:
            house = houses.get(_house(one.url))
            if house is None:  # it did not answer in time
                continue
            objection = house.objection(one.url)
            if objection:
                yield _unread(one.item_id, objection, now=now)
            elif asked[_house(one.url)] < house.most_pages:
                asked[_house(one.url)] += 1
                to_ask.append(one)
        yield from self._read(to_ask, houses, deadline=deadline, now=now)

    def _read(
        self,
        wanted: Sequence[Wanted],
        houses: dict[str, _House],
        *,
        deadline: float,
        now: datetime,
    ) -> Iterator[Page]:
        with Extractor() as extractor:
            asked = {one.item_id: one.url for one in wanted}
            for id, outcome in self._fetch(asked, deadline=deadline):
                yield self._page(id, outcome, houses, extractor, deadline=deadline, now=now)

    def _page(
        self,
        id: str,
        outcome: Outcome,
        houses: dict[str, _House],
        extractor: Extractor,
        *,
        deadline: float,
        now: datetime,
    ) -> Page:
        if not isinstance(outcome, Fetched):
            note = str(outcome) if isinstance(outcome, FetchError) else NO_PAGE
            return Page(item_id=id, reading=Reading.FAILED, fetched_at=now, note=note)
        there = _house(outcome.url)
        if there not in houses:  # redirected to a host that was not asked yet
            houses.update(self._visit({there}, deadline=deadline))
        objection = houses.get(there, _House(silent=True)).objection(outcome.url)
        if not objection and page_reserved(outcome.headers, outcome.body):
            objection = RESERVED
        if objection:
            return _unread(id, objection, now=now)
        return _said(id, outcome, extractor, now=now)

    def _visit(self, houses: set[str], *, deadline: float) -> dict[str, _House]:
        """Ask each host what it lets us read; those that did not answer in time are absent."""
        addresses = {f"{house}{file}": house for house in houses for file in _FILES}
        answers: dict[str, Outcome] = dict(
            self._fetch({address: address for address in sorted(addresses)}, deadline=deadline)
        )
        return {
            house: _read_house(house, answers) for house in houses if house + _FILES[0] in answers
        }

    def _fetch(self, asked: dict[str, str], *, deadline: float) -> Iterator[tuple[str, Outcome]]:
        """Yield (name, outcome) as they come, until the deadline."""
        rest = deadline - monotonic()
        if not asked or rest <= 0:
            return
        longest = min(self._options.timeout, timedelta(seconds=self._budget_s / 5))
        fetcher = self._fetcher(self._options.model_copy(update={"timeout": longest}))
        due = [(_as_feed(name, url), FeedState(feed_id=name)) for name, url in asked.items()]
        for feed, _, outcome in fetcher.fetch(due):
            yield feed.id, outcome
            if monotonic() > deadline:
                return


_FILES = ("/robots.txt", "/.well-known/tdmrep.json")


def _said(id: str, answer: Fetched, extractor: Extractor, *, now: datetime) -> Page:
    if "html" not in answer.headers.get("content-type", "html"):
        return Page(item_id=id, reading=Reading.FAILED, fetched_at=now, note=NO_PAGE)
    said = extractor.extract(answer.body, url=answer.url)
    return Page(
        item_id=id,
        reading=Reading.READ if said.text else Reading.FAILED,
        fetched_at=now,
        text=said.text,
        paywalled=said.paywalled,
        note="" if said.text else "No article was found on the page.",
    )


def _as_feed(name: str, url: str) -> Feed:
    return Feed(id=name, url=url, title="", language="")


def _house(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _read_house(house: str, answers: dict[str, Outcome]) -> _House:
    robots = answers.get(house + _FILES[0])
    if isinstance(robots, Fetched):
        rules = read_robots(robots.body)
    elif isinstance(robots, FetchError) and robots.status in _GONE:
        rules = EVERYTHING
    elif isinstance(robots, FetchError) and robots.status in {401, 403}:
        rules = NOTHING  # who shows programs the door at robots.txt does not want them further in
    else:
        return _House(silent=True)
    tdm = answers.get(house + _FILES[1])
    return _House(rules, read_tdmrep(tdm.body) if isinstance(tdm, Fetched) else ())


def _unread(id: str, objection: str, *, now: datetime) -> Page:
    reading = Reading.FAILED if objection == SILENT else Reading.RESERVED
    return Page(item_id=id, reading=reading, fetched_at=now, note=objection)
