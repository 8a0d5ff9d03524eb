import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from briefing.config.settings import DeliverySettings, Smtp
from briefing.deliver import pace
from briefing.deliver.journal import Journal
from briefing.deliver.smtp import SmtpTransport
from briefing.deliver.transport import Envelope, Receipt
from briefing.deliver.wire import Wire
from briefing.errors import DeliveryError, StoreError
from briefing.model import DeliveryState
from tests.deliver.receiving import Mailbox, listening
from tests.deliver.scripted import DROP, SILENT, ScriptedServer, scripted
from tests.deliver.sink import sinking

SENT, DEFERRED, FAILED, AMBIGUOUS, QUEUED = (
    DeliveryState.SENT,
    DeliveryState.DEFERRED,
    DeliveryState.FAILED,
    DeliveryState.AMBIGUOUS,
    DeliveryState.QUEUED,
)
PIPELINING = {"EHLO": "250-test\r\n250-PIPELINING\r\n250 SIZE 100000"}
CLOSED = "the server closed the connection"
MESSAGE = b"Subject: Le brief\r\n\r\nBonjour\r\n.\r\n..fin\r\n"


def envelope(
    id: int = 1, *, recipient: str = "", message: bytes = MESSAGE, **changes: Any
) -> Envelope:
    values: dict[str, Any] = {"sender": "brief@a.example", "parts": (message,)}
    return Envelope(
        delivery_id=id, recipient=recipient or f"reader{id}@b.example", **(values | changes)
    )


def transport(port: int, *, timeout_s: float = 5, **options: Any) -> SmtpTransport:
    smtp = Smtp(host="127.0.0.1", port=port, timeout=timedelta(seconds=timeout_s))
    return SmtpTransport(smtp, DeliverySettings(**({"connections": 1} | options)))


def states(receipts: list[Receipt]) -> list[tuple[int, DeliveryState]]:
    return sorted((one.delivery_id, one.state) for one in receipts)


def deliver(
    server: ScriptedServer, *envelopes: Envelope, **options: Any
) -> tuple[list[Receipt], DeliveryError | None]:
    """Deliver and return every receipt, and the error that ended it."""
    receipts: list[Receipt] = []
    try:
        for receipt in transport(server.port, **options).deliver(envelopes):
            receipts.append(receipt)
    except DeliveryError as error:
        return receipts, error
    return receipts, None


# --- a real server


@pytest.fixture
def mailbox() -> Iterator[tuple[Mailbox, int]]:
    box = Mailbox()
    with listening(box) as port:
        yield box, port


def test_every_reader_gets_the_very_message_once(mailbox: tuple[Mailbox, int]) -> None:
    box, port = mailbox
    receipts = list(transport(port, connections=4).deliver(map(envelope, range(1, 41))))
    assert states(receipts) == [(id, SENT) for id in range(1, 41)]
    assert sorted(one.rcpt_tos[0] for one in box.mails) == sorted(
        f"reader{id}@b.example" for id in range(1, 41)
    )
    assert {one.mail_from for one in box.mails} == {"brief@a.example"}
    assert {one.original_content for one in box.mails} == {MESSAGE}
    assert 1 <= len(box.peers) <= 4  # connections are used again


def test_the_rate_is_kept(mailbox: tuple[Mailbox, int]) -> None:
    begin = time.monotonic()
    list(transport(mailbox[1], connections=4, rate=20).deliver(map(envelope, range(1, 6))))
    assert time.monotonic() - begin >= 4 / 20


def test_a_domain_has_its_own_rate(mailbox: tuple[Mailbox, int]) -> None:
    def to(domain: str, *ids: int) -> list[Envelope]:
        return [envelope(id, recipient=f"r{id}@{domain}") for id in ids]

    begin = time.monotonic()
    envelopes = to("petit.example", 1, 2) + to("gros.example", 3, 4, 5) + to("b.example", 6)
    receipts = list(transport(mailbox[1], connections=4, per_domain=10).deliver(envelopes))
    assert time.monotonic() - begin >= 3 / 10  # one wait for the first domain, two for the second
    assert states(receipts) == [(id, SENT) for id in range(1, 7)]


