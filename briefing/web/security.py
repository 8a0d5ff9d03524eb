"""Requests in, responses out: the headers each page carries, and how much a body may hold."""

import asyncio
from collections.abc import Awaitable, Callable
from time import monotonic

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

BODY_WITHIN_S = 10.0  # a form is there at once; who drips it holds a place
MAX_HEADERS = 16 * 1024  # bytes
MAX_BODY = 64 * 1024  # bytes; what we are sent is a form with one field

HEADERS = {
    # Styles are inlined as in the mail; nothing here ever needs a script.
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline';"
    " img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "x-content-type-options": "nosniff",
    # For browsers that do not read frame-ancestors.
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
    # Addresses hold tokens: no page that a reader goes to next may see them.
    "referrer-policy": "no-referrer",
}
HSTS = {"strict-transport-security": "max-age=31536000"}
NO_STORE = {"cache-control": "no-store", "x-robots-tag": "noindex"}


class SecurityHeaders:
    """Adds HEADERS to every response, errors and unknown pages too."""

    def __init__(self, app: ASGIApp, *, https: bool = False) -> None:
        self._app = app
        # Only where pages are reached by https: else the name could not be opened for a year.
        self._headers = HEADERS | (HSTS if https else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, send_with_headers)


class BodyLimit:
    """Answers 413 to a body of more than MAX_BODY bytes, announced or not; 431 to long headers."""

    def __init__(self, app: ASGIApp, *, told: Callable[[Scope, int], str]) -> None:
        self._app = app
        self._told = told

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if sum(len(name) + len(value) for name, value in scope.get("headers", ())) > MAX_HEADERS:
            await PlainTextResponse(self._told(scope, 431), 431)(scope, receive, send)
            return
        announced = Headers(scope=scope).get("content-length", "0") if _is_http(scope) else "0"
        if not announced.isdigit() or int(announced) > MAX_BODY:
            await PlainTextResponse(self._told(scope, 413), 413)(scope, receive, send)
            return
        await self._app(scope, _counted(receive), send)


def _is_http(scope: Scope) -> bool:
    return bool(scope["type"] == "http")


def _counted(receive: Receive) -> Callable[[], Awaitable[Message]]:
    taken, whole, until = 0, False, monotonic() + BODY_WITHIN_S

    async def receive_counted() -> Message:
        nonlocal taken, whole
        if whole:  # then only waits for the reader to leave
            return await receive()
        try:
            message = await asyncio.wait_for(receive(), max(0.0, until - monotonic()))
        except TimeoutError as error:
            raise HTTPException(408) from error
        whole = not message.get("more_body", False)
        taken += len(message.get("body", b""))
        if taken > MAX_BODY:
            raise HTTPException(413)
        return message

    return receive_counted
