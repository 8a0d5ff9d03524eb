import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.deliver.verp import delivery_of, return_path

KEY = b"k" * 32
MAILBOX = "retours@brief.example"


@given(st.integers(0, 2**53))
def test_what_comes_back_names_its_delivery(id: int) -> None:
    address = return_path(MAILBOX, KEY, delivery_id=id)
    assert address.startswith("retours+")
    assert address.endswith("@brief.example")
    assert len(address.partition("@")[0]) <= 64
    assert delivery_of(address, KEY) == id
    assert delivery_of(f" {address.upper()} ", KEY) == id


@pytest.mark.parametrize(
    "address",
    [
        "",
        "retours@brief.example",
        "retours+7-0123456789@brief.example",
        "x+7@a",
        "+-@",
        "a\n+7-b@c",
    ],
)
def test_what_we_did_not_make_names_nothing(address: str) -> None:
    assert delivery_of(address, KEY) is None


def test_another_key_is_not_ours() -> None:
    assert delivery_of(return_path(MAILBOX, b"other", delivery_id=7), KEY) is None
