import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from briefing.errors import FetchError, ParseError
from briefing.ingest.bench import Bench
from briefing.ingest.fetch import Answer
from briefing.ingest.outcome import Fetched, NotModified, Outcome
from briefing.ingest.reading import BATCH, Read, read
from briefing.ingest.worker import Job
from briefing.model import FeedState
from tests.builders import NOW, feed

GOOD = b"<rss version='2.0'><channel><item><title>Un</title></item></channel></rss>"
# Entities that are not declared: only feedparser reads them.
DOUBTFUL = GOOD.replace(b"Un", b"L&eacute;na")
LARGE = DOUBTFUL.replace(b"<channel>", b"<channel><x>" + b"x" * 60_000 + b"</x>")


def answer(outcome: Outcome, id: str = "fr-gazette") -> Answer:
    return feed(id), FeedState(feed_id=id), outcome


def body(content: bytes) -> Fetched:
    return Fetched(body=content, url="https://gazette.example/rss", headers={})


def all_of(answers: Sequence[Answer]) -> list[Read]:
    return [one for batch in read(iter(answers), now=NOW) for one in batch]


def titles(one: Read) -> list[str]:
    return [item.title for item in one.items]


def job(content: bytes) -> Job:
    return Job(body=content, feed=feed(), url="https://g.example/rss", headers={}, now=NOW)


def workers() -> int:
    """Return how many children this process has."""
    return sum(
        len(children.read_text().split())
        for children in Path(f"/proc/{os.getpid()}/task").glob("*/children")
    )


def test_a_clean_body_is_read_on_the_spot_and_needs_no_process() -> None:
    before = workers()
    batches = read(iter([answer(body(GOOD))]), now=NOW)
    (one,) = next(batches)
    assert titles(one) == ["Un"]
    assert workers() == before
    assert list(batches) == []


def test_what_is_no_body_passes() -> None:
    error = FetchError("x")
    outcomes = [one.outcome for one in all_of([answer(NotModified()), answer(error)])]
    assert outcomes == [NotModified(), error]


def test_a_body_that_is_no_feed_is_an_error_of_that_feed() -> None:
    bad, good = all_of([answer(body(b"Bonjour")), answer(body(GOOD))])
    assert isinstance(bad.outcome, ParseError)
    assert titles(good) == ["Un"]


def test_a_large_doubtful_body_is_read_in_a_process_that_ends() -> None:
    before = workers()
    one, other = all_of([answer(body(LARGE), "fr-phare"), answer(body(GOOD))])
    assert {one.feed.id: titles(one), other.feed.id: titles(other)} == {
        "fr-phare": ["Léna"],
        "fr-gazette": ["Un"],
    }
    late = one if one.feed.id == "fr-phare" else other
    assert isinstance(late.outcome, Fetched)
    assert (late.outcome.body, len(late.outcome.digest)) == (b"", 64)
    assert workers() == before


def test_what_is_there_comes_in_batches() -> None:
    batches = list(read(iter([answer(body(GOOD))] * (2 * BATCH + 1)), now=NOW))
    assert [len(batch) for batch in batches] == [BATCH, BATCH, 1]


def test_the_rhythm_of_a_feed_comes_along() -> None:
    (one,) = all_of([answer(body(GOOD.replace(b"<item>", b"<ttl>90</ttl><item>")))])
    assert one.rhythm.every is not None
    assert one.rhythm.every.total_seconds() == 90 * 60


def test_a_body_that_takes_too_long_is_an_error_and_the_next_is_read() -> None:
    with Bench(longest_s=0.0) as bench:
        reply = bench.read(job(LARGE), then=lambda: None).result()[0]
    assert isinstance(reply, ParseError)
    assert "longer than 0 s" in str(reply)
    with Bench() as bench:
        bench._lanes[0]._longest_s = 0.0
        assert isinstance(bench.read(job(LARGE), then=lambda: None).result()[0], ParseError)
        bench._lanes[0]._longest_s = 10.0
        again = bench.read(job(LARGE), then=lambda: None).result()[0]
        assert not isinstance(again, ParseError)


def test_a_process_that_dies_is_replaced() -> None:
    with Bench() as bench:
        bench.read(job(LARGE), then=lambda: None).result()[0]
        process = bench._lanes[0]._process
        assert process is not None
        process.kill()
        process.wait()
        dead = bench.read(job(LARGE), then=lambda: None).result()[0]
        assert isinstance(dead, ParseError)
        assert "crashed" in str(dead)
        assert not isinstance(bench.read(job(LARGE), then=lambda: None).result()[0], ParseError)


def test_many_bodies_wait_on_disk_and_all_are_read() -> None:
    done = threading.Event()
    with Bench() as bench:
        promises = [bench.read(job(LARGE), then=done.set) for _ in range(30)]
        replies = [promise.result()[0] for promise in promises]
    assert done.is_set()
    assert not [reply for reply in replies if isinstance(reply, ParseError)]


def test_closing_ends_what_is_under_way() -> None:
    before = workers()
    begun = time.monotonic()
    with Bench() as bench:
        for _ in range(20):
            bench.read(job(LARGE), then=lambda: None)
    assert time.monotonic() - begun < 5
    assert workers() == before


def test_whoever_stops_early_leaves_no_process() -> None:
    before = workers()

    def endless() -> Iterator[Answer]:
        while True:
            yield answer(body(LARGE))
            yield answer(body(GOOD))

    batches = read(endless(), now=NOW)
    next(batches)
    batches.close()  # type: ignore[attr-defined]
    assert workers() == before


def test_it_works_from_any_thread() -> None:
    got: list[Read] = []
    thread = threading.Thread(target=lambda: got.extend(all_of([answer(body(LARGE))])))
    thread.start()
    thread.join(20)
    assert titles(got[0]) == ["Léna"]


def test_a_worker_ends_with_its_input() -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "briefing.ingest.worker"], input=b"", timeout=20, check=False
    )
    assert ended.returncode == 0


@pytest.mark.parametrize("content", [b"", b"<html></html>", b"\x89PNG\r\n\x1a\n"])
def test_an_error_comes_back_from_the_process_with_its_hint(content: bytes) -> None:
    with Bench() as bench:
        reply = bench.read(job(content), then=lambda: None).result()[0]
    assert isinstance(reply, ParseError)
    assert reply.hint
