"""Outcomes as they come from the fetcher → items, in batches of what is there at this moment.

Clean bodies are read on the spot; the doubtful in a process of their own (bench.py), so that none
holds up the others for more than a moment.
"""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from briefing.errors import ParseError
from briefing.ingest.bench import Bench
from briefing.ingest.fetch import Answer, HttpAnswers
from briefing.ingest.outcome import Fetched, Outcome
from briefing.ingest.parse import Parsed, parse_clean, parse_feed
from briefing.ingest.rhythm import Rhythm
from briefing.ingest.worker import Reply
from briefing.model import Feed, FeedState, Item

BATCH = 20  # feeds at most that are kept in one change
_CLEAN = 1_000_000  # bytes of a body that is looked at on the spot
_SMALL = 50_000  # of one that is read on the spot even though feedparser must
# Seconds that feedparser may take on the spot in all: a process takes as long to start.
_ON_THE_SPOT_S = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A feed, what was remembered of it, what the fetch came to, and the items in it."""

    feed: Feed
    state: FeedState
    outcome: Outcome | ParseError  # without its body where that was read elsewhere
    items: tuple[Item, ...] = ()
    rhythm: Rhythm = Rhythm()  # noqa: RUF009 (frozen)


def read(answers: Iterator[Answer], *, now: datetime) -> Iterator[tuple[Read, ...]]:
    """Yield the outcomes with their items, at most 20 at a time, in the order they get ready."""
    with Bench() as bench:
        desk = _Desk(bench, now=now, wake=getattr(answers, "wake", lambda: None))
        try:
            while (batch := _batch(answers, desk)) is not None:
                if batch:
                    yield batch
            while desk.waiting:
                yield desk.next_done()
        finally:
            if isinstance(answers, HttpAnswers):
                answers.close()


def _batch(answers: Iterator[Answer], desk: "_Desk") -> tuple[Read, ...] | None:
    """Wait for one answer, take what else is there, and what the bench has done since; None at
    the end of the answers."""
    batch: list[Read] = []
    while len(batch) < BATCH:
        try:
            answer = answers.take() if isinstance(answers, HttpAnswers) else next(answers)
        except StopIteration:
            return tuple(batch) or None
        if answer is not None:
            batch.extend(desk.read(answer))
        batch.extend(desk.done())
        if isinstance(answers, HttpAnswers) and not answers.ready():
            break
    return tuple(batch)


class _Desk:
    """Reads what can be read at once and gives the rest to the bench."""

    def __init__(self, bench: Bench, *, now: datetime, wake: Callable[[], object]) -> None:
        self._bench = bench
        self._now = now
        self._wake = wake
        self._spent_s = 0.0
        self._promised: dict[Future[Reply], Read] = {}

    @property
    def waiting(self) -> bool:
        return bool(self._promised)

    def read(self, answer: Answer) -> tuple[Read, ...]:
        """Return the answer with its items, nothing when the bench has it now."""
        feed, state, outcome = answer
        known = Read(feed=feed, state=state, outcome=outcome)
        if not isinstance(outcome, Fetched):
            return (known,)
        try:
            parsed = self._at_once(outcome, feed)
        except ParseError as error:
            return (replace(known, outcome=error),)
        if parsed is not None:
            return (_with(known, parsed),)
        job = (outcome.body, feed, outcome.url, dict(outcome.headers), self._now)
        digest = outcome.digest or sha256(outcome.body).hexdigest()
        known = replace(known, outcome=replace(outcome, body=b"", digest=digest))
        self._promised[self._bench.read(job, then=self._wake)] = known
        return ()

    def _at_once(self, outcome: Fetched, feed: Feed) -> Parsed | None:
        if len(outcome.body) > _CLEAN:
            return None
        url, headers = outcome.url, outcome.headers
        parsed = parse_clean(outcome.body, feed=feed, url=url, headers=headers, now=self._now)
        if parsed is not None or len(outcome.body) > _SMALL or self._spent_s > _ON_THE_SPOT_S:
            return parsed
        begun = time.perf_counter()
        try:
            return parse_feed(outcome.body, feed=feed, url=url, headers=headers, now=self._now)
        finally:
            self._spent_s += time.perf_counter() - begun

    def done(self) -> tuple[Read, ...]:
        """Return what the bench has finished since."""
        finished = [promise for promise in self._promised if promise.done()]
        return tuple(_with(self._promised.pop(one), one.result()) for one in finished)

    def next_done(self) -> tuple[Read, ...]:
        """Wait for the bench's next one."""
        promise = next(iter(self._promised))
        promise.exception()
        return self.done()


def _with(known: Read, reply: Reply) -> Read:
    if isinstance(reply, ParseError):
        return replace(known, outcome=reply)
    return replace(known, items=reply.items, rhythm=reply.rhythm)
