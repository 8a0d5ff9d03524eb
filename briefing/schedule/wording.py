"""What the operator is told of a morning: what happened, what it means, what to do. Pure."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal

from briefing.config import Newsletter
from briefing.model import EditionRecord, EditionState
from briefing.schedule.slots import Slot
from briefing.schedule.steps import LATE, OPERATOR, UNAPPROVED, waits_for_operator

_WHAT_TO_DO = {
    LATE: "It was not ready in time, so it was not sent: a brief at noon is no morning brief."
    " `briefing make --again --day {day}` and `briefing send --day {day}` send it all the same.",
    UNAPPROVED: "Nobody approved it in time (approval = {approval}, approval_deadline = skip)."
    " `briefing make --again --day {day}` makes a draft of it, `briefing approve --day {day}`"
    " sends it all the same.",
    "quiet": "There was too little news that is fit to print. If this comes often, add feeds."
    " `briefing preview --day {day}` shows what there is now.",
    "sources": "Too few feeds answered, and an edition of old news is worse than none."
    " `briefing status` names the feeds that fail.",
}


def of_state(
    record: EditionRecord | None, slot: Slot, newsletter: Newsletter
) -> tuple[Literal["skipped", "held"], str] | None:
    """Return the kind of alert and its text that the state of an edition asks for, else None."""
    if record is None or record.reason.startswith(OPERATOR):
        return None
    if record.state == EditionState.SKIPPED:
        return "skipped", skipped(record, newsletter)
    if waits_for_operator(slot, record, newsletter):
        return "held", held(record, slot, newsletter)
    return None


def skipped(record: EditionRecord, newsletter: Newsletter) -> str:
    word, _, detail = record.reason.partition(": ")
    what = _WHAT_TO_DO.get(word, "`briefing make --again --day {day}` makes it all the same.")
    told = f"{newsletter.name} has no edition on {record.day}: {word}"
    told += f" ({detail})." if detail else "."
    return f"{told}\n{what.format(day=record.day, approval=newsletter.approval)}"


def missed(newsletter: Newsletter, days: Sequence[date]) -> str:
    named = ", ".join(map(str, days))
    mornings = "The morning" if len(days) == 1 else "The mornings"
    return (
        f"{mornings} of {named} passed without an edition of {newsletter.name}: late.\n"
        "Briefing was not at work at that time (machine off or asleep, program stopped). Nothing"
        f" was sent. `briefing make --again --day {days[-1]}` and `briefing send --day {days[-1]}`"
        " send the last one all the same."
    )


def held(record: EditionRecord, slot: Slot, newsletter: Newsletter) -> str:
    assert record.edition is not None, "what is held was made"
    zone = newsletter.schedule.zone
    send_at, until = (one.astimezone(zone) for one in (slot.send_at, slot.deadline))
    why = f" It is held because of: {record.reason}." if record.reason else ""
    then = {
        "skip": "Then it is skipped.",
        "send": "Then it is sent as it is.",
    }[newsletter.approval_deadline]
    return (
        f"N° {record.edition.number} of {newsletter.name} for {record.day} waits for your"
        f" approval.{why}\n"
        f"Subject: {record.edition.subject}\n"
        f"`briefing preview --day {record.day}` shows it, `briefing approve --day {record.day}`"
        f" lets it out at {send_at:%H:%M %Z}, `briefing skip --day {record.day} --reason …` drops"
        f" it. It waits until {until:%H:%M %Z}. {then}"
    )


def late(newsletter: Newsletter, slot: Slot, begun: datetime) -> str:
    zone = newsletter.schedule.zone
    hour, at = (one.astimezone(zone) for one in (begun, slot.send_at))
    return (
        f"The edition of {newsletter.name} for {slot.day} left at {hour:%H:%M %Z} instead of"
        f" {at:%H:%M %Z}.\nBriefing was not at work at its hour, or could not send. Every reader"
        " got it once."
    )


def clock_went_back(newsletter: Newsletter, day: date, later: date) -> str:
    return (
        f"The clock of this machine went back: it says {day}, and {newsletter.name} was sent for"
        f" {later} already.\nNothing is made or sent until the clock has passed that. Look at the"
        " machine's time (`timedatectl`)."
    )


def failing(newsletter: Newsletter, error: str) -> str:
    return (
        f"The edition of {newsletter.name} cannot go on: {error}\n"
        "It is tried again every 20 seconds until it is too late. Readers who have it do not get"
        " it twice."
    )
