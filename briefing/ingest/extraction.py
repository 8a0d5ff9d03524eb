"""extract() in a process of its own, which is ended when a page takes it too long. Does I/O.

A page is written by strangers, and lxml and regular expressions have no clock: threads could
not be stopped, and would not be faster. Run as a module it is that process.
"""

import json
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict
from threading import Timer
from typing import BinaryIO, Self

from briefing.gathered import Extract

LONGEST_S = 5.0  # a page; the slowest of 191 took 0.3 s
_MEMORY = 1_500_000_000  # bytes of address space
_LENGTH = 8


class Extractor:
    """One process for many pages, started with the first; use it in a `with` block."""

    def __init__(self, *, longest_s: float = LONGEST_S) -> None:
        self._longest_s = longest_s
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def extract(self, html: bytes, *, url: str) -> Extract:
        """Return what the page says; nothing when it took too long or ended the process."""
        process = self._process or self._start()
        timer = Timer(self._longest_s, process.kill)
        timer.start()
        try:
            assert process.stdin is not None and process.stdout is not None
            for part in (url.encode(), html):
                process.stdin.write(len(part).to_bytes(_LENGTH) + part)
            process.stdin.flush()
            answer = process.stdout.readline()
            return Extract(**json.loads(answer))
        except (OSError, ValueError):
            self._end()
            return Extract()
        finally:
            timer.cancel()

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", __name__]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        with suppress(OSError):
            process.communicate()  # closes both pipes and waits


def serve(pages: BinaryIO, answers: BinaryIO) -> None:
    """Answer each page with a line of JSON, until there is none."""
    from briefing.ingest.extract import extract  # 0.2 s, which only this process pays

    while True:
        url, html = _part(pages), _part(pages)
        if url is None or html is None:
            return
        answers.write(json.dumps(asdict(extract(html, url=url.decode()))).encode() + b"\n")
        answers.flush()


def _part(pages: BinaryIO) -> bytes | None:
    length = pages.read(_LENGTH)
    return pages.read(int.from_bytes(length)) if len(length) == _LENGTH else None


def _limit_memory() -> None:
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


if __name__ == "__main__":
    _limit_memory()
    serve(sys.stdin.buffer, sys.stdout.buffer)
