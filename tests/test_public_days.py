"""Public holidays and market closings, in words."""

from datetime import date

import pytest

from briefing import public_days
from briefing.config.settings import Skip
from briefing.errors import InputError
from briefing.public_days import (
    closings,
    holiday_greeted,
    home_country,
    public_holiday,
    refuse_unknown_country,
)


@pytest.fixture
def without_calendars(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine without the extra."""
    public_days._public.cache_clear()
    monkeypatch.setattr(public_days, "_library", lambda: None)


def test_a_holiday_has_its_name_in_the_readers_language() -> None:
    assert public_holiday(date(2026, 7, 14), "FR", language="fr-FR") == "Fête nationale"
    assert public_holiday(date(2026, 7, 14), "FR", language="en-GB") == "National Day"
    assert (
        public_holiday(date(2026, 6, 24), "CA-QC", language="fr-CA") == "Fête nationale du Québec"
    )
    assert public_holiday(date(2026, 7, 15), "FR") == ""


def test_closings_are_sentences_in_our_own_words() -> None:
    def told(day: str, language: str) -> list[str]:
        return [one.text for one in closings(date.fromisoformat(day), language=language)]

    assert told("2026-11-26", "fr") == ["Wall Street est fermée (Thanksgiving)."]
    assert told("2026-11-26", "en-US") == ["Wall Street is closed (Thanksgiving)."]
    assert told("2026-05-01", "fr-CH") == [
        "La Bourse de Paris est fermée (1er Mai).",
        "La BCE ne publie pas de taux de référence (1er Mai).",
    ]
    assert told("2026-07-03", "fr") == ["Wall Street est fermée (fête nationale américaine)."]
    assert told("2026-11-23", "fr") == told("2026-12-26", "fr") == []  # open; a Saturday


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("ZZ", "two letters"),
        ("fr", "two letters"),
        ("FRA", "two letters"),
        ("DE-XX", "Known: BB, BE"),
    ],
)
def test_an_unknown_country_is_refused_with_what_to_write(code: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        refuse_unknown_country(code)
    with pytest.raises(InputError, match="Nobody knows"):
        public_holiday(date(2026, 1, 1), "QQ")


def test_readers_keep_the_holidays_of_their_language_region() -> None:
    assert home_country("fr", "") == "FR"
    assert home_country("fr-CA", "") == "CA"
    assert home_country("en", "") == home_country("zh-Hans", "") == ""
    assert home_country("fr", "BE") == "BE"


@pytest.mark.usefixtures("without_calendars")
def test_without_the_extra_it_is_told_how_to_install_it() -> None:
    with pytest.raises(ValueError, match=r"pip install 'briefing\[holidays\]'"):
        Skip(country="FR")
    with pytest.raises(InputError) as refused:
        public_holiday(date(2026, 1, 1), "FR")
    assert "briefing[holidays]" in refused.value.hint


@pytest.mark.usefixtures("without_calendars")
def test_without_the_extra_the_rest_goes_on() -> None:
    assert Skip().country == ""
    assert closings(date(2026, 12, 25), language="fr") == ()
    assert holiday_greeted(date(2026, 7, 14), language="fr", country="FR") is None
    assert holiday_greeted(date(2026, 7, 14), language="fr", country="") is None
