"""A sender that dies at a boundary, at each one in turn: before and after every commit, every
record of the journal and everything written to the server. Then it is started again."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from briefing import mailing, queue
from briefing.config import Settings, load_settings
from briefing.deliver.journal import Journal
from briefing.deliver.smtp import SmtpTransport
from briefing.deliver.wire import Wire
from briefing.mailing import send
from briefing.model import DeliveryState, EditionState
from briefing.render.message import Letter
from briefing.store import Store, open_store
from briefing.store.session import Session
from tests.builders import DAY, NOW, edition
from tests.cli.conftest import CONFIG
from tests.deliver.sink import Sink, sinking

READERS = 5
CONNECTIONS = 2


class Killed(KeyboardInterrupt):
    """Not caught anywhere, like the signal."""


class Life:
    """Ends at the boundary `at`; whatever is tried after it fails as well."""

    def __init__(self, at: int) -> None:
        self.at = at
        self.passed = 0

    @property
    def over(self) -> bool:
        return self.passed >= self.at

    def reach(self) -> None:
        self.passed += 1
        if self.over:
            raise Killed

    def before_and_after(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def guarded(*args: Any, **kwargs: Any) -> Any:
            self.reach()
            result = function(*args, **kwargs)
            self.reach()
            return result

        return guarded

    def commits(self, write: Callable[[Session], Any]) -> Callable[..., Any]:
        @contextmanager
        def guarded(session: Session) -> Iterator[None]:
            outermost = not session._connection.in_transaction
            with write(session):
                yield
                if outermost:
                    self.reach()
            if outermost:
                self.reach()

        return guarded


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a draft and its readers, to be copied."""
    folder = tmp_path_factory.mktemp("home")
    with open_store(folder / "briefing.db") as store:
        for n in range(READERS):
            store.add_subscriber(f"r{n}@lecteur.test", "matin", proof="form", now=NOW)
        store.save_edition(edition(), (), state=EditionState.DRAFT)
        store.key("message-id")
    return folder


def _settings(folder: Path, port: int) -> Settings:
    delivery = f"[delivery]\nconnections = {CONNECTIONS}\n"
    path = folder / "config.toml"
    path.write_text(f"{CONFIG}\n[smtp]\nport = {port}\n{delivery}", encoding="utf-8")
    return load_settings(path)


def _send(settings: Settings, store: Store) -> None:
    newsletter = settings.newsletters[0]
    transport = SmtpTransport(settings.smtp, settings.delivery)
    send(settings, store, newsletter, day=DAY, clock=lambda: NOW, transport=transport)


def _killed_send(settings: Settings, life: Life, boundary: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        if boundary == "commit":
            patch.setattr(Session, "write", life.commits(Session.write))
        if boundary == "journal":
            for name in ("flush", "_rewrite"):
                patch.setattr(Journal, name, life.before_and_after(getattr(Journal, name)))
        if boundary == "wire":
            patch.setattr(Wire, "flush", life.before_and_after(Wire.flush))
        with open_store(settings.database) as store, suppress(Killed):
            _send(settings, store)


def _check(settings: Settings, sink: Sink, *, at: str) -> None:
    with open_store(settings.database) as store:
        _send(settings, store)
        record = store.edition("matin", DAY)
        counts = store.ledger.counts()
        ambiguous = store.ledger.listed(DeliveryState.AMBIGUOUS, newsletter="matin")
    assert record is not None
    assert record.state == EditionState.SENT, at
    assert counts[DeliveryState.SENT] + counts[DeliveryState.AMBIGUOUS] == READERS, (at, counts)
    assert counts[DeliveryState.AMBIGUOUS] <= CONNECTIONS, (at, counts)
    assert all(count == 1 for count in sink.taken.values()), (at, sink.taken)
    unsure = {one.delivery.subscriber.email for one in ambiguous}
    assert {f"r{n}@lecteur.test" for n in range(READERS)} == {*sink.taken} | unsure, at


@pytest.mark.parametrize("boundary", ["commit", "journal", "wire"])
def test_killed_at_any_boundary_each_reader_gets_it_once(
    boundary: str, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "BATCH", 2)  # so that five readers take several commits
    letters: list[Letter] = []  # rendered once: it is the same each time

    def letter(*args: Any, render: Any = mailing.edition_letter, **kwargs: Any) -> Letter:
        if not letters:
            letters.append(render(*args, **kwargs))
        return letters[0]

    monkeypatch.setattr(mailing, "edition_letter", letter)
    at, over = 0, True
    with sinking() as sink:
        while over:
            at += 1
            folder = tmp_path / str(at)
            shutil.copytree(home, folder)
            sink.taken.clear()
            settings = _settings(folder, sink.port)
            life = Life(at)
            _killed_send(settings, life, boundary)
            _check(settings, sink, at=f"{boundary} {at}")
            over = life.over
    assert at > READERS