def test_many_idle_connections_wait_with_one_clock() -> None:
    options = DeliverySettings(connections=8, rate=40)
    with sinking(delay_s=0.15) as sink:  # all eight are opened, and idle again and again
        slow = SmtpTransport(Smtp(host="127.0.0.1", port=sink.port), options)
        message = b"Message-ID: <1@a.example>\r\n\r\nx\r\n"
        envelopes = [envelope(id, message=b"A: b\r\n" + message) for id in range(1, 41)]
        receipts = list(slow.deliver(envelopes))
    assert states(receipts) == [(id, SENT) for id in range(1, 41)]


def test_nothing_to_send_is_no_mail(mailbox: tuple[Mailbox, int]) -> None:
    assert list(transport(mailbox[1]).deliver([])) == []
    assert mailbox[0].mails == []


def test_a_reader_who_stops_early_leaves_no_connection_open() -> None:
    with scripted() as server:
        receipts = transport(server.port, rate=5).deliver(map(envelope, range(1, 9)))
        next(receipts)
        receipts.close()  # type: ignore[attr-defined]
        assert len(server.messages) == 1
    assert threading.active_count() < 20


def test_stopping_in_the_middle_of_a_message_never_completes_it() -> None:
    with scripted({}, {"BODY": SILENT}) as server:
        receipts = transport(server.port, connections=2).deliver(map(envelope, range(1, 5)))
        next(receipts)
        receipts.close()  # type: ignore[attr-defined]
        assert "QUIT" not in b"".join(server.messages).decode()


@pytest.mark.parametrize("message", [b".\r\n.\r\nx", b"a\n.\nb\r.\rc", b"", b"x\r\n.\r\n"])
def test_no_message_ends_before_its_end(mailbox: tuple[Mailbox, int], message: bytes) -> None:
    box, port = mailbox
    receipts = list(transport(port).deliver([envelope(message=message), envelope(2)]))
    assert states(receipts) == [(1, SENT), (2, SENT)]
    got = box.mails[0].original_content
    assert got is not None
    assert got.split() == message.split()
    assert got.count(b"\n") == got.count(b"\r\n") == got.count(b"\r")


def test_a_message_of_more_parts_and_bytes_than_leave_at_once_leaves_whole() -> None:
    message = (b"y" * 99_998 + b"\r\n") * 30
    parts = tuple(message[start : start + 2000] for start in range(0, len(message), 2000))
    with scripted(PIPELINING) as server:
        receipts, _ = deliver(server, *(envelope(n, parts=parts, ready=True) for n in range(1, 4)))
        assert states(receipts) == [(1, SENT), (2, SENT), (3, SENT)]
        assert server.messages == [message] * 3


# --- what the server answers


