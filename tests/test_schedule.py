"""Which morning is due: local hours, clock changes, skipped days, states."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.config import Newsletter, Schedule
from briefing.config.settings import Skip
from briefing.model import EditionRecord, EditionState
from briefing.schedule import due_slot, instant, next_slot, next_step, skip_reason, slot_on

PARIS = ZoneInfo("Europe/Paris")


def newsletter(**schedule: object) -> Newsletter:
    return Newsletter.model_validate({"id": "matin", "name": "Le Brief", "schedule": schedule})


def paris(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS).astimezone(UTC)


def record(state: EditionState) -> EditionRecord:
    return EditionRecord(
        id=1, newsletter="matin", day=date(2026, 11, 23), state=state, reason="", edition=None
    )


def test_a_weekday_is_due_from_the_hour_of_making_on() -> None:
    assert due_slot(paris("2026-11-23 05:44"), newsletter()) is None
    slot = due_slot(paris("2026-11-23 05:45"), newsletter())
    assert slot is not None
    assert (slot.day, slot.send_at) == (date(2026, 11, 23), paris("2026-11-23 06:30"))
    assert slot.deadline == paris("2026-11-23 08:30")


@pytest.mark.parametrize("day", ["2026-11-21", "2026-11-22"])
def test_a_weekend_is_never_due(day: str) -> None:
    assert due_slot(paris(f"{day} 07:00"), newsletter()) is None


def test_friday_evening_waits_for_monday() -> None:
    assert next_slot(paris("2026-11-20 18:00"), newsletter()).day == date(2026, 11, 23)


def test_a_mail_of_the_first_minutes_of_a_day_is_made_the_evening_before() -> None:
    slot = due_slot(paris("2026-11-22 23:30"), newsletter(send_at="00:10"))
    assert slot is not None
    assert slot.day == date(2026, 11, 23)


def test_skipped_dates_have_no_edition_unless_excepted() -> None:
    skipped = Skip.model_validate({"dates": ["12-25", "2026-12-24"], "except": ["2026-12-25"]})
    schedule = Schedule(skip=skipped)
    assert skip_reason(date(2026, 12, 24), schedule) == "date"
    assert skip_reason(date(2027, 12, 24), schedule) == ""
    assert skip_reason(date(2026, 12, 25), schedule) == ""
    assert skip_reason(date(2028, 12, 25), schedule) == "date"


def test_an_hour_that_does_not_exist_moves_forward() -> None:
    # 2026-03-29: 02:00 becomes 03:00 in Paris.
    assert instant(date(2026, 3, 29), time(2, 30), PARIS) == paris("2026-03-29 03:30")


def test_an_hour_that_comes_twice_is_the_first_one() -> None:
    # 2026-10-25: 03:00 summer time becomes 02:00.
    assert instant(date(2026, 10, 25), time(2, 30), PARIS) == datetime(
        2026, 10, 25, 0, 30, tzinfo=UTC
    )


@given(
    zone=st.sampled_from(sorted(available_timezones())),
    day=st.dates(date(2026, 1, 1), date(2035, 12, 31)),
    at=st.times(),
)
def test_each_local_day_has_one_instant_in_every_zone(zone: str, day: date, at: time) -> None:
    at = at.replace(second=0, microsecond=0, tzinfo=None)
    today, tomorrow = (instant(one, at, ZoneInfo(zone)) for one in (day, day + timedelta(days=1)))
    assert timedelta(hours=21) <= tomorrow - today <= timedelta(hours=27)


@pytest.mark.parametrize(
    ("state", "hour", "step"),
    [
        (None, "05:45", "make"),
        (None, "08:29", "make"),
        (None, "08:31", "skip"),
        (EditionState.DRAFT, "06:29", ""),
        (EditionState.DRAFT, "06:30", "send"),
        (EditionState.APPROVED, "06:29", ""),
        (EditionState.APPROVED, "06:30", "send"),
        (EditionState.APPROVED, "08:31", "skip"),
        (EditionState.HELD, "07:00", ""),
        (EditionState.HELD, "08:31", "skip"),
        (EditionState.SENDING, "15:00", "send"),
        (EditionState.PAUSED, "07:00", ""),
        (EditionState.SENT, "07:00", ""),
        (EditionState.SKIPPED, "08:31", ""),
        (EditionState.CANCELLED, "07:00", ""),
    ],
)
def test_each_state_has_its_next_step(state: EditionState | None, hour: str, step: str) -> None:
    now = paris(f"2026-11-23 {hour}")
    slot = slot_on(date(2026, 11, 23), Schedule())
    known = None if state is None else record(state)
    assert next_step(slot, known, now=now, newsletter=newsletter()) == step


def test_a_draft_waits_for_approval_where_it_is_manual() -> None:
    now = paris("2026-11-23 07:00")
    slot = slot_on(date(2026, 11, 23), Schedule())
    manual = newsletter().model_copy(update={"approval": "manual"})
    assert next_step(slot, record(EditionState.DRAFT), now=now, newsletter=manual) == ""
