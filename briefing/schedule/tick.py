"""One look around: fetch the feeds that are due, take each edition one step further. Does I/O.

The truth is the table `editions`; a look that is lost, doubled or cut off changes nothing.
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from briefing.config import Newsletter, Settings
from briefing.operate.alerts import Kind, alert, mail_waiting
from briefing.operate.survive import surviving
from briefing.schedule import wording
from briefing.schedule.slots import Slot, due_slot, missed_slots, slot_on
from briefing.schedule.steps import LATE, Step, next_step, skip_word
from briefing.store import Store
from briefing.store.logbook import AHEAD

if TYPE_CHECKING:
    from briefing.config.settings import Ingest
    from briefing.ingest.fetch import Fetcher
    from briefing.ingest.pages import PageReader
    from briefing.model import EditionRecord

PATIENCE = timedelta(seconds=60)  # for feeds, before an edition is made
LITTLE_PATIENCE = timedelta(seconds=5)  # when it should have left already
RESERVE = timedelta(minutes=3)  # before the send hour in which no page is read any more
LATE_AFTER = timedelta(minutes=10)
NEWS = timedelta(days=2)  # what an older morning came to is told to nobody
MAILED_WITHIN = timedelta(hours=1)  # a confirmation; servers that ask for patience want minutes
_MOST_STEPS = 4  # make, approve, send: one look may do them all

log = logging.getLogger("briefing.schedule")


def _http(options: "Ingest") -> "Fetcher":
    from briefing.ingest.fetch import HttpFetcher  # `briefing calendar` fetches nothing

    return HttpFetcher(options)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """What a look around works with."""

    settings: Settings
    clock: Callable[[], datetime]
    fetcher: "Callable[[Ingest], Fetcher]" = _http
    fetching: threading.Lock = field(default_factory=threading.Lock)


def tick_feeds(shift: Shift, store: Store) -> None:
    """Fetch the feeds that are due."""
    from briefing.almanac import refresh

    with shift.fetching:
        _fetch(shift, store, timeout=shift.settings.ingest.timeout)
    refresh(shift.settings, store, shift.fetcher(shift.settings.ingest), now=shift.clock())
    store.forget_items(before=shift.clock() - shift.settings.retention.items)


def tick_editions(shift: Shift, store: Store) -> None:
    """Do what is due for each newsletter. One that fails does not keep the others waiting."""
    mail_waiting(shift.settings, store, now=shift.clock())
    with surviving("readers", _readers_teller(shift, store)):
        _look_after_readers(shift, store)
    for newsletter in shift.settings.newsletters:
        with surviving(f"look {newsletter.id}", _teller(shift, store, newsletter)):
            _look_after(shift, store, newsletter)


def _look_after_readers(shift: Shift, store: Store) -> None:
    """End pauses whose time is up, mail confirmations that no server took yet, and overwrite what
    an erasure left in the log because somebody was reading."""
    from briefing import joining, welcoming

    joining.end_pauses(store, now=shift.clock())
    welcoming.mail_waiting(shift.settings, store, clock=shift.clock)
    store.empty_log()
    _tell_of_unmailed(shift, store)


def _tell_of_unmailed(shift: Shift, store: Store) -> None:
    """Tell the operator of a sign-up that waits for its mail though the page promised one."""
    waiting = store.audience.waiting(now=shift.clock(), retry=timedelta(), limit=1)
    if waiting and shift.clock() - waiting[0].asked_at > MAILED_WITHIN:
        alert(
            shift.settings,
            store,
            "sign-ups",
            "Somebody signed up over an hour ago, and no mail server took the mail that asks to"
            " confirm. The page promised it: look at [smtp] with `briefing check`. It is tried for"
            " 48 hours, then forgotten.",
            about="mail",
            now=shift.clock(),
        )


def _readers_teller(shift: Shift, store: Store) -> Callable[[Kind, str], None]:
    return _teller(shift, store, shift.settings.newsletters[0])


def _teller(shift: Shift, store: Store, newsletter: Newsletter) -> Callable[[Kind, str], None]:
    def tell(kind: Kind, text: str) -> None:
        told = wording.failing(newsletter, text)
        alert(shift.settings, store, kind, told, about=newsletter.id, now=shift.clock())

    return tell


def _look_after(shift: Shift, store: Store, newsletter: Newsletter) -> None:
    now = shift.clock()
    due = due_slot(now, newsletter)
    _skip_missed(shift, store, newsletter, due)
    days = set(store.logbook.open_days(newsletter.id))
    if due is not None and (now <= due.deadline or store.edition(newsletter.id, due.day)):
        days.add(due.day)
    for day in sorted(days):  # one that cannot go on keeps no other back
        with surviving(f"edition {newsletter.id} {day}", _teller(shift, store, newsletter)):
            _take_on(shift, store, newsletter, slot_on(day, newsletter.schedule))
    last = store.logbook.last_tick(newsletter.id)
    # After a clock went back, what it has shown before was not missed when it comes again.
    if last is None or not now < last < now + AHEAD:
        store.logbook.save_tick(newsletter.id, now=now)


def _skip_missed(shift: Shift, store: Store, newsletter: Newsletter, due: Slot | None) -> None:
    slots = _missed(store, newsletter, due, now=shift.clock())
    for slot in slots:
        store.skip_edition(newsletter.id, slot.day, reason=LATE)
        log.warning("skipped newsletter=%s day=%s reason=missed", newsletter.id, slot.day)
    if slots:
        text = wording.missed(newsletter, [slot.day for slot in slots])
        _alert(shift, store, newsletter, "skipped", text, slot=slots[-1])


def _missed(store: Store, newsletter: Newsletter, due: Slot | None, *, now: datetime) -> list[Slot]:
    """Return the mornings that passed unseen. Before the first look nothing was missed, but for
    the morning under way where there were editions before."""
    since = store.logbook.last_tick(newsletter.id)
    if since is None and due is not None:
        known = store.past_editions(newsletter.id, before=due.day, limit=1)
        since = due.deadline if known else None
    if since is None:
        return []
    slots = missed_slots(newsletter, since=since, now=now)
    return [slot for slot in slots if store.edition(newsletter.id, slot.day) is None]


def _take_on(shift: Shift, store: Store, newsletter: Newsletter, slot: Slot) -> None:
    """Take the edition of a morning as far as it can go now, then tell what is to be told."""
    for _ in range(_MOST_STEPS):
        record = store.edition(newsletter.id, slot.day)
        step = next_step(slot, record, now=shift.clock(), newsletter=newsletter)
        if step == Step.NONE or not _do(step, shift, store, newsletter, slot, record):
            break
    told = wording.of_state(store.edition(newsletter.id, slot.day), slot, newsletter)
    if told is not None and slot.make_at <= shift.clock() < slot.deadline + NEWS:
        _alert(shift, store, newsletter, *told, slot=slot)


def _do(
    step: Step,
    shift: Shift,
    store: Store,
    newsletter: Newsletter,
    slot: Slot,
    record: "EditionRecord | None",
) -> bool:
    """Take one step; return whether another one may follow at once."""
    if step == Step.MAKE:
        return _make(shift, store, newsletter, slot)
    if step == Step.SKIP:
        _skip(shift, store, newsletter, slot, record)
        return False
    assert record is not None, "an edition that is not there is made or skipped"
    if step == Step.APPROVE:
        store.approve(record, now=shift.clock())
        log.info("approved newsletter=%s day=%s by=deadline", newsletter.id, slot.day)
        return True
    _send(shift, store, newsletter, slot, record)
    return False


def _make(shift: Shift, store: Store, newsletter: Newsletter, slot: Slot) -> bool:
    # Here, since `briefing status` asks for hours and needs none of the stages.
    from briefing.pipeline import make

    later = store.logbook.sent_from_the_future(newsletter.id, slot.day, now=shift.clock())
    if later is not None:
        text = wording.clock_went_back(newsletter, slot.day, later)
        alert(shift.settings, store, "failing", text, about=newsletter.id, now=shift.clock())
        return False
    late = shift.clock() >= slot.send_at
    _fetch_first(shift, store, patience=LITTLE_PATIENCE if late else PATIENCE)
    report = make(
        shift.settings,
        store,
        newsletter,
        day=slot.day,
        now=shift.clock(),
        again=True,
        pages=_pages(shift, slot),
    )
    log.info("made newsletter=%s day=%s state=%s", newsletter.id, slot.day, report.record.state)
    return True


def _pages(shift: Shift, slot: Slot) -> "PageReader | None":
    """Return what reads pages in the time there is before the send hour; None when it is over."""
    from briefing.ingest.pages import HttpPages

    options = shift.settings.ingest
    budget = min(options.page_budget, slot.send_at - RESERVE - shift.clock())
    if budget <= timedelta(0):
        return None
    return HttpPages(options, budget=budget, fetcher=shift.fetcher)


def _send(
    shift: Shift, store: Store, newsletter: Newsletter, slot: Slot, record: "EditionRecord"
) -> None:
    from briefing.deliver import transport_for
    from briefing.model import EditionState
    from briefing.pipeline import send

    begun, approved_at = shift.clock(), record.approved_at
    sent = send(
        shift.settings,
        store,
        newsletter,
        day=slot.day,
        clock=shift.clock,
        transport=transport_for(shift.settings),
    )
    log.info("sent newsletter=%s day=%s now=%d", newsletter.id, slot.day, sent.sent_now)
    by_hand = approved_at is not None and approved_at > slot.send_at
    first_time = record.state != EditionState.SENDING
    if first_time and not by_hand and begun - slot.send_at > LATE_AFTER:
        text = wording.late(newsletter, slot, begun)
        _alert(shift, store, newsletter, "late", text, slot=slot)


def _skip(
    shift: Shift,
    store: Store,
    newsletter: Newsletter,
    slot: Slot,
    record: "EditionRecord | None",
) -> None:
    from briefing.model import EditionState

    reason = skip_word(record, newsletter)
    if record is None:
        store.skip_edition(newsletter.id, slot.day, reason=reason)
    else:
        store.set_state(record, EditionState.SKIPPED, now=shift.clock(), reason=reason)
    log.warning("skipped newsletter=%s day=%s reason=%s", newsletter.id, slot.day, reason)


def _fetch_first(shift: Shift, store: Store, *, patience: timedelta) -> None:
    """Read what is due before the edition is made: a machine that slept holds yesterday's news.

    Waits for a fetch under way, then for the slowest feed, each no longer than `patience`.
    """
    if not shift.fetching.acquire(timeout=patience.total_seconds()):
        return
    try:
        _fetch(shift, store, timeout=min(patience, shift.settings.ingest.timeout))
    finally:
        shift.fetching.release()


def _fetch(shift: Shift, store: Store, *, timeout: timedelta) -> None:
    from briefing.pipeline import ingest

    if store.logbook.correct_clock(now=shift.clock()):
        log.warning("clock went back feeds and items noted later count as noted now")
    options = shift.settings.ingest.model_copy(update={"timeout": timeout})
    reports = ingest(shift.settings, store, shift.fetcher(options), now=shift.clock())
    if reports:
        new = sum(report.new for report in reports)
        log.info("ingested feeds=%d new=%d", len(reports), new)


def _alert(
    shift: Shift, store: Store, newsletter: Newsletter, kind: Kind, text: str, *, slot: Slot
) -> None:
    # Told of the edition's own day: the same trouble is not told again after midnight.
    alert(
        shift.settings,
        store,
        kind,
        text,
        about=newsletter.id,
        day=slot.day,
        now=shift.clock(),
    )
