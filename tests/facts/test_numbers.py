"""Number tokens have the value that the language gives them."""

import pytest

from briefing.facts.numbers import find_numbers


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("1 500 et 1.500 et 1,5", "fr", [1500, 1500, 1.5]),
        ("1,500 and 1.5", "en", [1500, 1.5]),
        ("trois milliards et deux usines", "fr", [3e9, 2]),
        ("3 m de haut", "fr", [3]),
        ("300 m€", "fr", [300e6]),
        ("$500m and 500 m", "en", [500e6, 500]),
        ("En 2026 350 salariés", "fr", [2026, 350]),
        ("A320", "fr", []),
        ("quatre mille postes, deux cents millions d'euros", "fr", [4000, 200e6]),
        ("quatre-vingt-dix-sept élus de vingt et un pays", "fr", [97, 21]),
        ("mille deux cent trente et un, ou trois cent mille", "fr", [1231, 300_000]),
        ("entre dix et onze, cinq ou six", "fr", [10, 11, 5, 6]),
        ("90 cents", "fr", [90]),
        ("cent quatre-vingts ou cent quatre vingt-dix-neuf", "fr", [180, 199]),
        ("deux cent quatre-vingt mille et quatre cent vingt", "fr", [280_000, 420]),
        ("la dix-septième, la vingt et unième, la vingt-deuxième", "fr", []),
        ("two hundred thousand, five hundred million", "en", [200_000, 500e6]),
        ("its twenty-fifth and twenty-second", "en", []),
        ("twenty-five of seventeen", "en", [25, 17]),
    ],
)
def test_values(text: str, language: str, values: list[float]) -> None:
    assert [number.value for number in find_numbers(text, language)] == values
