"""Bodies that want a file or a connection get neither, whoever reads them."""

import os
import sys
import sysconfig
import threading
from pathlib import Path
from typing import Any

import pytest

import briefing
from briefing.ingest.worker import Job, answer_to
from tests.builders import NOW, feed

# Where Python's own modules and our word lists are read from, when they are first needed.
OURS = tuple(
    str(Path(place).resolve())
    for place in (
        sysconfig.get_path("stdlib"),
        sysconfig.get_path("purelib"),
        sysconfig.get_path("platlib"),
        Path(briefing.__file__).parent,
    )
)
DATA = Path(os.environ.get("BRIEFING_DATA", "../shared/data"))
CALLS = ("socket.", "subprocess.", "urllib.", "http.", "ftplib.", "os.system", "os.exec")
LARGEST = 100_000  # bytes; the larger are slow, and run by hand
SIXTH = 6


class _Watch:
    """What this thread did while it was watched. A hook stays for ever, so it can be put to
    sleep."""

    def __init__(self) -> None:
        self.thread: int | None = None
        self.seen: list[str] = []
        sys.addaudithook(self._look)

    def _look(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self.thread != threading.get_ident():
            return
        if event.startswith(CALLS) or (event == "open" and not _our_own(arguments[0])):
            self.seen.append(f"{event} {arguments[0]!r}")

    def read(self, body: bytes) -> list[str]:
        job = Job(body=body, feed=feed(), url="https://g.example/rss", headers={}, now=NOW)
        self.thread = threading.get_ident()
        try:
            answer_to(job)
        finally:
            self.thread = None
        seen, self.seen = self.seen, []
        return seen


def _our_own(path: object) -> bool:
    return isinstance(path, str) and str(Path(path).resolve()).startswith(OURS)


WATCH = _Watch()


@pytest.mark.parametrize("where", ["file://{}", "{}", "http://127.0.0.1:9/x", "ftp://127.0.0.1/x"])
@pytest.mark.parametrize(
    "template",
    [
        "{}",
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "{}">]><rss version="2.0"><channel><item>'
        "<title>&x;</title></item></channel></rss>",
        '<!DOCTYPE rss [<!ENTITY % x SYSTEM "{}"> %x;]><rss version="2.0"><channel><item>'
        "<title>A</title></item></channel></rss>",
        '<!DOCTYPE rss SYSTEM "{}"><rss version="2.0"><channel><item><title>&eacute;</title>'
        "</item></channel></rss>",
        '<?xml-stylesheet href="{}"?><rss version="2.0"><channel><item><title>&eacute;</title>'
        "</item></channel></rss>",
        '<rss version="2.0" xmlns:xi="http://www.w3.org/2001/XInclude"><channel><item>'
        '<title>&eacute;<xi:include href="{}" parse="text"/></title></item></channel></rss>',
    ],
)
def test_no_body_opens_a_file_or_a_connection(template: str, where: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("nobody shall read this")
    assert WATCH.read(template.format(where.format(secret)).encode()) == []


def test_the_watch_sees_a_file_that_is_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("")
    WATCH.thread = threading.get_ident()
    secret.read_text()
    WATCH.thread = None
    assert len(WATCH.seen) == 1
    WATCH.seen.clear()


def test_no_captured_hostile_body_opens_a_file_or_a_connection() -> None:
    folder = DATA / "feeds" / "hostile"
    if not folder.is_dir():
        pytest.skip(f"{folder} is not there (BRIEFING_DATA)")
    every = sorted(path for path in folder.rglob("*") if path.is_file())
    made = [path for path in every if path.parent.name == "synthetic"]
    small = [path for path in (*made, *every[::SIXTH]) if path.stat().st_size < LARGEST]
    assert small
    seen = {path.name: WATCH.read(path.read_bytes()) for path in small}
    assert {name: calls for name, calls in seen.items() if calls} == {}
