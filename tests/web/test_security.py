from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket

from briefing.config.settings import Settings
from briefing.model import EditionState
from briefing.web.app import build_app
from briefing.web.security import MAX_BODY, BodyLimit, SecurityHeaders
from tests.builders import DAY
from tests.web.house import add_edition, add_reader, readers


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

    app = Starlette(routes=[Route("/", echo, methods=["POST"])], middleware=[Middleware(BodyLimit)])

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
        middleware=[Middleware(SecurityHeaders), Middleware(BodyLimit)],
    )
    with TestClient(app) as client, client.websocket_connect("/") as socket:
        assert socket.receive_text() == "hello"
