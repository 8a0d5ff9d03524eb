"""Feeds that are due → outcomes as they come: asyncio in a thread, a plain generator outside."""

import asyncio
from collections import defaultdict
from collections.abc import Coroutine, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread
from typing import Protocol

import aiohttp

from briefing.config.settings import Ingest
from briefing.ingest.explain import explain, host_and_port
from briefing.ingest.outcome import Fetched, NotModified, Outcome
from briefing.ingest.polling import address
from briefing.ingest.request import ask, open_session
from briefing.model import Feed, FeedState

__all__ = ["Fetched", "Fetcher", "HttpAnswers", "HttpFetcher", "NotModified", "Outcome"]

Due = tuple[Feed, FeedState]
Answer = tuple[Feed, FeedState, Outcome]
BRISK_S = 2.0  # who takes longer gives the slot to the next
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
        self._thread = Thread(target=self._run.work, name="fetch", daemon=True)
        self._thread.start()
        self._used_up = True
        self._over = False

    def __next__(self) -> Answer:
        while (answer := self.take()) is None:
            pass
        return answer

    def take(self) -> Answer | None:
        """Wait for the next answer; None when woken. Raises StopIteration after the last."""
        if not self._used_up:
            self._run.give_back()
        self._used_up = True
        if self._over:
            raise StopIteration
        answer = self._run.queue.get()
        if isinstance(answer, _Wake):
            return None
        if answer is None or isinstance(answer, BaseException):
            self.close()
            raise answer or StopIteration
        self._used_up = False
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
        self._loop = asyncio.new_event_loop()
        # Name look-ups block a thread each: with fewer of them one dead name server entry
        # would hold up the others.
        self._loop.set_default_executor(ThreadPoolExecutor(4 * options.concurrency, "resolve"))
        self._slots = asyncio.Semaphore(options.concurrency)
        self._laggards = asyncio.Semaphore(LAGGARDS * options.concurrency)
        self._turns: defaultdict[tuple[str, int], asyncio.Semaphore] = defaultdict(
            lambda: asyncio.Semaphore(options.per_host)
        )
        self._task = self._loop.create_task(self._fetch_all())

    def give_back(self) -> None:
        """Free the slot of an answer whose body is used up: at most `concurrency` bodies are in
        memory, however slow the reader is."""
        self._call(self._slots.release)

    def stop(self) -> None:
        self._call(self._task.cancel)

    def _call(self, function: object) -> None:
        with suppress(RuntimeError):  # the loop is closed: everything was fetched
            self._loop.call_soon_threadsafe(function)  # type: ignore[arg-type]

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
            await asyncio.gather(*(self._fetch(session, feed, state) for feed, state in self._due))

    async def _fetch(self, session: aiohttp.ClientSession, feed: Feed, state: FeedState) -> None:
        # First the turn at the host, then the slot: feeds that queue for one slow host hold no
        # slot that others could use.
        async with self._turns[host_and_port(address(feed, state))]:
            await self._slots.acquire()
            outcome = await self._unhurried(self._outcome(session, feed, state))
        self.queue.put((feed, state, outcome))

    async def _unhurried(self, asked: Coroutine[None, None, Outcome]) -> Outcome:
        """Wait in the slot for 2 s, then beside it: a hundred hanging servers would hold all
        slots for 20 s, and a connection that only waits costs nothing."""
        task = asyncio.ensure_future(asked)
        try:
            await asyncio.wait({task}, timeout=BRISK_S)
            if not task.done():
                async with self._laggards:
                    self._slots.release()
                    await asyncio.wait({task})
                    await self._slots.acquire()  # whoever brings a body needs one again
            return await task
        finally:
            task.cancel()

    async def _outcome(
        self, session: aiohttp.ClientSession, feed: Feed, state: FeedState
    ) -> Outcome:
        """Turn everything that can go wrong with one feed into a value."""
        url = address(feed, state)
        asked = ask(session, url, state=state, limit=self._options.max_body)
        try:
            async with asyncio.timeout(self._options.timeout.total_seconds()):
                (answer,) = await asyncio.gather(asked, return_exceptions=True)
        except TimeoutError as error:
            return explain(error, url)
        return explain(answer, url) if isinstance(answer, BaseException) else answer
