"""What leaves and what stays when a send is refused, stopped, or has nobody to go to."""

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from pathlib import Path
from time import sleep

import pytest

from briefing.config import Settings, load_settings
from briefing.deliver import transport_for, verp
from briefing.deliver.files import FilesTransport
from briefing.deliver.journal import Journal
from briefing.deliver.transport import Envelope, Receipt
from briefing.errors import DeliveryError, InputError, NotFound, TemplateError
from briefing.model import DeliveryState, EditionState
from briefing.pipeline import send
from briefing.reports import SendReport
from briefing.store import Store, open_store
from tests.builders import DAY, NOW, edition
from tests.cli.conftest import CONFIG


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    path = tmp_path / "config.toml"
    path.write_text(CONFIG + "\n[smtp]\nport = 9\n", encoding="utf-8")
    return load_settings(path)


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    with open_store(settings.database) as opened:
        opened.save_edition(edition(), (), state=EditionState.DRAFT)
        yield opened


def join(store: Store, *names: str) -> None:
    for name in names:
        store.add_subscriber(f"{name}@lecteur.test", "matin", proof="form", now=NOW)


def send_files(
    settings: Settings, store: Store, folder: Path, *, most: int = 1000, later: int = 0
) -> SendReport:
    """Send into a folder; ask to stop after `most` messages."""
    written: list[object] = []
    return send(
        settings,
        store,
        settings.newsletters[0],
        day=DAY,
        clock=lambda: NOW + timedelta(minutes=later),
        transport=FilesTransport(folder),
        stopped=lambda: len(written) >= most,
        on_delivery=written.append,
    )


def state(store: Store) -> EditionState:
    record = store.edition("matin", DAY)
    assert record is not None
    return record.state


def test_a_server_that_is_down_freezes_nothing(settings: Settings, store: Store) -> None:
    join(store, "a")
    with pytest.raises(DeliveryError):
        send(
            settings,
            store,
            settings.newsletters[0],
            day=DAY,
            clock=lambda: NOW,
            transport=transport_for(settings),
        )
    assert state(store) == EditionState.DRAFT
    assert sum(store.ledger.counts().values()) == 0


def test_a_broken_template_freezes_nothing(
    settings: Settings, store: Store, tmp_path: Path
) -> None:
    join(store, "a")
    broken = settings.templates / "email" / "edition.txt"
    broken.parent.mkdir(parents=True)
    broken.write_text("{{ nobody.knows }}", encoding="utf-8")
    with pytest.raises(TemplateError):
        send_files(settings, store, tmp_path / "out")
    assert state(store) == EditionState.DRAFT


def test_an_edition_without_a_reader_is_sent_without_a_server(
    settings: Settings, store: Store
) -> None:
    report = send(
        settings,
        store,
        settings.newsletters[0],
        day=DAY,
        clock=lambda: NOW,
        transport=transport_for(settings),
    )
    assert (report.sent_now, state(store)) == (0, EditionState.SENT)


def test_a_stop_finishes_what_is_under_way_and_the_next_send_goes_on(
    settings: Settings, store: Store, tmp_path: Path
) -> None:
    join(store, "a", "b", "c")
    first = send_files(settings, store, tmp_path / "out", most=1)
    assert (first.sent_now, state(store)) == (1, EditionState.SENDING)
    assert first.counts[DeliveryState.QUEUED] == 2
    early = {path.name: path.read_bytes() for path in (tmp_path / "out").glob("*.eml")}
    second = send_files(settings, store, tmp_path / "out", later=7)
    assert (second.sent_now, state(store)) == (2, EditionState.SENT)
    late = {path.name: path.read_bytes() for path in (tmp_path / "out").glob("*.eml")}
    assert len(late) == 3
    assert early.items() <= late.items(), "what was sent is not touched again"
    dates = {line for mail in late.values() for line in mail.split(b"\r\n") if line[:5] == b"Date:"}
    assert len(dates) == 1, "that of its first message, however late another leaves"
    assert send_files(settings, store, tmp_path / "out").sent_now == 0


class Dying:
    """A transport that takes envelopes and dies before it says what became of the last one."""

    lost_in_flight = DeliveryState.AMBIGUOUS

    def deliver(
        self, envelopes: Iterable[Envelope], *, journal: Journal | None = None, **asked: object
    ) -> Iterator[Receipt]:
        assert journal is not None
        for count, envelope in enumerate(envelopes):
            journal.begun(envelope.delivery_id)
            if count == 1:
                raise KeyboardInterrupt
            receipt = Receipt(delivery_id=envelope.delivery_id, state=DeliveryState.SENT)
            journal.answered(receipt)
            journal.flush()
            yield receipt


def test_what_was_in_flight_at_a_crash_is_ambiguous_and_not_sent_again(
    settings: Settings, store: Store, tmp_path: Path
) -> None:
    join(store, "a", "b", "c")
    letter = settings.newsletters[0]
    with pytest.raises(KeyboardInterrupt):
        send(settings, store, letter, day=DAY, clock=lambda: NOW, transport=Dying())
    assert store.ledger.counts()[DeliveryState.IN_FLIGHT] == 1
    send(settings, store, letter, day=DAY, clock=lambda: NOW, transport=Dying())  # one is left
    counts = store.ledger.counts()
    assert counts[DeliveryState.AMBIGUOUS] == 1
    assert counts[DeliveryState.SENT] == 2


def test_whoever_joins_after_the_approval_waits_for_the_next_edition(
    settings: Settings, store: Store, tmp_path: Path
) -> None:
    join(store, "a", "b")
    send_files(settings, store, tmp_path / "out", most=1)
    join(store, "late")
    assert send_files(settings, store, tmp_path / "out").counts[DeliveryState.SENT] == 2


