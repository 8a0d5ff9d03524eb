"""Each line of the phrase lists finds its own example, and each group says why it is there."""

import pytest

from briefing.summarize.lexicon import (
    LANGUAGES,
    SIGNS,
    Phrases,
    block,
    by_language,
    files,
    for_language,
    lines,
    reasons,
)


def test_each_list_is_french_english_or_of_signs() -> None:
    assert {language for _, language in files()} <= {*LANGUAGES, SIGNS}
    assert {name for name, _ in files()} == {"events", "firmness", "headlines", "known", "page"}


@pytest.mark.parametrize(("name", "language"), files())
def test_each_line_finds_its_own_example(name: str, language: str) -> None:
    wrong = [
        (line, example)
        for line, pattern, example in lines(name, language)
        if example and not pattern.search(example)
    ]
    assert wrong == []


@pytest.mark.parametrize(("name", "language"), files())
def test_each_group_says_why_it_is_there(name: str, language: str) -> None:
    assert all(reasons(name, language).values())


def test_each_headline_phrase_has_an_example() -> None:
    for language in (*LANGUAGES, SIGNS):
        for name in ("headlines", "firmness"):
            assert all(example for _, _, example in lines(name, language))


def test_a_space_is_any_space_and_an_apostrophe_either() -> None:
    service = Phrases("headlines", "service")
    assert service.stand_in("Budget : ce qu'il faut retenir")
    assert service.stand_in("Budget : ce qu’il faut\u00a0retenir")


def test_where_a_phrase_may_stand_is_the_tables() -> None:
    opens = Phrases("headlines", "portrait", "en")
    assert opens.stand_in("Portrait of a mayor")
    assert not opens.stand_in("The mayor's portrait")


def test_a_language_without_its_own_phrases_has_the_french_ones() -> None:
    table = by_language("page", "question")
    assert for_language(table, "de") is table["fr"]
    assert for_language(table, "en-GB") is table["en"]


def test_what_is_set_in_goes_on_the_line_above() -> None:
    (rise,) = (line for line in block("known", "same", "en") if line.startswith("rise "))
    assert {"rises", "climbed", "roared"} <= set(rise.split())


def test_a_group_that_no_file_has_is_refused_by_its_name() -> None:
    with pytest.raises(LookupError, match="no group 'servce' in headlines"):
        Phrases("headlines", "servce").stand_in("x")
