"""Quoted-printable: any text comes back, lines stay short, the slot stays whole."""

import quopri

from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.render.quoted import quoted_printable
from briefing.render.slots import TOKEN_SLOT

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=400)


@settings(max_examples=300, deadline=None)
@given(TEXT, TEXT, st.integers(0, 80))
def test_any_text_comes_back(before: str, after: str, pad: int) -> None:
    text = before + "x" * pad + TOKEN_SLOT + "é" * pad + after
    octets = quoted_printable(text, slot=TOKEN_SLOT)
    lines = octets.split(b"\r\n")
    assert all(len(line) <= 76 for line in lines)
    assert not any(line.endswith((b" ", b"\t")) for line in lines)
    assert not any(line.startswith(b".") for line in lines)
    assert octets.isascii()
    assert octets.count(TOKEN_SLOT.encode()) == text.count(TOKEN_SLOT)
    back = quopri.decodestring(octets.replace(b"\r\n", b"\n")).decode("utf-8")
    assert back == text.replace("\r\n", "\n").replace("\r", "\n")


@settings(max_examples=300, deadline=None)
@given(st.text("..\nax é", max_size=300), st.integers(0, 80))
def test_no_line_begins_with_a_dot(text: str, pad: int) -> None:
    octets = quoted_printable("x" * pad + TOKEN_SLOT + text, slot=TOKEN_SLOT)
    assert not any(line.startswith(b".") for line in octets.split(b"\r\n"))
    assert all(len(line) <= 76 for line in octets.split(b"\r\n"))
    back = quopri.decodestring(octets.replace(b"\r\n", b"\n")).decode("utf-8")
    assert back == "x" * pad + TOKEN_SLOT + text


def test_a_soft_break_never_falls_within_a_character() -> None:
    lines = quoted_printable("€" * 200, slot=TOKEN_SLOT).split(b"=\r\n")
    assert all(len(line) % 9 == 0 for line in lines)
