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


def test_texts_of_one_group_prove_nothing() -> None:
    assert fragments(GROUPS, {(0, 1): 0.9}, {(0, 1): 0.9}, threshold=0.67) == [[], [], []]
    assert fragments([], {}, {}, threshold=0.67) == []
