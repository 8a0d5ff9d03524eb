"""Rendered edition → a Letter, built once; a Letter and a reader → the bytes of a message."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

from briefing.errors import InputError
from briefing.keyed import keyed
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

CRLF = "\r\n"
Sign = Callable[[bytes, bytes], bytes]
_MESSAGE_ID = re.compile(r"<[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A message but for its reader. `unsubscribe` and `body` are cut where his token stands.

    Every line ends in CRLF, and none of the body begins with a dot: what SMTP would have to change
    on the way out is not there.
    """

    head: bytes  # the headers that all readers share
    unsubscribe: tuple[bytes, ...]  # the headers to leave by; empty = none
    body: tuple[bytes, ...]

    def message(self, to: str, token: str, message_id: str, *, sign: Sign | None = None) -> bytes:
        """Return the whole message, pure ASCII. See `parts`."""
        return b"".join(self.parts(to, token, message_id, sign=sign))

    def parts(
        self, to: str, token: str, message_id: str, *, sign: Sign | None = None
    ) -> tuple[bytes, ...]:
        """Return the message, pure ASCII, cut where it is this reader's own: nothing is copied.

        `sign`: (own headers, token) → one header more. Raises InputError for what cannot be sent.
        """
        if not _MESSAGE_ID.fullmatch(message_id):
            raise InputError("a Message-ID is none.", hint="It looks like <id@domain>.")
        mark = checked_token(token).encode("ascii")
        own = f"{mailbox_header('To', to)}\r\nMessage-ID: {message_id}\r\n".encode("ascii")
        own += mark.join(self.unsubscribe)
        signature = b"" if sign is None else sign(own, mark)
        cut = [mark] * (2 * len(self.body))
        cut[1::2] = self.body
        cut[0] = b"".join((signature, self.head, own, b"\r\n"))
        return tuple(cut)


def letter(
    rendered: Rendered,
    frame: Frame,
    *,
    edition: Edition,
    edition_id: int,
    date: datetime,
    mailbox: str = "",
) -> Letter:
    """Return the letter of an edition; the same arguments give the same bytes.

    One-click unsubscribing needs a public_url with https (RFC 8058), unsubscribing by mail a
    `mailbox` that is read; without them their headers are absent.
    """
    content = f"{edition_id}\0{rendered.html}\0{rendered.text}".encode()
    # "=_" cannot stand in quoted-printable: no body holds the boundary.
    boundary = f"=_{hashlib.sha256(content).hexdigest()[:32]}"
    head = _head(rendered, frame, edition=edition, date=date)
    head += f'Content-Type: multipart/alternative; boundary="{boundary}"\r\n'
    leave = _unsubscribe(frame.public_url, mailbox)
    slot = TOKEN_SLOT.encode("ascii")
    return Letter(
        head=head.encode("ascii"),
        unsubscribe=tuple(leave.encode("ascii").split(slot)) if leave else (),
        body=tuple(body_of(rendered, boundary).split(slot)),
    )


def _unsubscribe(public_url: str, mailbox: str) -> str:
    """Return the headers to leave by; an https address comes first, since some read only one."""
    one_click = public_url.startswith("https://")
    ways = [f"<{public_url}/unsubscribe/{TOKEN_SLOT}>"] if one_click else []
    if mailbox:
        ways.append(f"<mailto:{ascii_address(mailbox)}?subject=unsubscribe%20{TOKEN_SLOT}>")
    if not ways:
        return ""
    refuse_controls("public_url", public_url)
    post = "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" if one_click else ""
    return f"List-Unsubscribe: {f',{CRLF} '.join(ways)}\r\n{post}"


def message_id(secret: bytes, *, edition_id: int, subscriber_id: int, domain: str) -> str:
    """Return the one Message-ID of this edition for this reader; it tells nothing of either."""
    return message_ids(secret, edition_id=edition_id, domain=domain)(subscriber_id)


def message_ids(secret: bytes, *, edition_id: int, domain: str) -> Callable[[int], str]:
    """Return a function subscriber id → Message-ID: for many, at half the price each."""
    digest = keyed(secret, b"%d " % edition_id, "sha256")
    ascii_domain = domain if domain.isascii() else domain.encode("idna").decode("ascii")
    return lambda subscriber_id: f"<{digest(b'%d' % subscriber_id).hex()[:40]}@{ascii_domain}>"


def _head(rendered: Rendered, frame: Frame, *, edition: Edition, date: datetime) -> str:
    domain = ascii_address(frame.sender_address).rpartition("@")[2]
    lines = [
        mailbox_header("From", frame.sender_address, display=frame.sender_name),
        text_header("Subject", rendered.subject),
        f"Date: {format_datetime(date)}",
        list_header("List-Id", f"{edition.newsletter}.{domain}", display=frame.newsletter_name),
        # Google counts complaints by each of its four parts; the last one names the sender.
        f"Feedback-ID: {edition.day:%Y%m%d}:{edition.newsletter}:edition:{domain}",
        f"Content-Language: {edition.language}",
        "MIME-Version: 1.0",
    ]
    if frame.reply_to and frame.reply_to != frame.sender_address:
        lines.insert(1, mailbox_header("Reply-To", frame.reply_to))
    return "\r\n".join(lines) + "\r\n"


def body_of(rendered: Rendered, boundary: str) -> bytes:
    """Return both parts, quoted-printable, within their boundary."""
    lines: list[str] = []
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
