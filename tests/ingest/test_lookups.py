"""A name server that does not answer holds up nothing but its own feed."""

import concurrent.futures.thread
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from aiohttp import web

from briefing.errors import FetchError
from briefing.ingest.fetch import Fetched
from tests.ingest.newspaper import Site
from tests.ingest.test_fetch import BODY, fetch_all

NOT_THERE = "http://hanging.example/rss"


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.close()


@pytest.fixture
def hanging(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Look-ups of *.example hang until the test is over."""
    over, real = threading.Event(), socket.getaddrinfo

    def look_up(host: str, *rest: Any, **wishes: Any) -> Any:
        if str(host).endswith(".example"):
            over.wait(60)
        return real("127.0.0.1" if str(host).endswith(".test") else host, *rest, **wishes)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    yield over
    over.set()


def test_a_look_up_that_hangs_costs_its_own_feed_alone(
    site: Site, hanging: threading.Event
) -> None:
    good = site.page("/rss", web.Response(body=BODY)).replace("127.0.0.1", "gazette.test")
    got = fetch_all([NOT_THERE, good], timeout="1s")
    assert isinstance(got[good], Fetched)
    assert isinstance(got[NOT_THERE], FetchError)


def test_no_thread_that_looks_a_name_up_is_waited_for_at_the_end(
    site: Site, hanging: threading.Event
) -> None:
    fetch_all([NOT_THERE], timeout="0.2s")
    at_it = [one for one in threading.enumerate() if one.name == "resolve"]
    assert at_it
    assert all(one.daemon for one in at_it)
    assert not set(at_it) & set(concurrent.futures.thread._threads_queues)


ENDS = """
import socket, time
from tests.ingest.test_fetch import fetch_all
socket.getaddrinfo = lambda *_, **__: time.sleep(600)
print(fetch_all(["http://hanging.example/rss"], timeout="0.2s"))
"""


def test_the_process_ends_while_a_look_up_hangs() -> None:
    done = subprocess.run(
        [sys.executable, "-c", ENDS], check=False, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert "FetchError" in done.stdout
    assert "Traceback" not in done.stderr
