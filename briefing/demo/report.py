"""What the demo did → a short report for a person at a terminal."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from briefing import i18n
from briefing.model import DeliveryState, Edition, Story, StoryBlock
from briefing.reports import FeedReport, MakeReport, SendReport

OUTCOMES = {"ok": "[green]fetched[/]", "not_modified": "[blue]unchanged[/]"}


def opening(console: Console, day: date) -> None:
    console.print(f"It is 06:30 in Paris, {i18n.long_date(day, 'en')} (make-believe).\n")


def feeds(console: Console, reports: Sequence[FeedReport]) -> None:
    """Print a line for each feed, the newspapers first, and the sums."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("Newspaper")
    table.add_column("Outcome", overflow="fold")
    table.add_column("New", justify="right")
    table.add_column("Revised", justify="right")
    for one in sorted(reports, key=lambda one: (one.state.failures > 0, -one.feed.weight)):
        outcome = OUTCOMES.get(one.state.last_outcome) or _failure(one)
        table.add_row(escape(one.feed.title), outcome, str(one.new), str(one.changed))
    console.print(table)
    new, changed = sum(one.new for one in reports), sum(one.changed for one in reports)
    console.print(f"{len(reports)} feeds: {new} new items, {changed} revised.\n")


def _failure(report: FeedReport) -> str:
    """Return the first sentence of what went wrong, without the address the row is about."""
    what = report.state.last_error.replace(report.feed.url, "").split(". ")[0].strip(" .:")
    return f"[yellow]{escape(what)}[/]"


def edition(console: Console, made: MakeReport) -> None:
    """Print what the edition was chosen from, what leads, and the terms of its score."""
    edition = made.record.edition
    if edition is None:
        console.print(f"No edition: {made.record.reason}.")
        return
    if made.made:
        console.print(f"{made.items} items told {len(made.stories)} stories.")
    else:
        console.print("The edition of this day was there already; it is not made twice.")
    minutes = edition.reading_minutes
    console.print(f"[bold]n° {edition.number}[/], {minutes} min: {escape(edition.subject)}")
    for section in edition.sections:
        console.print(f"  {len(section.blocks)} × {escape(section.title)}", style="dim")
    lead = _lead(edition)
    if lead is not None:
        console.print(f"What leads: [bold]{escape(lead.lead.text)}[/]")
        for story in made.stories:
            if story.id == lead.story_id:
                console.print(_why(story))
    console.print()


def _lead(edition: Edition) -> StoryBlock | None:
    blocks = [block for section in edition.sections for block in section.blocks]
    return next((block for block in blocks if isinstance(block, StoryBlock)), None)


def _why(story: Story) -> str:
    terms = " + ".join(f"{t.name} {t.weight:.2f} × {t.value:.2f}" for t in story.terms)
    outlets = sorted({article.outlet for article in story.articles})
    told = f"  told by {', '.join(outlets)}: {story.sources} independent sources"
    return f"  score {story.score:.2f} = {terms}\n{told}"


def sent(console: Console, report: SendReport) -> None:
    total = report.counts.get(DeliveryState.SENT, 0)
    if report.sent_now:
        console.print(f"Sent to [bold]{report.sent_now}[/] mailboxes by SMTP.")
    else:
        console.print(f"Sent nothing now: {total} mailboxes have it already, each once.")
    for state, n in report.counts.items():
        if n and state != DeliveryState.SENT:
            console.print(f"  {n} {state.value}", style="yellow")


def places(console: Console, *, html: Path, text: Path, mail: Path) -> None:
    console.print(f"  HTML  {html}")
    console.print(f"  Text  {text}")
    console.print(f"  Mail  {mail}/*.eml ({len(list(mail.glob('*.eml')))})")
