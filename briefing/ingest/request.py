"""One feed asked for over HTTP: conditional, each hop checked, each failure explained."""

import errno
import socket
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import partial
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version

import aiohttp
from aiohappyeyeballs import AddrInfoType
from yarl import URL

from briefing.config.settings import Ingest
from briefing.errors import FetchError
from briefing.ingest.address import refusal
from briefing.ingest.body import read_body
from briefing.ingest.outcome import Fetched, NotModified
from briefing.model import FeedState

_REDIRECTS = 5
_CONNECT_S = 10.0
_MOVED = frozenset({301, 302, 303, 307, 308})
_ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json,"
    " application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"
)
_AGAIN = "It is tried again by itself."


def open_session(options: Ingest) -> aiohttp.ClientSession:
    """Return a session that keeps no cookies, knows no proxy and connects to no private address."""
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(
            limit=options.concurrency,
            limit_per_host=options.per_host,
            resolver=aiohttp.ThreadedResolver(),
            socket_factory=partial(
                _open_socket, allow_private_networks=options.allow_private_networks
            ),
        ),
        timeout=aiohttp.ClientTimeout(total=None, sock_connect=_CONNECT_S),
        cookie_jar=aiohttp.DummyCookieJar(),
        auto_decompress=False,  # read_body() does it, with a limit
        headers={
            "User-Agent": user_agent(options.contact),
            "Accept": _ACCEPT,
            "Accept-Encoding": "gzip, deflate",
        },
    )


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
    while True:
        async with session.get(here, headers=_conditions(state), allow_redirects=False) as response:
            if response.status not in _MOVED:
                return await _answer(response, state=state, limit=limit)
            here = _next_hop(response, seen=seen)
            seen.add(here)


def _web_url(url: str) -> URL:
    here = URL(url)
    if here.scheme not in {"http", "https"} or not here.host:
        raise FetchError(
            f"{_shown(here)} is no web address.", hint="Only http and https are fetched."
        )
    return here


def _next_hop(response: aiohttp.ClientResponse, *, seen: set[URL]) -> URL:
    target = response.headers.get("Location", "")
    if not target:
        raise FetchError(
            f"{_shown(response.url)} is moved (HTTP {response.status}) without saying where.",
            hint="Look up the feed's present address on the site.",
            status=response.status,
        )
    there = _web_url(str(response.url.join(URL(target)).with_fragment(None)))
    if there in seen or len(seen) > _REDIRECTS:
        raise FetchError(
            f"{_shown(there)}: redirected in a circle or more than {_REDIRECTS} times.",
            hint="Look up the feed's present address on the site.",
            status=response.status,
        )
    return there


def _conditions(state: FeedState) -> dict[str, str]:
    wanted = {"If-None-Match": state.etag, "If-Modified-Since": state.last_modified}
    return {name: value for name, value in wanted.items() if value}


async def _answer(
    response: aiohttp.ClientResponse, *, state: FeedState, limit: int
) -> Fetched | NotModified:
    if response.status == 304:
        return NotModified()
    headers = _plain(response.headers)
    if not 200 <= response.status < 300:
        raise _refused(response.status, headers=headers, url=response.url)
    body = await read_body(
        response.content.iter_any(), encoding=headers.get("content-encoding", ""), limit=limit
    )
    if sha256(body).hexdigest() == state.body_hash:
        return NotModified()
    return Fetched(
        body=body,
        url=str(response.url),
        headers=headers,
        etag=headers.get("etag", ""),
        last_modified=headers.get("last-modified", ""),
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
    hint = _HINTS.get(status, _AGAIN if status >= 500 else "Open the address in a browser.")
    return FetchError(
        f"{_shown(url)} answered HTTP {status}.",
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


def explain(error: BaseException, url: str) -> FetchError:
    """Return the failure in words that an operator understands."""
    if isinstance(error, FetchError):
        return error
    message, hint = _words(error, host=host_and_port(url)[0])
    failure = FetchError(message, hint=hint)
    failure.__cause__ = error
    return failure


_BY_ERRNO = {
    errno.EACCES: (
        "{host}: not connected, {reason}.",
        "For feeds of your own network set ingest.allow_private_networks = true.",
    ),
    errno.ECONNREFUSED: ("{host}: connection refused.", _AGAIN),
}
_BY_KIND: tuple[tuple[type[BaseException], str, str], ...] = (  # the narrow ones first
    (
        aiohttp.ClientConnectorDNSError,
        "{host}: no such host.",
        "Check the address, and this machine's DNS.",
    ),
    (
        aiohttp.ClientSSLError,
        "{host}: no safe connection ({reason}).",
        "Its certificate may have expired; open the address in a browser.",
    ),
    (TimeoutError, "{host}: no answer in time.", f"{_AGAIN} See ingest.timeout."),
    (aiohttp.ClientConnectorError, "{host}: cannot be reached ({reason}).", _AGAIN),
    (aiohttp.ClientPayloadError, "{host}: the connection broke off.", _AGAIN),
    (aiohttp.ServerDisconnectedError, "{host}: the connection broke off.", _AGAIN),
    (OSError, "{host}: the connection broke off.", _AGAIN),
    (ValueError, "{host}: an address that cannot be read.", "Check the feed's url."),
    (aiohttp.ClientError, "{host}: an answer that is no proper HTTP.", _AGAIN),
    (BaseException, "{host}: could not be fetched ({reason}).", _AGAIN),
)


def _words(error: BaseException, *, host: str) -> tuple[str, str]:
    cause = error.os_error if isinstance(error, aiohttp.ClientConnectorError) else error
    reason = getattr(cause, "strerror", None) or str(cause) or type(cause).__name__
    known = _BY_ERRNO.get(getattr(cause, "errno", None) or 0)
    message, hint = known or next(
        (message, hint) for kind, message, hint in _BY_KIND if isinstance(error, kind)
    )
    return message.format(host=host, reason=reason), hint


def host_and_port(url: str) -> tuple[str, int]:
    """Return whose turn it is; an address that cannot be read has a turn of its own."""
    try:
        here = URL(url)
    except ValueError:
        return url, 0
    return here.host or url, here.port or 0


def _shown(url: URL) -> str:
    """Return the address for a message: no password, no query (it may hold a token)."""
    return str(url.with_user(None).with_query(None).with_fragment(None)) if url.host else str(url)