@pytest.mark.parametrize(
    ("script", "state", "response"),
    [
        ({"RCPT": "550 5.1.1 <reader1@b.example> unknown"}, FAILED, "550 5.1.1 <…> unknown"),
        ({"RCPT": "450 4.2.1 reader1 over quota"}, DEFERRED, "450 4.2.1 <…> over quota"),
        ({"MAIL": "452 4.3.1 disk full"}, DEFERRED, "452 4.3.1 disk full"),
        ({"MAIL": "552 5.3.4 too big"}, FAILED, "552 5.3.4 too big"),
        ({"DATA": "451 later"}, DEFERRED, "451 later"),
        ({"DATA": "554 no"}, FAILED, "554 no"),
        ({"BODY": "451-try\r\n451 later"}, DEFERRED, "451 try later"),
        ({"BODY": "554 5.7.1 spam"}, FAILED, "554 5.7.1 spam"),
        ({"BODY": "421 closing"}, DEFERRED, "421 closing"),
        ({"MAIL": "421 too many"}, DEFERRED, "421 too many"),
        ({"RCPT": "421 too many"}, DEFERRED, "421 too many"),
        ({"MAIL": DROP}, DEFERRED, "the server closed the connection"),
        ({"RCPT": DROP}, DEFERRED, "the server closed the connection"),
        ({"DATA": DROP}, DEFERRED, "the server closed the connection"),
        ({"BODY": DROP}, AMBIGUOUS, "sent, but the server closed the connection"),
        ({"BODY": SILENT}, AMBIGUOUS, "sent, but no answer within 0.3 s"),
        ({"RCPT": SILENT}, DEFERRED, "no answer within 0.3 s"),
        ({"RCPT": "what?"}, DEFERRED, "the answer of the server is not SMTP"),
        ({"RCPT": "250-" + "x" * 70000}, DEFERRED, "the answer of the server is not SMTP"),
        ({"RCPT": "250-x\r\n" * 120}, DEFERRED, "the answer of the server is not SMTP"),
        ({"BODY": "what?"}, AMBIGUOUS, "sent, but the answer of the server is not SMTP"),
    ],
)
@pytest.mark.parametrize("hello", [{}, PIPELINING], ids=["", "pipelining"])
def test_an_answer_says_what_became_of_the_message(
    script: dict[str, str], state: DeliveryState, response: str, hello: dict[str, str]
) -> None:
    with scripted(hello | script) as server:
        receipts, error = deliver(server, envelope(), timeout_s=0.3)
    assert error is None
    # A server that hangs up with commands unread resets the connection.
    found = [
        (one.state, one.response.replace("the connection was lost", CLOSED)) for one in receipts
    ]
    assert found == [(state, response)]


def test_hanging_up_within_a_long_message_defers_it() -> None:
    with scripted({"LINE": DROP}) as server:
        receipts, _ = deliver(server, envelope(message=b"x" * 70 + b"\r\n" + b"y\r\n" * 4_000_000))
    assert states(receipts) == [(1, DEFERRED)]
    assert server.messages == []


def test_a_server_that_stops_reading_defers_the_message() -> None:
    with scripted({"LINE": SILENT}) as server:
        receipts, _ = deliver(
            server, envelope(message=b"x\r\n" + b"y\r\n" * 8_000_000), timeout_s=0.5
        )
    assert [(one.state, one.response) for one in receipts] == [
        (DEFERRED, "the server did not read within 0.5 s")
    ]


def test_a_refused_reader_does_not_harm_the_next() -> None:
    with scripted({"RCPT": "550 no such user"}, {}) as server:
        receipts, _ = deliver(server, envelope(1), envelope(2))
        assert states(receipts) == [(1, FAILED), (2, FAILED)]
        assert server.connections == 1
        verbs = [command[:4] for command in server.commands]
    assert verbs == ["EHLO", "MAIL", "RCPT", "RSET", "MAIL", "RCPT", "QUIT"]


@pytest.mark.parametrize("answer", [DROP, "421 idle for too long"])
def test_a_connection_lost_between_messages_is_made_again(answer: str) -> None:
    with scripted({"MAIL": ("250 Ok", answer)}, {}) as server:
        receipts, error = deliver(server, envelope(1), envelope(2), envelope(3))
    assert error is None
    assert states(receipts) == [(1, SENT), (2, SENT), (3, SENT)]
    assert server.connections == 2
    assert len(server.messages) == 3


def test_an_ambiguous_message_is_not_sent_again_here() -> None:
    with scripted({"BODY": DROP}, {}) as server:
        receipts, _ = deliver(server, envelope(1), envelope(2))
    assert states(receipts) == [(1, AMBIGUOUS), (2, SENT)]
    assert len(server.messages) == 2


def test_the_size_is_announced_and_a_limit_is_the_servers_to_say() -> None:
    with scripted() as server:
        deliver(server, envelope(), envelope(2, message="é\r\n".encode()))
    mails = [command for command in server.commands if command.startswith("MAIL")]
    assert mails == [
        f"MAIL FROM:<brief@a.example> SIZE={len(MESSAGE)}",
        "MAIL FROM:<brief@a.example> SIZE=4 BODY=8BITMIME",
    ]


