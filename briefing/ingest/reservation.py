"""Does a publisher reserve text and data mining (TDM Reservation Protocol)? Pure.

Told in a response header, in the page's head, or in /.well-known/tdmrep.json. Any of them counts:
a publisher who says no in one place means it.
"""

import json
import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from briefing.ingest.robots import fits

Places = tuple[tuple[str, bool], ...]  # (pattern of a path, reserved), the first that fits counts

_META = re.compile(
    rb"<meta\b(?=[^>]*\bname\s*=\s*[\"']?tdm-reservation\b)"
    rb"[^>]*\bcontent\s*=\s*[\"']?\s*([01])",
    re.IGNORECASE,
)
_HEAD = 200_000  # bytes of a page in which the head ends
_MOST_PLACES = 1_000


def page_reserved(headers: Mapping[str, str], html: bytes) -> bool:
    """Tell whether the answer or the page itself reserves it. `headers` have lower-case names."""
    if headers.get("tdm-reservation", "").strip() == "1":
        return True
    return any(match[1] == b"1" for match in _META.finditer(html[:_HEAD]))


def read_tdmrep(body: bytes) -> Places:
    """Return the places of a tdmrep.json; what is none is passed over."""
    try:
        rows = json.loads(body)
    except (ValueError, RecursionError):
        return ()
    places = []
    for row in rows[:_MOST_PLACES] if isinstance(rows, list) else []:
        if isinstance(row, dict) and isinstance(row.get("location"), str):
            pattern = row["location"] if row["location"].startswith("/") else f"/{row['location']}"
            places.append((pattern, str(row.get("tdm-reservation")) == "1"))
    return tuple(places)


def place_reserved(places: Places, url: str) -> bool:
    """Tell whether the first place that fits the address is reserved."""
    path = urlsplit(url).path or "/"
    return next((reserved for pattern, reserved in places if fits(pattern, path)), False)
