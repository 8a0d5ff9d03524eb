"""The commands about a morning: approve, hold, skip, calendar."""

from dataclasses import asdict
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from briefing.cli.command import NewsletterOption, common_options
from briefing.cli.newsroom import record_row
from briefing.cli.session import Session, count
from briefing.errors import InputError, NotFound

if TYPE_CHECKING:
    from briefing.config import Newsletter
    from briefing.model import EditionRecord
    from briefing.schedule.calendar import Plan
    from briefing.store import Store

ReasonOption = Annotated[str, typer.Option("--reason", metavar="WHY", help="Kept with it.")]

_REASONS = {
    "weekday": "not in schedule.days",
    "date": "in schedule.skip.dates",
    "holiday": "public holiday of schedule.skip.country",
}


@common_options
def approve(
    session: Session,
    newsletter: "Newsletter",
    day: date,
) -> None:
    """Let an edition out: it is frozen and leaves at its hour."""
    from briefing.model import EditionState

    with session.store() as store:
        record = _made(store, newsletter, day)
        if record.state not in {EditionState.DRAFT, EditionState.HELD}:
            raise _refused(record, "only a draft or a held one can be approved.")
        record = store.approve(record, now=session.clock())
        readers = store.ledger.unfinished(record.id)
    session.result({**record_row(record), "deliveries": readers})
    leaves = _when(session, newsletter, record)
    session.print(f"Approved: {record.day} goes to {count(readers, 'reader')} {leaves}.")
    if not readers:
        session.print("  Nobody subscribes yet: `briefing subscribers add ADDRESS`.")


@common_options
def hold(
    session: Session,
    newsletter: "Newsletter",
    day: date,
    reason: ReasonOption = "",
) -> None:
    """Keep a draft from leaving until it is approved. Nobody's deadline sends it."""
    from briefing.model import EditionState

    with session.store() as store:
        record = _made(store, newsletter, day)
        if record.state not in {EditionState.DRAFT, EditionState.HELD}:
            raise _refused(record, "only a draft can be held.")
        record = store.set_state(
            record, EditionState.HELD, now=session.clock(), reason=_operator(reason)
        )
    session.result(record_row(record))
    session.print(
        f"Held: {record.day} waits for `briefing approve --day {record.day}`. If nobody does, it is"
        " skipped when it is too late."
    )


@common_options
def skip(
    session: Session,
    newsletter: "Newsletter",
    day: date,
    reason: ReasonOption = "",
) -> None:
    """Send nothing on that day, today or to come. `briefing make --again` takes it back."""
    from briefing.model import EditionState

    with session.store() as store:
        record = store.edition(newsletter.id, day)
        if record is None:
            _refuse_empty_day(session, newsletter, day)
            record = store.skip_edition(newsletter.id, day, reason=_operator(reason))
        elif record.state in {EditionState.DRAFT, EditionState.HELD, EditionState.APPROVED}:
            record = store.set_state(
                record, EditionState.SKIPPED, now=session.clock(), reason=_operator(reason)
            )
        else:
            raise _refused(record, "it can no longer be skipped.")
    session.result(record_row(record))
    session.print(f"Skipped: {newsletter.name} sends nothing on {day:%A} {day}.")


@common_options
def calendar(
    session: Session,
    days: Annotated[int, typer.Option("--days", min=1, max=800, help="How many days.")] = 30,
    newsletter_id: NewsletterOption = None,
) -> None:
    """Tell what happens on each coming day, and why."""
    newsletters = (
        session.settings.newsletters
        if newsletter_id is None
        else (session.newsletter(newsletter_id),)
    )
    rows = []
    for newsletter in newsletters:
        found = _coming(session, newsletter, days)
        rows += [_plan_row(plan, record) for plan, record in found]
        _print_days(session, newsletter, found)
    session.result({"days": rows})


