"""One feed asked for over HTTP: conditional, each hop checked, each failure explained."""

import errno
import socket
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import partial
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import aiohttp
from aiohappyeyeballs import AddrInfoType
from aiohttp.connector import Connection
from yarl import URL

from briefing.config.settings import Ingest
from briefing.errors import FetchError
from briefing.ingest.address import refusal
from briefing.ingest.body import paced, read_body
from briefing.ingest.explain import AGAIN, shown
from briefing.ingest.lookups import Lookups
from briefing.ingest.outcome import Fetched, NotModified
from briefing.ingest.walls import HINT, LOOKED_AT, wall
from briefing.model import FeedState

_REDIRECTS = 5
# Times `concurrency`: with fewer look-ups at once a name server that does not answer for one feed
# would hold up the others.
_LOOKUPS = 4
_CONNECT_S = 10.0
_INTERIM = 10  # answers to one request
_MOVED = frozenset({301, 302, 303, 307, 308})
_FOR_GOOD = frozenset({301, 308})
_ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json,"
    " application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"
)


def open_session(options: Ingest) -> aiohttp.ClientSession:
    """Return a session that keeps no cookies, knows no proxy and connects to no private address."""
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(
            limit=0,  # fetch.py counts
            limit_per_host=options.per_host,
            resolver=_Resolver(most=_LOOKUPS * options.concurrency),
            socket_factory=partial(
                _open_socket, allow_private_networks=options.allow_private_networks
            ),
        ),
        timeout=aiohttp.ClientTimeout(total=None, sock_connect=_CONNECT_S),
        cookie_jar=aiohttp.DummyCookieJar(),
        response_class=_Response,
        auto_decompress=False,  # read_body() does it, with a limit
        headers={
            "User-Agent": user_agent(options.contact),
            "Accept": _ACCEPT,
            "Accept-Encoding": "gzip, deflate, br",
        },
    )


class _Resolver(aiohttp.ThreadedResolver):
    """Look names up in threads of our own: uvloop has four for them in all."""

    def __init__(self, *, most: int) -> None:
        super().__init__()
        self._loop = Lookups(self._loop, most=most)  # type: ignore[assignment]  # all it asks of one


class _Response(aiohttp.ClientResponse):
    """aiohttp reads interim answers (100 … 199) for ever: a flood of them kept a core busy."""

    async def start(self, connection: Connection) -> aiohttp.ClientResponse:
        protocol = connection.protocol
        assert protocol is not None
        read, answers = protocol.read, 0

        async def counted() -> Any:
            nonlocal answers
            answers += 1
            if answers > _INTERIM:
                raise FetchError(
                    f"{self.host}: interim answers without end.", hint="Tell the publisher."
                )
            return await read()

        protocol.read = counted  # type: ignore[method-assign]
        try:
            return await super().start(connection)
        finally:
            del protocol.read


def _open_socket(info: AddrInfoType, *, allow_private_networks: bool) -> socket.socket:
    """Judge the address where the socket is made: re-bound names, literal addresses and
    redirects all pass here, and nothing is looked up in between."""
    family, kind, protocol, _, where = info
    reason = refusal(str(where[0]), int(where[1]), allow_private_networks=allow_private_networks)
    if reason is not None:
        raise OSError(errno.EACCES, reason)
    return socket.socket(family=family, type=kind, proto=protocol)


def user_agent(contact: str) -> str:
    """Return "Briefing/1.2 (+https://…)", without the bracket when there is no contact."""
    try:
        number = version("briefing")
    except PackageNotFoundError:
        number = "0"
    reach = "".join(char for char in contact if " " <= char <= "~").strip()
    return f"Briefing/{number} (+{reach})" if reach else f"Briefing/{number}"


async def ask(
    session: aiohttp.ClientSession, url: str, *, state: FeedState, limit: int
) -> Fetched | NotModified:
    """Return the feed's bytes (at most `limit`), following at most five redirects.

    Raises FetchError, and whatever aiohttp raises: explain() turns that into a FetchError.
    """
    here = _web_url(url)
    seen = {here}
    moved_to: URL | None = None
    for_good = True
    while True:
        async with session.get(here, headers=_conditions(state), allow_redirects=False) as response:
            if response.status not in _MOVED:
                there = str(moved_to) if moved_to else ""
                return await _answer(response, state=state, limit=limit, moved_to=there)
            for_good = for_good and response.status in _FOR_GOOD and _as_safe(response)
            here = _next_hop(response, seen=seen)
            seen.add(here)
            moved_to = here if for_good else moved_to


