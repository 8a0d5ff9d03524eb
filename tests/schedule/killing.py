"""`briefing run` killed at random: what it was at, and what came of it after a restart.

`python -m tests.schedule.killing 50` does that many kills, each in a new folder, and prints what
the process was at when it died.
"""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from briefing.demo.newspapers import newspapers
from briefing.demo.servers import web_server
from briefing.store import open_store

DAY = date(2026, 11, 23)
NOW = "2026-11-23 06:31"  # one look fetches, makes and sends
PATIENCE_S = 60
CONFIG = """\
[sender]
name = "Le Brief"
address = "bonjour@brief.test"
postal_address = "12 rue des Lilas, Paris"

[[newsletters]]
id = "matin"
name = "Le Brief du matin"

[transport]
kind = "files"

[web]
port = 0

[ingest]
allow_private_networks = true
"""
FEED = "[[feeds]]\nid = {id}\nurl = {url}\ntitle = {title}\nsection = {section}\n"


@dataclass(frozen=True, kw_only=True)
class Victim:
    """One installation in a folder of its own."""

    folder: Path
    readers: int
    seen: dict[str, bytes] = field(default_factory=dict)  # mails as they were at each kill

    def install(self, base: str, *, most: int = 10) -> None:
        papers = [paper for paper in newspapers() if paper.server == "normal"][:most]
        feeds = "".join(
            FEED.format(
                id=json.dumps(paper.id),
                url=json.dumps(f"{base}/{paper.id}/rss.xml"),
                title=json.dumps(paper.title, ensure_ascii=False),
                section=json.dumps(paper.section, ensure_ascii=False),
            )
            for paper in papers
        )
        (self.folder / "config.toml").write_text(CONFIG + feeds, encoding="utf-8")
        with open_store(self.folder / "briefing.db") as store:
            moment = datetime(2026, 11, 22, tzinfo=UTC)
            for n in range(self.readers):
                store.add_subscriber(f"r{n}@lecteur.test", "matin", proof="test", now=moment)

    @contextmanager
    def running(self) -> Iterator["subprocess.Popen[bytes]"]:
        """Run `briefing run` and kill it -9 at the end."""
        code = "from briefing.cli import main; main()"
        with (self.folder / "log").open("ab") as errors:
            process = subprocess.Popen(
                [sys.executable, "-c", code, "run", "--now", NOW],
                cwd=self.folder,
                stdout=subprocess.DEVNULL,
                stderr=errors,
                env=os.environ | {"PYTHONUNBUFFERED": "1"},
            )
        try:
            yield process
        finally:
            process.send_signal(signal.SIGKILL)
            process.wait()

    def kill_after(self, seconds: float) -> str:
        """Run it that long; return what it was at when it died."""
        with self.running():
            time.sleep(seconds)
        self._remember()
        return self.phase()

    def _remember(self) -> None:
        for path in self._mails():
            self.seen.setdefault(path.name, path.read_bytes())

    def kill_at(self, query: str) -> str:
        """Run it until the query finds something; return what it was at when it died."""
        deadline = time.monotonic() + PATIENCE_S
        with self.running():
            while not self._one(query) and time.monotonic() < deadline:
                time.sleep(0.005)
        self._remember()
        return self.phase()

    def finish(self) -> bool:
        """Run it until the edition is out; tell whether that came to be."""
        deadline = time.monotonic() + PATIENCE_S
        with self.running() as process:
            while time.monotonic() < deadline and process.poll() is None:
                if self._one("SELECT state FROM editions") == "sent":
                    return True
                time.sleep(0.05)
        return False

    def phase(self) -> str:
        state = self._one("SELECT state FROM editions")
        if state is not None:
            sent = self._one("SELECT COUNT(*) FROM deliveries WHERE state = 'sent'")
            return "sending" if state == "sending" and sent else str(state)
        return (
            "ingest" if not self._one("SELECT COUNT(*) FROM ticks") and self._fetched() else "start"
        )

    def _fetched(self) -> int:
        return int(str(self._one("SELECT COUNT(*) FROM feeds") or 0))

    def _one(self, statement: str) -> object:
        uri = f"file:{self.folder / 'briefing.db'}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True, timeout=10)) as connection:
            row = connection.execute(statement).fetchone()
        return None if row is None else row[0]

    def faults(self) -> list[str]:
        """Return what is not as it should be once the edition is out."""
        mails = {path.name: path.read_bytes() for path in self._mails()}
        found = [f"{name} changed" for name, was in self.seen.items() if mails.get(name) != was]
        if len(mails) != self.readers:
            found.append(f"{len(mails)} mails for {self.readers} readers")
        if len({_header(mail, b"To") for mail in mails.values()}) != self.readers:
            found.append("a reader has two mails, another none")
        if len({_header(mail, b"Date") for mail in mails.values()}) != 1:
            found.append("the mails are of two approvals")
        if self._one("SELECT COUNT(*) FROM editions") != 1:
            found.append("more than one edition")
        return found

    def _mails(self) -> list[Path]:
        return sorted((self.folder / "outbox").glob("[0-9]*.eml"))


def _header(message: bytes, name: bytes) -> bytes:
    start = message.index(b"\r\n" + name + b": ") + 2
    return message[start : message.index(b"\r\n", start)]


def main(rounds: int, *, readers: int = 400, longest_s: float = 4.0) -> int:
    """Kill that often, once in each new installation; print a line each and a table."""
    dice, died, faults = Random(7), Counter[str](), 0
    with web_server(DAY) as base:
        for n in range(rounds):
            with TemporaryDirectory() as folder:
                victim = Victim(folder=Path(folder), readers=readers)
                victim.install(base)
                seconds = dice.uniform(0.3, longest_s)
                at = victim.kill_after(seconds)
                told = victim.faults() if victim.finish() else ["never sent"]
                died[at] += 1
                faults += bool(told)
                sys.stdout.write(f"{n}: {seconds:.2f} s, {at}: {told or 'out, once'}\n")
                if told:
                    sys.stdout.write((victim.folder / "log").read_text(errors="replace"))
                sys.stdout.flush()
    sys.stdout.write(f"{json.dumps({'kills': rounds, 'died in': died, 'faults': faults})}\n")
    return faults


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 50))
