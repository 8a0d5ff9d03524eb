"""A trouble → a log line and a mail to the operator, one of a kind a day. Does I/O, never raises.

What the mail server did not take is kept and tried again: often that server is the trouble.
"""

import logging
from datetime import date, datetime, timedelta
from typing import Literal

from briefing.config import Settings
from briefing.config.sample import sample_values
from briefing.deliver import transport_for
from briefing.deliver.files import FilesTransport
from briefing.deliver.transport import Envelope, Transport
from briefing.errors import BriefingError
from briefing.model import DeliveryState
from briefing.operate.note import note_mail
from briefing.store import Store

Kind = Literal["skipped", "held", "late", "failing", "config", "templates", "database", "sign-ups"]

RETRY = timedelta(minutes=10)
GIVE_UP = timedelta(days=1)

log = logging.getLogger("briefing.alerts")


def alert(
    settings: Settings,
    store: Store | None,
    kind: Kind,
    text: str,
    *,
    now: datetime,
    about: str = "",
    day: date | None = None,
) -> bool:
    """Tell the operator; return whether this was news.

    `about` is a newsletter, `day` the edition's (default: today where the first newsletter is
    read). Without a store every call is news.
    """
    today = day or now.astimezone(settings.newsletters[0].schedule.zone).date()
    if store is None:
        _log(kind, about, text)
        _post(settings, kind, text, about=about, id=0, now=now)
        return True
    try:
        note = store.logbook.note(kind, text, about=about, day=today, now=now)
        if note is None:
            return False
        _log(kind, about, text)
        taken = _post(settings, kind, text, about=about, id=note.id, now=now)
        store.logbook.save_mailed(note, taken=taken, now=now)
    except BriefingError as error:
        log.error("alert not kept kind=%s error=%s", kind, error)
    return True


def mail_waiting(settings: Settings, store: Store, *, now: datetime) -> None:
    """Mail the alerts of the last day that no server took yet, each at most every ten minutes."""
    if not _may_mail(settings):
        return
    waiting = store.logbook.unmailed(since=now - GIVE_UP, tried_before=now - RETRY)
    for note in waiting:
        taken = _post(settings, note.kind, note.text, about=note.about, id=note.id, now=now)
        store.logbook.save_mailed(note, taken=taken, now=now)
        if not taken:
            break  # the others would wait as long for the same answer


def _log(kind: str, about: str, text: str) -> None:
    log.warning("alert kind=%s about=%s text=%r", kind, about or "-", text)


def _may_mail(settings: Settings) -> bool:
    """Nothing with the shipped sample addresses leaves this machine, as with editions."""
    if not settings.operator:
        return False
    here = settings.transport.kind == "files" or settings.smtp.loopback
    return here or not sample_values(settings, settings.newsletters[0])


def _post(settings: Settings, kind: str, text: str, *, about: str, id: int, now: datetime) -> bool:
    """Hand it to the mail server; return whether it was taken."""
    if not _may_mail(settings):
        return False
    try:
        message = note_mail(settings, kind, text, about=about, id=id, now=now)
        envelope = Envelope(
            delivery_id=id,
            sender=settings.sender.address,
            recipient=settings.operator,
            parts=(message,),
        )
        receipts = list(_transport(settings).deliver([envelope]))
    except (BriefingError, OSError) as error:
        log.error("alert not mailed kind=%s error=%s", kind, error)
        return False
    taken = [receipt.state == DeliveryState.SENT for receipt in receipts]
    if not all(taken):
        log.error("alert not mailed kind=%s response=%s", kind, receipts[0].response)
    return bool(taken) and all(taken)


def _transport(settings: Settings) -> Transport:
    if settings.transport.kind == "files":  # apart from the readers' mail
        return FilesTransport(settings.transport.folder / "alerts")
    return transport_for(settings)