@pytest.mark.parametrize(("choice", "state"), [("hold", AMBIGUOUS), ("resend", QUEUED)])
def test_what_was_under_way_when_we_were_killed_is_the_operators_choice(
    choice: str, state: DeliveryState
) -> None:
    assert transport(25, ambiguous=choice).lost_in_flight is state


# --- pipelining


def test_the_next_commands_leave_with_the_final_dot() -> None:
    with scripted(PIPELINING) as server:
        receipts, _ = deliver(server, envelope(1), envelope(2), envelope(3))
    assert states(receipts) == [(1, SENT), (2, SENT), (3, SENT)]
    assert [command[:4] for command in server.commands] == [
        "EHLO", *["MAIL", "RCPT", "DATA"] * 3, "QUIT"
    ]  # fmt: skip
    assert server.messages == [MESSAGE.replace(b"\r\n.", b"\r\n..")] * 3


@pytest.mark.parametrize("data", ["503 no recipient", "354 go on"])
def test_a_reader_refused_amid_others_gets_no_message_and_harms_none(data: str) -> None:
    script: dict[str, str | tuple[str, ...]] = {
        "RCPT": ("250 Ok", "550 unknown", "250 Ok"),
        "DATA": ("354 go", data, "354 go"),
    }
    with scripted({**PIPELINING, **script}) as server:
        receipts, error = deliver(server, *map(envelope, range(1, 5)))
    assert error is None
    assert states(receipts) == [(1, SENT), (2, FAILED), (3, SENT), (4, SENT)]
    assert [len(message) > 0 for message in server.messages].count(True) == 3


def test_a_server_that_dies_after_the_dot_takes_only_that_message_with_it() -> None:
    with scripted({**PIPELINING, "BODY": ("250 Ok", DROP)}, PIPELINING) as server:
        receipts, error = deliver(server, *map(envelope, range(1, 6)))
    assert error is None
    assert states(receipts) == [(1, SENT), (2, AMBIGUOUS), (3, SENT), (4, SENT), (5, SENT)]
    assert len(server.messages) == 5


def test_a_connection_ended_after_each_message_is_made_again_each_time() -> None:
    with scripted(PIPELINING | {"BODY": "421 enough"}) as server:
        receipts, error = deliver(server, *map(envelope, range(1, 5)))
    assert error is None
    assert states(receipts) == [(id, DEFERRED) for id in range(1, 5)]
    assert server.connections >= 4


class Watch(Journal):
    """A journal that is looked at while it is written."""

    def __init__(self) -> None:
        super().__init__(Path("never written"))
        self.most = 0
        self.order: list[tuple[str, int]] = []
        self._on_wire: set[int] = set()

    def begun(self, delivery_id: int) -> None:
        self.order.append(("begun", delivery_id))
        self._on_wire.add(delivery_id)
        self.most = max(self.most, len(self._on_wire))

    def answered(self, receipt: Receipt) -> None:
        self.order.append(("answered", receipt.delivery_id))
        self._on_wire.discard(receipt.delivery_id)


def test_one_envelope_is_taken_ahead_by_each_connection() -> None:
    watch, most = Watch(), 0

    def source() -> Iterator[Envelope]:
        nonlocal most
        for taken in range(1, 31):
            answered = sum(word == "answered" for word, _ in watch.order)
            most = max(most, taken - answered)
            yield envelope(taken)

    with scripted(PIPELINING) as server:
        list(transport(server.port, connections=3).deliver(source(), journal=watch))
    assert 2 <= most <= 2 * 3


def test_an_error_of_the_source_is_raised_after_the_last_receipt() -> None:
    def source() -> Iterator[Envelope]:
        yield envelope(1)
        raise StoreError("the database is gone")

    receipts: list[Receipt] = []
    with scripted(PIPELINING) as server, pytest.raises(StoreError, match="is gone"):
        for one in transport(server.port).deliver(source()):
            receipts.append(one)
    assert states(receipts) == [(1, SENT)]


