"""The small words tell the language; too few tell nothing."""

import pytest

from briefing.text.language import language_of

FRENCH = "Le gouvernement a annoncé que les prix de l'énergie ne seront pas gelés dans le pays. "
ENGLISH = "The government said that the prices of energy will not be frozen in the country. "


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (FRENCH * 4, "fr"),
        (ENGLISH * 4, "en"),
        (FRENCH * 4 + ENGLISH * 4, ""),
        (FRENCH[:30], ""),
        ("Der Bundestag hat am Montag über die Rente beraten. " * 5, ""),
        ("", ""),
    ],
)
def test_a_language_is_told_when_it_is_clear(text: str, language: str) -> None:
    assert language_of(text) == language
