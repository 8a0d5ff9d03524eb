"""The shipped templates and a frame, for the tests of this room."""

from collections.abc import Callable
from typing import Any

import pytest

from briefing.config.packaged import packaged
from briefing.render.context import Frame
from briefing.render.mjml import Templates


@pytest.fixture(scope="session")
def templates() -> Templates:
    return Templates([packaged("templates")])


@pytest.fixture(scope="session")
def frame() -> Callable[..., Frame]:
    def make(**changes: Any) -> Frame:
        values: dict[str, Any] = {
            "newsletter_id": "matin",
            "newsletter_name": "Le Brief du matin",
            "language": "fr",
            "sender_name": "Le Brief du matin",
            "sender_address": "bonjour@brief.example",
            "reply_to": "redaction@brief.example",
            "postal_address": "12 rue des Lilas, 75019 Paris",
            "public_url": "https://brief.example",
            "schedule_note": "du lundi au vendredi à 6 h 30",
        }
        return Frame(**(values | changes))

    return make
