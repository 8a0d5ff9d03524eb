import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.audience.limits import (
    ENOUGH,
    EVER,
    Counts,
    Limits,
    Verdict,
    collapsed,
    hashed,
    network_of,
    verdict,
)

LIMITS = Limits(network_hour=20, all_hour=1000)


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        (Counts(), Verdict.WANTED),
        (Counts(address_day=1), Verdict.AGAIN),
        (Counts(address_unanswered=3), Verdict.OFTEN),
        (Counts(network_hour=20), Verdict.NETWORK),
        (Counts(network_hour=19), Verdict.WANTED),
        (Counts(all_hour=1000), Verdict.OVERALL),
        (Counts(mailed_day=50, confirmed_day=4), Verdict.STOPPED),
        (Counts(mailed_day=50, confirmed_day=5), Verdict.WANTED),
        (Counts(mailed_day=49), Verdict.WANTED),
    ],
)
def test_what_was_asked_before_decides(counts: Counts, told: Verdict) -> None:
    assert verdict(counts, LIMITS) is told


@given(st.builds(Counts, **{n: st.integers(0, 99) for n in Counts.__dataclass_fields__}))
def test_no_mail_beyond_any_limit(counts: Counts) -> None:
    if verdict(counts, LIMITS) is Verdict.WANTED:
        assert counts.address_day == 0
        assert counts.address_unanswered < EVER
        assert counts.network_hour < LIMITS.network_hour
        assert counts.mailed_day < ENOUGH or not collapsed(counts)


@pytest.mark.parametrize(
    ("host", "network"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("::ffff:192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:1:2:3::4", "2001:db8:1::/56"),
        ("fe80::1%eth0", "fe80::/56"),
        ("testclient", "testclient"),
        ("", ""),
    ],
)
def test_neighbours_count_as_one(host: str, network: str) -> None:
    assert network_of(host) == network


def test_a_hash_tells_nothing_without_the_key_and_knows_one_spelling() -> None:
    assert hashed(b"a", "Jean@x.example") == hashed(b"a", "jean@X.example")
    assert hashed(b"a", "jean@x.example") != hashed(b"b", "jean@x.example")
