"""A morning and its edition: what is to be done now, for every state and hour."""

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from briefing.config import Newsletter, Schedule
from briefing.model import EditionRecord, EditionState
from briefing.schedule.slots import slot_on
from briefing.schedule.steps import next_step, skip_word
from tests.builders import edition

DAY = date(2026, 11, 23)
SLOT = slot_on(DAY, Schedule())  # made 05:45, sent 06:30, too late after 08:30


def at(hour: str) -> datetime:
    local = datetime.fromisoformat(f"{DAY} {hour}").replace(tzinfo=ZoneInfo("Europe/Paris"))
    return local.astimezone(UTC)


def record(
    state: str, *, made: str = "05:46", approved: str = "", reason: str = ""
) -> EditionRecord:
    return EditionRecord(
        id=1,
        newsletter="matin",
        day=DAY,
        state=EditionState(state),
        reason=reason,
        edition=edition(made_at=at(made)),
        approved_at=at(approved) if approved else None,
    )


def newsletter(approval: str = "auto", **changes: Any) -> Newsletter:
    values = {"id": "matin", "name": "Le Brief", "approval": approval}
    return Newsletter.model_validate(values | changes)


def step(hour: str, known: EditionRecord | None, approval: str = "auto", **changes: Any) -> str:
    return next_step(SLOT, known, now=at(hour), newsletter=newsletter(approval, **changes))


@pytest.mark.parametrize(
    ("state", "hour", "expected"),
    [
        (None, "05:44", ""),
        (None, "05:45", "make"),
        (None, "08:30", "make"),
        (None, "08:31", "skip"),
        ("draft", "06:29", ""),
        ("draft", "06:30", "send"),
        ("draft", "08:31", "skip"),
        ("approved", "06:29", ""),
        ("approved", "06:30", "send"),
        ("approved", "08:31", "skip"),
        ("held", "07:00", ""),
        ("held", "08:31", "skip"),
        ("sending", "06:00", "send"),
        ("sending", "15:00", "send"),
        ("paused", "07:00", ""),
        ("paused", "15:00", ""),
        ("sent", "07:00", ""),
        ("skipped", "07:00", ""),
        ("skipped", "08:31", ""),
        ("cancelled", "07:00", ""),
    ],
)
def test_each_state_has_its_next_step(state: str | None, hour: str, expected: str) -> None:
    assert step(hour, None if state is None else record(state)) == expected


@pytest.mark.parametrize("approval", ["manual", "hold-if-flagged"])
def test_what_waits_for_the_operator_is_skipped_at_the_deadline(approval: str) -> None:
    waiting = record("draft" if approval == "manual" else "held", reason="")
    assert step("07:00", waiting, approval) == ""
    assert step("08:31", waiting, approval) == "skip"
    assert skip_word(waiting, newsletter(approval)) == "unapproved"


@pytest.mark.parametrize("state", ["draft", "held"])
def test_or_it_is_sent_then_where_the_configuration_says_so(state: str) -> None:
    waiting = record(state)
    assert step("08:30", waiting, "manual", approval_deadline="send") == ""
    assert step("08:31", waiting, "manual", approval_deadline="send") == "approve"
    # Nobody was awake at the deadline: at noon it is no morning brief any more.
    assert step("12:00", waiting, "manual", approval_deadline="send") == "skip"


def test_what_the_operator_holds_no_deadline_sends() -> None:
    held = record("held", reason="operator: wrong number")
    assert step("08:31", held, approval_deadline="send") == "skip"


def test_an_unflagged_draft_needs_nobody() -> None:
    assert step("06:30", record("draft"), "hold-if-flagged") == "send"


def test_a_draft_made_before_its_hour_is_made_again_then() -> None:
    early = record("draft", made="04:00")
    assert step("05:44", early) == ""
    assert step("05:45", early) == "make"
    assert step("07:10", early) == "make"
    assert step("06:30", record("approved", made="04:00", approved="04:10")) == "send"
    assert step("06:00", record("held", made="04:00")) == ""


def test_an_edition_made_by_hand_after_its_morning_is_left_to_the_operator() -> None:
    for state in ("draft", "held"):
        assert step("15:05", record(state, made="15:00")) == ""
    assert step("15:05", record("approved", made="15:00", approved="15:04")) == "send"


def test_one_that_was_late_by_a_wrong_clock_is_made_when_it_is_not_late() -> None:
    assert step("06:00", record("skipped", reason="late")) == "make"
    assert step("06:00", record("skipped", reason="operator")) == ""
    assert step("06:00", record("skipped", reason="quiet: 1 story")) == ""
    assert step("09:00", record("skipped", reason="late")) == ""


def test_why_it_was_too_late() -> None:
    assert skip_word(None, newsletter("manual")) == "late"
    assert skip_word(record("approved"), newsletter("manual")) == "late"
    assert skip_word(record("draft"), newsletter()) == "late"
    assert skip_word(record("held"), newsletter()) == "unapproved"
