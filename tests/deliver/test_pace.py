"""The pace of a delivery: a rate in all, and one for each recipient domain."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from briefing.deliver.pace import Pace


@given(
    st.lists(st.integers(0, 3), max_size=60),
    st.sampled_from([0, 2, 10]),
    st.sampled_from([0, 1, 5]),
)
def test_no_two_messages_begin_within_a_gap(domains: list[int], rate: int, own: int) -> None:
    pace, now, begun = Pace(rate, own), 0.0, list[tuple[float, int]]()
    for domain in domains:
        recipient = f"a@d{domain}.test"
        now += max(pace.wait_s(now), pace.domain_wait_s(recipient, now), 0)
        pace.begins(recipient, now)
        begun.append((now, domain))
    for (first, _), (second, _) in itertools.pairwise(begun):
        assert not rate or second - first >= 1 / rate - 1e-6
    for domain in set(domains):
        times = [at for at, one in begun if one == domain]
        gaps = [second - first for first, second in itertools.pairwise(times)]
        assert not own or all(gap >= 1 / own - 1e-6 for gap in gaps)


def test_a_domain_is_one_in_any_case() -> None:
    pace = Pace(0, 1)
    pace.begins("a@Gros.test", 10)
    assert pace.domain_wait_s("b@gros.TEST", 10) == 1
    assert pace.domain_wait_s("b@petit.test", 10) <= 0


def test_no_limit_is_no_wait_and_nothing_is_remembered_for_long() -> None:
    assert not Pace(0, 0).limited
    pace = Pace(0, 1)
    for n in range(5000):
        pace.begins(f"a@d{n}.test", n)
    assert len(pace._domains) <= 1000
