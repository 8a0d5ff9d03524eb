"""A whole house on loopback for walks in a browser: real web pages, a real mail server."""

import email
import email.policy
import re
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from email.message import EmailMessage
from functools import partial
from pathlib import Path
from typing import Any

from briefing.config.settings import Settings
from briefing.deliver.smtp import SmtpTransport
from briefing.demo.servers import mail_server
from briefing.mailing import send
from briefing.model import EditionState
from briefing.store import open_store
from briefing.web.app import build_app
from briefing.web.server import Server
from tests import builders
from tests.web.house import settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """`home` is where the web pages begin, `post` the folder into which every mail comes."""

    settings: Settings
    home: str
    post: Path

    def send(self, *, day: date = builders.DAY) -> None:
        """Make the edition of that day and send it to whoever subscribes."""
        # The sender runs an event loop, and the browser's thread has one already.
        with ThreadPoolExecutor(1) as elsewhere:
            elsewhere.submit(self._send, day).result()

    def _send(self, day: date) -> None:
        with open_store(self.settings.database) as store:
            number = store.number_for("matin", day)
            store.save_edition(
                builders.edition(day=day, number=number), (), state=EditionState.DRAFT
            )
            send(
                self.settings,
                store,
                self.settings.newsletters[0],
                day=day,
                clock=lambda: builders.NOW,
                transport=SmtpTransport(self.settings.smtp, self.settings.delivery),
            )

    def mails(self, address: str) -> list[EmailMessage]:
        """Return what came for this address, the oldest first."""
        read = partial(email.message_from_bytes, policy=email.policy.default)
        found = [read(path.read_bytes()) for path in sorted(self.post.glob("*.eml"))]
        return [one for one in found if isinstance(one, EmailMessage) and one["To"] == address]

    def mail(self, address: str, *, number: int) -> EmailMessage:
        """Wait for this address's mail of that number, from 1: pages write after they answered."""
        for _ in range(200):
            found = self.mails(address)
            if len(found) >= number:
                return found[number - 1]
            time.sleep(0.05)
        raise AssertionError(f"mail {number} did not come; there are {len(self.mails(address))}")


def link(mail: EmailMessage, after: str) -> str:
    """Return the address that stands behind these words in the mail's text."""
    body = mail.get_body(("plain",))
    assert body is not None
    found = re.search(rf"{re.escape(after)}\s*(http\S+)", body.get_content())
    assert found, body.get_content()
    return found[1]


@contextmanager
def town(folder: Path, **changes: Any) -> Iterator[Town]:
    """Open the house; `changes` are keys of config.toml."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]  # pages name their own address before they are served
    home = f"http://127.0.0.1:{port}"
    with mail_server(folder / "post") as smtp_port:
        values = {"public_url": home, "smtp": {"port": smtp_port}}
        house = settings(folder, **(values | changes))
        app = build_app(house, partial(open_store, house.database))
        with Server(app, port=port):
            yield Town(settings=house, home=home, post=folder / "post")
