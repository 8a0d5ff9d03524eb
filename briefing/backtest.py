"""Captured feeds → the edition of any past morning, as if it were that morning. Does I/O.

The same pipeline as every day, in a throw-away database: the eight days before are replayed in
order, with the editions that fell due in between made and taken as sent.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from briefing.choice import Choice
from briefing.config import Newsletter, Settings
from briefing.config.settings import FeedTable
from briefing.ingest.captures import (
    CaptureDay,
    CaptureFetcher,
    captured_channel,
    find_captures,
    outlet,
)
from briefing.mailing import edition_letter
from briefing.model import Edition, EditionRecord, EditionState
from briefing.pipeline import ingest, make
from briefing.render.context import frame_of
from briefing.render.edition import render
from briefing.render.folders import templates_of
from briefing.render.slots import as_preview
from briefing.reports import FeedReport, MakeReport
from briefing.schedule import skip_reason, slot_on
from briefing.store import Store, open_store
from briefing.store.rows import edition_json
from briefing.verdicts import skipped_report, story_report, write_report

DAYS_BEFORE = 8
CAPTURED_AT = time(21, 0, tzinfo=UTC)
READER = "lecteur@exemple.invalid"
OnStep = Callable[[str, float], None]  # what is done now, and the share done before it
WRITTEN = ("edition.json", "edition.html", "edition.txt", "edition.eml", "report.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Backtest:
    """What a replayed morning came to. `edition` is None when there was none, `report` says why."""

    edition: Edition | None
    report: dict[str, Any]  # as in report.json
    empty: tuple[date, ...] = ()  # captured days without a captured feed


def backtest(
    settings: Settings,
    newsletter: Newsletter,
    captures: Sequence[Path],
    *,
    day: date,
    out: Path,
    choices: Sequence[Choice] = (),
    on_step: OnStep = lambda step, share: None,
) -> Backtest:
    """Write the edition of the morning `day` and its report into `out`.

    What the operator said of stories (`choices`) counts on the days that it is about.

    Captures of that day or later are never opened. A morning without an edition leaves report.json
    alone, with the reason under "skipped". Raises InputError for a folder without captures.
    """
    days = find_captures(captures, first=day - timedelta(days=DAYS_BEFORE), before=day)
    out.mkdir(parents=True, exist_ok=True)
    for name in WRITTEN:  # what an earlier run left would be read as this one's
        (out / name).unlink(missing_ok=True)
    reason = skip_reason(day, newsletter.schedule)
    if reason:
        done = Backtest(edition=None, report=skipped_report(newsletter, day, reason=reason))
    else:
        done = _replayed(
            settings, newsletter, days, day=day, out=out, choices=choices, on_step=on_step
        )
    write_report(out / "report.json", done.report)
    return done


def _replayed(
    settings: Settings,
    newsletter: Newsletter,
    days: Mapping[date, CaptureDay],
    *,
    day: date,
    out: Path,
    choices: Sequence[Choice],
    on_step: OnStep,
) -> Backtest:
    empty = tuple(one for one, bodies in days.items() if not bodies)
    feeds = captured_feeds(settings, newsletter, days)
    if not feeds:
        language = newsletter.language.split("-")[0]
        told = f"no feed in {language} was captured in the {DAYS_BEFORE} days before"
        report = skipped_report(newsletter, day, reason="sources", detail=told)
        return Backtest(edition=None, report=report, empty=empty)
    with TemporaryDirectory() as folder:
        # Only this newsletter: another one's editions are none of its history.
        replay = settings.model_copy(
            update={
                "database": Path(folder) / "backtest.db",
                "feeds": feeds,
                "newsletters": (newsletter.model_copy(update={"feeds": ()}),),
            }
        )
        (alone,) = replay.newsletters
        with open_store(replay.database) as store:
            for choice in choices:
                store.choices.add(choice)
            made, fetched = _replay(replay, store, alone, days, day=day, on_step=on_step)
        if made.record.edition is not None:
            on_step("Writing the edition", 1.0)
            _write_edition(replay, alone, made.record, out)
    report = story_report(made, alone, economy_quota=settings.ranking.economy_quota)
    report["feeds"] = [_feed_row(one) for one in fetched]
    return Backtest(edition=made.record.edition, report=report, empty=empty)


# --- the captured feeds


def captured_feeds(
    settings: Settings, newsletter: Newsletter, days: Mapping[date, CaptureDay]
) -> tuple[FeedTable, ...]:
    """Return each captured feed of the newsletter's language; config.toml adds what it knows.

    A newsletter that names its feeds has only those, if any of them was captured.
    """
    language = newsletter.language.split("-")[0]
    newest: dict[str, Path] = {}
    for bodies in days.values():
        newest |= {id: path for id, path in bodies.items() if id.split("-")[0] == language}
    named = {id: path for id, path in newest.items() if id in newsletter.feeds}
    known = {table.feed().id: table for table in settings.feeds}
    return tuple(
        _captured_feed(id, path, language=language, known=known)
        for id, path in sorted((named or newest).items())
    )


def _captured_feed(
    id: str, path: Path, *, language: str, known: Mapping[str, FeedTable]
) -> FeedTable:
    channel = captured_channel(path)
    by_address = (one for one in known.values() if one.url in channel.addresses)
    table = known.get(id) or next(by_address, None)
    own_address = channel.addresses[0] if channel.addresses else f"https://{id}.invalid/"
    told = {"section", "weight", "reuse", "odd"} if table else set()
    # Not validated: a file may have any name.
    return FeedTable.model_construct(
        **(table.model_dump(include=told) if table else {}),
        id=id,
        url=table.url if table else own_address,
        title=outlet(channel.title, id),
        language=language,
    )


def _feed_row(report: FeedReport) -> dict[str, Any]:
    state = report.state
    row = {"id": report.feed.id, "title": report.feed.title, "outcome": state.last_outcome}
    return row | ({"error": state.last_error} if state.last_error else {})


# --- the days before


def _replay(
    settings: Settings,
    store: Store,
    newsletter: Newsletter,
    days: Mapping[date, CaptureDay],
    *,
    day: date,
    on_step: OnStep,
) -> tuple[MakeReport, tuple[FeedReport, ...]]:
    """Live through the days in order; return what the last morning made and the last fetch."""
    fetched: tuple[FeedReport, ...] = ()
    made: MakeReport | None = None
    moments = _moments(newsletter, days, day=day)
    for place, (now, moment, bodies) in enumerate(moments):
        share = place / len(moments)
        if bodies is not None:
            on_step(f"Evening of {moment}: {len(bodies)} feeds", share)
            fetched = ingest(settings, store, CaptureFetcher(bodies), now=now, force=True)
            continue
        on_step(f"Morning of {moment}", share)
        made = make(settings, store, newsletter, day=moment, now=now)
        if moment < day and made.record.edition is not None:
            record = store.approve(made.record, now=now)
            store.set_state(record, EditionState.SENT, now=now)
    assert made is not None, "the last morning is one of them"
    return made, fetched


def _moments(
    newsletter: Newsletter, days: Mapping[date, CaptureDay], *, day: date
) -> list[tuple[datetime, date, CaptureDay | None]]:
    """Return evenings (with what was captured) and mornings (None) in order of time."""
    evenings = [(datetime.combine(one, CAPTURED_AT), one, days[one]) for one in days]
    # Before the first capture there was nobody: no edition fell due.
    between = [min(days) + timedelta(days=n + 1) for n in range((day - min(days)).days)]
    mornings = [
        (slot_on(one, newsletter.schedule).make_at, one, None)
        for one in between
        if one == day or not skip_reason(one, newsletter.schedule)
    ]
    return sorted([*evenings, *mornings], key=lambda moment: moment[0])


# --- what it writes


def _write_edition(
    settings: Settings, newsletter: Newsletter, record: EditionRecord, out: Path
) -> None:
    assert record.edition is not None
    rendered = render(record.edition, frame_of(settings, newsletter), templates_of(settings))
    (out / "edition.json").write_text(edition_json(record.edition) + "\n", encoding="utf-8")
    (out / "edition.html").write_text(as_preview(rendered.html), encoding="utf-8")
    (out / "edition.txt").write_text(as_preview(rendered.text), encoding="utf-8")
    post = edition_letter(settings, newsletter, record, date=record.edition.made_at)
    sender = settings.sender_of(newsletter).address.partition("@")[2]
    message = post.message(READER, "x" * 64, f"<backtest-{record.day}@{sender}>")
    (out / "edition.eml").write_bytes(message)
