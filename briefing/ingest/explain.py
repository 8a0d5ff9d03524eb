"""What aiohttp, the socket or the TLS library raised → a sentence and a hint for an operator."""

import errno
import logging
import socket
import ssl

import aiohttp
from yarl import URL

from briefing.errors import FetchError

log = logging.getLogger("briefing.ingest")

_EXPECTED = (aiohttp.ClientError, OSError, ValueError)  # a timeout is an OSError
AGAIN = "It is tried again by itself."
_BROWSER = "Open the address in a browser; if it complains too, tell the publisher."

_BY_ERRNO = {
    errno.EACCES: (
        "{host}: not connected, {reason}.",
        "For feeds of your own network set ingest.allow_private_networks = true.",
    ),
    errno.ECONNREFUSED: ("{host}: connection refused.", AGAIN),
    errno.ENETUNREACH: ("{host}: no way there from this machine.", "Check its network."),
    errno.EHOSTUNREACH: ("{host}: no way there from this machine.", AGAIN),
    socket.EAI_AGAIN: (
        "{host}: the name server does not answer.",
        "Check this machine's DNS if other feeds say so too; else it is tried again by itself.",
    ),
    socket.EAI_NONAME: ("{host}: no such host.", "Check the address, and this machine's DNS."),
}
_BY_VERIFY_CODE = {  # numbers of OpenSSL's X509_V_ERR_…
    9: ("its certificate is not valid yet", "Is this machine's clock right?"),
    10: ("its certificate has expired", _BROWSER),
    18: ("it signed its certificate itself", _BROWSER),
    19: ("its certificate is signed by nobody we know", _BROWSER),
    20: ("its certificate is signed by nobody we know", _BROWSER),
    62: ("its certificate is for another host", "Check the address; perhaps without “www.”."),
    64: ("its certificate is for another host", "Check the address; perhaps it has a name."),
}
_BY_KIND: tuple[tuple[type[BaseException], str, str], ...] = (  # the narrow ones first
    (
        aiohttp.ClientConnectorDNSError,
        "{host}: no such host.",
        "Check the address, and this machine's DNS.",
    ),
    (aiohttp.ClientSSLError, "{host}: no safe connection ({reason}).", _BROWSER),
    (TimeoutError, "{host}: no answer in time.", f"{AGAIN} See ingest.timeout."),
    (aiohttp.ClientConnectorError, "{host}: cannot be reached ({reason}).", AGAIN),
    (aiohttp.ClientPayloadError, "{host}: the connection broke off.", AGAIN),
    (aiohttp.ServerDisconnectedError, "{host}: the connection broke off.", AGAIN),
    (OSError, "{host}: the connection broke off.", AGAIN),
    (ValueError, "{host}: an address that cannot be read.", "Check the feed's url."),
    (aiohttp.ClientError, "{host}: an answer that is no proper HTTP.", AGAIN),
    (BaseException, "{host}: could not be fetched ({reason}).", AGAIN),
)


def explain(error: BaseException, url: str) -> FetchError:
    """Return the failure in words that an operator understands, and nothing but the words: a
    traceback would keep the body, up to 5 MB for each feed that failed."""
    if not isinstance(error, FetchError):
        host = host_and_port(url)[0]
        if not isinstance(error, _EXPECTED):
            log.error("fetch failed in an unknown way host=%s", host, exc_info=error)
        message, hint = _words(error, host=host)
        return FetchError(message, hint=hint)
    error.__cause__ = error.__context__ = None
    return error.with_traceback(None)


def _words(error: BaseException, *, host: str) -> tuple[str, str]:
    cause = _cause(error)
    if isinstance(cause, ssl.SSLCertVerificationError) and cause.verify_code in _BY_VERIFY_CODE:
        reason, hint = _BY_VERIFY_CODE[cause.verify_code]
        return f"{host}: no safe connection, {reason}.", hint
    reason = getattr(cause, "strerror", None) or str(cause) or type(cause).__name__
    known = _BY_ERRNO.get(getattr(cause, "errno", None) or 0)
    message, hint = known or next(
        (message, hint) for kind, message, hint in _BY_KIND if isinstance(error, kind)
    )
    return message.format(host=host, reason=reason), hint


def _cause(error: BaseException) -> BaseException:
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        return error.certificate_error
    return error.os_error if isinstance(error, aiohttp.ClientConnectorError) else error


def host_and_port(url: str) -> tuple[str, int]:
    """Return whose turn it is; an address that cannot be read has a turn of its own."""
    try:
        here = URL(url)
    except ValueError:
        return url, 0
    return here.host or url, here.port or 0


def shown(url: URL) -> str:
    """Return the address for a message: no password, no query (it may hold a token)."""
    return str(url.with_user(None).with_query(None).with_fragment(None)) if url.host else str(url)
