import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.newsroom.neighbours import Neighbours, best_of_either


def test_two_texts_that_share_no_word_meet_in_their_neighbours() -> None:
    """« Megxit » and « Harry et Meghan »: each is like the headlines between them."""
    pairs = {(0, 2): 0.5, (1, 2): 0.5, (0, 3): 0.5, (1, 3): 0.5, (2, 3): 0.6}
    assert Neighbours(4, pairs).in_company(floor=0.1)[0, 1] > 0.5


def test_strangers_stay_strangers() -> None:
    near = Neighbours(4, {(0, 1): 0.6, (2, 3): 0.6}).in_company(floor=0.1)
    assert set(near) == {(0, 1), (2, 3)}


def test_a_pair_is_less_alike_when_one_of_it_keeps_other_company() -> None:
    alone = Neighbours(2, {(0, 1): 0.4}).in_company(floor=0.1)
    other = Neighbours(3, {(0, 1): 0.4, (1, 2): 0.8}).in_company(floor=0.1)
    assert other[0, 1] < 0.85 * alone[0, 1]


def test_a_crowd_is_where_most_texts_have_several_near_ones() -> None:
    crowd = {
        (one, other): 0.4 for one in range(50) for other in range(one) if one // 5 == other // 5
    }
    assert Neighbours(50, {(b, a): s for (a, b), s in crowd.items()}).crowd() > 0.6
    assert Neighbours(50, {(0, 1): 0.9}).crowd() < 0.3


def test_a_handful_of_texts_is_taken_for_a_usual_day() -> None:
    assert Neighbours(0, {}).crowd() == pytest.approx(0.33)


likenesses = st.dictionaries(
    st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] < pair[1]),
    st.floats(0.05, 1.0),
)


@given(likenesses)
def test_likeness_in_company_stays_between_nothing_and_one(
    pairs: dict[tuple[int, int], float],
) -> None:
    found = Neighbours(8, pairs).in_company(floor=0.05)
    assert all(one < other and 0.05 <= told <= 1 for (one, other), told in found.items())


@given(likenesses)
def test_the_order_of_the_pairs_does_not_matter(pairs: dict[tuple[int, int], float]) -> None:
    backwards = dict(reversed(list(pairs.items())))
    assert Neighbours(8, pairs).in_company(floor=0.0) == Neighbours(8, backwards).in_company(
        floor=0.0
    )


def test_a_pair_is_kept_if_it_is_among_the_best_of_one_of_the_two() -> None:
    pairs = {(0, 1): 0.9, (0, 2): 0.5, (0, 3): 0.4, (1, 2): 0.2, (1, 3): 0.1, (2, 3): 0.1}
    assert set(best_of_either(4, pairs, kept=1)) == {(0, 1), (0, 2), (0, 3)}
    assert best_of_either(4, pairs, kept=9) == pairs
