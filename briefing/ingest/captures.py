"""Captured feed bodies → outcomes, as if they were fetched: DIR/<capture day>/<feed id>.xml."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path

import feedparser

from briefing.errors import FetchError, InputError
from briefing.ingest.fetch import Answer, Due
from briefing.ingest.outcome import Fetched, NotModified, Outcome

CaptureDay = Mapping[str, Path]  # feed id → its body of that day


class CaptureFetcher:
    """The fetcher of one captured day: the files stand for the servers."""

    def __init__(self, bodies: CaptureDay) -> None:
        self._bodies = bodies

    def fetch(self, due: Sequence[Due]) -> Iterator[Answer]:
        """Yield the captured body of each feed, in the order asked."""
        for feed, state in due:
            yield feed, state, self._outcome(feed.id, feed.url, known_hash=state.body_hash)

    def _outcome(self, id: str, url: str, *, known_hash: str) -> Outcome:
        if id not in self._bodies:
            return FetchError("It was not captured that day.")
        body = self._bodies[id].read_bytes()
        if sha256(body).hexdigest() == known_hash:
            return NotModified()
        return Fetched(body=body, url=url, headers={"content-type": "application/xml"})


def find_captures(folders: Sequence[Path]) -> dict[date, dict[str, Path]]:
    """Return the captured days of all folders, merged. Other names than dates are ignored."""
    days: dict[date, dict[str, Path]] = {}
    for folder in folders:
        if not folder.is_dir():
            raise InputError(
                f"{folder} is no folder.", hint="--captures names DIR/<day>/<feed>.xml."
            )
        for child in sorted(folder.iterdir()):
            if child.is_dir() and re.fullmatch(r"\d{4}-\d\d-\d\d", child.name):
                files = {path.stem: path for path in sorted(child.glob("*.xml"))}
                days.setdefault(date.fromisoformat(child.name), {}).update(files)
    return dict(days)


def captured_title(body: bytes, feed_id: str) -> str:
    """Return the outlet as the feed names itself, « Le Monde » of « Le Monde.fr - Actualités »."""
    parsed = feedparser.parse(_stream(body))
    title = " ".join(str(parsed.feed.get("title", "")).split())
    parts = [part for part in re.split(r" [-–—|>/] |: ", title) if part]
    plain_id = re.sub(r"[^a-z]", "", feed_id.partition("-")[2])
    named = [part for part in parts if plain_id and plain_id in re.sub(r"[^a-z]", "", part.lower())]
    outlet = (named or parts or [feed_id.partition("-")[2] or feed_id])[0]
    return re.sub(r"\.(fr|com|net|org|co\.uk)$", "", outlet, flags=re.IGNORECASE)


def _stream(body: bytes) -> object:
    from io import BytesIO

    return BytesIO(body)  # never the bytes themselves: a body that is a path would be opened
