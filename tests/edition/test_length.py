"""Words and minutes."""

import pytest

from briefing.edition.length import reading_minutes, sentences_of, words_in
from tests.builders import sections, story_block


@pytest.mark.parametrize(
    ("words", "language", "minutes"),
    [
        (0, "fr", 1),
        (230, "fr", 1),
        (231, "fr-CA", 2),
        (238, "en", 1),
        (239, "en-GB", 2),
        (460, "fr", 2),
    ],
)
def test_minutes_are_rounded_up(words: int, language: str, minutes: int) -> None:
    assert reading_minutes(words, language) == minutes


def test_headings_sentences_and_names_are_counted() -> None:
    assert words_in(sections()) > 60
    assert words_in((), "Bonjour à tous !", "Au revoir") == 5


def test_every_sentence_of_a_story_is_said() -> None:
    assert sentences_of((story_block("Un fait.", "Un autre.", label="Les faits"),)) == (
        "Les faits",
        "Un fait.",
        "Un autre.",
    )
