from hypothesis import given
from hypothesis import strategies as st

from briefing.newsroom.linkage import groups


def join(
    count: int, pairs: dict[tuple[int, int], float], threshold: float = 0.5
) -> list[list[int]]:
    return groups(count, pairs, threshold=threshold, may_join=lambda one, other: True)


def test_alike_pairs_are_joined_and_others_stay_alone() -> None:
    assert join(4, {(0, 2): 0.9, (1, 3): 0.2}) == [[0, 2], [1], [3]]


def test_the_mean_of_all_pairs_counts_so_a_chain_does_not_glue() -> None:
    assert join(3, {(0, 1): 0.9, (1, 2): 0.8}) == [[0, 1], [2]]
    assert join(3, {(0, 1): 0.9, (1, 2): 0.8, (0, 2): 0.3}) == [[0, 1, 2]]


def test_a_veto_keeps_groups_apart() -> None:
    found = groups(2, {(0, 1): 1.0}, threshold=0.5, may_join=lambda one, other: False)
    assert found == [[0], [1]]


def test_a_tie_goes_to_the_lowest_numbers() -> None:
    assert join(3, {(0, 1): 0.6, (1, 2): 0.6}) == [[0, 1], [2]]


@given(
    st.dictionaries(
        st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] < pair[1]),
        st.floats(0.1, 1.0),
    )
)
def test_groups_are_a_partition_however_pairs_are_given(
    pairs: dict[tuple[int, int], float],
) -> None:
    found = join(8, pairs)
    assert sorted(one for group in found for one in group) == list(range(8))
    assert join(8, dict(reversed(pairs.items()))) == found