def test_what_may_not_leave_says_what_to_do(
    settings: Settings, store: Store, tmp_path: Path
) -> None:
    record = store.edition("matin", DAY)
    assert record is not None
    store.set_state(record, EditionState.HELD, now=NOW, reason="short")
    with pytest.raises(InputError, match="held") as held:
        send_files(settings, store, tmp_path)
    assert "briefing approve" in held.value.hint
    with pytest.raises(NotFound) as missing:
        send(
            settings,
            store,
            settings.newsletters[0],
            day=DAY + timedelta(days=1),
            clock=lambda: NOW,
            transport=FilesTransport(tmp_path),
        )
    assert "briefing make" in missing.value.hint


# --- on the way


def readers_of(folder: Path) -> set[str]:
    found = set()
    for path in folder.glob("*.eml"):
        (line,) = (one for one in path.read_text("ascii").splitlines() if one.startswith("To: "))
        found.add(line[5:].partition("@")[0])
    return found


def send_and(settings: Settings, store: Store, folder: Path, act: Callable[[Store], None]) -> None:
    """Send; after the first message somebody else does something to the database."""
    done: list[object] = []

    def once(delivery: object) -> None:
        done.append(delivery)
        if len(done) == 1:
            with open_store(settings.database) as other:
                act(other)
            sleep(0.03)

    send(
        settings,
        store,
        settings.newsletters[0],
        day=DAY,
        clock=lambda: NOW,
        transport=FilesTransport(folder),
        on_delivery=once,
    )


def test_who_leaves_in_the_middle_of_a_send_is_not_written_to(
    settings: Settings, store: Store, tmp_path: Path
) -> None:
    join(store, "a", "b", "c")

    def leave(other: Store) -> None:
        reader = other.subscriber_by_email("c@lecteur.test")
        assert reader is not None
        other.unsubscribe(reader.id, "matin", now=NOW)

    send_and(settings, store, tmp_path / "out", leave)
    assert readers_of(tmp_path / "out") == {"a", "b"}
    assert (store.ledger.counts()[DeliveryState.SUPPRESSED], state(store)) == (1, EditionState.SENT)


@pytest.mark.parametrize(
    ("to", "left"),
    [
        (EditionState.PAUSED, DeliveryState.QUEUED),
        (EditionState.CANCELLED, DeliveryState.SUPPRESSED),
    ],
)
def test_an_edition_paused_or_cancelled_in_the_middle_stops_there(
    settings: Settings, store: Store, tmp_path: Path, to: EditionState, left: DeliveryState
) -> None:
    join(store, "a", "b", "c")

    def stop(other: Store) -> None:
        record = other.edition("matin", DAY)
        assert record is not None
        other.set_state(record, to, now=NOW)

    send_and(settings, store, tmp_path / "out", stop)
    assert (readers_of(tmp_path / "out"), state(store)) == ({"a"}, to)
    counts = store.ledger.counts()
    assert (counts[DeliveryState.SENT], counts[left]) == (1, 2)


class Refusing:
    """A transport that is told 550 each time."""

    lost_in_flight = DeliveryState.AMBIGUOUS

    def deliver(
        self, envelopes: Iterable[Envelope], *, journal: Journal | None = None, **asked: object
    ) -> Iterator[Receipt]:
        for envelope in envelopes:
            yield Receipt(
                delivery_id=envelope.delivery_id, state=DeliveryState.FAILED, response="550 no"
            )


def test_too_many_refusals_pause_the_edition_and_say_so(settings: Settings, store: Store) -> None:
    join(store, *(f"r{n}" for n in range(70)))
    with pytest.raises(DeliveryError, match="50 messages 50 were refused") as caught:
        send(
            settings,
            store,
            settings.newsletters[0],
            day=DAY,
            clock=lambda: NOW,
            transport=Refusing(),
        )
    assert "briefing resume" in caught.value.hint
    counts = store.ledger.counts()
    assert (state(store), counts[DeliveryState.FAILED]) == (EditionState.PAUSED, 50)
    assert counts[DeliveryState.QUEUED] == 20


class Looking:
    """A transport that keeps envelopes."""

    lost_in_flight = DeliveryState.AMBIGUOUS

    def __init__(self) -> None:
        self.envelopes: list[Envelope] = []

    def deliver(
        self, envelopes: Iterable[Envelope], *, journal: Journal | None = None, **asked: object
    ) -> Iterator[Receipt]:
        for envelope in envelopes:
            self.envelopes.append(envelope)
            yield Receipt(delivery_id=envelope.delivery_id, state=DeliveryState.SENT)


def test_each_message_has_its_own_return_path_and_a_way_to_leave_by_mail(
    settings: Settings, store: Store
) -> None:
    join(store, "a", "b")
    options = settings.delivery.model_copy(update={"return_path": "retours@brief.test"})
    settings = settings.model_copy(update={"delivery": options})
    looking = Looking()
    send(
        settings,
        store,
        settings.newsletters[0],
        day=DAY,
        clock=lambda: NOW,
        transport=looking,
    )
    key = store.key(verp.KEY)
    for envelope in looking.envelopes:
        assert verp.delivery_of(envelope.sender, key) == envelope.delivery_id
        assert b"<mailto:retours@brief.test?subject=unsubscribe%20matin_" in envelope.message
        assert b"Date: Mon, 23 Nov 2026 05:45:00 +0100" in envelope.message
    assert len({envelope.sender for envelope in looking.envelopes}) == 2
