"""A letter is a good message to any mail program, and personal by one join."""

import email
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage

import pytest

from briefing.errors import InputError
from briefing.render.context import Frame
from briefing.render.edition import Rendered, render
from briefing.render.message import letter, message_id
from briefing.render.mjml import Templates
from briefing.render.slots import TOKEN_SLOT
from tests.builders import edition

SENT = datetime(2026, 11, 23, 5, 30, tzinfo=UTC)
TOKEN = "matin" + "_" * 31 + "AbC-" * 7
ID = "<0123456789abcdef@brief.example>"


@pytest.fixture(scope="module")
def rendered(templates: Templates, frame: Callable[..., Frame]) -> Rendered:
    return render(edition(), frame(), templates)


def raw(
    rendered: Rendered, frame: Frame, *, to: str = "lea@mail.example", token: str = TOKEN
) -> bytes:
    return letter(rendered, frame, edition=edition(), edition_id=7, date=SENT).message(
        to, token, ID
    )


def parsed(octets: bytes) -> EmailMessage:
    message = email.message_from_bytes(octets, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def test_the_standard_library_reads_what_was_rendered(
    rendered: Rendered, frame: Callable[..., Frame]
) -> None:
    message = parsed(raw(rendered, frame()))
    assert message.get_content_type() == "multipart/alternative"
    text, html = message.iter_parts()
    assert text.get_content_type() == "text/plain"
    assert _lines(text) == rendered.text.replace(TOKEN_SLOT, TOKEN)
    assert _lines(html) == rendered.html.replace(TOKEN_SLOT, TOKEN)
    assert not message.defects


def _lines(part: object) -> str:
    assert isinstance(part, EmailMessage)
    content = part.get_content()
    assert isinstance(content, str)
    # The last line's end belongs to the boundary.
    return content.replace("\r\n", "\n")


def test_the_headers_are_all_there(rendered: Rendered, frame: Callable[..., Frame]) -> None:
    message = parsed(raw(rendered, frame()))
    assert dict(message.items()) | {"Content-Type": ""} == {
        "From": "Le Brief du matin <bonjour@brief.example>",
        "Reply-To": "redaction@brief.example",
        "To": "lea@mail.example",
        "Subject": rendered.subject,
        "Date": "Mon, 23 Nov 2026 05:30:00 +0000",
        "Message-ID": ID,
        "List-Id": "Le Brief du matin <matin.brief.example>",
        "List-Unsubscribe": f"<https://brief.example/unsubscribe/{TOKEN}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Feedback-ID": "20261123:matin:edition:brief.example",
        "Content-Language": "fr",
        "MIME-Version": "1.0",
        "Content-Type": "",
    }


def test_every_line_is_short_ascii_and_ends_in_crlf(
    rendered: Rendered, frame: Callable[..., Frame]
) -> None:
    octets = raw(rendered, frame())
    assert octets.isascii()
    assert octets.count(b"\n") == octets.count(b"\r\n") == octets.count(b"\r")
    head, _, body = octets.partition(b"\r\n\r\n")
    assert all(len(line) <= 76 for line in body.split(b"\r\n"))
    assert all(len(line) <= 998 for line in head.split(b"\r\n"))


def test_a_joined_message_equals_one_rendered_for_the_reader(
    rendered: Rendered, frame: Callable[..., Frame]
) -> None:
    own = replace(
        rendered,
        html=rendered.html.replace(TOKEN_SLOT, TOKEN),
        text=rendered.text.replace(TOKEN_SLOT, TOKEN),
    )
    for one, other in zip(
        parsed(raw(rendered, frame())).iter_parts(),
        parsed(raw(own, frame())).iter_parts(),
        strict=True,
    ):
        assert one.get_content() == other.get_content()


def test_a_shorter_token_fits_too(rendered: Rendered, frame: Callable[..., Frame]) -> None:
    octets = raw(rendered, frame(), token="short")
    assert b"/unsubscribe/short>" in octets
    assert all(len(line) <= 76 for line in octets.partition(b"\r\n\r\n")[2].split(b"\r\n"))


def test_no_slot_is_left_in_a_message(rendered: Rendered, frame: Callable[..., Frame]) -> None:
    octets = raw(rendered, frame())
    assert TOKEN_SLOT.encode() not in octets
    assert octets.count(TOKEN.encode()) == 5  # the header, and two links in each part


def test_one_click_is_promised_over_https_only(
    rendered: Rendered, frame: Callable[..., Frame]
) -> None:
    message = parsed(raw(rendered, frame(public_url="http://127.0.0.1:8080")))
    assert "List-Unsubscribe" not in message
    assert "List-Unsubscribe-Post" not in message


def test_leaving_by_mail_is_offered_where_a_mailbox_is_read(
    rendered: Rendered, frame: Callable[..., Frame]
) -> None:
    def ways(public_url: str) -> str | None:
        post = letter(
            rendered,
            frame(public_url=public_url),
            edition=edition(),
            edition_id=7,
            date=SENT,
            mailbox="retours@société.example",
        )
        found = parsed(post.message("a@b.example", TOKEN, ID))["List-Unsubscribe"]
        return None if found is None else str(found)

    by_mail = f"<mailto:retours@xn--socit-esab.example?subject=unsubscribe%20{TOKEN}>"
    web = f"<https://brief.example/unsubscribe/{TOKEN}>"
    assert ways("https://brief.example") == f"{web}, {by_mail}"
    assert ways("http://brief.example") == by_mail


def test_a_message_goes_out_over_smtp_as_it_is(
    rendered: Rendered, frame: Callable[..., Frame]
) -> None:
    octets = raw(rendered, frame())
    assert b"\r\n." not in octets
    assert octets.endswith(b"\r\n")


def test_a_signature_stands_first_and_covers_what_is_the_readers_own(
    rendered: Rendered, frame: Callable[..., Frame]
) -> None:
    post = letter(rendered, frame(), edition=edition(), edition_id=7, date=SENT)
    told: list[bytes] = []

    def sign(own: bytes, mark: bytes) -> bytes:
        told.extend((own, mark))
        return b"DKIM-Signature: x\r\n"

    octets = post.message("lea@mail.example", TOKEN, ID, sign=sign)
    assert octets.startswith(b"DKIM-Signature: x\r\nFrom:")
    assert told[0] in octets
    assert told[0].count(TOKEN.encode()) == 1
    assert told[1] == TOKEN.encode()


def test_the_same_letter_has_the_same_bytes(
    rendered: Rendered, frame: Callable[..., Frame]
) -> None:
    assert raw(rendered, frame()) == raw(rendered, frame())


def test_reply_to_is_left_out_where_it_says_nothing(
    rendered: Rendered, frame: Callable[..., Frame]
) -> None:
    for same in ("", "bonjour@brief.example"):
        assert "Reply-To" not in parsed(raw(rendered, frame(reply_to=same)))


@pytest.mark.parametrize(
    ("to", "token", "identity"),
    [
        ("a@b.example\r\nBcc: c@d.example", TOKEN, ID),
        ("a@b.example", TOKEN + "x", ID),
        ("a@b.example", "a\r\nb", ID),
        ("a@b.example", "", ID),
        ("a@b.example", TOKEN, "<a@b>\r\nX: y"),
        ("a@b.example", TOKEN, "a@b"),
    ],
)
def test_what_could_break_a_header_is_refused(
    rendered: Rendered, frame: Callable[..., Frame], to: str, token: str, identity: str
) -> None:
    post = letter(rendered, frame(), edition=edition(), edition_id=7, date=SENT)
    with pytest.raises(InputError):
        post.message(to, token, identity)


def test_a_message_id_is_one_per_edition_and_reader() -> None:
    def of(edition_id: int, subscriber_id: int, domain: str = "brief.example") -> str:
        return message_id(b"key", edition_id=edition_id, subscriber_id=subscriber_id, domain=domain)

    assert of(1, 2) == of(1, 2)
    assert len({of(1, 2), of(2, 1), of(1, 12), of(11, 2)}) == 4
    assert of(1, 2, "crème.example").endswith("@xn--crme-6oa.example>")
    assert "\n" not in of(1, 2)
