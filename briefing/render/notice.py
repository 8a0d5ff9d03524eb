"""A short mail of ours, « please confirm » → a Letter, built once for all who get it."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime
from typing import Any
from urllib.parse import quote

from briefing import i18n
from briefing.render.context import EditionView, Frame, Links
from briefing.render.edition import Rendered
from briefing.render.headers import mailbox_header, text_header
from briefing.render.message import Letter, body_of
from briefing.render.mjml import Templates
from briefing.render.readers import NoticeView
from briefing.render.slots import TOKEN_SLOT
from briefing.render.views import Setter
from briefing.typography import FIXED

MAIL = "mails/notice.mjml"
TEXT = "mails/notice.txt"


def confirmation(frame: Frame, *, names: Sequence[str] = (), move: bool = False) -> NoticeView:
    """Return the words of the mail that asks to confirm. It holds nothing that anybody typed.

    `names` are those of the newsletters it is about; without, it is the frame's.
    """
    gettext = i18n.catalogue(frame.language).gettext
    name = {"name": i18n.listed(names or (frame.newsletter_name,), frame.language)}
    text = gettext(
        "Somebody, you we hope, asked for %(name)s at this address. One click, and it comes."
    )
    if move:
        text = gettext(
            "You asked to get %(name)s at this address from now on. One click, and it does."
        )
    return NoticeView(
        subject=gettext("Please confirm: %(name)s") % name,
        text=text % name,
        button=gettext("Confirm"),
        url=f"{frame.public_url}/confirm/{TOKEN_SLOT}",
        after=gettext(
            "The link holds for 48 hours. It was not you? Then do nothing: nothing will be sent,"
            " and your address will be forgotten."
        ),
    )


def moved(frame: Frame) -> NoticeView:
    """Return the words of the mail to an address that we write to no more. No link of it changes
    anything: whoever reads that mailbox may not be the reader."""
    gettext = i18n.catalogue(frame.language).gettext
    name = {"name": frame.newsletter_name}
    mailbox = quote(frame.reply_to or frame.sender_address, safe="@")
    about = quote(gettext("The address of %(name)s was changed") % name)
    return NoticeView(
        subject=gettext("The address of %(name)s was changed") % name,
        text=gettext(
            "%(name)s goes to another address from now on, which was confirmed there. This one gets"
            " no mail any more."
        )
        % name,
        button=gettext("It was not you?"),
        url=f"mailto:{mailbox}?subject={about}",
        after=gettext(
            "Then write to us at once; to answer this mail is enough. Whoever was passed one of"
            " your mails on can use the links at its end: pass it on without them."
        ),
    )


def notice_letter(
    notice: NoticeView, frame: Frame, templates: Templates, *, date: datetime
) -> Letter:
    """Return the letter of a notice; the same arguments give the same bytes."""
    html = templates.mail(
        MAIL, narrow=frame.narrow_space, **_variables(notice, frame, templates, frame.narrow_space)
    )
    text = templates.fill(TEXT, narrow=FIXED, **_variables(notice, frame, templates, FIXED))
    rendered = Rendered(
        subject=notice.subject, preheader=notice.text, html=html, text=text.strip() + "\n"
    )
    boundary = f"=_{hashlib.sha256(f'{html}{text}'.encode()).hexdigest()[:32]}"
    lines = [
        mailbox_header("From", frame.sender_address, display=frame.sender_name),
        text_header("Subject", notice.subject),
        f"Date: {format_datetime(date)}",
        # No list mail, and no answer to it by a machine (RFC 3834).
        "Auto-Submitted: auto-generated",
        f"Content-Language: {frame.language}",
        "MIME-Version: 1.0",
        f'Content-Type: multipart/alternative; boundary="{boundary}"',
    ]
    if frame.reply_to and frame.reply_to != frame.sender_address:
        lines.insert(1, mailbox_header("Reply-To", frame.reply_to))
    return Letter(
        head=("\r\n".join(lines) + "\r\n").encode("ascii"),
        unsubscribe=(),
        body=tuple(body_of(rendered, boundary).split(TOKEN_SLOT.encode("ascii"))),
    )


def _variables(
    notice: NoticeView, frame: Frame, templates: Templates, narrow: str
) -> dict[str, Any]:
    setter = Setter(frame.language, narrow=narrow)
    shown = NoticeView(
        subject=setter.text(notice.subject),
        text=setter.text(notice.text),
        button=setter.text(notice.button),
        url=notice.url,
        after=setter.text(notice.after),
    )
    return {
        "language": frame.language,
        "notice": shown,
        "edition": _no_edition(shown),
        "frame": setter.frame(frame),
        "links": Links(
            online="",
            home=f"{frame.public_url}/",
            unsubscribe="",
            preferences="",
            liked="",
            disliked="",
        ),
        "theme": templates.theme(frame.theme),
    }


def _no_edition(notice: NoticeView) -> EditionView:
    """Return what the mail's frame needs of an edition: the subject, and no section."""
    return EditionView(
        subject=notice.subject,
        preheader=notice.text,
        padding="",
        date="",
        number=0,
        minutes=0,
        greeting="",
        sign_off="",
        sections=(),
        feeds=0,
        feeds_ok=0,
    )
