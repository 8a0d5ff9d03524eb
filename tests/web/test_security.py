import asyncio
from collections.abc import Iterator
from functools import partial

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.types import Message
from starlette.websockets import WebSocket

from briefing.config.settings import Settings
from briefing.model import EditionState
from briefing.store import open_store
from briefing.web import security
from briefing.web.app import build_app
from briefing.web.security import MAX_BODY, BodyLimit, SecurityHeaders
from tests.builders import DAY
from tests.web.house import add_edition, add_reader, readers

LIMIT = Middleware(BodyLimit, told=lambda scope, status: str(status))


@pytest.mark.parametrize("path", ["/", "/health", f"/matin/{DAY}", "/nothing", "/unsubscribe/x"])
def test_every_page_carries_the_headers(client: TestClient, house: Settings, path: str) -> None:
    add_edition(house, EditionState.SENT)
    for answer in (client.get(path), client.put(path)):
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script" not in policy
        assert "frame-ancestors 'none'" in policy
        assert "form-action 'self'" in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"


def test_a_page_that_breaks_carries_them_too_and_tells_nothing(house: Settings) -> None:
    def broken() -> None:
        raise RuntimeError("secret")

    app = build_app(house, broken)  # type: ignore[arg-type]
    with TestClient(app, raise_server_exceptions=False) as client:
        answer = client.get("/")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert answer.headers["referrer-policy"] == "no-referrer"


def test_a_body_that_is_too_long_is_refused_and_does_nothing(
    client: TestClient, house: Settings
) -> None:
    token = add_reader(house)
    answer = client.post(f"/unsubscribe/{token}", content=b"x" * (MAX_BODY + 1))
    assert answer.status_code == 413
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert readers(house) == 1
    assert client.post(f"/unsubscribe/{token}", content=b"x" * MAX_BODY).status_code == 200


@pytest.mark.parametrize("length", ["-1", "1e3", "x"])
def test_a_length_that_is_no_number_is_refused(client: TestClient, length: str) -> None:
    assert client.post("/unsubscribe/x", headers={"content-length": length}).status_code == 413


def test_a_body_that_does_not_say_its_length_is_cut_off() -> None:
    async def echo(request: Request) -> Response:
        return PlainTextResponse(str(len(await request.body())))

    app = Starlette(routes=[Route("/", echo, methods=["POST"])], middleware=[LIMIT])

    def pieces(count: int) -> Iterator[bytes]:
        yield from (b"x" * 1024 for _ in range(count))

    with TestClient(app) as client:
        assert client.post("/", content=pieces(64)).text == str(MAX_BODY)
        assert client.post("/", content=pieces(65)).status_code == 413


def test_what_is_no_http_passes_untouched() -> None:
    async def hello(socket: WebSocket) -> None:
        await socket.accept()
        await socket.send_text("hello")
        await socket.close()

    app = Starlette(
        routes=[WebSocketRoute("/", hello)],
        middleware=[Middleware(SecurityHeaders), LIMIT],
    )
    with TestClient(app) as client, client.websocket_connect("/") as socket:
        assert socket.receive_text() == "hello"


def test_a_body_that_drips_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(security, "BODY_WITHIN_S", 0.05)

    async def read(request: Request) -> Response:
        return PlainTextResponse(str(len(await request.body())))

    app = Starlette(routes=[Route("/", read, methods=["POST"])], middleware=[LIMIT])
    sent: list[Message] = []

    async def receive() -> Message:
        await asyncio.sleep(30)
        return {"type": "http.request", "body": b"x", "more_body": True}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "POST", "path": "/", "headers": [], "query_string": b""}
    asyncio.run(app(scope, receive, send))
    assert sent[0]["status"] == 408


def test_https_is_kept_to_where_pages_are_reached_by_it(house: Settings) -> None:
    def headers(url: str) -> dict[str, str]:
        own = house.model_copy(update={"public_url": url})
        with TestClient(build_app(own, partial(open_store, own.database))) as client:
            return dict(client.get("/health").headers)

    assert "max-age" in headers("https://brief.example")["strict-transport-security"]
    assert "strict-transport-security" not in headers("http://127.0.0.1:8080")


def test_headers_that_are_too_long_are_refused(client: TestClient) -> None:
    assert client.get("/legal", headers={"x-long": "a" * 20_000}).status_code == 431
