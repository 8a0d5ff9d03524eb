"""Which morning is due: local hours, clock changes, skipped days."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.config import Newsletter, Schedule
from briefing.config.settings import Skip
from briefing.errors import BriefingError
from briefing.schedule import due_slot, instant, next_slot, skip_reason
from briefing.schedule.slots import missed_slots

PARIS = ZoneInfo("Europe/Paris")


def newsletter(**schedule: object) -> Newsletter:
    return Newsletter.model_validate({"id": "matin", "name": "Le Brief", "schedule": schedule})


def paris(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS).astimezone(UTC)


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


def test_a_public_holiday_has_no_edition_where_a_country_is_named() -> None:
    schedule = Schedule(skip=Skip.model_validate({"country": "FR", "except": ["05-08"]}))
    assert skip_reason(date(2026, 11, 11), schedule) == "holiday"
    assert skip_reason(date(2026, 11, 11), Schedule()) == ""
    assert skip_reason(date(2026, 5, 8), schedule) == ""
    assert skip_reason(date(2026, 4, 3), schedule) == ""  # Good Friday closes Paris, not France


def test_a_regions_own_holidays_count() -> None:
    bavaria = Schedule(skip=Skip.model_validate({"country": "DE-BY"}))
    berlin = Schedule(skip=Skip.model_validate({"country": "DE-BE"}))
    assert skip_reason(date(2026, 1, 6), bavaria) == "holiday"
    assert skip_reason(date(2026, 1, 6), berlin) == ""


def test_an_exception_is_sent_even_on_a_weekend() -> None:
    schedule = Schedule(skip=Skip.model_validate({"except": ["2026-11-21"]}))
    assert skip_reason(date(2026, 11, 21), schedule) == ""


def test_a_morning_that_may_be_a_day_late_is_due_until_then() -> None:
    patient = newsletter(max_late="40h")
    slot = due_slot(paris("2026-11-21 20:00"), patient)  # a Saturday evening
    assert slot is not None
    assert slot.day == date(2026, 11, 20)
    assert due_slot(paris("2026-11-21 23:00"), patient) is None


def test_a_newsletter_without_a_coming_day_is_told() -> None:
    year = [date(2028, 1, 1) + timedelta(days=n) for n in range(366)]
    never = newsletter(skip={"dates": [f"{day:%m-%d}" for day in year]})
    with pytest.raises(BriefingError, match="No coming day"):
        next_slot(paris("2026-11-20 18:00"), never)


def test_missed_mornings_are_those_that_became_too_late_in_between() -> None:
    def days(since: str, now: str) -> list[str]:
        slots = missed_slots(newsletter(), since=paris(since), now=paris(now))
        return [str(slot.day) for slot in slots]

    assert days("2026-11-20 06:00", "2026-11-20 08:30") == []
    assert days("2026-11-20 06:00", "2026-11-20 08:31") == ["2026-11-20"]
    assert days("2026-11-20 06:00", "2026-11-24 12:00") == [
        "2026-11-20",
        "2026-11-23",
        "2026-11-24",
    ]
    assert days("2026-11-20 09:00", "2026-11-22 12:00") == []
    assert len(days("2026-01-01 00:00", "2026-11-24 12:00")) == 6  # of the last seven days
    assert days("2026-11-24 12:00", "2026-11-20 06:00") == []  # the clock went back
