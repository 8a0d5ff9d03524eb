"""The other process: bodies come in by stdin, items go out by stdout, until stdin ends.

    python -m briefing.ingest.worker

It reads what strangers wrote with a reader that can take minutes; whoever started it kills it.
"""

import pickle
import sys
from contextlib import suppress
from datetime import datetime
from os import dup, dup2
from typing import IO, Any

from briefing.errors import ParseError
from briefing.ingest.parse import Parsed, parse_feed
from briefing.model import Feed

MOST_MEMORY = 512 * 2**20  # bytes; a bomb ends in an error, not in a swapping machine

Job = tuple[bytes, Feed, str, dict[str, str], datetime]  # body, feed, url, headers, now
Reply = Parsed | ParseError


def main() -> None:
    """Answer jobs, one after the other."""
    _limit_memory()
    replies = open(dup(1), "wb")  # noqa: PTH123, SIM115 (a descriptor, open to the end)
    dup2(2, 1)  # what a library prints must not stand among the replies
    with suppress(EOFError, BrokenPipeError):
        while True:
            send(replies, _answer(receive(sys.stdin.buffer)))


def _answer(job: Job) -> Reply:
    body, feed, url, headers, now = job
    try:
        return parse_feed(body, feed=feed, url=url, headers=headers, now=now)
    except ParseError as error:
        return error
    except (MemoryError, RecursionError):
        return ParseError("The body cannot be read: it is too large or too deep.", hint=TELL)


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
