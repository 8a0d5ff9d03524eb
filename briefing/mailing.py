"""An approved edition → messages, one for each delivery that is due. Does I/O through the store."""

from collections.abc import Callable, Iterator
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


def approved(
    settings: Settings, store: Store, newsletter: Newsletter, *, day: date, now: datetime
) -> EditionRecord:
    """Return the day's edition, ready to be sent. Raises InputError when it may not leave."""
    record = store.edition(newsletter.id, day)
    if record is None:
        raise NotFound(
            f"There is no edition of {newsletter.id} for {day}.",
            hint=f"`briefing make --day {day}` makes it.",
        )
    if record.state == EditionState.DRAFT and newsletter.approval != "manual":
        refuse_sample_values(settings, newsletter)
        return store.approve(record, now=now)
    if record.state not in SENDABLE:
        reason = f" ({record.reason})" if record.reason else ""
        raise InputError(
            f"The edition of {day} is {record.state}{reason}: it is not sent.",
            hint="`briefing approve` lets a draft or a held edition out.",
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


def deliveries(
    settings: Settings,
    store: Store,
    newsletter: Newsletter,
    record: EditionRecord,
    transport: Transport,
    clock: Callable[[], datetime],
) -> Iterator[Delivery]:
    """Send what is due and yield each delivery once its new state is kept."""
    under_way: dict[int, Delivery] = {}
    post = edition_letter(settings, newsletter, record)
    envelopes = _envelopes(settings, store, newsletter, record, post, under_way, clock)
    for receipt in transport.deliver(envelopes):
        delivery = under_way.pop(receipt.delivery_id)
        settled = next_step(delivery, receipt, now=clock(), options=settings.delivery)
        store.save_delivery(settled, now=clock())
        yield settled


def edition_letter(settings: Settings, newsletter: Newsletter, record: EditionRecord) -> Letter:
    """Render the edition once for all its recipients: the same bytes after any restart."""
    if record.edition is None:
        raise NotFound(f"The edition of {record.day} was skipped ({record.reason}).")
    frame = frame_of(settings, newsletter)
    rendered = render(record.edition, frame, templates_of(settings))
    # The time of approval is frozen too; a clock read here would change the bytes of a retry.
    date_header = record.approved_at or record.edition.made_at
    return letter(rendered, frame, edition=record.edition, edition_id=record.id, date=date_header)


def _envelopes(
    settings: Settings,
    store: Store,
    newsletter: Newsletter,
    record: EditionRecord,
    post: Letter,
    under_way: dict[int, Delivery],
    clock: Callable[[], datetime],
) -> Iterator[Envelope]:
    token_key, id_key = store.key(KEY), store.key("message-id")
    sender = settings.sender_of(newsletter).address
    domain = sender.partition("@")[2]
    for delivery in store.due_deliveries(record.id, now=clock()):
        claimed = store.claim(delivery, now=clock())
        if claimed is None:
            continue  # left since the edition was approved
        under_way[claimed.id] = claimed
        reader = claimed.subscriber
        token = unsubscribe_token(token_key, subscriber_id=reader.id, newsletter=newsletter.id)
        identity = message_id(id_key, edition_id=record.id, subscriber_id=reader.id, domain=domain)
        yield Envelope(
            delivery_id=claimed.id,
            sender=sender,
            recipient=reader.email,
            message=post.message(reader.email, token, identity),
        )
