import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.audience.addresses import normalise
from briefing.errors import InputError


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("  Claire.Vasseur@Exemple.FR \n", "Claire.Vasseur@exemple.fr"),
        ("claire+brief@exemple.fr", "claire+brief@exemple.fr"),
        ("o'neil@exemple.fr.", "o'neil@exemple.fr"),
        ("claire@Société.example", "claire@xn--socit-esab.example"),
        ("claire@xn--socit-esab.example", "claire@xn--socit-esab.example"),
        ("rené@exemple.fr", "rené@exemple.fr"),
        ("rene\u0301@exemple.fr", "rené@exemple.fr"),
    ],
)
def test_an_address_has_one_form(typed: str, stored: str) -> None:
    assert normalise(typed) == stored
    assert normalise(stored) == stored


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "claire",
        "@exemple.fr",
        "claire@",
        "claire@localhost",
        "claire@192.168.0.1",
        "claire@exemple..fr",
        "claire@-exemple.fr",
        "claire@exemple_x.fr",
        "claire@exemple.fr, paul@exemple.fr",
        "Claire <claire@exemple.fr>",
        "cl aire@exemple.fr",
        "claire@exem ple.fr",
        ".claire@exemple.fr",
        "claire.@exemple.fr",
        "clai..re@exemple.fr",
        "claire@exemple.fr\r\nBcc: paul@exemple.fr",
        "cla\r\nire@exemple.fr",
        "cla\u202eire@exemple.fr",
        "claire@exemple\u2028.fr",
        "a" * 65 + "@exemple.fr",
        "claire@" + "a" * 64 + ".fr",
        "claire@" + "é" * 80 + ".fr",
        "claire@" + ".".join(["abcdefgh"] * 30),
        "claire@straße.example",
    ],
)
def test_what_no_server_would_take_is_refused_with_a_hint(typed: str) -> None:
    with pytest.raises(InputError) as caught:
        normalise(typed)
    assert caught.value.hint
    assert "claire" not in str(caught.value)


@given(st.text(max_size=40), st.text(max_size=40))
def test_an_accepted_address_never_breaks_a_line(local: str, domain: str) -> None:
    try:
        address = normalise(f"{local}@{domain}")
    except InputError:
        return
    assert address.isprintable()
    assert not set(address) & set(' <>,;"\\\r\n')
    assert address.rpartition("@")[2].isascii()
    assert normalise(address) == address


@given(
    st.from_regex(r"[A-Za-z0-9_+.-]{1,40}@[a-z0-9.-]{1,30}", fullmatch=True)
    | st.from_regex(r"[A-Za-z0-9_+.-]{1,40}@([a-z0-9]{1,60}\.){1,3}[a-z]{2,20}", fullmatch=True)
)
def test_a_plain_address_is_judged_like_any_other(address: str) -> None:
    def judged(text: str) -> str | None:
        try:
            return normalise(text)
        except InputError:
            return None

    assert judged(address) == judged(f" {address}")  # a blank, and the short cut is not taken
