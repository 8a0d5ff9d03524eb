"""Feeds that are due → outcomes as they come: asyncio in a thread, a plain generator outside."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from queue import SimpleQueue
from threading import Thread
from typing import Protocol

import aiohttp

from briefing.config.settings import Ingest
from briefing.ingest.explain import explain, host_and_port
from briefing.ingest.outcome import Fetched, NotModified, Outcome
from briefing.ingest.polling import address
from briefing.ingest.request import ask, open_session
from briefing.loops import new_loop
from briefing.model import Feed, FeedState

__all__ = ["Fetched", "Fetcher", "HttpAnswers", "HttpFetcher", "NotModified", "Outcome"]

Due = tuple[Feed, FeedState]
Answer = tuple[Feed, FeedState, Outcome]
BRISK_S = 2.0  # who takes longer gives the slot to the next
_TOGETHER = 8
LAGGARDS = 10  # times `concurrency`: so many may lag at once


class Fetcher(Protocol):
    """Where bodies come from: the web, or captured files."""

    def fetch(self, due: Sequence[Due]) -> Iterator[Answer]:
        """Yield one outcome for each feed, in the order they come. Never raises for a feed."""
        ...


class HttpFetcher:
    """Fetch over HTTP. No feed waits for another, except for its turn at the same host."""

    def __init__(self, options: Ingest) -> None:
        self._options = options

    def fetch(self, due: Sequence[Due]) -> Iterator[Answer]:
        """Yield one outcome for each feed as it comes; closing the iterator ends the rest."""
        return HttpAnswers(self._options, due)


class HttpAnswers(Iterator[Answer]):
    """What comes of one call of fetch(). Whoever also waits for something else can `take` what is
    there and be woken by another thread."""

    def __init__(self, options: Ingest, due: Sequence[Due]) -> None:
        self._run = _Run(options, due)
        self.unread = sum(not state.body_hash for _, state in due)  # that will bring a body
        self._thread = Thread(target=self._run.work, name="fetch", daemon=True)
        self._thread.start()
        self._used_up = 0
        self._over = False

    def __next__(self) -> Answer:
        while (answer := self.take()) is None:
            pass
        return answer

    def take(self) -> Answer | None:
        """Wait for the next answer; None when woken. Raises StopIteration after the last."""
        # A few at a time: each call wakes the loop's thread.
        if self._used_up and (self._used_up >= _TOGETHER or not self.ready()):
            self._run.give_back(self._used_up)
            self._used_up = 0
        if self._over:
            raise StopIteration
        answer = self._run.queue.get()
        if isinstance(answer, _Wake):
            return None
        if answer is None or isinstance(answer, BaseException):
            self.close()
            raise answer or StopIteration
        self._used_up += 1
        return answer

    def wake(self) -> None:
        """Let a `take` that waits return at once. May be called in any thread."""
        self._run.queue.put(_Wake())

    def ready(self) -> bool:
        """Return whether `take` would not wait."""
        return not self._run.queue.empty()

    def close(self) -> None:
        """End what is under way."""
        self._over = True
        self._run.stop()
        self._thread.join()

    def __del__(self) -> None:
        self._run.stop()


class _Wake:
    """Nothing came, but somebody wants to be heard."""


class _Run:
    """The loop lives in its own thread, so that a slow reader of the answers makes no server
    time out."""

    def __init__(self, options: Ingest, due: Sequence[Due]) -> None:
        self._options = options
        self._due = due
        self.queue: SimpleQueue[Answer | BaseException | _Wake | None] = SimpleQueue()
        self._loop = new_loop()
        self._slots = asyncio.Semaphore(options.concurrency)
        self._laggards = _Room(LAGGARDS * options.concurrency)
        self._stopped = False
        self._turns: defaultdict[tuple[str, int], asyncio.Semaphore] = defaultdict(
            lambda: asyncio.Semaphore(options.per_host)
        )
        self._under_way: set[asyncio.Task[Fetched | NotModified]] = set()
        self._all_done = asyncio.Event()
        self._task = self._loop.create_task(self._fetch_all())

    def give_back(self, slots: int) -> None:
        """Free the slots of answers whose bodies are used up: at most `concurrency` bodies are in
        memory, however slow the reader is."""
        self._call(self._release, slots)

    def _release(self, slots: int) -> None:
        for _ in range(slots):
            self._slots.release()

    def stop(self) -> None:
        self._stopped = True
        self._call(self._task.cancel)

    def _call(self, function: Callable[..., object], *arguments: object) -> None:
        with suppress(RuntimeError):  # the loop is closed: everything was fetched
            self._loop.call_soon_threadsafe(function, *arguments)

    def work(self) -> None:
        """Run the loop to its end, in the thread."""
        try:
            (result,) = self._loop.run_until_complete(
                asyncio.gather(self._task, return_exceptions=True)
            )
            self.queue.put(result)
        finally:
            self.queue.put(None)
            self._loop.close()

    async def _fetch_all(self) -> None:
        async with open_session(self._options) as session:
            for feed, state in self._due:
                task = self._loop.create_task(self._fetch(session, address(feed, state), state))
                self._under_way.add(task)
                task.add_done_callback(partial(self._answer, feed, state))
            try:
                if self._under_way:
                    await self._all_done.wait()
            finally:
                for task in self._under_way:
                    task.cancel()
                await asyncio.gather(*self._under_way, return_exceptions=True)

    async def _fetch(
        self, session: aiohttp.ClientSession, url: str, state: FeedState
    ) -> Fetched | NotModified:
        # First the turn at the host, then the slot: feeds that queue for one slow host hold no
        # slot that others could use.
        async with self._turns[host_and_port(url)]:
            await self._slots.acquire()
            slot = _Slot(self._slots, self._laggards)
            timer = self._loop.call_later(BRISK_S, slot.lend)
            try:
                async with asyncio.timeout(self._options.timeout.total_seconds()):
                    return await ask(session, url, state=state, limit=self._options.max_body)
            finally:
                timer.cancel()
                if not self._stopped:
                    await slot.take_back()

    def _answer(
        self, feed: Feed, state: FeedState, task: asyncio.Task[Fetched | NotModified]
    ) -> None:
        """Turn everything that can go wrong with one feed into a value."""
        # Let go of at once: a task keeps its body, an error by its traceback the one it gave up.
        self._under_way.discard(task)
        if not self._under_way:
            self._all_done.set()
        if task.cancelled():
            return
        error = task.exception()
        outcome = task.result() if error is None else explain(error, address(feed, state))
        self.queue.put((feed, state, outcome))


class _Slot:
    """One of the fetches at once. It is lent to another feed after 2 s: a hundred hanging servers
    would hold all slots for 20 s, and a connection that only waits costs nothing."""

    def __init__(self, slots: asyncio.Semaphore, laggards: "_Room") -> None:
        self._slots = slots
        self._laggards = laggards
        self._lent = False

    def lend(self) -> None:
        """Let another feed have it, unless too many lag already."""
        if self._laggards.free:
            self._laggards.free -= 1
            self._lent = True
            self._slots.release()

    async def take_back(self) -> None:
        """Wait for a slot again: whoever brings a body needs one."""
        if self._lent:
            self._laggards.free += 1
            await self._slots.acquire()


@dataclass(slots=True)
class _Room:
    """How many feeds more may lag."""

    free: int
