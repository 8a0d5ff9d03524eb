"""A coming day → what happens on it, why, and what is special about it. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from briefing.config import Newsletter
from briefing.public_days import Closing, closings, holiday_greeted, home_country
from briefing.schedule.slots import skip_reason, slot_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One day of one newsletter. `reason` is a word when it is skipped, else ""."""

    newsletter: str
    day: date
    action: Literal["send", "skip"]
    reason: str
    send_at: datetime | None  # UTC; None when skipped
    holiday: str  # as the greeting names it, in the newsletter's language
    closings: tuple[Closing, ...]


def plan(newsletter: Newsletter, day: date) -> Plan:
    """Return what the configuration says about that day."""
    schedule, language = newsletter.schedule, newsletter.language
    reason = skip_reason(day, schedule)
    country = home_country(language, schedule.skip.country)
    return Plan(
        newsletter=newsletter.id,
        day=day,
        action="skip" if reason else "send",
        reason=reason,
        send_at=None if reason else slot_on(day, schedule).send_at,
        holiday=holiday_greeted(day, language=language, country=country) or "",
        closings=closings(day, language=language),
    )


def plans(newsletter: Newsletter, first: date, *, last: date) -> Iterator[Plan]:
    """Yield the plan of each day, both ends included."""
    for n in range((last - first).days + 1):
        yield plan(newsletter, first + timedelta(days=n))
