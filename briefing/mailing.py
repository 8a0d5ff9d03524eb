"""An approved edition → messages, one for each delivery that is due. Does I/O through the store."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from briefing.audience.tokens import KEY, unsubscribe_token
from briefing.config import Newsletter, Settings
from briefing.config.sample import sample_values
from briefing.deliver.outbox import next_step
from briefing.deliver.transport import Envelope, Transport
from briefing.errors import InputError, NotFound
from briefing.model import Delivery, EditionRecord, EditionState
from briefing.render.context import frame_of
from briefing.render.edition import render
from briefing.render.folders import templates_of
from briefing.render.message import Letter, letter, message_id
from briefing.store import Store

SENDABLE = {EditionState.APPROVED, EditionState.SENDING, EditionState.SENT}
_WAY_OUT = {
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailing:
    """One edition on its way to all its subscribers, rendered once."""

    settings: Settings
    store: Store
    newsletter: Newsletter
    record: EditionRecord
    approved_at: datetime  # of a draft: now
    letter: Letter
    transport: Transport
    clock: Callable[[], datetime]
    stopped: Callable[[], bool]  # asked before each message: leave the rest for the next time

    def deliver(self) -> Iterator[Delivery]:
        """Send what is due and yield each delivery once its new state is kept.

        Raises DeliveryError when the server cannot be used: what is unsent stays as it was.
        """
        under_way: dict[int, Delivery] = {}
        for receipt in self.transport.deliver(self._envelopes(under_way)):
            delivery = under_way.pop(receipt.delivery_id)
            now = self.clock()
            settled = next_step(delivery, receipt, now=now, options=self.settings.delivery)
            self.store.save_delivery(settled, now=now)
            yield settled

    def _envelopes(self, under_way: dict[int, Delivery]) -> Iterator[Envelope]:
        # The first envelope is asked for once the server is connected. Only now is anything
        # frozen: a server that is down, or a broken template, leaves the draft a draft.
        self.begin()
        token_key, id_key = self.store.key(KEY), self.store.key("message-id")
        sender = self.settings.sender_of(self.newsletter).address
        domain = sender.partition("@")[2]
        for delivery in self.store.due_deliveries(self.record.id, now=self.clock()):
            if self.stopped():
                return
            claimed = self.store.claim(delivery, now=self.clock())
            if claimed is None:
                continue  # left since the edition was approved
            under_way[claimed.id] = claimed
            reader = claimed.subscriber
            token = unsubscribe_token(
                token_key, subscriber_id=reader.id, newsletter=self.newsletter.id
            )
            identity = message_id(
                id_key, edition_id=self.record.id, subscriber_id=reader.id, domain=domain
            )
            yield Envelope(
                delivery_id=claimed.id,
                sender=sender,
                recipient=reader.email,
                message=self.letter.message(reader.email, token, identity),
            )

    def begin(self) -> None:
        """Approve a draft, settle what a stopped sender left in flight, and mark it as sending."""
        record = self.record
        with self.store.write():
            if record.state == EditionState.DRAFT:
                record = self.store.approve(record, now=self.approved_at)
            self.store.begin_sending(record, lost=self.transport.lost_in_flight, now=self.clock())


def edition_letter(
    settings: Settings, newsletter: Newsletter, record: EditionRecord, *, date: datetime
) -> Letter:
    """Render the edition once for all its recipients: the same bytes after any restart.

    `date` is that of the approval: a clock read at each attempt would change a retry's bytes.
    """
    if record.edition is None:
        raise NotFound(f"The edition of {record.day} was skipped ({record.reason}).")
    rendered = render(record.edition, frame_of(settings, newsletter), templates_of(settings))
    return letter(
        rendered,
        frame_of(settings, newsletter),
        edition=record.edition,
        edition_id=record.id,
        date=date,
    )
