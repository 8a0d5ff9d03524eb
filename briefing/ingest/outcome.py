"""What one fetch came to: a body, nothing new, or an error as a value."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from briefing.errors import FetchError


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A new body, decompressed. `url` is where it came from in the end, `headers` have
    lower-case names. `moved_to` is where the address moved for good (301, 308), else ""; `digest`
    is the body's SHA-256."""

    body: bytes = field(repr=False)
    url: str
    headers: Mapping[str, str]
    etag: str = ""
    last_modified: str = ""
    digest: str = ""
    moved_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotModified:
    """The server said 304, or sent the bytes that we know."""

    headers: Mapping[str, str] = field(default_factory=dict, compare=False)
    moved_to: str = ""


Outcome = Fetched | NotModified | FetchError
