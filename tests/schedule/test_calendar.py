"""What happens on a coming day, and why."""

from datetime import UTC, date, datetime
from typing import Any

from briefing.config import Newsletter
from briefing.schedule.calendar import plan, plans


def newsletter(language: str = "fr", **schedule: Any) -> Newsletter:
    values = {"id": "matin", "name": "Le Brief", "language": language, "schedule": schedule}
    return Newsletter.model_validate(values)


def test_a_weekday_is_sent_at_its_hour_in_utc() -> None:
    found = plan(newsletter(), date(2026, 11, 23))
    assert (found.action, found.reason) == ("send", "")
    assert found.send_at == datetime(2026, 11, 23, 5, 30, tzinfo=UTC)
    assert plan(newsletter(), date(2026, 7, 6)).send_at == datetime(2026, 7, 6, 4, 30, tzinfo=UTC)


def test_a_skipped_day_says_why_and_has_no_hour() -> None:
    rules = newsletter(skip={"country": "FR", "dates": ["12-24"]})
    for day, reason in (
        ("2026-11-22", "weekday"),
        ("2026-12-24", "date"),
        ("2026-12-25", "holiday"),
    ):
        found = plan(rules, date.fromisoformat(day))
        assert (found.action, found.reason, found.send_at) == ("skip", reason, None)


def test_a_holiday_that_is_sent_is_named_in_the_readers_words() -> None:
    assert plan(newsletter(), date(2026, 11, 11)).holiday == "Armistice"
    assert plan(newsletter("en-GB"), date(2026, 8, 31)).holiday == ""  # of England, not of all
    assert plan(newsletter("en-US"), date(2026, 11, 26)).holiday == "Thanksgiving Day"
    assert plan(newsletter("en"), date(2026, 11, 26)).holiday == ""  # whose? nobody said


def test_markets_close_on_other_days_than_countries() -> None:
    good_friday = plan(newsletter(), date(2026, 4, 3))
    assert good_friday.holiday == ""
    assert [one.exchange for one in good_friday.closings] == ["XPAR", "XNYS", "ECB"]
    victory_day = plan(newsletter(), date(2026, 5, 8))
    assert (victory_day.holiday, victory_day.closings) == ("Fête de la Victoire", ())


def test_days_come_in_order_both_ends_included() -> None:
    days = list(plans(newsletter(), date(2026, 11, 20), last=date(2026, 11, 24)))
    assert [one.action for one in days] == ["send", "skip", "skip", "send", "send"]
