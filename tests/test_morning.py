"""One morning from end to end: real HTTP, real SQLite, a real SMTP conversation."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.client import HTTPConnection
from pathlib import Path

import pytest
from rich.console import Console

from briefing.config import Settings, load_settings
from briefing.demo.newspapers import edition_day, morning
from briefing.demo.run import run_demo
from briefing.model import DeliveryState, EditionState, RatesBlock, StoryBlock, TextBlock
from briefing.store import Store, open_store
from briefing.web.app import build_app
from briefing.web.server import Server

NOW = morning(edition_day(datetime.fromisoformat("2026-11-23T04:00:00+00:00")))


@dataclass(frozen=True, kw_only=True)
class Morning:
    """What one run of the demo left behind."""

    folder: Path
    code: int
    said: str

    @property
    def settings(self) -> Settings:
        return load_settings(self.folder / "config.toml")

    @property
    def mail(self) -> list[EmailMessage]:
        found = []
        for path in sorted((self.folder / "mail").glob("*.eml")):
            message = message_from_bytes(path.read_bytes(), policy=policy.default)
            assert isinstance(message, EmailMessage)
            found.append(message)
        return found


def run(folder: Path, now: datetime = NOW) -> Morning:
    console = Console(record=True, width=120, quiet=True)
    code = run_demo(folder, now=now, console=console)
    return Morning(folder=folder, code=code, said=console.export_text())


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Morning:
    return run(tmp_path_factory.mktemp("morning"))


@pytest.fixture
def store(first: Morning) -> Iterator[Store]:
    with open_store(first.settings.database) as opened:
        yield opened


def test_each_reader_gets_the_edition(first: Morning) -> None:
    assert first.code == 0
    to = {message["To"] for message in first.mail}
    assert len(first.mail) == len(to) == 3
    assert len({message["Message-ID"] for message in first.mail}) == 3
    assert {message["Subject"] for message in first.mail} == {first.mail[0]["Subject"]}


def test_a_broken_and_a_slow_newspaper_harm_no_other(first: Morning, store: Store) -> None:
    outcomes = {id: state.last_outcome for id, state in store.feed_states().items()}
    assert list(outcomes.values()).count("failed") == 2
    assert len(outcomes) >= 10


def test_the_edition_holds_its_sections_in_their_order(first: Morning, store: Store) -> None:
    (record,) = store.editions()
    assert record.state == EditionState.SENT
    assert record.edition is not None
    kinds = [section.kind for section in record.edition.sections]
    configured = [section.kind for section in first.settings.newsletters[0].sections]
    assert kinds == [kind for kind in configured if kind in kinds]
    assert {"need_to_know", "watch", "number", "quote", "discoveries"} <= set(kinds)
    assert 4 <= len(record.edition.sections[0].blocks) <= 6


def test_every_line_of_the_edition_names_its_outlet(first: Morning, store: Store) -> None:
    outlets = {feed.title for feed in first.settings.all_feeds}
    (record,) = store.editions()
    assert record.edition is not None
    blocks = [block for section in record.edition.sections for block in section.blocks]
    printed = [block for block in blocks if not isinstance(block, RatesBlock | TextBlock)]
    assert len(printed) >= 10
    for block in printed:
        lines = (block.lead, *block.sentences) if isinstance(block, StoryBlock) else (block,)
        assert {line.source for line in lines} <= outlets
        assert all(line.url.startswith("http://127.0.0.1") for line in lines)


def test_the_mail_has_both_parts_and_is_small(first: Morning) -> None:
    message = first.mail[0]
    html, text = message.get_body(("html",)), message.get_body(("plain",))
    assert html is not None
    assert text is not None
    assert len(html.get_content().encode()) <= 80_000
    assert "Le Brief du matin" in html.get_content()
    assert "VOICI CE QU’IL FAUT SAVOIR" in text.get_content()


def test_a_second_and_a_third_run_send_nothing(first: Morning) -> None:
    before = [message["Message-ID"] for message in first.mail]
    for _ in range(2):
        again = run(first.folder)
        assert again.code == 0
        assert [message["Message-ID"] for message in again.mail] == before


def test_leaving_takes_a_get_that_changes_nothing_and_a_post(first: Morning) -> None:
    text = first.mail[0].get_body(("plain",))
    assert text is not None
    found = re.search(r"/unsubscribe/[\w-]+", text.get_content())
    assert found is not None
    path = found[0]
    settings = first.settings

    def active() -> int:
        with open_store(settings.database) as store:
            return len(list(store.subscribers("matin")))

    with Server(build_app(settings, lambda: open_store(settings.database)), port=0) as server:
        connection = HTTPConnection("127.0.0.1", server.port, timeout=10)
        before = active()
        connection.request("GET", path)
        page = connection.getresponse()
        assert (page.status, b"<button" in page.read()) == (200, True)
        assert active() == before
        connection.request("POST", path, body=b"List-Unsubscribe=One-Click")
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200
        assert active() == before - 1
        connection.request("GET", f"/matin/{NOW.date()}")
        edition = connection.getresponse()
        assert edition.status == 200
        assert "il faut savoir" in edition.read().decode()
        connection.close()


def test_the_next_morning_tells_only_what_is_new(tmp_path: Path) -> None:
    run(tmp_path)
    run(tmp_path, now=NOW + timedelta(days=1))
    with open_store(tmp_path / "briefing.db") as store:
        records = store.editions()
        assert [record.state for record in records] == [EditionState.SENT, EditionState.SENT]
        assert store.ledger.counts()[DeliveryState.SENT] == 6
        second, first = (record.edition for record in records)
    assert first is not None
    assert second is not None
    assert (first.number, second.number) == (1, 2)
    leads = [
        {
            block.lead.text
            for section in made.sections
            for block in section.blocks
            if block.kind == "story"
        }
        for made in (first, second)
    ]
    assert not leads[0] & leads[1]


def test_on_a_weekend_the_demo_makes_mondays(tmp_path: Path) -> None:
    saturday = datetime.fromisoformat("2026-11-21T10:00:00+00:00")
    assert edition_day(saturday).isoformat() == "2026-11-23"
    assert run(tmp_path, now=saturday).code == 0