@pytest.mark.parametrize("hello", [{}, PIPELINING], ids=["", "pipelining"])
def test_the_journal_knows_of_no_more_messages_than_there_are_connections(
    hello: dict[str, str],
) -> None:
    watch = Watch()
    with scripted(hello) as server:
        each = transport(server.port, connections=3)
        receipts = list(each.deliver(map(envelope, range(1, 41)), journal=watch))
    assert len(receipts) == 40
    assert watch.most <= 3
    for id in range(1, 41):
        assert [word for word, one in watch.order if one == id] == ["begun", "answered"]


@pytest.mark.parametrize("hello", [{}, PIPELINING], ids=["", "pipelining"])
def test_no_message_leaves_before_the_journal_has_it(
    hello: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Journal(tmp_path / "journal")
    journal.open()
    left: list[int] = []

    def flush(wire: Wire, *, flush: Callable[[Wire], None] = Wire.flush) -> None:
        if wire._leaving is not None:
            left.append(wire._leaving.envelope.delivery_id)
            assert left[-1] in journal.remains().begun
        flush(wire)

    monkeypatch.setattr(Wire, "flush", flush)
    with scripted(hello) as server:
        each = transport(server.port, connections=3)
        list(each.deliver(map(envelope, range(1, 41)), journal=journal))
    journal.close()
    assert sorted(left) == list(range(1, 41))


def test_a_journal_that_cannot_be_written_lets_nothing_leave(tmp_path: Path) -> None:
    class Full(Journal):
        def flush(self) -> None:
            if self._noted:
                raise StoreError("no space left")

    journal = Full(tmp_path / "journal")
    journal.open()
    receipts: list[Receipt] = []
    with scripted(PIPELINING) as server:
        with pytest.raises(StoreError, match="no space"):
            for one in transport(server.port).deliver(map(envelope, range(1, 9)), journal=journal):
                receipts.append(one)
        assert server.messages == []
    assert {one.state for one in receipts} == {QUEUED}


def test_a_message_is_not_written_when_the_journal_cannot_be() -> None:
    class Full(Watch):
        def begun(self, delivery_id: int) -> None:
            if delivery_id == 3:
                raise StoreError("the journal cannot be written")
            super().begun(delivery_id)

    receipts: list[Receipt] = []
    with scripted(PIPELINING) as server:
        with pytest.raises(StoreError):
            for one in transport(server.port).deliver(map(envelope, range(1, 9)), journal=Full()):
                receipts.append(one)
        assert len(server.messages) == 2
    assert states(receipts)[:2] == [(1, SENT), (2, SENT)]
    assert {one.state for one in receipts[2:]} == {QUEUED}


# --- a server that cannot be used at all


def test_nothing_is_taken_when_nobody_answers() -> None:
    with scripted() as server:
        server.close()
        taken = iter([envelope()])
        with pytest.raises(DeliveryError) as caught:
            list(transport(server.port).deliver(taken))
    assert "connection refused" in str(caught.value)
    assert "smtp.port" in caught.value.hint
    assert next(taken).delivery_id == 1


def test_a_server_that_dies_on_the_way_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "FIRST_PAUSE_S", 0.01)
    with scripted() as server:
        source = map(envelope, range(1, 6))
        receipts = transport(server.port, rate=5).deliver(source)
        got = [next(receipts)]
        server.refuse()
        with pytest.raises(DeliveryError, match="connection refused"):
            for receipt in receipts:
                got.append(receipt)
    assert states(got) == [(1, SENT), (2, QUEUED)]
    assert next(source).delivery_id == 3
    assert len(server.messages) == 1


def test_what_was_taken_and_not_tried_is_handed_back() -> None:
    with scripted({"MAIL": "550 5.7.1 you may not send as this"}) as server:
        receipts, error = deliver(server, *map(envelope, range(1, 9)), connections=3)
    assert error is not None
    assert "refuses the sender" in str(error)
    assert "sender.address" in error.hint
    assert {one.state for one in receipts} == {QUEUED}
    assert len(receipts) <= 3


