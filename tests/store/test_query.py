import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.store.query import MOST, expression


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("hausse taux", '"hausse"* AND "taux"*'),
        ("la hausse des taux", '"hausse"* AND "taux"*'),
        ("l'inflation", '"inflation"*'),
        ("la", '"la"'),
        ("or", '"or"'),
        ('"banque centrale" euro', '"banque centrale" AND "euro"*'),
        ("« la zone euro »", '"la zone euro"'),
        ('"le"', '"le"'),
        ("45 000", '"45" AND "000"'),
        ("œufs", '("oeufs"* OR "œufs"*)'),
        ("e\u0301nergie", '"énergie"*'),
        ("", ""),
        ("?! \" * ( ^ - : _ '", ""),
        ('taux" OR NEAR(a*', '"taux"* AND "OR" AND "NEAR"*'),
        ("text:taux -hausse", '"text"* AND "taux"* AND "hausse"*'),
    ],
)
def test_what_is_sought(typed: str, found: str) -> None:
    assert expression(typed, "fr") == found


def test_little_words_are_those_of_the_language() -> None:
    assert expression("the bank", "en-GB") == '"bank"*'
    assert expression("the bank", "fr") == '"the" AND "bank"*'


def test_a_novel_is_cut_to_ten_words() -> None:
    many = " ".join(f"mot{number}" for number in range(40))
    assert expression(many, "fr").count(" AND ") == MOST - 1


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("\"'*()^-:«»“” ORANDNT\x00"))))
def test_whatever_is_typed_is_a_valid_question(typed: str) -> None:
    database = sqlite3.connect(":memory:")
    try:
        database.execute(
            "CREATE VIRTUAL TABLE w USING fts5 (text, tokenize = 'unicode61 remove_diacritics 2')"
        )
        words = expression(typed, "fr")
        if words:
            database.execute("SELECT * FROM w WHERE w MATCH ?", (words,)).fetchall()
    finally:
        database.close()
