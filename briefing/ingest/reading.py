"""Outcomes as they come from the fetcher → items, in batches of what is there at this moment.

Clean bodies are read on the spot; the doubtful in a process of their own (bench.py), so that none
holds up the others for more than a moment.
"""

import gc
import time
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from hashlib import sha256

from briefing.errors import ParseError
from briefing.ingest.bench import Bench, Replies
from briefing.ingest.fetch import Answer, HttpAnswers
from briefing.ingest.outcome import Fetched, Outcome
from briefing.ingest.parse import Parsed
from briefing.ingest.rhythm import Rhythm
from briefing.ingest.worker import Job, Reply, answer_to
from briefing.model import Feed, FeedState, Item

BATCH = 20  # feeds at most that are kept in one change
_CLEAN = 1_000_000  # bytes of a body that is looked at on the spot
_SMALL = 50_000  # of one that is read on the spot even though feedparser must
# Seconds that feedparser may take on the spot in all: a process takes as long to start.
_ON_THE_SPOT_S = 0.3
_PARCEL = 5  # clean bodies that go to the helper together
_ALONE_S = 0.1  # of clean bodies, before a process is started to help
_MANY = 30  # feeds that were never read: the helper is started while the first of them answers


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A feed, what was remembered of it, what the fetch came to, and the items in it."""

    feed: Feed
    state: FeedState
    outcome: Outcome | ParseError  # without its body, which is used up
    items: tuple[Item, ...] = ()
    rhythm: Rhythm = Rhythm()  # noqa: RUF009 (frozen)


def read(answers: Iterator[Answer], *, now: datetime) -> Iterator[tuple[Read, ...]]:
    """Yield the outcomes with their items, at most 20 at a time, in the order they get ready."""
    _leave_modules_alone()
    with Bench() as bench:
        if getattr(answers, "unread", 0) > _MANY:
            bench.get_ready()
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


@cache
def _leave_modules_alone() -> None:
    """Tell the collector once that what is loaded by now stays: it looked through all of it in
    each round, for 40 ms."""
    gc.freeze()


def _batch(answers: Iterator[Answer], desk: "_Desk") -> tuple[Read, ...] | None:
    """Wait for one answer, take what else is there, and what the bench has done since; None at
    the end of the answers."""
    batch: list[Read] = []
    while len(batch) < BATCH:
        try:
            answer = answers.take() if isinstance(answers, HttpAnswers) else next(answers)
        except StopIteration:
            desk.send_parcel()
            return tuple(batch) or None
        if answer is not None:
            batch.extend(desk.read(answer))
        batch.extend(desk.done())
        if isinstance(answers, HttpAnswers) and not answers.ready():
            break
    desk.send_parcel()
    return tuple(batch)


class _Desk:
    """Reads what can be read at once and gives the rest to the bench."""

    def __init__(self, bench: Bench, *, now: datetime, wake: Callable[[], object]) -> None:
        self._bench = bench
        self._now = now
        self._wake = wake
        self._clean_s = 0.0  # spent on the spot so far
        self._doubtful_s = 0.0
        self._parcel: list[tuple[Read, Job]] = []  # clean bodies for the helper
        self._promised: dict[Future[Replies], tuple[tuple[Read, Job], ...]] = {}

    @property
    def waiting(self) -> bool:
        return bool(self._promised)

    def read(self, answer: Answer) -> tuple[Read, ...]:
        """Return the answer with its items, nothing when the bench has it now."""
        feed, state, outcome = answer
        known = Read(feed=feed, state=state, outcome=outcome)
        if not isinstance(outcome, Fetched):
            return (known,)
        job = Job(
            body=outcome.body,
            feed=feed,
            url=outcome.url,
            headers=dict(outcome.headers),
            now=self._now,
        )
        digest = outcome.digest or sha256(outcome.body).hexdigest()
        known = replace(known, outcome=replace(outcome, body=b"", digest=digest))
        if len(job.body) > _CLEAN:
            return self._give_away(known, job)
        if (self._clean_s > _ALONE_S or self._bench.ready) and self._bench.can_help:
            self._parcel.append((known, job))
            if len(self._parcel) >= _PARCEL:
                self.send_parcel()
            return ()
        return self._look_at(known, job)

    def send_parcel(self) -> None:
        """Give the helper what was laid aside for it."""
        if self._parcel:
            jobs = tuple(replace(job, doubtful=False) for _, job in self._parcel)
            self._promised[self._bench.help(jobs, then=self._wake)] = tuple(self._parcel)
            self._parcel.clear()

    def _look_at(self, known: Read, job: Job) -> tuple[Read, ...]:
        begun = time.perf_counter()
        reply = answer_to(replace(job, doubtful=False))
        self._clean_s += time.perf_counter() - begun
        return self._answered(known, job, reply)

    def _answered(self, known: Read, job: Job, reply: Reply) -> tuple[Read, ...]:
        """Return it with its items; in doubt read it on the spot, or nothing now."""
        if reply is None and len(job.body) <= _SMALL and self._doubtful_s < _ON_THE_SPOT_S:
            begun = time.perf_counter()
            reply = answer_to(job)
            self._doubtful_s += time.perf_counter() - begun
        return self._give_away(known, job) if reply is None else (_with(known, reply),)

    def _give_away(self, known: Read, job: Job) -> tuple[Read, ...]:
        self._promised[self._bench.read(job, then=self._wake)] = ((known, job),)
        return ()

    def done(self) -> tuple[Read, ...]:
        """Return what the bench has finished since."""
        finished = [promise for promise in self._promised if promise.done()]
        return tuple(read for promise in finished for read in self._kept(promise))

    def next_done(self) -> tuple[Read, ...]:
        """Wait for the bench's next one."""
        wait(self._promised, return_when=FIRST_COMPLETED)
        return self.done()

    def _kept(self, promise: Future[Replies]) -> tuple[Read, ...]:
        read: list[Read] = []
        given = self._promised.pop(promise)
        for (known, job), reply in zip(given, promise.result(), strict=True):
            read += self._answered(known, job, reply)
        return tuple(read)


def _with(known: Read, reply: Parsed | ParseError) -> Read:
    if isinstance(reply, ParseError):
        return replace(known, outcome=reply)
    return replace(known, items=reply.items, rhythm=reply.rhythm)
