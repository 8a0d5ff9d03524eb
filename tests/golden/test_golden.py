"""The whole mail, byte for byte. `make golden` writes it anew; look at the picture then."""

import os
from datetime import date
from pathlib import Path

import pytest

from briefing.config.packaged import packaged
from briefing.model import Edition
from briefing.render.context import Frame
from briefing.render.edition import render
from briefing.render.message import letter
from briefing.render.mjml import Templates
from tests.builders import NOW, all_sections, edition, english_edition

FOLDER = Path(__file__).parent
FRENCH = Frame(
    newsletter_id="matin",
    newsletter_name="Le Brief du matin",
    language="fr",
    sender_name="Le Brief du matin",
    sender_address="bonjour@brief.example",
    reply_to="redaction@brief.example",
    postal_address="12 rue des Lilas, 75019 Paris",
    public_url="https://brief.example",
    schedule_note="du lundi au vendredi à 6 h 30",
)
ENGLISH = Frame(
    newsletter_id="morning",
    newsletter_name="The Morning Brief",
    language="en-GB",
    sender_name="The Morning Brief",
    sender_address="hello@brief.example",
    postal_address="1 Lilac Lane, London",
    public_url="https://brief.example",
    schedule_note="Monday to Friday at 6:30 a.m.",
)


def mail(made: Edition, frame: Frame) -> bytes:
    rendered = render(made, frame, Templates((packaged("templates"),)))
    post = letter(rendered, frame, edition=made, edition_id=1, date=NOW)
    return post.message("lea@lecteurs.example", "T" * 64, "<1@brief.example>")


@pytest.mark.parametrize(
    ("name", "made", "frame"),
    [
        ("french.eml", edition(), FRENCH),
        ("first-of-december.eml", edition(day=date(2026, 12, 1)), FRENCH),
        ("every-section.eml", edition(all_sections()), FRENCH),
        ("english.eml", english_edition(), ENGLISH),
    ],
)
def test_the_mail_is_what_was_looked_at(name: str, made: Edition, frame: Frame) -> None:
    path, found = FOLDER / name, mail(made, frame)
    if os.environ.get("BRIEFING_GOLDEN") == "write":
        path.write_bytes(found)
    assert found == path.read_bytes(), "`make golden` writes it anew; then look at the picture."


def test_an_edition_renders_the_same_again() -> None:
    assert mail(edition(), FRENCH) == mail(edition(), FRENCH)
