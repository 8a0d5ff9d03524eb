"""Captured feeds → the edition of any past morning, as if it were that morning. Does I/O.

The same pipeline as every day, in a throw-away database: the eight days before are replayed in
order, with the editions that fell due in between made and taken as sent.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from briefing.config import Newsletter, Settings
from briefing.config.settings import FeedTable
from briefing.ingest.captures import CaptureDay, CaptureFetcher, captured_title, find_captures
from briefing.mailing import edition_letter
from briefing.model import EditionRecord, EditionState, Story
from briefing.pipeline import ingest, make
from briefing.render.context import frame_of
from briefing.render.edition import render
from briefing.render.folders import templates_of
from briefing.reports import MakeReport
from briefing.schedule import skip_reason, slot_on
from briefing.store import Store, open_store
from briefing.store.rows import edition_json

DAYS_BEFORE = 8
CAPTURED_AT = time(21, 0, tzinfo=UTC)
READER = "lecteur@exemple.invalid"


def backtest(
    settings: Settings,
    newsletter: Newsletter,
    captures: Sequence[Path],
    *,
    day: date,
    out: Path,
    on_step: Callable[[str], None] = lambda step: None,
) -> dict[str, Any]:
    """Write the edition of the morning `day` and its report into `out`; return the report.

    Captures of that day or later are never opened.
    """
    days = {
        captured: bodies
        for captured, bodies in find_captures(captures).items()
        if day - timedelta(days=DAYS_BEFORE) <= captured < day
    }
    out.mkdir(parents=True, exist_ok=True)
    reason = skip_reason(day, newsletter.schedule)
    if reason:
        report = {"newsletter": newsletter.id, "day": day.isoformat(), "skipped": reason}
        _write_json(out / "report.json", report)
        return report
    with TemporaryDirectory() as folder:
        replay = settings.model_copy(
            update={
                "database": Path(folder) / "backtest.db",
                "feeds": _feeds(settings, newsletter, days),
            }
        )
        with open_store(replay.database) as store:
            made = _replay(replay, store, newsletter, days, day=day, on_step=on_step)
            report = report_of(made, newsletter)
            _write_json(out / "report.json", report)
            if made.record.edition is not None:
                _write_edition(replay, newsletter, made.record, out)
    return report


def _feeds(
    settings: Settings, newsletter: Newsletter, days: Mapping[date, CaptureDay]
) -> tuple[FeedTable, ...]:
    """Return each captured feed of the newsletter's language; config.toml adds what it knows."""
    language = newsletter.language.split("-")[0]
    known = {table.feed().id: table for table in settings.feeds}
    newest: dict[str, Path] = {}
    for captured in sorted(days):
        newest |= {id: path for id, path in days[captured].items() if id.split("-")[0] == language}
    tables = []
    for id, path in sorted(newest.items()):
        table = known.get(id)
        tables.append(
            FeedTable(
                id=id,
                url=table.url if table else f"https://{id}.invalid/",
                title=captured_title(path.read_bytes(), id),
                language=language,
                section=table.section if table else "une",
                weight=table.weight if table else 0.5,
            )
        )
    return tuple(tables)


def _replay(
    settings: Settings,
    store: Store,
    newsletter: Newsletter,
    days: Mapping[date, CaptureDay],
    *,
    day: date,
    on_step: Callable[[str], None],
) -> MakeReport:
    """Live through the days in order and return what the last morning made."""
    first = day - timedelta(days=DAYS_BEFORE - 1)
    mornings = [first + timedelta(days=n) for n in range(DAYS_BEFORE)]
    evenings = [(datetime.combine(d, CAPTURED_AT), d, days[d]) for d in days]
    hours = [
        (slot_on(d, newsletter.schedule).make_at, d, None)
        for d in mornings
        if not skip_reason(d, newsletter.schedule)
    ]
    report: MakeReport | None = None
    for now, moment, bodies in sorted([*evenings, *hours], key=lambda step: step[0]):
        if bodies is not None:
            on_step(f"{moment} evening")
            captured = [table for table in settings.feeds if table.id in bodies]
            evening = settings.model_copy(update={"feeds": tuple(captured)})
            ingest(evening, store, CaptureFetcher(bodies), now=now, force=True)
            continue
        on_step(f"{moment} morning")
        report = make(settings, store, newsletter, day=moment, now=now)
        if moment < day and report.record.edition is not None:
            record = store.approve(report.record, now=now)
            store.set_state(record, EditionState.SENT, now=now)
    assert report is not None, "the last morning is one of them"
    return report


# --- what it writes


def report_of(made: MakeReport, newsletter: Newsletter) -> dict[str, Any]:
    """Return counts per stage and every story with why it was printed or not."""
    record = made.record
    report: dict[str, Any] = {"newsletter": newsletter.id, "day": record.day.isoformat()}
    if record.edition is None:
        report["skipped"] = record.reason
    printed = _printed_in(record)
    stories = [*made.stories, *made.repeated]
    report["counts"] = {
        "items": made.items,
        "stories": len(stories),
        "repeated": len(made.repeated),
        "shortlisted": len(made.dossiers),
        "printed": len(printed),
    }
    report["stories"] = [
        _story_row(story, made, printed, rank) for rank, story in enumerate(stories, 1)
    ]
    return report


def _printed_in(record: EditionRecord) -> dict[str, str]:
    """Map the id of each printed story to the first section it stands in."""
    printed: dict[str, str] = {}
    for section in record.edition.sections if record.edition else ():
        for block in section.blocks:
            printed.setdefault(block.story_id, section.kind)
    return printed


def _story_row(
    story: Story, made: MakeReport, printed: dict[str, str], rank: int
) -> dict[str, Any]:
    return {
        "story_id": story.id,
        "section": story.section,
        "score": round(story.score, 4),
        "terms": [asdict(term) for term in story.terms],
        "eco": story.eco,
        "odd": story.odd,
        "sources": story.sources,
        "update": story.update,
        "printed": story.id in printed,
        "reason": _reason(story, made, printed, rank),
        "items": [
            {"feed": one.feed.id, "title": one.item.title, "url": one.item.url}
            for one in story.articles
        ],
        "merged_by": list(story.merged_by),
    }


def _reason(story: Story, made: MakeReport, printed: dict[str, str], rank: int) -> str:
    if story.id in printed:
        return f"in {printed[story.id]}, rank {rank}"
    if story in made.repeated:
        return "printed before, and nothing new"
    dossier = next((one for one in made.dossiers if one.story.id == story.id), None)
    if dossier is None:
        return f"rank {rank}, below the shortlist"
    if dossier.summary is None:
        return "nothing fit to print"
    return f"rank {rank}, after quota, caps and limits"


def _write_edition(
    settings: Settings, newsletter: Newsletter, record: EditionRecord, out: Path
) -> None:
    assert record.edition is not None
    rendered = render(record.edition, frame_of(settings, newsletter), templates_of(settings))
    (out / "edition.json").write_text(edition_json(record.edition), encoding="utf-8")
    (out / "edition.html").write_text(rendered.html, encoding="utf-8")
    (out / "edition.txt").write_text(rendered.text, encoding="utf-8")
    post = edition_letter(settings, newsletter, record)
    sender = settings.sender_of(newsletter).address.partition("@")[2]
    message = post.message(READER, "x" * 64, f"<backtest-{record.day}@{sender}>")
    (out / "edition.eml").write_bytes(message)


def _write_json(path: Path, value: dict[str, Any]) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=1, default=str)
    path.write_text(text + "\n", encoding="utf-8")
