"""Sign-ups that wait → confirmation mails; a confirmation → the latest edition. Does I/O.

Through the same transport as editions. What the server does not take waits and is tried again.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path

from briefing import i18n
from briefing.audience.limits import CONFIRM_WITHIN
from briefing.audience.tokens import KEY, new_confirmation_token, token_hash, unsubscribe_token
from briefing.config.sample import sample_values
from briefing.config.settings import Newsletter, Settings
from briefing.deliver import transport_for
from briefing.deliver.files import FilesTransport
from briefing.deliver.transport import Envelope, Receipt, Transport
from briefing.errors import BriefingError, InputError
from briefing.joining import Joined, reader_of
from briefing.mailing import edition_letter, sign_of
from briefing.model import DeliveryState, EditionRecord
from briefing.privacy import confirmation_file
from briefing.render.context import frame_of
from briefing.render.folders import templates_in
from briefing.render.headers import ascii_address
from briefing.render.message import Letter, message_id
from briefing.render.mjml import Templates
from briefing.render.notice import confirmation, moved, notice_letter
from briefing.store import Store
from briefing.store.audience import SignUp

AT_ONCE = 100
RETRY = timedelta(minutes=10)
CONNECTIONS = 2  # beside a send that has its own

log = logging.getLogger(__name__)


def mail_waiting(settings: Settings, store: Store, *, clock: Callable[[], datetime]) -> int:
    """Mail everybody who waits for a confirmation; return how many were taken. Never raises."""
    taken = 0
    try:
        for id in store.audience.tidy(now=clock(), confirm_within=CONFIRM_WITHIN):
            confirmation_file(settings.transport.folder, id).unlink(missing_ok=True)
        while batch := store.audience.waiting(now=clock(), retry=RETRY, limit=AT_ONCE):
            if not may_mail(settings):
                log.error("confirmations not mailed reason=sample-values")
                return taken
            taken += _mail(settings, store, batch, clock=clock)
    except (BriefingError, OSError) as error:
        log.error("confirmations not mailed error=%s", error)
    return taken


def may_mail(settings: Settings) -> bool:
    """Nothing with the shipped sample sender leaves this machine, as with editions."""
    here = settings.transport.kind == "files" or settings.smtp.loopback
    return here or not any(sample_values(settings, one) for one in settings.newsletters)


def _mail(
    settings: Settings, store: Store, batch: tuple[SignUp, ...], *, clock: Callable[[], datetime]
) -> int:
    """Mail a batch; each is claimed before its mail is written, so a crash mails none twice."""
    tokens = {one.id: new_confirmation_token() for one in batch}
    claimed = store.audience.claim(
        [(id, token_hash(token)) for id, token in tokens.items()], now=clock()
    )
    unanswered = set(claimed)
    taken: list[Receipt] = []
    unwritable: list[int] = []
    try:
        envelopes = _envelopes(
            settings, store, batch, {id: tokens[id] for id in claimed}, unwritable, now=clock()
        )
        for receipt in carrier(settings, "confirmations").deliver(envelopes):
            taken.append(receipt)
            unanswered.discard(receipt.delivery_id)
    finally:
        later = (DeliveryState.DEFERRED, DeliveryState.QUEUED)
        again = [one.delivery_id for one in taken if one.state in later]
        store.audience.give_back([*again, *unanswered.difference(unwritable)])
        failed = [one.delivery_id for one in taken if one.state is DeliveryState.FAILED]
        store.audience.refuse([*failed, *unwritable])
    return sum(one.state is DeliveryState.SENT for one in taken)


def carrier(settings: Settings, folder: str) -> Transport:
    """Return the transport of `[transport]`; files go into a folder apart from the editions'."""
    if settings.transport.kind == "files":
        return FilesTransport(settings.transport.folder / folder)
    few = settings.delivery.model_copy(update={"connections": CONNECTIONS, "rate": 0})
    return transport_for(settings.model_copy(update={"delivery": few}))


@lru_cache(maxsize=2)  # filled in again for each round; compiled once
def _templates(folder: Path) -> Templates:
    return templates_in(folder)


def _envelopes(
    settings: Settings,
    store: Store,
    batch: tuple[SignUp, ...],
    tokens: dict[int, str],
    unwritable: list[int],
    *,
    now: datetime,
) -> Iterator[Envelope]:
    """Yield the mails of those who have a token; note whose address no header can hold."""
    letters: dict[tuple[tuple[str, ...], str], Letter] = {}
    key = store.key("message-id")
    for one in batch:
        if one.id not in tokens:
            continue
        post = letters.get((one.newsletters, one.kind))
        if post is None:
            post = letters[one.newsletters, one.kind] = _letter_to(settings, one, now=now)
        sender = settings.sender_of(_newsletters(settings, one.newsletters)[0]).address
        try:
            ascii_address(one.email)
        except InputError:  # it fails alone, and not all that wait behind it
            unwritable.append(one.id)
            continue
        # Another one for each try: what was given back may have been read all the same.
        about = int.from_bytes(token_hash(tokens[one.id]).encode()[:6], "big")
        identity = message_id(
            key, edition_id=-one.id, subscriber_id=about, domain=sender.partition("@")[2]
        )
        yield Envelope(
            delivery_id=one.id,
            sender=sender,
            recipient=one.email,
            parts=post.parts(one.email, tokens[one.id], identity, sign=sign_of(settings, post)),
            ready=True,
        )