def _made(store: "Store", newsletter: "Newsletter", day: date) -> "EditionRecord":
    record = store.edition(newsletter.id, day)
    if record is None:
        raise NotFound(
            f"There is no edition of {newsletter.id} for {day}.",
            hint=f"`briefing make --day {day}` makes it.",
        )
    return record


def _refused(record: "EditionRecord", why: str) -> InputError:
    reason = f" ({record.reason})" if record.reason else ""
    return InputError(
        f"The edition of {record.day} is {record.state}{reason}; {why}",
        hint="`briefing editions` shows where each one stands; --day names another.",
    )


def _operator(reason: str) -> str:
    from briefing.schedule.steps import OPERATOR

    said = " ".join(reason.split())
    return f"{OPERATOR}: {said}" if said else OPERATOR


def _when(session: Session, newsletter: "Newsletter", record: "EditionRecord") -> str:
    from briefing.schedule import slot_on

    send_at = slot_on(record.day, newsletter.schedule).send_at
    if session.clock() >= send_at:
        return "now: `briefing run` sends it within 20 seconds, else `briefing send`"
    return f"at {send_at.astimezone(newsletter.schedule.zone):%H:%M %Z}"


def _refuse_empty_day(session: Session, newsletter: "Newsletter", day: date) -> None:
    """A day without an edition needs no skipping, and one that is over cannot be."""
    from briefing.schedule import skip_reason, slot_on

    reason = skip_reason(day, newsletter.schedule)
    if reason:
        raise InputError(
            f"{day} has no edition of {newsletter.id} anyway: {_REASONS[reason]}.",
            hint="`briefing calendar` shows the coming days.",
        )
    if session.clock() > slot_on(day, newsletter.schedule).deadline:
        raise InputError(
            f"The morning of {day} is over.", hint="--day names a day to come: 2026-11-23."
        )


# --- calendar


def _coming(
    session: Session, newsletter: "Newsletter", days: int
) -> "list[tuple[Plan, EditionRecord | None]]":
    """Return each day's plan with the edition that is there already."""
    from briefing.schedule.calendar import plans

    first = session.clock().astimezone(newsletter.schedule.zone).date()
    coming = list(plans(newsletter, first, last=first + timedelta(days=days - 1)))
    if not session.settings.database.exists():  # looking ahead makes no database
        return [(plan, None) for plan in coming]
    with session.store() as store:
        return [(plan, store.edition(newsletter.id, plan.day)) for plan in coming]


def _plan_row(plan: "Plan", record: "EditionRecord | None") -> dict[str, Any]:
    return {
        **asdict(plan),
        "state": None if record is None else record.state.value,
        "state_reason": "" if record is None else record.reason,
    }


def _print_days(
    session: Session, newsletter: "Newsletter", found: "list[tuple[Plan, EditionRecord | None]]"
) -> None:
    from rich.table import Table

    table = Table("Day", "", "Leaves at", "Why / what", box=None, pad_edge=False)
    for plan, record in found:
        leaves = ""
        if plan.send_at is not None and not _is_skipped(record):
            leaves = f"{plan.send_at.astimezone(newsletter.schedule.zone):%H:%M %Z}"
        what = "skip" if _is_skipped(record) else plan.action
        table.add_row(f"{plan.day:%a} {plan.day}", what, leaves, _remarks(plan, record))
    session.print(f"{newsletter.name} ({newsletter.id}), {newsletter.schedule.timezone}")
    session.print(table)


def _is_skipped(record: "EditionRecord | None") -> bool:
    return record is not None and record.state == "skipped"


def _remarks(plan: "Plan", record: "EditionRecord | None") -> str:
    parts = []
    if record is not None:
        parts.append(f"{record.state}: {record.reason}" if record.reason else str(record.state))
    elif plan.reason:
        parts.append(_REASONS[plan.reason])
    if plan.holiday:
        parts.append(plan.holiday)
    parts += [closing.text for closing in plan.closings]
    return " · ".join(parts)
