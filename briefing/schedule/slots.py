"""Local hours → instants: which morning is due, which comes next, which were missed. Pure."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from briefing.config import Newsletter, Schedule
from briefing.errors import BriefingError
from briefing.public_days import public_holiday

DAY = timedelta(days=1)
_LOOK_BACK = 7  # days; older mornings that were missed interest nobody any more


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
    """Return why that day has no edition ("weekday", "date", "holiday"), or "" when it has one.

    An exception wins over every rule. Raises InputError when a country's calendar is missing.
    """
    names = {f"{day:%m-%d}", f"{day:%Y-%m-%d}"}
    skip = schedule.skip
    if names & set(skip.exceptions):
        return ""
    if day.weekday() not in schedule.days:
        return "weekday"
    if names & set(skip.dates):
        return "date"
    return "holiday" if skip.country and public_holiday(day, skip.country) else ""


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
    """Return the newest morning with an edition whose hour of making has come; else None.

    It is due for a day, or as long as it may be late.
    """
    schedule = newsletter.schedule
    today = now.astimezone(schedule.zone).date()
    for offset in (1, 0, -1, -2):  # an edition of 00:10 is made the evening before
        day = today + timedelta(days=offset)
        slot = slot_on(day, schedule)
        if slot.make_at <= now and not skip_reason(day, schedule):
            return slot if now < max(slot.make_at + DAY, slot.deadline) else None
    return None


def next_slot(now: datetime, newsletter: Newsletter) -> Slot:
    """Return the first morning with an edition whose sending hour is still to come."""
    schedule = newsletter.schedule
    today = now.astimezone(schedule.zone).date()
    for offset in range(-1, 800):
        slot = slot_on(today + timedelta(days=offset), schedule)
        if slot.send_at >= now and not skip_reason(slot.day, schedule):
            return slot
    raise BriefingError(
        f"No coming day has an edition of {newsletter.id}.",
        hint="Look at [newsletters.schedule]: `days` and `skip`.",
    )


def missed_slots(newsletter: Newsletter, *, since: datetime, now: datetime) -> tuple[Slot, ...]:
    """Return the mornings that became too late between the two instants, oldest first.

    Nobody looked in that time. At most the last seven days count.
    """
    schedule = newsletter.schedule
    today = now.astimezone(schedule.zone).date()
    slots = (slot_on(today - timedelta(days=n), schedule) for n in range(_LOOK_BACK, -2, -1))
    return tuple(
        slot
        for slot in slots
        if since <= slot.deadline < now and not skip_reason(slot.day, schedule)
    )