def _letter_to(settings: Settings, asked: SignUp, *, now: datetime) -> Letter:
    """Return the mail that asks to confirm, the same to all who asked for the same."""
    wanted = _newsletters(settings, asked.newsletters)
    frame = frame_of(settings, wanted[0])
    names = [one.name for one in wanted]
    notice = confirmation(frame, names=names, move=asked.kind == "move")
    date = now.astimezone(wanted[0].schedule.zone)
    return notice_letter(notice, frame, _templates(settings.templates), date=date)


def _newsletters(settings: Settings, ids: tuple[str, ...]) -> tuple[Newsletter, ...]:
    """Return what was asked for; the first is that of the form's page, which names its language."""
    known = {one.id: one for one in settings.newsletters}
    return tuple(known[id] for id in ids if id in known) or settings.newsletters[:1]


def mail_welcome(
    settings: Settings,
    store: Store,
    newsletter: Newsletter,
    *,
    subscriber_id: int,
    clock: Callable[[], datetime],
) -> bool:
    """Mail the latest edition to somebody who just joined; False when there is none, or no server.

    Who was sent this very edition before is not sent it again. Never raises: the page shows it.
    """
    try:
        record = _latest(store, newsletter)
        if record is None or not may_mail(settings):
            return False
        had = store.audience.received(subscriber_id)
        if any(one[:2] == (newsletter.id, record.day.isoformat()) for one in had):
            return False
        envelope = _welcome(settings, store, newsletter, record, subscriber_id, now=clock())
        receipts = list(carrier(settings, "welcome").deliver([envelope]))
    except (BriefingError, OSError) as error:
        log.error("welcome not mailed error=%s", error)
        return False
    if settings.transport.kind == "files":
        _name(settings, subscriber_id, newsletter)
    return any(one.state is DeliveryState.SENT for one in receipts)


def mail_moved(
    settings: Settings,
    store: Store,
    newsletter: Newsletter,
    joined: Joined,
    *,
    clock: Callable[[], datetime],
) -> bool:
    """Tell the old address that another one gets the mail; False when no server took it.

    Without it, whoever was passed a mail on could take the subscription over unseen. Never raises.
    """
    try:
        if not may_mail(settings):
            return False
        frame, now = frame_of(settings, newsletter), clock()
        date = now.astimezone(newsletter.schedule.zone)
        post = notice_letter(moved(frame), frame, _templates(settings.templates), date=date)
        sender = settings.sender_of(newsletter).address
        identity = message_id(
            store.key("message-id"),
            edition_id=-joined.subscriber_id,
            subscriber_id=int(now.timestamp()),
            domain=sender.partition("@")[2],
        )
        sign, to = sign_of(settings, post), joined.moved_from
        parts = post.parts(to, "none", identity, sign=sign)
        envelope = Envelope(
            delivery_id=joined.subscriber_id,
            sender=sender,
            recipient=to,
            parts=parts,
            ready=True,
        )
        receipts = list(carrier(settings, "notices").deliver([envelope]))
    except (BriefingError, OSError) as error:
        log.error("notice of a move not mailed error=%s", error)
        return False
    return any(one.state is DeliveryState.SENT for one in receipts)


def _name(settings: Settings, subscriber_id: int, newsletter: Newsletter) -> None:
    """Call the file by its reader, so that erasing finds it, and by its newsletter."""
    folder = settings.transport.folder / "welcome"
    (folder / f"{subscriber_id}.eml").replace(folder / f"{subscriber_id}-{newsletter.id}.eml")


def _latest(store: Store, newsletter: Newsletter) -> EditionRecord | None:
    latest = store.archive.latest(newsletter.id, limit=1)
    return store.edition(newsletter.id, latest[0].day) if latest else None


def _welcome(
    settings: Settings,
    store: Store,
    newsletter: Newsletter,
    record: EditionRecord,
    subscriber_id: int,
    *,
    now: datetime,
) -> Envelope:
    assert record.edition is not None
    gettext = i18n.catalogue(newsletter.language).gettext
    note = frame_of(settings, newsletter).schedule_note.removesuffix(".")  # « 6:30 a.m.. »
    greeting = gettext(
        "Welcome to %(name)s! Here is the latest edition; from now on it comes %(when)s."
    )
    edition = replace(
        record.edition,
        subject=gettext("Welcome! %(subject)s") % {"subject": record.edition.subject},
        greeting=greeting % {"name": newsletter.name, "when": note},
    )
    post = edition_letter(settings, newsletter, replace(record, edition=edition), date=now)
    reader = reader_of(store, subscriber_id)
    sender = settings.sender_of(newsletter).address
    token = unsubscribe_token(store.key(KEY), subscriber_id=subscriber_id, newsletter=newsletter.id)
    identity = message_id(
        store.key("message-id"),
        edition_id=record.id,
        subscriber_id=subscriber_id,
        domain=sender.partition("@")[2],
    )
    return Envelope(
        delivery_id=subscriber_id,
        sender=settings.delivery.return_path or sender,
        recipient=reader.email,
        parts=post.parts(reader.email, token, identity, sign=sign_of(settings, post)),
        ready=True,
    )