def test_a_server_with_few_connections_is_used_with_few() -> None:
    busy = {"CONNECT": "421 too many connections"}
    with scripted({}, busy) as server:
        receipts, error = deliver(server, *map(envelope, range(1, 9)), connections=3)
    assert error is None
    assert states(receipts) == [(id, SENT) for id in range(1, 9)]


@pytest.mark.parametrize(
    ("script", "message", "hint"),
    [
        ({"CONNECT": "554 no"}, "takes no mail now: 554 no", "later"),
        ({"CONNECT": DROP}, "closed the connection", "smtp.security"),
        ({"CONNECT": SILENT}, "no answer within 0.3 s", "smtp.security"),
        ({"EHLO": "550 who are you"}, "does not want to talk to us: 550", "through it"),
        ({"MAIL": "530 5.7.0 log in first"}, "does not send on for us: 530", "smtp.username"),
        ({"RCPT": "554 5.7.1 Relay access denied"}, "does not send on for us", "relay"),
        ({"MAIL": "501 bad sender"}, "refuses the sender: 501", "sender.address"),
    ],
)
def test_a_server_that_takes_nothing_is_told_with_what_to_do(
    script: dict[str, str], message: str, hint: str
) -> None:
    with scripted(script) as server:
        receipts, error = deliver(server, envelope(1), envelope(2), timeout_s=0.3)
    assert error is not None
    assert message in str(error)
    assert hint in error.hint
    assert {one.state for one in receipts} <= {QUEUED}
    assert "reader" not in str(error)


def test_one_domain_that_is_not_relayed_fails_alone_once_mail_got_through() -> None:
    with scripted({"RCPT": ("250 Ok", "554 relay denied", "250 Ok")}) as server:
        receipts, error = deliver(server, envelope(1), envelope(2), envelope(3))
    assert error is None
    assert states(receipts) == [(1, SENT), (2, FAILED), (3, SENT)]


def test_an_old_server_without_ehlo_is_greeted_the_old_way() -> None:
    with scripted({"EHLO": "502 what?", "HELO": "250 test"}) as server:
        receipts, _ = deliver(server, envelope())
    assert states(receipts) == [(1, SENT)]
    assert "MAIL FROM:<brief@a.example>" in server.commands


# --- addresses


@pytest.mark.parametrize(
    "recipient",
    [
        "nobody",
        "@b.example",
        "a@",
        "a b@b.example",
        "a@b.example> SIZE=1",
        "a@b.example\r\nDATA",
        "a\u00a0b@b.example",
        "a@straße.example",
        "a@" + "é" * 80 + ".example",
        "rené@b.example",
    ],
)
def test_an_address_that_would_bend_a_command_is_never_sent(recipient: str) -> None:
    with scripted() as server:
        receipts, error = deliver(server, envelope(1, recipient=recipient), envelope(2))
    assert error is None
    assert states(receipts) == [(1, FAILED), (2, SENT)]
    assert [command[:4] for command in server.commands].count("MAIL") == 1
    assert all(recipient not in one.response for one in receipts)


def test_a_domain_with_accents_is_written_in_ascii() -> None:
    with scripted() as server:
        deliver(server, envelope(recipient="claire@Société.example"))
    assert "RCPT TO:<claire@xn--socit-esab.example>" in server.commands


def test_a_name_with_accents_needs_a_server_that_offers_it() -> None:
    with scripted({"EHLO": "250-test\r\n250 SMTPUTF8"}) as server:
        receipts, _ = deliver(server, envelope(recipient="rené@société.example"))
    assert states(receipts) == [(1, SENT)]
    assert "MAIL FROM:<brief@a.example> SMTPUTF8" in server.commands
    assert "RCPT TO:<rené@xn--socit-esab.example>" in server.commands


def test_a_sender_that_cannot_be_written_stops_all() -> None:
    with scripted() as server:
        receipts, error = deliver(server, envelope(sender="rené@a.example"))
    assert error is not None
    assert "sender.address" in error.hint
    assert states(receipts) == [(1, QUEUED)]
