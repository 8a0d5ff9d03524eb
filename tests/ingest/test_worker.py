from typing import Any

from briefing.errors import ParseError
from briefing.ingest.worker import Job, answer_to
from tests.builders import feed


def test_what_no_reader_foresaw_is_that_feeds_fault_alone() -> None:
    moment: Any = "no time"  # nothing that a server can send: it breaks any reader
    entry = b"<title>A&nope;</title><pubDate>Mon, 23 Nov 2026 06:00:00 GMT</pubDate>"
    body = b"<rss version='2.0'><channel><item>" + entry + b"</item></channel></rss>"
    reply = answer_to(Job(body=body, feed=feed(), url="https://g.example", headers={}, now=moment))
    assert isinstance(reply, ParseError)
    assert "broke the reader" in str(reply)
