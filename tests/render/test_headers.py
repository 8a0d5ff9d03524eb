"""What we write into a header, every mail program reads back; nothing can break out of one."""

from email import policy
from email.header import decode_header, make_header
from email.parser import BytesHeaderParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import InputError
from briefing.render.headers import ascii_address, list_header, mailbox_header, text_header

SCRIPTS = st.one_of(
    st.characters(min_codepoint=0x20, max_codepoint=0x7E),
    st.sampled_from(" «»’éèàœÉ–—…€\u00a0"),
    st.characters(min_codepoint=0x370, max_codepoint=0x6FF, exclude_categories=("Cc", "Cs")),
    st.characters(min_codepoint=0x3040, max_codepoint=0x9FFF, exclude_categories=("Cc", "Cs")),
    st.characters(min_codepoint=0x1F300, max_codepoint=0x1FAFF),
)


def read(header: str) -> str:
    """Return the value as the standard library's parser and decoder give it."""
    parsed = BytesHeaderParser(policy=policy.compat32).parsebytes(header.encode("ascii") + b"\r\n")
    (value,) = parsed.values()
    return str(make_header(decode_header(value.replace("\r\n", "").replace("\n", ""))))


@settings(max_examples=2000, deadline=None)
@given(st.text(SCRIPTS, min_size=1, max_size=120))
def test_any_subject_comes_back_as_it_was(subject: str) -> None:
    header = text_header("Subject", subject)
    assert read(header) == subject
    for line in header.split("\r\n"):
        assert len(line) <= 76
        assert line == header.split("\r\n")[0] or line.startswith(" =?")


@pytest.mark.parametrize(
    "subject",
    ["La BCE relève ses taux", "plain", "a =?utf-8?B?bad?= b", " leads", "x" * 200, "🗞️" * 30],
)
def test_an_encoded_word_can_be_decoded_alone(subject: str) -> None:
    header = text_header("Subject", subject)
    for word in header.removeprefix("Subject: ").split("\r\n "):
        assert len(word) <= 75
        decode_header(word)
        str(make_header(decode_header(word)))
    assert read(header) == subject


def test_a_short_plain_subject_stays_readable() -> None:
    assert text_header("Subject", "Good morning") == "Subject: Good morning"


@pytest.mark.parametrize("bad", ["a\r\nBcc: x@y.example", "a\nb", "a\x00b", "a\tb", "a\x85b"])
def test_a_line_break_in_a_field_is_refused(bad: str) -> None:
    with pytest.raises(InputError):
        text_header("Subject", bad)
    with pytest.raises(InputError):
        mailbox_header("From", "a@b.example", display=bad)
    with pytest.raises(InputError):
        mailbox_header("To", f"{bad}@b.example")
    with pytest.raises(InputError):
        list_header("List-Id", "a.b.example", display=bad)


@pytest.mark.parametrize(
    ("display", "expected"),
    [
        ("Le Brief", "From: Le Brief <a@b.example>"),
        ('Brief, "le"', 'From: "Brief, \\"le\\"" <a@b.example>'),
        ("Écho", "From: =?utf-8?B?w4ljaG8=?= <a@b.example>"),
        ("", "From: <a@b.example>"),
    ],
)
def test_a_senders_name_is_written_as_short_as_it_can_be(display: str, expected: str) -> None:
    assert mailbox_header("From", "a@b.example", display=display) == expected


def test_a_long_name_is_folded_before_the_address() -> None:
    header = mailbox_header("From", "a" * 40 + "@b.example", display="Brief du matin " * 4 + "!")
    assert all(len(line) <= 76 for line in header.split("\r\n"))
    assert header.endswith("@b.example>")


def test_an_address_of_another_script_becomes_ascii() -> None:
    assert ascii_address("bonjour@crème.example") == "bonjour@xn--crme-6oa.example"


@pytest.mark.parametrize(
    "bad",
    ["", "nobody", "é@b.example", "a b@c.example", "a@b@c.example", "a@" + "x" * 70, "a>@b.c"],
)
def test_what_is_no_address_is_refused(bad: str) -> None:
    with pytest.raises(InputError):
        ascii_address(bad)
