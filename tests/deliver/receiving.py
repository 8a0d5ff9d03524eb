"""A real mail server on loopback (aiosmtpd) that keeps what it gets."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class Mailbox:
    def __init__(self) -> None:
        self.mails: list[Envelope] = []
        self.sessions: list[Session] = []

    async def handle_DATA(self, server: SMTP, session: Session, mail: Envelope) -> str:
        self.mails.append(mail)
        self.sessions.append(session)
        return "250 2.0.0 queued"

    @property
    def peers(self) -> set[Any]:
        return {one.peer for one in self.sessions}


class _Loopback(Controller):
    """Listens on any free port, and then knows which."""

    def _trigger_server(self) -> None:
        assert isinstance(self.server, asyncio.Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]


@contextmanager
def listening(box: Mailbox, **options: Any) -> Iterator[int]:
    """Yield the port; `options` are aiosmtpd's."""
    controller = _Loopback(box, hostname="127.0.0.1", port=0, **options)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()
