"""What the operator is told: one of a kind a day, in the log and by mail, never in the way."""

import logging
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from briefing.config import Settings
from briefing.operate.alerts import alert, mail_waiting
from briefing.store import open_store
from tests.deliver.receiving import Mailbox, listening
from tests.schedule.press import settings_in

NOW = datetime(2026, 11, 23, 5, tzinfo=UTC)


def mails(settings: Settings) -> list[EmailMessage]:
    found = []
    for path in sorted((settings.transport.folder / "alerts").glob("*.eml")):
        message = message_from_bytes(path.read_bytes(), policy=policy.default)
        assert isinstance(message, EmailMessage)
        found.append(message)
    return found


def by_smtp(settings: Settings, port: int, host: str = "127.0.0.1") -> Settings:
    smtp = settings.smtp.model_copy(update={"host": host, "port": port})
    transport = settings.transport.model_copy(update={"kind": "smtp"})
    return settings.model_copy(update={"smtp": smtp, "transport": transport})


def test_an_alert_is_a_plain_mail_to_the_operator(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    with open_store(settings.database) as store:
        text = "Aucune édition : 1 source sur 23.\n`briefing status` en dit plus."
        assert alert(settings, store, "skipped", text, about="matin", now=NOW)
    (mail,) = mails(settings)
    assert mail["To"] == "operateur@brief.test"
    assert mail["From"] == "Briefing <bonjour@brief.test>"
    assert mail["Subject"] == "Briefing: matin no edition"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content().replace("\r\n", "\n").startswith(text)


def test_one_of_a_kind_a_day_for_each_newsletter(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    with open_store(settings.database) as store:
        assert alert(settings, store, "late", "x", about="matin", now=NOW)
        assert not alert(settings, store, "late", "y", about="matin", now=NOW + timedelta(hours=9))
        assert alert(settings, store, "late", "x", about="soir", now=NOW)
        assert alert(settings, store, "held", "x", about="matin", now=NOW)
        assert alert(settings, store, "late", "x", about="matin", now=NOW + timedelta(days=1))
        assert not alert(settings, store, "late", "x", about="matin", now=NOW + timedelta(days=1),
                         day=date(2026, 11, 23))  # fmt: skip
    assert len(mails(settings)) == 4


def test_the_day_is_the_one_where_the_newsletter_is_read(tmp_path: Path) -> None:
    settings = settings_in(tmp_path, schedule='timezone = "Asia/Tokyo"')
    with open_store(settings.database) as store:
        assert alert(settings, store, "late", "x", now=NOW.replace(hour=14))
        assert alert(settings, store, "late", "x", now=NOW.replace(hour=15))  # midnight in Tokyo


def test_without_an_operator_it_stands_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings = settings_in(tmp_path).model_copy(update={"operator": ""})
    with caplog.at_level(logging.WARNING), open_store(settings.database) as store:
        alert(settings, store, "failing", "The disk is full.", now=NOW)
        mail_waiting(settings, store, now=NOW + timedelta(hours=1))
    assert "The disk is full." in caplog.text
    assert mails(settings) == []


def test_a_dead_mail_server_is_logged_and_the_alert_comes_when_it_is_back(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    dead = by_smtp(settings, 9)
    with open_store(settings.database) as store:
        for kind in ("failing", "late"):
            assert alert(dead, store, kind, "x", now=NOW)
        mail_waiting(settings, store, now=NOW + timedelta(minutes=9))
        assert mails(settings) == []  # not every 20 s
        mail_waiting(dead, store, now=NOW + timedelta(minutes=10))
        mail_waiting(settings, store, now=NOW + timedelta(minutes=21))
        assert len(mails(settings)) == 2
        mail_waiting(settings, store, now=NOW + timedelta(minutes=60))
        assert len(mails(settings)) == 2


def test_an_alert_of_yesterday_is_not_mailed_any_more(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    with open_store(settings.database) as store:
        alert(by_smtp(settings, 9), store, "failing", "x", now=NOW)
        mail_waiting(settings, store, now=NOW + timedelta(days=2))
    assert mails(settings) == []


def test_nothing_with_sample_addresses_leaves_this_machine(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings = by_smtp(settings_in(tmp_path), 25, host="relay.test")
    settings = settings.model_copy(update={"operator": "operateur@brief.example"})
    with open_store(settings.database) as store:
        assert alert(settings, store, "failing", "x", now=NOW)
    assert "not mailed" not in caplog.text  # it was not even tried


def test_without_a_store_it_is_mailed_all_the_same(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    assert alert(settings, None, "database", "It is gone.", now=NOW)
    assert len(mails(settings)) == 1


def test_it_goes_through_the_configured_mail_server(tmp_path: Path) -> None:
    settings, box = settings_in(tmp_path), Mailbox()
    with listening(box) as port, open_store(settings.database) as store:
        assert alert(by_smtp(settings, port), store, "held", "Look at it.", now=NOW)
    (mail,) = box.mails
    assert mail.rcpt_tos == ["operateur@brief.test"]
