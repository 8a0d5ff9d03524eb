"""When which morning is due. Pure rules above, and below them the tick that acts on them.

APScheduler is only an alarm clock that rings every 20 s; the truth is the table `editions`. A lost
or doubled ring is harmless, and a machine that slept finds out at the next ring.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from briefing.config import Newsletter, Schedule, Settings
from briefing.errors import BriefingError
from briefing.model import EditionRecord, EditionState
from briefing.store import Store, open_store

TICK_S = 20

log = logging.getLogger("briefing.schedule")


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One morning: when its edition is made, when it is sent, and when it is too late."""

    day: date  # local
    make_at: datetime  # UTC, as the others
    send_at: datetime
    deadline: datetime


def instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """Return local wall-clock time as UTC: the first of two in autumn, moved forward in spring."""
    return datetime.combine(day, at, tzinfo=zone).astimezone(UTC)


def skip_reason(day: date, schedule: Schedule) -> str:
    """Return why that day has no edition ("weekday", "date"), or "" when it has one."""
    names = {f"{day:%m-%d}", f"{day:%Y-%m-%d}"}
    if names & set(schedule.skip.exceptions):
        return ""
    if day.weekday() not in schedule.days:
        return "weekday"
    return "date" if names & set(schedule.skip.dates) else ""


def slot_on(day: date, schedule: Schedule) -> Slot:
    """Return the hours of that local day, whether or not it has an edition."""
    send_at = instant(day, schedule.send_at, schedule.zone)
    return Slot(
        day=day,
        make_at=send_at - schedule.make_before,
        send_at=send_at,
        deadline=send_at + schedule.max_late,
    )


def due_slot(now: datetime, newsletter: Newsletter) -> Slot | None:
    """Return the newest slot whose hour of making has come, at most a day ago; else None."""
    schedule = newsletter.schedule
    today = now.astimezone(schedule.zone).date()
    for offset in (1, 0, -1):  # 00:10 is made the evening before
        slot = slot_on(today + timedelta(days=offset), schedule)
        if slot.make_at <= now < slot.make_at + timedelta(days=1):
            return None if skip_reason(slot.day, schedule) else slot
    return None


def next_slot(now: datetime, newsletter: Newsletter) -> Slot:
    """Return the first morning with an edition whose sending hour is still to come."""
    today = now.astimezone(newsletter.schedule.zone).date()
    for offset in range(-1, 800):
        slot = slot_on(today + timedelta(days=offset), newsletter.schedule)
        if slot.send_at >= now and not skip_reason(slot.day, newsletter.schedule):
            return slot
    raise BriefingError(
        f"No coming day has an edition of {newsletter.id}.",
        hint="Look at [newsletters.schedule]: `days` and `skip`.",
    )


def next_step(slot: Slot, record: EditionRecord | None, *, now: datetime, auto: bool) -> str:
    """Return what is to be done for that morning now: make, send, skip or "" (nothing)."""
    state = None if record is None else record.state
    if state == EditionState.SENDING:
        return "send"  # begun: finish it, however late
    if state not in {None, EditionState.DRAFT, EditionState.HELD, EditionState.APPROVED}:
        return ""
    if now > slot.deadline:
        return "skip"
    if state is None:
        return "make"
    ready = state == EditionState.APPROVED or (state == EditionState.DRAFT and auto)
    return "send" if ready and now >= slot.send_at else ""


def tick_editions(settings: Settings, clock: Callable[[], datetime]) -> None:
    """Do what is due for each newsletter. One that fails does not keep the others waiting."""
    with open_store(settings.database) as store:
        for newsletter in settings.newsletters:
            try:
                _advance(settings, store, newsletter, clock)
            except BriefingError as error:
                log.error("edition failed newsletter=%s error=%s", newsletter.id, error)


def _advance(
    settings: Settings, store: Store, newsletter: Newsletter, clock: Callable[[], datetime]
) -> None:
    # Here, since `briefing status` asks for hours and needs none of the stages.
    from briefing.deliver import transport_for
    from briefing.pipeline import make, send

    now = clock()
    slot = due_slot(now, newsletter)
    if slot is None:
        return
    record = store.edition(newsletter.id, slot.day)
    step = next_step(slot, record, now=now, auto=newsletter.approval == "auto")
    if step == "make":
        report = make(settings, store, newsletter, day=slot.day, now=now)
        log.info("made newsletter=%s day=%s state=%s", newsletter.id, slot.day, report.record.state)
    elif step == "send":
        transport = transport_for(settings)
        sent = send(settings, store, newsletter, day=slot.day, clock=clock, transport=transport)
        log.info("sent newsletter=%s day=%s now=%d", newsletter.id, slot.day, sent.sent_now)
    elif step == "skip":
        if record is None:
            store.skip_edition(newsletter.id, slot.day, reason="late")
        else:
            store.set_state(record, EditionState.SKIPPED, now=now, reason="late")
        log.warning("skipped newsletter=%s day=%s reason=late", newsletter.id, slot.day)


def tick_feeds(settings: Settings, clock: Callable[[], datetime]) -> None:
    """Fetch the feeds that are due."""
    from briefing.ingest.fetch import HttpFetcher
    from briefing.pipeline import ingest

    with open_store(settings.database) as store:
        reports = ingest(settings, store, HttpFetcher(settings.ingest), now=clock())
        store.forget_items(before=clock() - settings.retention.items)
    if reports:
        new = sum(report.new for report in reports)
        log.info("ingested feeds=%d new=%d", len(reports), new)


class Scheduler:
    """The alarm clock: rings every 20 s in two threads, one for feeds, one for editions."""

    def __init__(self, settings: Settings, clock: Callable[[], datetime]) -> None:
        from apscheduler.schedulers.background import BackgroundScheduler

        self._alarm = BackgroundScheduler(timezone=UTC)
        for tick in (tick_feeds, tick_editions):
            self._alarm.add_job(
                _survive,
                "interval",
                (tick, settings, clock),
                seconds=TICK_S,
                next_run_time=clock(),
                id=tick.__name__,
                max_instances=1,
                coalesce=True,
                misfire_grace_time=None,
            )

    def start(self) -> None:
        self._alarm.start()

    def stop(self) -> None:
        """Finish what is under way, then return."""
        self._alarm.shutdown(wait=True)


def _survive(
    tick: Callable[[Settings, Callable[[], datetime]], None],
    settings: Settings,
    clock: Callable[[], datetime],
) -> None:
    """Ring once. The one place that catches everything: the next ring must come."""
    try:
        tick(settings, clock)
    except Exception:
        log.exception("tick failed name=%s", tick.__name__)
