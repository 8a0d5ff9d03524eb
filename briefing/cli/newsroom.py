"""The commands of the daily work: ingest, make, send, status, editions."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from briefing.cli.command import NewsletterOption, common_options
from briefing.cli.session import Session
from briefing.cli.stopping import stopping

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from briefing.almanac import SourceReport
    from briefing.config import Newsletter
    from briefing.model import EditionRecord
    from briefing.reports import FeedReport, MakeReport, SendReport
    from briefing.store import Trouble


@common_options
def ingest(
    session: Session,
    every: Annotated[bool, typer.Option("--all", help="Also feeds that are not due.")] = False,
) -> None:
    """Fetch the feeds that are due and keep what is new."""
    reports = fetch_feeds(session, force=every)
    failed = [report for report in reports if report.state.last_outcome == "failed"]
    session.print(_ingest_line(reports))
    for report in failed:
        session.print(f"  {report.feed.id}: {report.state.last_error}")
    sources = _refresh(session, force=every)
    for source in sources:
        session.print(f"{source.name}: {source.error or f'{source.count} kept.'}")
    session.result(
        {
            "feeds": len(reports),
            "failed": {report.feed.id: report.state.last_error for report in failed},
            "new": sum(report.new for report in reports),
            "changed": sum(report.changed for report in reports),
            "sources": {source.name: source.error or source.count for source in sources},
        }
    )
    if reports and len(failed) == len(reports):
        raise typer.Exit(1)


def fetch_feeds(session: Session, *, force: bool) -> "tuple[FeedReport, ...]":
    """Ingest with a progress bar on a terminal."""
    from rich.progress import Progress

    from briefing.ingest.fetch import HttpFetcher
    from briefing.pipeline import ingest as run_ingest

    settings = session.settings
    with (
        session.store() as store,
        Progress(
            console=session.console,
            transient=True,
            disable=session.as_json or not session.console.is_terminal,
        ) as progress,
    ):
        task = progress.add_task("Feeds", total=len(settings.feeds))
        return run_ingest(
            settings,
            store,
            HttpFetcher(settings.ingest),
            now=session.clock(),
            force=force,
            on_feed=lambda _: progress.advance(task),
        )


def _refresh(session: Session, *, force: bool) -> "tuple[SourceReport, ...]":
    """Fetch the rates and calendars that are due."""
    from briefing.almanac import refresh
    from briefing.ingest.fetch import HttpFetcher

    fetcher = HttpFetcher(session.settings.ingest)
    with session.store() as store:
        return refresh(session.settings, store, fetcher, now=session.clock(), force=force)


def _ingest_line(reports: "tuple[FeedReport, ...]") -> str:
    if not reports:
        return "No feed is due. `briefing ingest --all` asks them all the same."
    outcomes = [report.state.last_outcome for report in reports]
    return (
        f"{len(reports)} feeds: {outcomes.count('ok')} fetched,"
        f" {outcomes.count('not_modified')} unchanged, {outcomes.count('failed')} failed."
        f" {sum(r.new for r in reports)} new items, {sum(r.changed for r in reports)} revised."
    )


@common_options
def make(
    session: Session,
    newsletter: "Newsletter",
    day: "date",
    again: Annotated[bool, typer.Option("--again", help="Replace a draft.")] = False,
) -> None:
    """Make the edition of a day from what was ingested."""
    from briefing.ingest.pages import HttpPages
    from briefing.pipeline import make as run_make

    options = session.settings.ingest
    with session.store() as store:
        report = run_make(
            session.settings,
            store,
            newsletter,
            day=day,
            now=session.clock(),
            again=again,
            pages=HttpPages(options, budget=options.page_budget),
        )
    _tell_made(session, report)


def _tell_made(session: Session, report: "MakeReport") -> None:
    record = report.record
    session.result({"made": report.made, "items": report.items, **record_row(record)})
    if record.edition is None:
        session.print(f"No edition for {record.day}: {record.reason}")
        return
    blocks = sum(len(section.blocks) for section in record.edition.sections)
    verb = "Made" if report.made else "There already:"
    session.print(
        f"{verb} n° {record.edition.number} of {record.newsletter} for {record.day}"
        f" ({record.state}): {blocks} entries, {record.edition.reading_minutes} min."
    )
    session.print(f"  Subject: {record.edition.subject}")
    if report.made:
        session.print(f"  From {report.items} items in {len(report.stories)} stories.")
    elif record.state == "draft":
        session.print("  `briefing make --again` makes it anew.")


@common_options
def send(
    session: Session,
    newsletter: "Newsletter",
    day: "date",
    to: Annotated[
        str, typer.Option("--to", metavar="ADDRESS", help="A test: one copy, to this address.")
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only tell what it would do.")] = False,
) -> None:
    """Send what is not yet sent of an edition. Run again after any stop: it goes on."""
    from briefing.cli.deliveries import sending_progress, try_out
    from briefing.deliver import transport_for
    from briefing.mailing import send as run_send

    if to or dry_run:
        try_out(session, newsletter, day=day, to=to)
        return
    with stopping() as stop, session.store() as store:
        with sending_progress(session, store, newsletter, day=day) as advance:
            report = run_send(
                session.settings,
                store,
                newsletter,
                day=day,
                clock=session.clock,
                transport=transport_for(session.settings),
                stopped=stop.is_set,
                on_delivery=lambda _: advance(),
            )
        troubles = store.ledger.troubles(report.record.id)
    counts = {state.value: n for state, n in report.counts.items()}
    session.result(
        {
            **record_row(report.record),
            "sent_now": report.sent_now,
            "stopped": stop.is_set(),
            "deliveries": counts,
            "troubles": [asdict(one) for one in troubles],
        }
    )
    _tell_sent(session, report, troubles)
    if stop.is_set():
        session.print("Stopped on request; `briefing send` goes on with the rest.")
    if counts["failed"] or counts["ambiguous"] or stop.is_set():
        raise typer.Exit(1)


def _tell_sent(session: Session, report: "SendReport", troubles: "Sequence[Trouble]") -> None:
    told = told_counts({state.value: n for state, n in report.counts.items()})
    session.print(f"{report.sent_now} sent now. {report.record.day} in all: {told or 'no reader'}.")
    if not told:
        session.print("  Nobody subscribes yet: `briefing subscribers add ADDRESS`.")
    for one in troubles:
        words = one.response or "no word of the server"
        session.print(f"  {one.count} {one.state}: {words}")
        if one.next_try_at is not None:
            session.print(f"    tried again from {one.next_try_at:%H:%M} UTC, by `run` or `send`.")


def told_counts(counts: dict[str, int]) -> str:
    """Return "3 sent, 1 failed"; states that nothing is in are left out."""
    return ", ".join(f"{n} {state.replace('_', ' ')}" for state, n in counts.items() if n)


@common_options
def status(
    session: Session,
) -> None:
    """Tell where everything stands.

    The next morning, the last editions, deliveries, feeds.
    """
    from briefing.schedule import next_slot

    settings = session.settings
    with session.store() as store:
        records = store.editions(limit=5)
        counts = {state.value: n for state, n in store.ledger.counts().items()}
        states = store.feed_states()
    failing = [feed.id for feed in settings.all_feeds if _failing(states.get(feed.id))]
    session.result({"editions": [record_row(one) for one in records], "deliveries": counts})
    for newsletter in settings.newsletters:
        slot = next_slot(session.clock(), newsletter)
        at = slot.send_at.astimezone(newsletter.schedule.zone)
        session.print(f"{newsletter.name} ({newsletter.id}): next on {at:%A %Y-%m-%d at %H:%M %Z}")
    for one in records:
        session.print(f"  {one.newsletter} {one.day}: {one.state} {one.reason}".rstrip())
    session.print(f"Deliveries: {told_counts(counts) or 'none yet'}.")
    session.print(
        f"Feeds: {len(settings.feeds)}, {len(failing)} failing"
        + (f": {', '.join(failing)}." if failing else ".")
    )


def _failing(state: Any) -> bool:
    return state is not None and state.last_outcome == "failed"


@common_options
def editions(
    session: Session,
    newsletter_id: NewsletterOption = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many.")] = 20,
) -> None:
    """List the last editions, newest first."""
    from rich.table import Table

    only = None if newsletter_id is None else session.newsletter(newsletter_id).id
    with session.store() as store:
        records = store.editions(only, limit=limit)
    session.result({"editions": [record_row(one) for one in records]})
    if not records:
        session.print("No edition yet: `briefing make` makes the next one.")
        return
    table = Table("Day", "Newsletter", "N°", "State", "Subject", box=None, pad_edge=False)
    for one in records:
        number = "" if one.edition is None else str(one.edition.number)
        subject = one.reason if one.edition is None else one.edition.subject
        table.add_row(str(one.day), one.newsletter, number, one.state, subject)
    session.print(table)


def record_row(record: "EditionRecord") -> dict[str, Any]:
    edition = record.edition
    return {
        "newsletter": record.newsletter,
        "day": record.day,
        "state": record.state.value,
        "reason": record.reason,
        "number": None if edition is None else edition.number,
        "subject": None if edition is None else edition.subject,
    }
