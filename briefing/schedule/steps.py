"""A morning and its edition → what is to be done now. Pure."""

from datetime import datetime
from enum import StrEnum

from briefing.config import Newsletter
from briefing.model import EditionRecord, EditionState
from briefing.schedule.slots import Slot

LATE = "late"
OPERATOR = "operator"
UNAPPROVED = "unapproved"


class Step(StrEnum):
    NONE = ""
    MAKE = "make"
    APPROVE = "approve"  # nobody did, and the configuration says: then send it
    SEND = "send"
    SKIP = "skip"


def next_step(
    slot: Slot, record: EditionRecord | None, *, now: datetime, newsletter: Newsletter
) -> Step:
    """Return what is to be done for that morning now. Every state of an edition has an answer."""
    if record is None:
        return _unmade(slot, now=now)
    match record.state:
        case EditionState.SENDING:
            return Step.SEND  # begun: finish it, however late
        case EditionState.APPROVED:
            return _approved(slot, record, now=now)
        case EditionState.DRAFT | EditionState.HELD:
            return _open(slot, record, now=now, newsletter=newsletter)
        case EditionState.SKIPPED if record.reason == LATE and now <= slot.deadline:
            return _unmade(slot, now=now)  # a clock had gone forward, or max_late was raised
        case _:
            return Step.NONE


def waits_for_operator(slot: Slot, record: EditionRecord, newsletter: Newsletter) -> bool:
    """Tell whether only somebody's approval can let this edition out at its hour."""
    if record.state == EditionState.HELD:
        return not made_too_late(slot, record)
    manual = record.state == EditionState.DRAFT and newsletter.approval == "manual"
    return manual and not made_too_late(slot, record)


def made_too_late(slot: Slot, record: EditionRecord) -> bool:
    """Tell whether somebody made it by hand when the morning was over: then it is his."""
    return record.edition is not None and record.edition.made_at > slot.deadline


def skip_word(record: EditionRecord | None, newsletter: Newsletter) -> str:
    """Return why an edition that is too late did not leave in time."""
    if record is None or record.state == EditionState.APPROVED:
        return LATE
    manual = record.state == EditionState.DRAFT and newsletter.approval == "manual"
    return UNAPPROVED if manual or record.state == EditionState.HELD else LATE


def _unmade(slot: Slot, *, now: datetime) -> Step:
    if now > slot.deadline:
        return Step.SKIP
    return Step.MAKE if now >= slot.make_at else Step.NONE


def _approved(slot: Slot, record: EditionRecord, *, now: datetime) -> Step:
    if now < slot.send_at:
        return Step.NONE
    ordered_late = record.approved_at is not None and record.approved_at > slot.deadline
    return Step.SEND if now <= slot.deadline or ordered_late else Step.SKIP


def _open(slot: Slot, record: EditionRecord, *, now: datetime, newsletter: Newsletter) -> Step:
    if made_too_late(slot, record):
        return Step.NONE
    if now > slot.deadline:
        return _overdue(slot, record, now=now, newsletter=newsletter)
    if _made_early(slot, record) and now >= slot.make_at:
        return Step.MAKE
    ready = record.state == EditionState.DRAFT and newsletter.approval != "manual"
    return Step.SEND if ready and now >= slot.send_at else Step.NONE


def _made_early(slot: Slot, record: EditionRecord) -> bool:
    """A draft made by hand before its hour lacks the news since: it is made again."""
    early = record.edition is not None and record.edition.made_at < slot.make_at
    return early and record.state == EditionState.DRAFT


def _overdue(slot: Slot, record: EditionRecord, *, now: datetime, newsletter: Newsletter) -> Step:
    unapproved = skip_word(record, newsletter) == UNAPPROVED
    if (
        unapproved
        and not record.reason.startswith(OPERATOR)
        and newsletter.approval_deadline == "send"
    ):
        latest = slot.deadline + newsletter.schedule.max_late
        return Step.APPROVE if now <= latest else Step.SKIP
    return Step.SKIP
