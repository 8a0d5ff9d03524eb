"""Doubtful bodies → items, read in processes of their own that are killed when they take too long.

A process starts with the first body that needs one and ends with the bench.
"""

import select
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import Self

from briefing.errors import ParseError
from briefing.ingest.worker import TELL, Job, Reply, receive, send

LONGEST_S = 10.0  # wall clock, for one body
LANES = 2  # processes at most
_CROWDED = 4  # bodies that wait, before a second process is started


class Bench:
    """At most two lanes, each a thread that waits for its process."""

    def __init__(self, *, longest_s: float = LONGEST_S) -> None:
        self._lanes = tuple(_Lane(longest_s) for _ in range(LANES))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """End the processes, also those at work: nobody waits for them any more."""
        for lane in self._lanes:
            lane.close()

    def read(self, job: Job, *, then: Callable[[], object]) -> Future[Reply]:
        """Return a promise; `then` is called, in another thread, when it is kept."""
        first = self._lanes[0]
        lane = first if first.waiting < _CROWDED else min(self._lanes, key=lambda one: one.waiting)
        return lane.take(job, then=then)


class _Lane:
    def __init__(self, longest_s: float) -> None:
        self._longest_s = longest_s
        self._thread = ThreadPoolExecutor(1, "parse")
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False
        self._promises: set[Future[Reply]] = set()

    @property
    def waiting(self) -> int:
        return sum(not promise.done() for promise in self._promises)

    def take(self, job: Job, *, then: Callable[[], object]) -> Future[Reply]:
        self._promises = {promise for promise in self._promises if not promise.done()}
        promise = self._thread.submit(self._work, job)
        self._promises.add(promise)
        promise.add_done_callback(lambda _: then())
        return promise

    def close(self) -> None:
        self._closed = True
        if self._process is not None:
            self._process.kill()
        self._thread.shutdown(cancel_futures=True)
        self._end()

    def _work(self, job: Job) -> Reply:
        """Give the body to the process; a process that fails is replaced at the next body."""
        process = self._running()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            send(process.stdin, job)
            reply = self._reply(process)
        except OSError:
            reply = None
        if reply is None:
            self._end()
            return ParseError("The body crashed its reader.", hint=TELL)
        return reply

    def _reply(self, process: subprocess.Popen[bytes]) -> Reply | None:
        import pickle

        assert process.stdout is not None
        begun = time.monotonic()
        ready, _, _ = select.select([process.stdout], [], [], self._longest_s)
        if not ready:
            self._end()
            took = time.monotonic() - begun
            return ParseError(f"The body took longer than {took:.0f} s to read.", hint=TELL)
        message = receive(process.stdout)
        return None if message is None else pickle.loads(message)

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "briefing.ingest.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            if self._closed:
                self._process.kill()
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for stream in (process.stdin, process.stdout):
            with suppress(OSError):  # a body that was still on its way
                if stream is not None:
                    stream.close()
        process.wait()
