"""A mail that came back → a Notice: what it tells, of which delivery, token or address. Pure.

Whom it is about: the return path that we made (VERP), then the link to leave among the headers that
came back with it, both signed by us; then the fields of RFC 3464 or 5965; last what flufl.bounce
reads out of a text.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, message_from_string
from email.message import Message
from enum import StrEnum

from flufl.bounce import all_failures

from briefing.deliver.transport import mask
from briefing.deliver.verp import delivery_of

Mail = Message  # compat32: it reads what is broken, too


class NoticeKind(StrEnum):
    HARD = "hard"  # nobody is there
    SOFT = "soft"  # somebody may be: a full mailbox, a filter, a network
    COMPLAINT = "complaint"
    LEAVE = "leave"  # a mail to the List-Unsubscribe address
    OTHER = "other"  # out of office, still trying, delivered: nothing to count


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """`delivery_id` is proven; `tokens` are to be checked; `addresses` anybody can have written."""

    kind: NoticeKind
    digest: str  # the same for the same mail, however often it is read
    delivery_id: int | None = None
    tokens: tuple[str, ...] = field(default=(), repr=False)
    addresses: tuple[str, ...] = field(default=(), repr=False)
    told: str = ""  # the other side's words, without addresses


@dataclass(frozen=True, slots=True)
class _Finding:
    kind: NoticeKind
    words: str = ""
    addresses: tuple[str, ...] = ()


_HERE = ("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "To", "Cc")
_THERE = ("Return-Path", "X-Postfix-Sender", "Original-Mail-From")
_WISH = re.compile(r"\s*unsubscribe\s+([\w~.-]{64})\s*", re.IGNORECASE)
_TOKEN = re.compile(r"(?:/unsubscribe/|subject=unsubscribe%20)([\w~.-]{64})(?![\w~.-])")
_STATUS = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.])")
_NOBODY = re.compile(
    r"(user|mailbox|recipient|address|account)\s+(is\s+)?(unknown|not found|does not exist|disabled"
    r"|unavailable or does not exist)|(no such|unknown|invalid) (user|mailbox|recipient|address)"
    r"|doesn't have an? .{1,40} account|host or domain name not found",
    re.IGNORECASE,
)
# RFC 3463. Of all that is refused for good only this says that nobody is there; the rest speaks of
# a full mailbox (5.2.2), of size, of the network or of what the server thinks of us (5.7).
_HARD = re.compile(r"5\.1\.(?![78]$)\d+|5\.2\.1|5\.4\.4")
_DAEMON = re.compile(r"\b(mailer-daemon|postmaster)\b", re.IGNORECASE)


def read_notice(raw: bytes, key: bytes) -> Notice:
    """Return what a mail tells; `key` is that of the return paths. Anything can be read."""
    try:
        mail = message_from_bytes(raw)
        parts = list(mail.walk())
    except RecursionError:  # a thousand parts, each within the other
        return Notice(kind=NoticeKind.OTHER, digest=hashlib.sha256(raw).hexdigest())
    returned = [one for part in parts for one in _returned(part)]
    delivery_id = _delivery(mail, parts, returned, key)
    wish = _WISH.fullmatch(_header(mail, "Subject"))
    if wish is not None:
        return Notice(kind=NoticeKind.LEAVE, digest=_digest(mail, raw), tokens=(wish[1],))
    found = _complaint(parts) or _status_report(parts) or _free_text(mail, parts)
    if found is None:
        # Sent back to a path of ours by a daemon whose words nobody knows.
        returns = delivery_id is not None and _is_daemon(mail)
        found = _Finding(NoticeKind.SOFT if returns else NoticeKind.OTHER)
    return Notice(
        kind=found.kind,
        digest=_digest(mail, raw),
        delivery_id=delivery_id,
        tokens=tuple(_tokens(returned)),
        addresses=found.addresses,
        told=_masked(found),
    )


def kind_of_refusal(said: str) -> NoticeKind | None:
    """Tell what an answer at sending counts as, as if it had come back by mail.

    None when it was not for good.
    """
    return _failure("", said) if said.startswith("5") else None


def _masked(found: _Finding) -> str:
    told = found.words
    for address in found.addresses[:3]:
        told = mask(told, recipient=address)
    return mask(told)


# --- whom it is about


def _delivery(
    mail: Mail, parts: Iterable[Mail], returned: Iterable[Mail], key: bytes
) -> int | None:
    for one, names in (
        (mail, _HERE),
        *((one, _THERE) for one in returned),
        *((block, _THERE) for part in parts for block in _blocks(part)),
    ):
        for name in names:
            for address in _addresses(one, name):
                id = delivery_of(address, key)
                if id is not None:
                    return id
    return None


def _addresses(mail: Mail, name: str) -> Iterator[str]:
    for value in mail.get_all(name, ()):
        # Not email.utils: what it makes of a hostile header differs from version to version.
        yield from re.findall(r"[^\s<>;,\"]+@[^\s<>;,\"]+", str(value)[:5000])


def _tokens(returned: Iterable[Mail]) -> Iterator[str]:
    for mail in returned:
        yield from _TOKEN.findall(re.sub(r"\s+", "", _header(mail, "List-Unsubscribe")))


def _returned(part: Mail) -> Iterator[Mail]:
    """Yield the message that came back inside of a part, or its headers."""
    kind = part.get_content_type()
    if kind == "message/rfc822":
        yield from _inner(part)
    elif kind in {"text/rfc822-headers", "message/rfc822-headers"}:
        yield from _inner(part) or (message_from_string(_text(part)),)


def _inner(part: Mail) -> list[Mail]:
    payload = part.get_payload()
    return [one for one in payload if isinstance(one, Message)] if isinstance(payload, list) else []


def _blocks(part: Mail) -> Iterator[Mail]:
    """Yield the groups of fields of a machine-readable report."""
    reports = {"message/delivery-status", "message/feedback-report"}
    if part.get_content_type() in reports:
        yield from _inner(part)


# --- what it tells


def _complaint(parts: Iterable[Mail]) -> _Finding | None:
    """RFC 5965: a reader pressed « spam »."""
    for part in parts:
        if part.get_content_type() != "message/feedback-report":
            continue
        (fields, *_) = (*_blocks(part), Message())
        kind = _header(fields, "Feedback-Type").strip().lower()
        if kind == "not-spam":
            return _Finding(NoticeKind.OTHER, kind)
        names = ("Original-Rcpt-To", "Removal-Recipient")
        meant = tuple(one for name in names for one in _addresses(fields, name))
        return _Finding(NoticeKind.COMPLAINT, kind or "complaint", meant)
    return None


def _status_report(parts: Iterable[Mail]) -> _Finding | None:
    """RFC 3464: what a server says of each recipient; ours have one."""
    last = None
    for part in parts:
        if part.get_content_type() != "message/delivery-status":
            continue
        for block in _blocks(part):
            action = _header(block, "Action").strip().lower()
            if not action:
                continue
            status, said = _header(block, "Status").strip(), _header(block, "Diagnostic-Code")
            names = ("Original-Recipient", "Final-Recipient")
            meant = tuple(one for name in names for one in _addresses(block, name))
            kind = _failure(status, said) if action == "failed" else NoticeKind.OTHER
            last = _Finding(kind, f"{status} {said.partition(';')[2]}", meant)
            if kind is not NoticeKind.OTHER:
                return last
    return last


def _free_text(mail: Mail, parts: Iterable[Mail]) -> _Finding | None:
    """A server that writes in its own way. None when it is not understood."""
    if _header(mail, "Auto-Submitted").strip().lower().startswith("auto-replied"):
        return _Finding(NoticeKind.OTHER)
    try:
        waiting, failed = all_failures(mail)
    except (ValueError, LookupError, TypeError, AttributeError):
        return None  # it reads strangers' text by a score of patterns, and may stumble
    if failed:
        said = next((_text(part) for part in parts if part.get_content_type() == "text/plain"), "")
        meant = tuple(sorted(_decoded(one) for one in failed))
        return _Finding(_failure("", said), _first_status(said), meant)
    return _Finding(NoticeKind.OTHER) if waiting else None


def _failure(status: str, said: str) -> NoticeKind:
    """Tell hard from soft; a vague status (5.0.0) yields to the one in the server's own words."""
    found = _STATUS.search(said)
    if found is not None and (not status or status.endswith(".0.0")):
        status = found[0]
    if _HARD.fullmatch(status):
        return NoticeKind.HARD
    vague = not status or status.startswith("5.0.")
    return NoticeKind.HARD if vague and _NOBODY.search(said) else NoticeKind.SOFT


def _first_status(said: str) -> str:
    found = _STATUS.search(said)
    return "" if found is None else said[found.start() :].partition("\n")[0]


# --- words


def _is_daemon(mail: Mail) -> bool:
    path = _header(mail, "Return-Path").strip()
    return path == "<>" or _DAEMON.search(_header(mail, "From")) is not None


def _header(mail: Mail, name: str) -> str:
    return str(mail.get(name, ""))


def _text(part: Mail) -> str:
    payload = part.get_payload(decode=True)
    return payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""


def _decoded(address: bytes | str) -> str:
    return address.decode("utf-8", "replace") if isinstance(address, bytes) else address


def _digest(mail: Mail, raw: bytes) -> str:
    """Of what no way of fetching or keeping it changes: not of Received lines, nor of « >From »."""
    body = re.split(rb"\r?\n\r?\n", raw, maxsplit=1)[-1].replace(b"\r\n", b"\n").strip()
    head = "\0".join(_header(mail, name) for name in ("Message-ID", "Date", "From", "Subject"))
    content = head.encode("utf-8", "replace") + b"\0" + re.sub(rb"(?m)^>+From ", b"From ", body)
    return hashlib.sha256(content).hexdigest()
