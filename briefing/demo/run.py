"""One morning in full: fictional newspapers → an edition → three mailboxes on this machine."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from rich.console import Console

from briefing.almanac import refresh
from briefing.config import Newsletter, Settings, load_settings
from briefing.deliver.smtp import SmtpTransport
from briefing.demo import report
from briefing.demo.newspapers import edition_day, morning, newspapers
from briefing.demo.rates import PATH as RATES
from briefing.demo.servers import BROKEN, SLOW, mail_server, web_server
from briefing.ingest.fetch import HttpFetcher
from briefing.model import Edition
from briefing.pipeline import ingest, make, send
from briefing.render.context import frame_of
from briefing.render.edition import render
from briefing.render.folders import templates_of
from briefing.render.slots import as_preview
from briefing.store import Store, open_store

READERS = ("lea.martin@lecteurs.example", "karim@lecteurs.example", "odile.dupre@lecteurs.example")
PROOF = "demo: a fictional reader"

CONFIG = """\
# Written anew by each `briefing demo`: the newspapers are fictional and live on this machine.
database = "briefing.db"
public_url = "http://127.0.0.1:8080"
operator = "operateur@brief.example"

[sender]
name = "Le Brief du matin"
address = "bonjour@brief.example"
reply_to = "redaction@brief.example"
postal_address = "12 rue des Lilas, 75019 Paris"

[[newsletters]]
id = "matin"
name = "Le Brief du matin"
language = "fr"

[newsletters.schedule]
timezone = "Europe/Paris"
send_at = "06:30"

[smtp]
host = "127.0.0.1"
port = {smtp_port}

[ingest]
contact = "https://brief.example/robot"
timeout = "3s"
allow_private_networks = true

[markets]
rates = {rates}
"""

FEED = """
[[feeds]]
id = {id}
url = {url}
title = {title}
section = {section}
weight = {weight}
odd = {odd}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """Where the demo leaves what it made."""

    folder: Path

    @property
    def config(self) -> Path:
        return self.folder / "config.toml"

    @property
    def port(self) -> Path:
        return self.folder / "port"

    @property
    def html(self) -> Path:
        return self.folder / "edition.html"

    @property
    def text(self) -> Path:
        return self.folder / "edition.txt"

    @property
    def mail(self) -> Path:
        return self.folder / "mail"


def run_demo(
    folder: Path,
    *,
    now: datetime,
    console: Console,
    serve: Callable[[], None] | None = None,
) -> int:
    """Make and send the next weekday's edition as if it were 06:30 in Paris; return the exit code.

    Everything lies in `folder`. Run again on the same day, nothing is made or sent twice.
    `serve` is called at the end, while the newspapers still answer.
    """
    day, moment = edition_day(now), morning(edition_day(now))
    files = Files(folder=folder)
    folder.mkdir(parents=True, exist_ok=True)
    with web_server(day, port=_port(files.port)) as base, mail_server(files.mail) as smtp_port:
        files.port.write_text(base.rpartition(":")[2], encoding="utf-8")
        files.config.write_text(config_text(base, smtp_port=smtp_port), encoding="utf-8")
        settings = load_settings(files.config)
        with open_store(settings.database) as store:
            code = _one_morning(settings, store, files, moment=moment, console=console)
        if serve is not None:
            serve()
    return code


def _one_morning(
    settings: Settings, store: Store, files: Files, *, moment: datetime, console: Console
) -> int:
    newsletter, day = settings.newsletters[0], moment.date()
    report.opening(console, day)
    for email in READERS:
        store.add_subscriber(email, newsletter.id, proof=PROOF, now=moment)
    fetcher = HttpFetcher(settings.ingest)
    # Forced: a second run comes at the same make-believe instant, when no feed is due.
    feeds = ingest(settings, store, fetcher, now=moment, force=True)
    refresh(settings, store, fetcher, now=moment, force=True)
    report.feeds(console, feeds)
    made = make(settings, store, newsletter, day=day, now=moment)
    report.edition(console, made)
    if made.record.edition is None:
        return 1
    transport = SmtpTransport(settings.smtp, settings.delivery)
    sent = send(settings, store, newsletter, day=day, clock=lambda: moment, transport=transport)
    _write_views(settings, newsletter, made.record.edition, files)
    report.sent(console, sent)
    report.places(console, html=files.html, text=files.text, mail=files.mail)
    return 0 if not store.ledger.unfinished(made.record.id) else 1


def _write_views(
    settings: Settings, newsletter: Newsletter, edition: Edition, files: Files
) -> None:
    rendered = render(edition, frame_of(settings, newsletter), templates_of(settings))
    files.html.write_text(as_preview(rendered.html), encoding="utf-8")
    files.text.write_text(as_preview(rendered.text), encoding="utf-8")


def config_text(base: str, *, smtp_port: int) -> str:
    """Return the demo's config.toml: every newspaper, a broken feed and a slow one."""
    feeds = [
        FEED.format(
            id=json.dumps(paper.id),
            url=json.dumps(f"{base}/{paper.id}/rss.xml"),
            title=json.dumps(paper.title, ensure_ascii=False),
            section=json.dumps(paper.section, ensure_ascii=False),
            weight=paper.weight,
            odd=json.dumps(paper.odd),
        )
        for paper in sorted(newspapers(), key=lambda paper: -paper.weight)
    ]
    for id, title in ((BROKEN, "Radio Chenal"), (SLOW, "La Tortue libérée")):
        feeds.append(
            FEED.format(
                id=json.dumps(id),
                url=json.dumps(f"{base}/{id}/rss.xml"),
                title=json.dumps(title, ensure_ascii=False),
                section='"une"',
                weight=0.5,
                odd="false",
            )
        )
    rates = json.dumps(f"{base}{RATES}")
    return CONFIG.format(smtp_port=smtp_port, rates=rates) + "".join(feeds)


def _port(file: Path) -> int:
    """Return the port of the last run, so that feed addresses stay; 0 when there was none."""
    text = file.read_text(encoding="utf-8").strip() if file.exists() else ""
    return int(text) if text.isdecimal() and int(text) < 65536 else 0