def _as_safe(response: aiohttp.ClientResponse) -> bool:
    """A move from https to http is followed, but never remembered."""
    target = response.headers.get("Location", "")
    return response.url.scheme != "https" or not target.lower().startswith("http:")


def _web_url(url: str) -> URL:
    here = URL(url)
    if here.scheme not in {"http", "https"} or not here.host:
        raise FetchError(
            f"{shown(here)} is no web address.", hint="Only http and https are fetched."
        )
    return here


def _next_hop(response: aiohttp.ClientResponse, *, seen: set[URL]) -> URL:
    target = response.headers.get("Location", "")
    if not target:
        raise FetchError(
            f"{shown(response.url)} is moved (HTTP {response.status}) without saying where.",
            hint="Look up the feed's present address on the site.",
            status=response.status,
        )
    there = _web_url(str(response.url.join(URL(target)).with_fragment(None)))
    if there in seen or len(seen) > _REDIRECTS:
        raise FetchError(
            f"{shown(there)}: redirected in a circle or more than {_REDIRECTS} times.",
            hint="Look up the feed's present address on the site.",
            status=response.status,
        )
    return there


def _conditions(state: FeedState) -> dict[str, str]:
    wanted = {"If-None-Match": state.etag, "If-Modified-Since": state.last_modified}
    return {name: value for name, value in wanted.items() if value}


async def _answer(
    response: aiohttp.ClientResponse, *, state: FeedState, limit: int, moved_to: str
) -> Fetched | NotModified:
    headers = _plain(response.headers)
    if response.status == 304:
        return NotModified(headers=headers, moved_to=moved_to)
    good = 200 <= response.status < 300
    try:
        body = await read_body(
            paced(response.content.iter_any()),
            encoding=headers.get("content-encoding", ""),
            limit=limit if good else LOOKED_AT,
        )
    except (FetchError, aiohttp.ClientError):
        if good:
            raise
        body = b""  # the page of a refusal tells nothing that the status does not
    if name := wall(response.status, headers=headers, page=body[:LOOKED_AT]):
        raise _walled(name, status=response.status, headers=headers, url=response.url)
    if not good:
        raise _refused(response.status, headers=headers, url=response.url)
    digest = sha256(body).hexdigest()
    if digest == state.body_hash:
        return NotModified(headers=headers, moved_to=moved_to)
    return Fetched(
        body=body,
        url=str(response.url),
        headers=headers,
        etag=headers.get("etag", ""),
        last_modified=headers.get("last-modified", ""),
        digest=digest,
        moved_to=moved_to,
    )


def _walled(name: str, *, status: int, headers: Mapping[str, str], url: URL) -> FetchError:
    return FetchError(
        f"{shown(url)} answered with a bot wall ({name}, HTTP {status}).",
        hint=HINT,
        status=status,
        retry_at=_retry_at(headers) if status in {429, 503} else None,
        blocked=True,
    )


def _plain(headers: Mapping[str, str]) -> dict[str, str]:
    """Keep printable ASCII: what a server sends is stored and sent back to it."""
    return {
        name.lower(): "".join(char for char in value if " " <= char <= "~")
        for name, value in headers.items()
    }


_HINTS = {
    401: "The feed wants a password; look for a public address of it.",
    403: "The publisher turns programs away: set ingest.contact, or ask them to let us in.",
    404: "Look up the feed's present address on the site.",
    410: "The publisher took the feed away: remove it, or look for another.",
    429: "We ask too often for this server: raise ingest.every or lower ingest.per_host.",
}


def _refused(status: int, *, headers: Mapping[str, str], url: URL) -> FetchError:
    hint = _HINTS.get(status, AGAIN if status >= 500 else "Open the address in a browser.")
    return FetchError(
        f"{shown(url)} answered HTTP {status}.",
        hint=hint,
        status=status,
        retry_at=_retry_at(headers) if status in {429, 503} else None,
    )


def _retry_at(headers: Mapping[str, str]) -> datetime | None:
    """Return the server's wish. Seconds count from its own clock: here nobody reads ours."""
    wish = headers.get("retry-after", "").strip()
    try:
        if not wish.isdigit():
            return parsedate_to_datetime(wish).astimezone(UTC)
        return parsedate_to_datetime(headers.get("date", "")).astimezone(UTC) + timedelta(
            seconds=int(wish)
        )
    except (ValueError, OverflowError):
        return None
