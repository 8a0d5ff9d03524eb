"""What nobody should write into a configuration, an edition or a list of readers, and some do."""

from datetime import timedelta
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from pathlib import Path

import pytest

from briefing.config import Settings, load_settings
from briefing.deliver import transport_for
from briefing.errors import BriefingError
from briefing.mailing import send
from briefing.model import DeliveryState, EditionState
from briefing.render.headers import mailbox_header, text_header
from briefing.store import open_store
from tests.builders import DAY, NOW, edition
from tests.cli.conftest import CONFIG
from tests.deliver.receiving import Mailbox, listening
from tests.deliver.scripted import SILENT, scripted

EVIL = "Le Brief\r\nBcc: all@victim.test\r\n\r\nBuy"


def house(folder: Path, port: int, *, more: str = "") -> Settings:
    path = folder / "config.toml"
    path.write_text(f"{CONFIG}\n[smtp]\nport = {port}\n{more}", encoding="utf-8")
    return load_settings(path)


def send_one(
    settings: Settings, *, subject: str = "Le brief", reader: str = "a@lecteur.test"
) -> DeliveryState:
    """Send one edition to one reader; return what became of it."""
    with open_store(settings.database) as store:
        if store.edition("matin", DAY) is None:
            store.add_subscriber(reader, "matin", proof="form", now=NOW)
            draft = edition(subject=subject)
            store.save_edition(draft, (), state=EditionState.DRAFT)
        newsletter, transport = settings.newsletters[0], transport_for(settings)
        try:
            send(settings, store, newsletter, day=DAY, clock=lambda: NOW, transport=transport)
        finally:
            counts = store.ledger.counts()
    (state,) = (state for state, n in counts.items() if n)
    return state


@pytest.mark.parametrize("letter", ["a", "é", "a b ", "日", '"'])
def test_a_name_of_100000_characters_stands_in_lines_that_smtp_takes(letter: str) -> None:
    name = (letter * 100_000)[:100_000].strip()
    for header in (
        mailbox_header("From", "a@brief.test", display=name),
        text_header("Subject", name),
    ):
        assert max(map(len, header.split("\r\n"))) <= 998
        value = message_from_bytes(header.encode() + b"\r\n\r\n")[header.partition(":")[0]]
        assert name in str(make_header(decode_header(value)))


@pytest.mark.parametrize("field", ["sender", "newsletter", "subject"])
def test_a_line_break_in_a_name_begins_no_header(field: str, tmp_path: Path) -> None:
    box = Mailbox()
    with listening(box) as port:
        settings = house(tmp_path, port)
        if field == "sender":
            sender = settings.sender.model_copy(update={"name": EVIL})
            settings = settings.model_copy(update={"sender": sender})
        if field == "newsletter":
            one = settings.newsletters[0].model_copy(update={"name": EVIL})
            settings = settings.model_copy(update={"newsletters": (one,)})
        try:
            send_one(settings, subject=EVIL if field == "subject" else "Le brief")
        except BriefingError as error:
            assert "line break" in str(error)
    for mail in box.mails:
        assert mail.original_content is not None
        assert message_from_bytes(mail.original_content, policy=policy.SMTP)["Bcc"] is None
        assert mail.rcpt_tos == ["a@lecteur.test"]


@pytest.mark.parametrize(
    "reader",
    ["a b@lecteur.test", "a>@lecteur.test", "a\r\nRCPT TO:<b@c.test>@x.test", "a" * 100_000],
)
def test_an_address_that_no_server_takes_fails_alone(reader: str, tmp_path: Path) -> None:
    box = Mailbox()
    with listening(box) as port:
        settings = house(tmp_path, port)
        with open_store(settings.database) as store:
            for address in (reader, "good@lecteur.test"):
                store.add_subscriber(address, "matin", proof="form", now=NOW)
            store.save_edition(edition(), (), state=EditionState.DRAFT)
            newsletter, transport = settings.newsletters[0], transport_for(settings)
            send(settings, store, newsletter, day=DAY, clock=lambda: NOW, transport=transport)
            (failed,) = store.ledger.listed(DeliveryState.FAILED, newsletter="matin")
            record = store.edition("matin", DAY)
    assert record is not None
    assert record.state == EditionState.SENT
    assert failed.delivery.subscriber.email == reader
    assert failed.delivery.response
    assert [mail.rcpt_tos for mail in box.mails] == [["good@lecteur.test"]]


def test_a_relay_that_stalls_costs_its_timeout_and_nothing_is_lost(tmp_path: Path) -> None:
    with scripted({"BODY": SILENT}, {}) as server:
        settings = house(tmp_path, server.port)
        smtp = settings.smtp.model_copy(update={"timeout": timedelta(seconds=0.3)})
        assert send_one(settings.model_copy(update={"smtp": smtp})) is DeliveryState.AMBIGUOUS
