"""The other process: bodies come in by stdin, items go out by stdout, until stdin ends.

    python -m briefing.ingest.worker [--nice]

It reads what strangers wrote with a reader that can take minutes; whoever started it kills it.
"""

import gc
import os
import pickle
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO, Any

from briefing.errors import ParseError
from briefing.ingest.parse import Parsed, parse_clean, parse_feed
from briefing.model import Feed

_NICE = 5  # for what may be hostile: a hundred such bodies must not starve the others
MOST_MEMORY = 512 * 2**20  # bytes; a bomb ends in an error, not in a swapping machine

Reply = Parsed | ParseError | None  # None: it is in doubt


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A body to read. `doubtful` allows feedparser to be asked, which can take long."""

    body: bytes = field(repr=False)
    feed: Feed
    url: str
    headers: Mapping[str, str]
    now: datetime
    doubtful: bool = True


def main() -> None:
    """Answer parcels of jobs, one after the other."""
    _limit_memory()
    gc.freeze()
    if "--nice" in sys.argv:
        os.nice(_NICE)
    replies = open(os.dup(1), "wb")  # noqa: PTH123, SIM115 (a descriptor, open to the end)
    os.dup2(2, 1)  # what a library prints must not stand among the replies
    with suppress(EOFError, BrokenPipeError):
        while True:
            parcel: tuple[Job, ...] = receive(sys.stdin.buffer)
            send(replies, tuple(map(answer_to, parcel)))
            if any(job.doubtful for job in parcel):
                gc.collect()  # feedparser leaves rings of objects, up to 80 MB for one body


def answer_to(job: Job) -> Reply:
    """Return what the body holds, or why it cannot be read."""
    read = parse_feed if job.doubtful else parse_clean
    try:
        return read(job.body, feed=job.feed, url=job.url, headers=job.headers, now=job.now)
    except ParseError as error:
        return error
    except (MemoryError, RecursionError):
        return ParseError("The body cannot be read: it is too large or too deep.", hint=TELL)
    except Exception as error:  # what a library did not foresee is this feed's fault alone
        what = type(error).__name__
        return ParseError(f"The body cannot be read: it broke the reader ({what}).", hint=TELL)


TELL = "Tell the publisher; it is tried again by itself."


def send(stream: IO[bytes], value: object) -> None:
    """Write one value. Raises OSError when nobody reads it."""
    pickle.dump(value, stream, protocol=5)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """Return the next value. Raises EOFError at the end of the stream."""
    return pickle.load(stream)


def _limit_memory() -> None:
    with suppress(ImportError, ValueError, OSError):  # no such limit on this system
        from resource import RLIMIT_DATA, getrlimit, setrlimit

        setrlimit(RLIMIT_DATA, (MOST_MEMORY, getrlimit(RLIMIT_DATA)[1]))


if __name__ == "__main__":
    main()
