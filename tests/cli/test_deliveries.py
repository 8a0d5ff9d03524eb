"""deliveries, dkim, pause, resume, cancel, and trying a send out."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from briefing.config.settings import Dkim
from briefing.deliver.dkim import dns_record, signer_of
from briefing.model import DeliveryState, EditionState
from tests.builders import NOW
from tests.cli.conftest import Briefing
from tests.cli.test_commands import MORNING, edit, open_database, put_draft
from tests.deliver.receiving import Mailbox, listening


@pytest.fixture
def mailbox(folder: Path) -> Iterator[Mailbox]:
    box = Mailbox()
    with listening(box) as port:
        with (folder / "config.toml").open("a", encoding="utf-8") as config:
            config.write(f"\n[smtp]\nport = {port}\n")
        yield box


@pytest.fixture
def readers(briefing: Briefing, folder: Path) -> None:
    put_draft(folder)
    for name in ("a", "b"):
        briefing("subscribers", "add", f"{name}@lecteur.test")


def lose(folder: Path) -> None:
    """As after a connection that died behind the final dot."""
    with open_database(folder) as store:
        record = store.edition("matin", date(2026, 11, 23))
        assert record is not None
        batch, _ = store.ledger.claim(record, after=0, now=NOW)
        lost = [replace(one, state=DeliveryState.AMBIGUOUS, response="sent, but") for one in batch]
        store.ledger.settle(lost, now=NOW)
        store.set_state(record, EditionState.SENT, now=NOW)


def test_what_is_ambiguous_is_shown_and_settled(
    briefing: Briefing, folder: Path, mailbox: Mailbox, readers: None
) -> None:
    assert "No delivery is ambiguous" in briefing("deliveries", "list").out
    briefing("approve", *MORNING)
    lose(folder)
    said = briefing("deliveries", "list", "--state", "ambiguous")
    assert ("a@lecteur.test" in said.out, "--resend" in said.out) == (True, True)
    first, second = briefing("deliveries", "list", "--json").json["deliveries"]
    assert (first["day"], first["response"]) == ("2026-11-23", "sent, but")

    unsaid = briefing("deliveries", "resolve", *MORNING)
    assert (unsaid.code, "two copies" in unsaid.err) == (2, True)
    taken = briefing("deliveries", "resolve", str(first["id"]), "--sent", *MORNING)
    assert "1 message settled. They count as sent." in taken.out
    again = briefing("deliveries", "resolve", "--resend", *MORNING)
    assert "1 message settled. `briefing send`" in again.out
    assert briefing("send", *MORNING).code == 0
    assert [mail.rcpt_tos for mail in mailbox.mails] == [[second["address"]]]
    assert "is ambiguous" in briefing("deliveries", "resolve", "--sent", *MORNING).out


def test_a_paused_edition_waits_and_a_resumed_one_goes_on(
    briefing: Briefing, mailbox: Mailbox, readers: None
) -> None:
    briefing("approve", *MORNING)
    assert "briefing resume" in briefing("pause", *MORNING).out
    refused = briefing("send", *MORNING)
    assert (refused.code, "briefing resume" in refused.err) == (2, True)
    assert briefing("pause", *MORNING).code == 2
    assert "2 readers to come" in briefing("resume", *MORNING).out
    assert briefing("resume", *MORNING).code == 2
    assert briefing("send", *MORNING).code == 0
    assert len(mailbox.mails) == 2


def test_a_cancelled_edition_is_over(briefing: Briefing, mailbox: Mailbox, readers: None) -> None:
    assert briefing("cancel", *MORNING).code == 2
    briefing("approve", *MORNING)
    assert "nothing more of 2026-11-23 leaves" in briefing("cancel", *MORNING).out
    assert briefing("send", *MORNING).code == 2
    assert briefing("deliveries", "resolve", "--resend", *MORNING).code == 2
    assert briefing("status", "--json").json["deliveries"]["suppressed"] == 2
    assert mailbox.mails == []


def test_a_test_mail_goes_to_one_address_and_leaves_no_trace(
    briefing: Briefing, folder: Path, mailbox: Mailbox, readers: None
) -> None:
    said = briefing("send", "--to", "Moi@bureau.test", *MORNING)
    assert (said.code, "moi@bureau.test" in said.out.lower()) == (0, True)
    assert [mail.rcpt_tos[0].lower() for mail in mailbox.mails] == ["moi@bureau.test"]
    assert sum(briefing("status", "--json").json["deliveries"].values()) == 0
    assert briefing("editions", "--json").json["editions"][0]["state"] == "draft"
    assert briefing("send", "--to", "moi@bureau.test", "--day", "2026-11-20").code == 2


def test_a_rehearsal_tells_and_does_nothing(
    briefing: Briefing, mailbox: Mailbox, readers: None
) -> None:
    said = briefing("send", "--dry-run", *MORNING)
    assert (said.code, "2 messages of " in said.out, "Not signed" in said.out) == (0, True, True)
    assert briefing("send", "--dry-run", "--json", *MORNING).json["deliveries"] == 2
    assert mailbox.mails == []
    assert briefing("editions", "--json").json["editions"][0]["state"] == "draft"


def test_a_key_is_made_once_and_its_record_printed(briefing: Briefing, folder: Path) -> None:
    said = briefing("dkim", "keygen")
    assert (said.code, "was made" in said.out) == (0, True)
    assert 'brief._domainkey.brief.test. IN TXT "v=DKIM1; k=rsa; p=' in said.out
    again = briefing("dkim", "keygen", "--json").json
    assert again["made"] is False
    made = Dkim(enabled=True, domain="brief.test", key_file=folder / "dkim.pem")
    signer = signer_of(made)
    assert signer is not None
    assert (again["name"], again["txt"]) == dns_record(signer)


def test_signed_mail_says_so(
    briefing: Briefing, folder: Path, mailbox: Mailbox, readers: None
) -> None:
    edit(folder, "[[feeds]]", '[dkim]\nenabled = true\ndomain = "brief.test"\n\n[[feeds]]')
    assert "dkim keygen" in briefing("send", *MORNING).err
    assert briefing("editions", "--json").json["editions"][0]["state"] == "draft"
    briefing("dkim", "keygen", "--kind", "ed25519")
    assert "Signed with brief._domainkey.brief.test" in briefing("send", "--dry-run", *MORNING).out
    assert briefing("send", *MORNING).code == 0
    for mail in mailbox.mails:
        assert mail.original_content is not None
        assert mail.original_content.startswith(b"DKIM-Signature: v=1; a=ed25519-sha256;")
