import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.deliver.transport import MAX_RESPONSE, Envelope, mask


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("250 2.0.0 Ok: queued as 4F2A", "250 2.0.0 Ok: queued as 4F2A"),
        ("550 5.1.1 <claire@b.example>: no such user", "550 5.1.1 <…>: no such user"),
        ("550 claire@b.example unknown", "550 <…> unknown"),
        ("550 mailbox of Claire is full", "550 mailbox of <…> is full"),
        ("550 clairement non", "550 clairement non"),
        ('550 "claire v"@b.example unknown', "550 <…> unknown"),
        ("250-a\r\n250 b\x00", "250-a 250 b"),
    ],
)
def test_a_response_is_kept_without_addresses(said: str, kept: str) -> None:
    assert mask(said, recipient="claire@b.example") == kept


@given(st.text(), st.emails())
def test_no_address_survives(words: str, address: str) -> None:
    masked = mask(f"{words} {address} {words}", recipient=address)
    assert address not in masked
    assert "@" not in masked
    assert len(masked) <= MAX_RESPONSE
    assert masked.isprintable()


def test_an_endless_response_is_cut_before_it_costs_anything() -> None:
    assert mask("a" * 5_000_000) == ""
    assert mask("no " + "<x@b.example> " * 200_000).startswith("no <…> <…>")


def test_an_address_at_the_cut_leaves_no_half() -> None:
    for blanks in range(1970, 2001):
        assert "claire" not in mask("550 " + "x" * blanks + " claire.vasseur@b.example tail")


def test_an_envelope_in_a_log_names_nobody() -> None:
    envelope = Envelope(
        delivery_id=3, sender="x@a.example", recipient="claire@b.example", parts=(b"secret",)
    )
    assert repr(envelope) == "Envelope(delivery_id=3)"
