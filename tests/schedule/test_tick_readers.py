"""What a look around does for readers who wait."""

from datetime import timedelta
from pathlib import Path

from briefing.joining import ask
from tests.schedule.press import House
from tests.schedule.test_tick import at, house

ASKED = at("2026-11-22 21:00")


def sign_up(home: House) -> None:
    with home.store() as store:
        ask(
            home.settings,
            store,
            ["matin"],
            email="b@lecteur.test",
            host="192.0.2.1",
            shown="oui",
            now=ASKED,
        )


def test_a_sign_up_whose_mail_nobody_takes_is_told_after_an_hour(tmp_path: Path) -> None:
    home = house(tmp_path)
    home.settings.transport.folder.mkdir(parents=True, exist_ok=True)
    (home.settings.transport.folder / "confirmations").write_text("no folder")
    sign_up(home)
    home.look(ASKED + timedelta(minutes=20))
    assert home.alerts == []
    for minutes in (61, 62, 90):
        home.look(ASKED + timedelta(minutes=minutes))
    assert len(home.alerts) == 1


def test_a_sign_up_whose_mail_left_is_told_to_nobody(tmp_path: Path) -> None:
    home = house(tmp_path)
    sign_up(home)
    for minutes in (1, 90):
        home.look(ASKED + timedelta(minutes=minutes))
    assert home.alerts == []
    assert len(list((home.settings.transport.folder / "confirmations").glob("*.eml"))) == 1
