"""Every zone, every clock change: one morning a day, at the right instant.

The full size (all 599 zones, every change 2026–2035, twelve hours) is `python -m
tests.schedule.test_zones`; the test takes a sample of it.
"""

import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest

from briefing.config import Newsletter
from briefing.schedule import due_slot

FIRST, LAST = datetime(2026, 1, 1, tzinfo=UTC), datetime(2036, 1, 1, tzinfo=UTC)
HOURS = ("00:00", "00:10", "00:30", "01:30", "02:00", "02:30", "03:00", "06:30", "12:00", "22:30",
         "23:30", "23:59")  # fmt: skip
STEP = timedelta(minutes=10)
ZONES = (
    "Europe/Paris",
    "America/New_York",
    "Australia/Lord_Howe",  # half an hour
    "America/Nuuk",  # on a Saturday evening
    "Africa/Casablanca",  # twice a year, by the moon
    "Asia/Beirut",  # at midnight
    "America/Santiago",
    "Pacific/Chatham",
    "Antarctica/Troll",  # two hours
)


def changes(zone: ZoneInfo) -> list[datetime]:
    """Return the instants at which the zone's clocks change, to the minute."""
    days = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
    return [
        _change_between(zone, before, after)
        for before, after in pairwise(days)
        if before.astimezone(zone).utcoffset() != after.astimezone(zone).utcoffset()
    ]


def _change_between(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    old = before.astimezone(zone).utcoffset()
    while after - before > timedelta(minutes=1):
        middle = before + ((after - before) // timedelta(minutes=2)) * timedelta(minutes=1)
        if middle.astimezone(zone).utcoffset() == old:
            before = middle
        else:
            after = middle
    return after


def expected(zone: ZoneInfo, change: datetime, day: date, at: time) -> datetime:
    """Return when the wall clock first shows that time, found without any rule about folds.

    In a gap it never does: then it is as long after the last minute before as it should have been.
    """
    wanted = datetime.combine(day, at)
    old = change - timedelta(minutes=1)
    before = wanted - old.astimezone(zone).utcoffset()  # type: ignore[operator]
    before = before.replace(tzinfo=UTC)
    if before < change:
        return before  # the clock had not changed yet
    new = wanted - change.astimezone(zone).utcoffset()  # type: ignore[operator]
    new = new.replace(tzinfo=UTC)
    return new if new >= change else before


def mornings(zone: str, change: datetime, hour: str) -> Iterator[tuple[date, datetime]]:
    """Live through two days and nights around the change; yield each sending as it happens."""
    letter = Newsletter.model_validate({
        "id": "x", "name": "X",
        "schedule": {"timezone": zone, "send_at": hour, "make_before": "30m", "max_late": "2h",
                     "days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]},
    })  # fmt: skip
    now, sent = change - timedelta(hours=50), set[date]()
    while now < change + timedelta(hours=50):
        slot = due_slot(now, letter)
        if slot is not None and slot.send_at <= now <= slot.deadline and slot.day not in sent:
            sent.add(slot.day)
            yield slot.day, now
        now += STEP


def wrong(zone: str, change: datetime, hour: str) -> list[str]:
    """Return what is wrong, missed or doubled around one change of the clocks."""
    place, at = ZoneInfo(zone), time.fromisoformat(hour)
    got = list(mornings(zone, change, hour))
    today = change.astimezone(place).date()
    days = [today + timedelta(days=n) for n in (-1, 0, 1)]
    found = [f"{zone} {hour}: doubled {day}" for day in days if [d for d, _ in got].count(day) > 1]
    times = dict(got)
    for day in days:
        right = expected(place, change, day, at)
        if day not in times:
            found.append(f"{zone} {hour}: missed {day}")
        elif not timedelta(0) <= times[day] - right < STEP:
            found.append(f"{zone} {hour}: {day} at {times[day]}, not {right}")
    return found


@pytest.mark.parametrize("zone", ZONES)
def test_no_morning_is_wrong_missed_or_doubled_when_the_clocks_change(zone: str) -> None:
    for change in changes(ZoneInfo(zone))[:2]:
        for hour in ("00:10", "02:30", "06:30", "23:30"):
            assert wrong(zone, change, hour) == []


def main() -> None:
    """Check everything, once for zones that tell the same time."""
    checked, faults = {}, []
    for name in sorted(available_timezones()):
        zone = ZoneInfo(name)
        found = changes(zone)
        key = tuple((one, one.astimezone(zone).utcoffset()) for one in found)
        key = (*key, (FIRST, FIRST.astimezone(zone).utcoffset()))
        if key not in checked:
            checked[key] = [fault for one in found for h in HOURS for fault in wrong(name, one, h)]
        faults += checked[key]
        sys.stdout.write(f"{name}: {len(found)} changes, {len(checked[key])} faults\n")
    sys.stdout.write(f"{len(available_timezones())} zones, {len(faults)} faults\n")


if __name__ == "__main__":
    main()
