"""Captured feed bodies → outcomes, as if they were fetched: DIR/<capture day>/<feed id>.xml."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path

from briefing.errors import FetchError, InputError
from briefing.ingest.fetch import Answer, Due
from briefing.ingest.outcome import Fetched, NotModified, Outcome
from briefing.ingest.parse import Channel, read_channel

CaptureDay = Mapping[str, Path]  # feed id → its body of that day

_HEADERS = {"content-type": "application/xml"}
_BETWEEN = re.compile(r" [-–—|>/»] |: ")
_DOMAIN = re.compile(r"\.(?:fr|com|net|org|ch|be|ca|com?\.[a-z]{2})$", re.IGNORECASE)
# What feeds put beside the outlet's name: « Articles | The Courier ».
_NO_OUTLET = re.compile(
    r"(?i)(?:rss|articles?|home|feed|flux|news|latest|top|breaking|headlines|stories|world|u\.?s\.?"
    r"|à la une|une|actualités?|actus?|infos?|toutes?|l['’]actualité|dernières|en continu|économie"
    r"|le|la|les|de|du|des|the|all|and|et|-|\s)+"
)


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
        return Fetched(body=body, url=url, headers=_HEADERS)


def find_captures(
    folders: Sequence[Path], *, first: date, before: date
) -> dict[date, dict[str, Path]]:
    """Return the captured days of all folders, merged, from `first` to the one before `before`.

    Names that are no dates are ignored; of two bodies of one feed and day that of the later folder
    counts. Nothing is opened. Raises InputError for a folder that holds no captured day at all.
    """
    days: dict[date, dict[str, Path]] = {}
    for folder in folders:
        for day, path in _days_of(folder):
            if first <= day < before:
                files = {file.stem: file for file in sorted(path.glob("*.xml")) if file.is_file()}
                days.setdefault(day, {}).update(files)
    return dict(sorted(days.items()))


def _days_of(folder: Path) -> list[tuple[date, Path]]:
    hint = "Name the folder that holds a folder for each day: DIR/2025-06-30/fr-lemonde.xml."
    if not folder.is_dir():
        raise InputError(f"The capture folder {folder} is not there.", hint=hint)
    days = []
    for path in sorted(folder.iterdir()):
        day = _day(path.name)
        if day is not None and path.is_dir():
            days.append((day, path))
    if not days:
        raise InputError(f"{folder} holds no captured day.", hint=hint)
    return days


def _day(name: str) -> date | None:
    try:
        return date.fromisoformat(name) if re.fullmatch(r"\d{4}-\d\d-\d\d", name) else None
    except ValueError:  # 2025-02-30
        return None


def captured_channel(path: Path) -> Channel:
    """Return what a captured feed says of itself."""
    return read_channel(path.read_bytes(), headers=_HEADERS)


def outlet(title: str, feed_id: str) -> str:
    """Return the outlet in a feed's title: « Le Monde » of « Le Monde.fr - Actualités ».

    It is the part that the id names, else the first that is more than « Home » or « Top stories ».
    A feed without a title is called by its id.
    """
    parts = [part.strip() for part in _BETWEEN.split(title) if part.strip()]
    own_name = feed_id.partition("-")[2] or feed_id
    named = [part for part in parts if _plain(own_name) and _plain(own_name) in _plain(part)]
    telling = [part for part in parts if not _NO_OUTLET.fullmatch(part)]
    return _DOMAIN.sub("", (named or telling or parts or [own_name])[0])


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())
