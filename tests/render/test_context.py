"""Every template variable is documented; the frame comes from the configuration."""

from dataclasses import fields

import pytest

from briefing import i18n
from briefing.config.settings import Newsletter, Schedule, Sender, Settings
from briefing.config.units import local_time
from briefing.render.context import DOCUMENTED, Frame, PageContext, frame_of
from briefing.render.pages import ARCHIVE_NOUNS
from briefing.render.readers import READER_NOUNS


@pytest.mark.parametrize(
    "shown", (*DOCUMENTED, *ARCHIVE_NOUNS, *READER_NOUNS), ids=lambda one: one.__name__
)
def test_every_variable_says_what_it_is(shown: type) -> None:
    for one in fields(shown):
        assert one.metadata.get("help", "").endswith((".", "?")), f"{shown.__name__}.{one.name}"
    assert shown.__doc__


def test_the_frame_takes_the_newsletters_own_sender() -> None:
    own = Sender(address="soir@brief.example", postal_address="Lyon")
    settings, newsletter = _settings(sender=own)
    made = frame_of(settings, newsletter)
    assert (made.sender_address, made.postal_address) == ("soir@brief.example", "Lyon")
    assert made.sender_name == "Le Brief"


def test_the_narrow_space_and_the_address_come_from_the_settings() -> None:
    settings, newsletter = _settings()
    made = frame_of(settings, newsletter)
    assert made.narrow_space == "\u202f"
    assert made.public_url == "https://brief.example"


@pytest.mark.parametrize(
    ("language", "days", "expected"),
    [
        ("en-US", (0, 1, 2, 3, 4), "Monday to Friday at 6:30 a.m."),
        ("en-US", (0, 1, 2, 3, 4, 5, 6), "every day at 6:30 a.m."),
        ("en-US", (3, 0), "Monday and Thursday at 6:30 a.m."),
        ("en-US", (4,), "Friday at 6:30 a.m."),
        ("tlh", (4,), "Friday at 06:30"),
    ],
)
def test_the_schedule_is_told_in_words(language: str, days: tuple[int, ...], expected: str) -> None:
    assert _note(language, days) == expected


def test_the_schedule_is_told_in_french() -> None:
    if i18n.catalogue("fr").gettext("every day at %(hour)s").startswith("every"):
        pytest.skip("the French catalogue lacks the schedule")
    assert _note("fr", (0, 1, 2, 3, 4)) == "du lundi au vendredi à 6 h 30"
    assert _note("fr", (0,)) == "le lundi à 6 h 30"
    assert _note("fr", (0, 3)) == "les lundi et jeudi à 6 h 30"


def test_a_page_needs_its_language_alone() -> None:
    assert PageContext(language="fr").editions == ()


def _note(language: str, days: tuple[int, ...]) -> str:
    schedule = Schedule(days=days, send_at=local_time("06:30"))
    settings, newsletter = _settings(language=language, schedule=schedule)
    made: Frame = frame_of(settings, newsletter)
    return made.schedule_note


def _settings(**changes: object) -> tuple[Settings, Newsletter]:
    newsletter = Newsletter.model_validate({"id": "matin", "name": "Le Brief"} | changes)
    common = Sender(address="bonjour@brief.example", postal_address="Paris")
    return (
        Settings(public_url="https://brief.example/", sender=common, newsletters=(newsletter,)),
        newsletter,
    )
