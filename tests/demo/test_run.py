"""The whole demo, twice, on loopback."""

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path
from urllib.request import urlopen

import pytest
from rich.console import Console

from briefing.config import load_settings
from briefing.demo.run import READERS, config_text, run_demo

MONDAY_NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)


def run(folder: Path, *, serve: Callable[[], None] | None = None) -> str:
    console = Console(file=io.StringIO(), width=200)
    assert run_demo(folder, now=MONDAY_NOON, console=console, serve=serve) == 0
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_the_config_of_the_demo_is_valid(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(config_text("http://127.0.0.1:8000", smtp_port=2525), encoding="utf-8")
    settings = load_settings(path)
    assert len(settings.feeds) == 12
    assert settings.ingest.allow_private_networks
    assert settings.smtp.port == 2525


@dataclass(frozen=True)
class Twice:
    folder: Path
    first: str
    second: str
    served: tuple[int, ...]  # statuses of an article's page while `serve` ran


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Twice:
    folder = tmp_path_factory.mktemp("demo")
    served: list[int] = []
    first = run(folder)
    second = run(folder, serve=lambda: served.append(status_of_an_article(folder)))
    return Twice(folder=folder, first=first, second=second, served=tuple(served))


def status_of_an_article(folder: Path) -> int:
    text = (folder / "edition.txt").read_text(encoding="utf-8")
    address = re.search(r"http://127\.0\.0\.1:\d+/\w+/economie/\S+", text)
    assert address is not None
    with urlopen(address[0]) as response:
        status: int = response.status
    return status


def test_a_morning_reaches_every_mailbox_once(twice: Twice) -> None:
    mails = [
        message_from_bytes(path.read_bytes(), policy=policy.default)
        for path in sorted((twice.folder / "mail").glob("*.eml"))
    ]
    assert sorted(str(mail["To"]) for mail in mails) == sorted(READERS)
    assert "Sent to 3 mailboxes" in twice.first
    assert "Sent nothing now: 3 mailboxes have it already" in twice.second


def test_the_second_time_nothing_is_new(twice: Twice) -> None:
    assert "12 feeds: 157 new items" in twice.first
    assert "12 feeds: 0 new items, 0 revised" in twice.second
    assert twice.second.count("unchanged") == 10
    assert "was there already" in twice.second


def test_two_feeds_fail_and_harm_no_other(twice: Twice) -> None:
    assert twice.first.count("fetched") == 10
    assert "HTTP 500" in twice.first
    assert "no answer in time" in twice.first


def test_the_edition_lies_there_to_be_looked_at(twice: Twice) -> None:
    html = (twice.folder / "edition.html").read_text(encoding="utf-8")
    text = (twice.folder / "edition.txt").read_text(encoding="utf-8").replace("\xa0", " ")
    assert "Le Brief du matin" in html
    assert "Lundi 23 novembre 2026" in text
    assert "ce lundi" in text


def test_the_edition_carries_the_rates_of_the_last_fixing(twice: Twice) -> None:
    text = (twice.folder / "edition.txt").read_text(encoding="utf-8").replace("\xa0", " ")
    assert "LES MARCHÉS" in text
    assert "Taux de référence du vendredi 20 novembre 2026" in text


def test_the_report_says_what_leads_and_why(twice: Twice) -> None:
    assert "What leads:" in twice.first
    assert "coverage 0.30 ×" in twice.first
    assert "independent sources" in twice.first


def test_serving_happens_while_the_newspapers_still_answer(twice: Twice) -> None:
    assert twice.served == (200,)
