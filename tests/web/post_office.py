"""Mails that the web pages wrote into a folder, and the walks that need them."""

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from briefing.config.settings import Settings
from briefing.web import joining
from tests.web.house import settings

ADDRESS = "anne@lecteurs.example"


def house_with_post(folder: Path, **changes: Any) -> Settings:
    """A house whose mail is written into files."""
    return settings(folder, transport={"kind": "files", "folder": folder / "outbox"}, **changes)


def mails(house: Settings, folder: str = "confirmations") -> list[EmailMessage]:
    paths = sorted((house.transport.folder / folder).glob("*.eml"))
    return [message_from_bytes(one.read_bytes(), policy=policy.default) for one in paths]


def link(mail: EmailMessage, path: str = "/confirm/") -> str:
    """The path of the link in the mail's text part."""
    body = mail.get_body(("plain",))
    assert body is not None
    found = re.search(rf"{path}([A-Za-z0-9_-]{{64}})", body.get_content())
    assert found is not None
    return found[0]


def stamp(client: TestClient, newsletter: str = "matin") -> str:
    found = re.search(r'name="stamp" value="([^"]+)"', client.get(f"/{newsletter}/join").text)
    assert found is not None
    return found[1]


def sign_up(client: TestClient, email: str = ADDRESS, **fields: str) -> Any:
    """Fill in the form and press the button, as slowly as a person."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(joining, "QUICKEST_S", 0)
        return client.post(
            "/matin/join",
            data={"email": email, "stamp": stamp(client), "newsletter": "matin"} | fields,
        )


def join(client: TestClient, house: Settings, email: str = ADDRESS) -> str:
    """Sign up and confirm; return the reader's own token."""
    sign_up(client, email)
    page = client.post(link(mails(house)[-1])).text
    found = re.search(r"/preferences/([A-Za-z0-9_-]{64})", page)
    assert found is not None
    return found[1]
