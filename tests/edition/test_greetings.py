"""How the mail says hello and goodbye."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from briefing.edition.greetings import greeting, sign_off
from briefing.edition.phrases import GREETINGS, SIGN_OFFS, WEEKEND_SIGN_OFFS
from briefing.text import count_words

MONDAY = date(2026, 11, 23)
FRIDAY = date(2026, 11, 27)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_weekday_has_five_greetings_of_at_most_ten_words(language: str) -> None:
    assert len(GREETINGS[language]) == 7
    for pool in GREETINGS[language]:
        assert len(set(pool)) >= 5
        assert all(count_words(one) <= 10 for one in pool)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_greeting_comes_back_within_ten_editions(language: str) -> None:
    said: list[str] = []
    for day in (MONDAY + timedelta(days=n) for n in range(120)):
        if f"{day:%m-%d}" in {"12-24", "12-25", "12-31", "01-01"} or day.weekday() > 4:
            continue
        said.append(greeting(day, language, recent=said[-10:]))
        assert said[-1] not in said[:-1][-10:]


def test_the_same_day_greets_the_same_way() -> None:
    assert greeting(MONDAY, "fr") == greeting(MONDAY, "fr-CA")
    assert greeting(MONDAY, "fr") in GREETINGS["fr"][0]
    assert greeting(FRIDAY, "en-GB") in GREETINGS["en"][4]


def test_a_pool_that_is_used_up_starts_again() -> None:
    assert greeting(MONDAY, "fr", recent=GREETINGS["fr"][0]) in GREETINGS["fr"][0]


def test_holidays_and_short_editions_have_their_own() -> None:
    assert greeting(date(2026, 11, 11), "fr") == "Bonjour et bon 11 Novembre !"
    assert greeting(date(2027, 1, 1), "en") == "Happy New Year!"
    assert greeting(MONDAY, "fr", short=True) == "Matinée calme : édition courte."


@pytest.mark.parametrize(
    ("language", "expected"),
    [("fr", "Bonne année ! Édition courte."), ("en", "Happy New Year! A short edition.")],
)
def test_a_short_edition_of_a_holiday_says_both(language: str, expected: str) -> None:
    assert greeting(date(2027, 1, 1), language, short=True) == expected


def test_a_language_without_pool_speaks_english() -> None:
    assert greeting(MONDAY, "de") in GREETINGS["en"][0]


def test_friday_wishes_a_good_weekend_and_no_other_day_does() -> None:
    assert sign_off(FRIDAY, "fr") in WEEKEND_SIGN_OFFS["fr"]
    assert sign_off(MONDAY, "fr") in SIGN_OFFS["fr"]
    days = [MONDAY + timedelta(days=n) for n in range(4)]
    assert all(a != b for a, b in pairwise(sign_off(day, "fr") for day in days))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_sign_offs_are_short(language: str) -> None:
    for line in (*SIGN_OFFS[language], *WEEKEND_SIGN_OFFS[language]):
        assert count_words(line) <= 25


@pytest.mark.parametrize(
    ("day", "language", "holiday", "said"),
    [
        ("2026-11-11", "fr", "Armistice", "Bonjour et bon 11 Novembre !"),
        ("2026-05-14", "fr", "Ascension", "Bonjour et bon jeudi de l'Ascension !"),
        ("2026-06-24", "fr-CA", "Fête nationale du Québec",
         "Bonjour ! Jour férié : Fête nationale du Québec."),
        ("2026-11-26", "en-US", "Thanksgiving Day", "Good morning, and happy Thanksgiving!"),
        ("2026-05-25", "en-US", "Memorial Day", "Good morning. It's a holiday: Memorial Day."),
        ("2026-12-24", "fr", "", "Bonjour et bon réveillon !"),
    ],
)  # fmt: skip
def test_a_holiday_is_greeted_by_its_name(day: str, language: str, holiday: str, said: str) -> None:
    assert greeting(date.fromisoformat(day), language, holiday=holiday) == said


def test_a_feast_of_another_country_is_none() -> None:
    assert greeting(date(2026, 7, 14), "fr-CA", holiday="") in GREETINGS["fr"][1]
    assert greeting(date(2026, 7, 14), "fr") == "Bonjour et bon 14 Juillet !"
