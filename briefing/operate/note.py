"""An alert → the bytes of a plain-text mail to the operator. Pure."""

from datetime import UTC, datetime
from email.utils import format_datetime
from hashlib import sha256

from briefing.config import Settings
from briefing.render.headers import mailbox_header, text_header
from briefing.render.quoted import quoted_printable

_SUBJECTS = {
    "skipped": "no edition",
    "held": "an edition waits for you",
    "late": "the edition left late",
    "failing": "something fails",
    "config": "the configuration is refused",
    "database": "the database cannot be used",
    "templates": "an edit of the templates is refused",
    "sign-ups": "the sign-up form is closed",
}
_NO_SLOT = "\0"  # nothing in an alert is filled in later


def note_mail(
    settings: Settings, kind: str, text: str, *, about: str, id: int, now: datetime
) -> bytes:
    """Return the whole message, CRLF, pure ASCII."""
    sender = settings.sender
    subject = " ".join(filter(None, ("Briefing:", about, _SUBJECTS[kind])))
    body = (
        f"{text}\n\n-- \nBriefing tells each kind of trouble once a day; the log has every one.\n"
    )
    identity = sha256(f"{id} {kind} {about} {now.timestamp()} {text}".encode()).hexdigest()[:40]
    domain = sender.address.rpartition("@")[2].encode("idna").decode("ascii")
    lines = [
        mailbox_header("From", sender.address, display="Briefing"),
        mailbox_header("To", settings.operator),
        text_header("Subject", subject),
        f"Date: {format_datetime(now.astimezone(UTC))}",
        f"Message-ID: <alert-{identity}@{domain}>",
        "Auto-Submitted: auto-generated",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: quoted-printable",
        "",
        quoted_printable(body, slot=_NO_SLOT).decode("ascii"),
    ]
    return ("\r\n".join(lines) + "\r\n").encode("ascii")
