"""An approved edition → messages, one for each delivery that is due. Does I/O through the store."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from briefing.audience.tokens import KEY, WIDTH, unsubscribe_tokens
from briefing.config import Newsletter, Settings
from briefing.config.sample import sample_values
from briefing.config.settings import DeliverySettings
from briefing.deliver import verp
from briefing.deliver.journal import Journal
from briefing.deliver.outbox import Failures, after_crash, next_step
from briefing.deliver.transport import Envelope, Receipt, Transport
from briefing.errors import DeliveryError, InputError, NotFound
from briefing.joining import end_pauses
from briefing.model import Delivery, DeliveryState, EditionRecord, EditionState
from briefing.queue import Queue
from briefing.render.context import frame_of
from briefing.render.edition import render
from briefing.render.folders import templates_of
from briefing.render.message import Letter, Sign, letter, message_id, message_ids
from briefing.reports import SendReport
from briefing.store import Store, only_one

# Messages written ahead, one after the other, so that all it takes stays in the processor's cache.
# Who may have them is asked again before each one leaves.
_AHEAD = 24
SENDABLE = {EditionState.APPROVED, EditionState.SENDING, EditionState.SENT}
_WAY_OUT = {
    EditionState.PAUSED: "`briefing resume` lets it go on.",
    EditionState.DRAFT: "`briefing approve` lets it out.",
    EditionState.HELD: "`briefing approve` lets it out, `briefing skip` does not.",
    EditionState.SKIPPED: "`briefing make --again` makes it after all.",
}


def sendable(
    settings: Settings, store: Store, newsletter: Newsletter, *, day: date
) -> EditionRecord:
    """Return the day's edition if it may leave; a draft may where nobody has to approve it.

    Raises NotFound or InputError, and changes nothing.
    """
    record = store.edition(newsletter.id, day)
    if record is None:
        raise NotFound(
            f"There is no edition of {newsletter.id} for {day}.",
            hint=f"`briefing make --day {day}` makes it.",
        )
    needs_nobody = record.state == EditionState.DRAFT and newsletter.approval != "manual"
    if record.state not in SENDABLE and not needs_nobody:
        reason = f" ({record.reason})" if record.reason else ""
        raise InputError(
            f"The edition of {day} is {record.state}{reason}: it is not sent.",
            hint=_WAY_OUT.get(record.state, "`briefing editions` shows where each one stands."),
        )
    refuse_sample_values(settings, newsletter)
    return record


def refuse_sample_values(settings: Settings, newsletter: Newsletter) -> None:
    """Let nothing with the shipped sample sender leave this machine."""
    samples = sample_values(settings, newsletter)
    if samples and settings.transport.kind == "smtp" and not settings.smtp.loopback:
        raise InputError(
            f"config.toml still holds sample values: {', '.join(samples)}.",
            hint="Write your own; until then mail goes only to a server on this machine.",
        )


def send(
    settings: Settings,
    store: Store,
    newsletter: Newsletter,
    *,
    day: date,
    clock: Callable[[], datetime],
    transport: Transport,
    stopped: Callable[[], bool] = lambda: False,
    on_delivery: Callable[[Delivery], None] = lambda delivery: None,
) -> SendReport:
    """Send what is unsent of an approved edition (`auto` approves a draft); go on after a stop."""
    with only_one(store.path, "send"):
        end_pauses(store, now=clock())  # whoever is back today gets today's edition
        record = sendable(settings, store, newsletter, day=day)
        sent_now = 0
        if record.state != EditionState.SENT:
            mailing = Mailing(
                settings=settings,
                store=store,
                newsletter=newsletter,
                record=record,
                transport=transport,
                clock=clock,
                stopped=stopped,
            )
            for delivery in mailing.deliver():
                sent_now += delivery.state == DeliveryState.SENT
                on_delivery(delivery)
            if store.ledger.counts(record.id)[DeliveryState.FAILED]:
                from briefing.returned import count_refusals  # flufl.bounce takes 4 MB

                count_refusals(settings, store, record, now=clock())
            record = store.finish_sending(record, now=clock())
    return SendReport(record=record, counts=store.ledger.counts(record.id), sent_now=sent_now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailing:
    """One edition on its way to all its subscribers, rendered once."""

    settings: Settings
    store: Store
    newsletter: Newsletter
    record: EditionRecord
    transport: Transport
    clock: Callable[[], datetime]
    stopped: Callable[[], bool]  # asked before each message: leave the rest for the next time

    def deliver(self) -> Iterator[Delivery]:
        """Send what is due and yield each delivery once it is known what became of it.

        Raises DeliveryError when the server cannot be used: what is unsent stays as it was.
        """
        if not self.store.ledger.expected(self.record):
            return
        # A template or a key that cannot be used is told here, where it freezes nothing.
        date = self.store.ledger.begun_at(self.record) or self.clock()
        post = edition_letter(self.settings, self.newsletter, self.record, date=date)
        sign = sign_of(self.settings, post)
        journal = Journal(journal_of(self.store))
        queue = Queue(self.store, self.record, journal=journal, clock=self.clock)
        failures = Failures(self.settings.delivery.stop_above)
        due = self._due(queue, journal, failures, date=date)
        envelopes = self._envelopes(due, post, queue, sign=sign)
        try:
            for receipt in self.transport.deliver(
                envelopes, journal=journal, stopped=self.stopped, unwanted=queue.unwanted
            ):
                delivery, now = queue.under_way.pop(receipt.delivery_id), self.clock()
                settled = next_step(delivery, receipt, now=now, options=self.settings.delivery)
                queue.settle(settled, now=now)
                failures.count(settled)
                yield settled
        finally:
            keep = True  # of what was claimed and never begun only the journal's silence tells
            try:
                queue.close()
                keep = bool(queue.under_way)
            finally:
                journal.close(keep=keep)
        if failures.too_many:
            self._pause(failures)

    def _envelopes(
        self, due: Iterator[Delivery], post: Letter, queue: Queue, *, sign: Sign | None
    ) -> Iterator[Envelope]:
        """Yield what can be written; an address that stands in no header fails alone."""
        write = self._writer(post, sign=sign)
        written: dict[int, Envelope | InputError] = {}
        for one in due:
            if one.id not in written:
                written = {each.id: write(each) for each in (one, *queue.coming(_AHEAD))}
            envelope = written[one.id]
            if isinstance(envelope, InputError):
                self._fail(one, envelope, queue)
            else:
                yield envelope

    def _fail(self, delivery: Delivery, error: InputError, queue: Queue) -> None:
        told = Receipt(delivery_id=delivery.id, state=DeliveryState.FAILED, response=str(error))
        now = self.clock()
        failed = next_step(delivery, told, now=now, options=self.settings.delivery)
        del queue.under_way[delivery.id]
        queue.settle(failed, now=now)

    def _due(
        self, queue: Queue, journal: Journal, failures: Failures, *, date: datetime
    ) -> Iterator[Delivery]:
        # The first envelope is asked for once the server is connected. Only now is anything
        # frozen: a server that is down leaves the draft a draft.
        self.begin(journal, date=date)
        while not (self.stopped() or failures.too_many):
            delivery = queue.take()
            if delivery is None:
                return
            yield delivery

    def _writer(
        self, post: Letter, *, sign: Sign | None
    ) -> Callable[[Delivery], Envelope | InputError]:
        """Return what gives a delivery its message, or tells why there is none.

        Its own are the token, the Message-ID and the envelope sender.
        """
        mailbox = self.settings.delivery.return_path
        sender = self.settings.sender_of(self.newsletter).address
        domain = sender.partition("@")[2]
        token = unsubscribe_tokens(self.store.key(KEY), newsletter=self.newsletter.id)
        key = self.store.key("message-id")
        identity = message_ids(key, edition_id=self.record.id, domain=domain)
        path = verp.return_paths(mailbox, self.store.key(verp.KEY)) if mailbox else None

        def envelope(delivery: Delivery) -> Envelope | InputError:
            id, to = delivery.subscriber.id, delivery.subscriber.email
            try:
                parts = post.parts(to, token(id), identity(id), sign=sign)
            except InputError as error:
                return error
            return Envelope(
                delivery_id=delivery.id,
                sender=sender if path is None else path(delivery.id),
                recipient=to,
                parts=parts,
                ready=True,
            )

        return envelope

    def begin(self, journal: Journal, *, date: datetime) -> None:
        """Settle what a stopped sender left under way, approve a draft, and mark it as sending.

        `date` is what all its mails bear, unless one left before.
        """
        now = self.clock()
        self.store.ledger.refuse_full_disk(self.record)
        recover(self.store, self.transport, journal, options=self.settings.delivery, now=now)
        record = self.record
        if record.state == EditionState.DRAFT:
            record = self.store.approve(record, now=self.clock())
        with self.store.write():
            self.store.ledger.begin(record, date=date)
            self.store.set_state(record, EditionState.SENDING, now=self.clock())

    def _pause(self, failures: Failures) -> None:
        record = self.store.edition(self.record.newsletter, self.record.day)
        if record is not None and record.state == EditionState.SENDING:
            self.store.set_state(record, EditionState.PAUSED, now=self.clock(), reason="failures")
        raise DeliveryError(
            f"Of the last {failures.seen} messages {failures.refused} were refused for good;"
            f" the edition of {self.record.day} is paused.",
            hint="`briefing send --to YOU` and the server's answers in `briefing deliveries list"
            " --state failed` tell why; then `briefing resume`. delivery.stop_above is the limit.",
        )


def sign_of(settings: Settings, post: Letter) -> Sign | None:
    """Return what signs this letter for each reader; None where the relay does."""
    if not settings.dkim.enabled:
        return None
    from briefing.deliver.dkim import signer_of  # `cryptography` takes 7 MB

    signer = signer_of(settings.dkim)
    return None if signer is None else signer.seal(post.head, post.body)


def journal_of(store: Store) -> Path:
    """Return where the sender keeps its journal: beside the database."""
    return store.path.with_name(f"{store.path.name}.send.journal")


def recover(
    store: Store,
    transport: Transport,
    journal: Journal,
    *,
    options: DeliverySettings,
    now: datetime,
) -> None:
    """Settle what a sender that was killed had claimed, and begin the journal anew."""
    left, remains = store.ledger.in_flight(), journal.remains()
    lost = transport.lost_in_flight
    if left:
        store.ledger.settle(
            [after_crash(one, remains, lost=lost, now=now, options=options) for one in left],
            now=now,
        )
    journal.open()


def test_mail(
    settings: Settings, store: Store, newsletter: Newsletter, *, day: date, to: str, now: datetime
) -> Envelope:
    """Return the day's edition, a draft too, for one address. Its link to leave leads nowhere."""
    refuse_sample_values(settings, newsletter)
    record = store.edition(newsletter.id, day)
    if record is None:
        raise NotFound(
            f"There is no edition of {newsletter.id} for {day}.",
            hint=f"`briefing make --day {day}` makes it.",
        )
    post = edition_letter(settings, newsletter, record, date=now)
    sender = settings.sender_of(newsletter).address
    identity = message_id(
        # Not the Message-ID of any reader's copy: another one each second.
        store.key("message-id"),
        edition_id=-record.id,
        subscriber_id=int(now.timestamp()),
        domain=sender.partition("@")[2],
    )
    mark = "test".ljust(WIDTH, "-")
    parts = post.parts(to, mark, identity, sign=sign_of(settings, post))
    sender = settings.delivery.return_path or sender
    return Envelope(delivery_id=0, sender=sender, recipient=to, parts=parts, ready=True)


def edition_letter(
    settings: Settings, newsletter: Newsletter, record: EditionRecord, *, date: datetime
) -> Letter:
    """Render the edition once for all its recipients: the same bytes after any restart.

    `date` is that of its beginning to leave: a clock read at each attempt would change the bytes.
    """
    if record.edition is None:
        raise NotFound(f"The edition of {record.day} was skipped ({record.reason}).")
    rendered = render(record.edition, frame_of(settings, newsletter), templates_of(settings))
    return letter(
        rendered,
        frame_of(settings, newsletter),
        edition=record.edition,
        edition_id=record.id,
        date=date.astimezone(newsletter.schedule.zone),
        mailbox=settings.delivery.return_path,
    )
