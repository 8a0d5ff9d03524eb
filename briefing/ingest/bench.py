"""Bodies → items, read in processes of their own that are killed when they take too long.

A process starts with the first body that needs one and ends with the bench.
"""

import pickle
import select
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

from briefing.errors import ParseError
from briefing.ingest.worker import TELL, Job, Reply, receive, send

LONGEST_S = 10.0  # wall clock, for one body
LANES = 2  # processes at most
_CROWDED = 4  # bodies that wait, before a second process is started
_AT_HAND = 2  # parcels that the helper has before it: never idle, never late
_IN_MEMORY = 8  # bodies that wait in memory, before the next ones wait on disk


Parcel = tuple[Job, ...]
Replies = tuple[Reply, ...]  # as many, in the same order


class Bench:
    """At most two lanes for doubtful bodies and one that helps with the clean; each is a thread
    that waits for its process."""

    def __init__(self, *, longest_s: float = LONGEST_S) -> None:
        self._shelf = _Shelf()
        self._lanes = tuple(_Lane(longest_s, self._shelf, "--nice") for _ in range(LANES))
        self._helper = _Lane(longest_s, self._shelf)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """End the processes, also those at work: nobody waits for them any more."""
        for lane in (*self._lanes, self._helper):
            lane.close()
        self._shelf.close()

    def get_ready(self) -> None:
        """Start the helper before there is anything for it: that takes 0.2 s."""
        self._helper.start()

    @property
    def ready(self) -> bool:
        """Return whether the helper was started."""
        return self._helper.started

    @property
    def can_help(self) -> bool:
        """Return whether the helper has no parcel but the one that it is at."""
        return self._helper.waiting < _AT_HAND

    def help(self, parcel: Parcel, *, then: Callable[[], object]) -> Future[Replies]:
        """Promise to read clean bodies, beside those that are read on the spot."""
        return self._helper.take(parcel, then=then)

    def read(self, job: Job, *, then: Callable[[], object]) -> Future[Replies]:
        """Promise to read it; `then` is called, in another thread, when that is kept."""
        first = self._lanes[0]
        lane = first if first.waiting < _CROWDED else min(self._lanes, key=lambda one: one.waiting)
        return lane.take((job,), then=then)


class _Lane:
    def __init__(self, longest_s: float, shelf: "_Shelf", *options: str) -> None:
        self._longest_s = longest_s
        self._shelf = shelf
        self._options = options
        self._thread = ThreadPoolExecutor(1, "parse")
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False
        self._promises: set[Future[Replies]] = set()

    def start(self) -> None:
        self._thread.submit(self._running)

    @property
    def started(self) -> bool:
        return self._process is not None

    @property
    def waiting(self) -> int:
        return len(self._promises)

    def take(self, parcel: Parcel, *, then: Callable[[], object]) -> Future[Replies]:
        in_memory = self.waiting < _IN_MEMORY
        fetch_parcel = (lambda: parcel) if in_memory else self._shelf.put(parcel)
        promise = self._thread.submit(self._work, fetch_parcel)
        self._promises.add(promise)
        promise.add_done_callback(self._promises.discard)
        promise.add_done_callback(lambda _: then())
        return promise

    def close(self) -> None:
        self._closed = True
        process = self._process
        if process is not None:
            process.kill()
        self._thread.shutdown(cancel_futures=True)
        self._end()

    def _work(self, fetch_parcel: Callable[[], Parcel]) -> Replies:
        """Give it to the process; a process that fails is replaced at the next parcel."""
        process, parcel = self._running(), fetch_parcel()
        try:
            replies = self._replies(process, parcel)
        except (OSError, EOFError, pickle.UnpicklingError):
            replies = _failed(parcel, "The body crashed its reader.")
        if process.poll() is not None or self._process is None:
            self._end()
        return replies

    def _replies(self, process: subprocess.Popen[bytes], parcel: Parcel) -> Replies:
        assert process.stdin is not None
        assert process.stdout is not None
        send(process.stdin, parcel)
        ready, _, _ = select.select([process.stdout], [], [], self._longest_s)
        if not ready:
            self._end()
            return _failed(parcel, f"The body took longer than {self._longest_s:g} s to read.")
        replies: Replies = receive(process.stdout)
        return replies

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "briefing.ingest.worker", *self._options],
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


def _failed(parcel: Parcel, told: str) -> Replies:
    """Return the error for a body that was alone; one of several may be innocent."""
    return tuple(ParseError(told, hint=TELL) if job.doubtful else None for job in parcel)


class _Shelf:
    """A folder for what waits: a hundred hostile bodies of 5 MB are half a gigabyte."""

    def __init__(self) -> None:
        self._folder: TemporaryDirectory[str] | None = None
        self._put = 0

    def put(self, parcel: Parcel) -> Callable[[], Parcel]:
        """Write it down; whoever calls what is returned gets it back, once."""
        if self._folder is None:
            self._folder = TemporaryDirectory()
        self._put += 1
        path = Path(self._folder.name) / str(self._put)
        path.write_bytes(pickle.dumps(parcel))

        def take_down() -> Parcel:
            parcel: Parcel = pickle.loads(path.read_bytes())
            path.unlink()
            return parcel

        return take_down

    def close(self) -> None:
        if self._folder is not None:
            self._folder.cleanup()
