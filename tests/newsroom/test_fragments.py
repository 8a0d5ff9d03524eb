"""Stories that tell of the same in other words know of each other, and stay two."""

from briefing.newsroom.fragments import fragments

GROUPS = [[0, 1], [2, 3], [4]]
NEAR = {(0, 2): 0.4, (1, 3): 0.4}  # a mean of .2


def test_groups_that_are_alike_in_words_and_in_company_are_near() -> None:
    company = {(0, 2): 0.6, (0, 3): 0.6, (1, 2): 0.6, (1, 3): 0.6}
    assert fragments(GROUPS, NEAR, company, threshold=0.67) == [[1], [0], []]


def test_company_alone_is_no_proof_nor_are_words() -> None:
    company = {(0, 2): 0.6, (0, 3): 0.6, (1, 2): 0.6, (1, 3): 0.6}
    assert fragments(GROUPS, {(0, 2): 0.4}, company, threshold=0.67) == [[], [], []]
    assert fragments(GROUPS, NEAR, {(0, 2): 0.6}, threshold=0.67) == [[], [], []]


def test_who_is_near_depends_neither_on_the_order_nor_on_the_number_of_pairs() -> None:
    large = [list(range(1_000)), list(range(1_000, 2_000))]
    pairs = {(at, 1_000 + (at + step) % 1_000): 0.9 for at in range(1_000) for step in range(9)}
    back = dict(reversed(pairs.items()))
    assert fragments(large, pairs, pairs, threshold=0.67) == [[], []]  # 9 of 1,000 are alike
    assert fragments(large, back, back, threshold=0.004) == [[], []]
    small = [large[0][:9], large[1][:9]]
    all_of_them = {(one, other): 0.6 for one in small[0] for other in small[1]}
    assert fragments(small, all_of_them, all_of_them, threshold=0.67) == [[1], [0]]


def test_texts_of_one_group_prove_nothing() -> None:
    assert fragments(GROUPS, {(0, 1): 0.9}, {(0, 1): 0.9}, threshold=0.67) == [[], [], []]
    assert fragments([], {}, {}, threshold=0.67) == []
