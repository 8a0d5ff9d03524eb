"""Rendered edition → a Letter, built once; a Letter and a reader → the bytes of a message."""

import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime

from briefing.errors import InputError
from briefing.model import Edition
from briefing.render.context import Frame
from briefing.render.edition import Rendered
from briefing.render.headers import (
    ascii_address,
    list_header,
    mailbox_header,
    refuse_controls,
    text_header,
)
from briefing.render.quoted import quoted_printable
from briefing.render.slots import TOKEN_SLOT, checked_token

_MESSAGE_ID = re.compile(r"<[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A message but for its reader. `body` is cut where the reader's token stands."""

    head: bytes
    unsubscribe: bytes  # the header's address up to the token; empty = no such header
    body: tuple[bytes, ...]

    def message(self, to: str, token: str, message_id: str) -> bytes:
        """Return the whole message, CRLF, pure ASCII. Raises InputError for what cannot be sent."""
        if not _MESSAGE_ID.fullmatch(message_id):
            raise InputError("a Message-ID is none.", hint="It looks like <id@domain>.")
        mark = checked_token(token).encode("ascii")
        own = f"{mailbox_header('To', to)}\r\nMessage-ID: {message_id}\r\n".encode("ascii")
        if self.unsubscribe:
            own += b"List-Unsubscribe: <" + self.unsubscribe + mark + b">\r\n"
            own += b"List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"
        return self.head + own + mark.join(self.body)


def letter(
    rendered: Rendered, frame: Frame, *, edition: Edition, edition_id: int, date: datetime
) -> Letter:
    """Return the letter of an edition; the same arguments give the same bytes.

    One-click unsubscribing needs a public_url with https (RFC 8058); else its headers are absent.
    """
    content = f"{edition_id}\0{rendered.html}\0{rendered.text}".encode()
    # "=_" cannot stand in quoted-printable: no body holds the boundary.
    boundary = f"=_{hashlib.sha256(content).hexdigest()[:32]}"
    https = frame.public_url.startswith("https://")
    start = f"{frame.public_url}/unsubscribe/" if https else ""
    refuse_controls("public_url", start)
    return Letter(
        head=_head(rendered, frame, edition=edition, date=date).encode("ascii"),
        unsubscribe=start.encode("ascii"),
        body=tuple(_body(rendered, boundary).split(TOKEN_SLOT.encode("ascii"))),
    )


def message_id(secret: bytes, *, edition_id: int, subscriber_id: int, domain: str) -> str:
    """Return the one Message-ID of this edition for this reader; it tells nothing of either."""
    about = f"{edition_id} {subscriber_id}".encode("ascii")
    digest = hmac.digest(secret, about, "sha256").hex()[:40]
    return f"<{digest}@{domain.encode('idna').decode('ascii')}>"


def _head(rendered: Rendered, frame: Frame, *, edition: Edition, date: datetime) -> str:
    domain = ascii_address(frame.sender_address).rpartition("@")[2]
    lines = [
        mailbox_header("From", frame.sender_address, display=frame.sender_name),
        text_header("Subject", rendered.subject),
        f"Date: {format_datetime(date.astimezone(UTC))}",
        list_header("List-Id", f"{edition.newsletter}.{domain}", display=frame.newsletter_name),
        f"Content-Language: {edition.language}",
        "MIME-Version: 1.0",
    ]
    if frame.reply_to and frame.reply_to != frame.sender_address:
        lines.insert(1, mailbox_header("Reply-To", frame.reply_to))
    return "\r\n".join(lines) + "\r\n"


def _body(rendered: Rendered, boundary: str) -> bytes:
    lines = [f'Content-Type: multipart/alternative; boundary="{boundary}"', ""]
    for subtype, content in (("plain", rendered.text), ("html", rendered.html)):
        encoded = quoted_printable(content, slot=TOKEN_SLOT).decode("ascii")
        lines += [
            f"--{boundary}",
            f"Content-Type: text/{subtype}; charset=utf-8",
            "Content-Transfer-Encoding: quoted-printable",
            "",
            encoded,
        ]
    return ("\r\n".join([*lines, f"--{boundary}--"]) + "\r\n").encode("ascii")
