"""feeds list | show | test: how each stands, and what would come of a new one."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from briefing.cli.command import common_options
from briefing.cli.report import ago, say, shorten, show, when
from briefing.cli.session import Session, count
from briefing.errors import InputError, NotFound
from briefing.model import FeedState

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from briefing.cli.trial import Trial
    from briefing.config.settings import FeedTable
    from briefing.ingest.health import Health
    from briefing.model import Feed
    from briefing.store import Activity

app = typer.Typer(no_args_is_help=True, help="See, try, add or remove feeds.")

SHOWN = 20  # items of a feed on the screen

FeedId = Annotated[str, typer.Argument(metavar="ID", help="As in `feeds list`.")]
_MOODS = {
    "failing": "warn",
    "broken": "bad",
    "blocked": "bad",
    "disabled": "bad",
    "silent": "warn",
    "off": "dim",
}


# --- how they stand


@app.command("list")
@common_options
def list_feeds(
    session: Session,
    bad: Annotated[bool, typer.Option("--bad", help="Only those with something wrong.")] = False,
) -> None:
    """Tell how each feed stands: does it answer, how much does it bring, what is wrong."""
    rows = [row for row in _standings(session) if row["bad"] or not bad]
    session.result({"feeds": rows})
    if not rows:
        say(session, "Nothing is wrong with any feed." if bad else "config.toml has no feed yet.")
        return
    show(
        session,
        ("Feed", "State", "A day", "Last new", "Next", "What"),
        [
            (
                row["id"],
                row["state"],
                _a_day(row),
                ago(row["newest"], session.clock()),
                _next(row, session.clock()),
                row["brief"],
            )
            for row in rows
        ],
        moods=[_MOODS.get(row["state"], "") for row in rows],
        right=frozenset({2}),
    )
    wrong = sum(row["bad"] for row in rows)
    say(session, f"{count(len(rows), 'feed')}, {wrong or 'none'} of them with something wrong.")
    if wrong:
        first = next(row["id"] for row in rows if row["bad"])
        say(session, f"`briefing feeds show {first}` tells what to do about the first.")


def _next(row: dict[str, Any], now: datetime) -> str:
    """Return when it is asked again; what is overdue is asked at the next look."""
    if row["state"] in {"off", "disabled"}:
        return "–"
    soon = row["next"] is None or row["next"] < now + timedelta(minutes=1)
    return "now" if soon else ago(row["next"], now)


def _a_day(row: dict[str, Any]) -> str:
    rate = row["per_day"]
    return "–" if not rate else f"{rate:.0f}" if rate >= 10 else f"{rate:.1f}"


def _standings(session: Session) -> list[dict[str, Any]]:
    now = session.clock()
    with session.store() as store:
        states, activity = store.feed_states(), store.feed_activity(now=now)
    rows = []
    for table in session.settings.feeds:
        feed = table.feed()
        state, brought = states.get(feed.id), activity.get(feed.id)
        stands = _health(table, state, now)
        rows.append(
            {
                "id": feed.id,
                "title": feed.title,
                "url": feed.url,
                "state": stands.word,
                "bad": stands.word not in {"ok", "new", "off"},
                "told": stands.sentence,
                "brief": stands.brief,
                "items": brought.items if brought else 0,
                "per_day": round(brought.per_day, 2) if brought else 0,
                "newest": brought.newest if brought else None,
                "next": state.next_fetch_at if state and table.enabled else None,
            }
        )
    return rows


def _health(table: "FeedTable", state: "FeedState | None", now: datetime) -> "Health":
    from briefing.ingest.health import Health, health

    if not table.enabled:
        return Health(
            word="off", sentence="Switched off in config.toml.", brief="switched off in config.toml"
        )
    return health(state or FeedState(feed_id=table.feed().id), now)


@app.command("show")
@common_options
def show_feed(
    session: Session,
    id: FeedId,
) -> None:
    """Tell all about one feed, with its newest items."""
    table = find_table(session, id)
    feed, moment = table.feed(), session.clock()
    with session.store() as store:
        state = store.feed_states().get(feed.id)
        brought = store.feed_activity(now=moment).get(feed.id)
        items = store.items((feed.id,), since=moment - timedelta(days=30), until=moment)
    stands = _health(table, state, moment)
    newest = sorted(items, key=lambda one: one.dated, reverse=True)[:SHOWN]
    zone = session.settings.newsletters[0].schedule.zone
    about = _about(feed, state, brought, zone) | {"State": f"{stands.word}: {stands.sentence}"}
    session.result(
        {
            "id": feed.id,
            "state": stands.word,
            "told": stands.sentence,
            **{name: value for name, value in about.items() if name != "State"},
            "items": [
                {"title": one.title, "url": one.url, "published": one.published} for one in newest
            ],
        }
    )
    say(session, feed.id, mood="head")
    for name, value in about.items():
        if value:
            say(session, f"  {name + ':':<19}{value}")
    rows = [(when(one.dated, zone), shorten(one.title, 90)) for one in newest]
    show(session, ("Dated", "Title"), rows)


def _about(
    feed: "Feed", state: FeedState | None, brought: "Activity | None", zone: "ZoneInfo"
) -> dict[str, str]:
    return {
        "Address": feed.url,
        "Moved to": state.address if state else "",
        "Outlet": feed.title,
        "Language, section": f"{feed.language}, {feed.section}",
        "Weight, reuse": f"{feed.weight}, {feed.reuse.value}",
        "Items": f"{brought.items} kept, {brought.per_day:.1f} a day" if brought else "none yet",
        "Last answer": when(state.last_ok_at, zone) if state else "",
        "Next time": when(state.next_fetch_at, zone) if state else "",
    }


def find_table(session: Session, id: str) -> "FeedTable":
    """Return the feed as config.toml has it. Raises NotFound, naming its like."""
    tables = {table.feed().id: table for table in session.settings.feeds}
    if id not in tables:
        import difflib

        close = difflib.get_close_matches(id, tables, n=3, cutoff=0.4)
        hint = f"Did you mean {', '.join(close)}?" if close else "`briefing feeds list` shows all."
        raise NotFound(f"There is no feed {id!r}.", hint=hint)
    return tables[id]


# --- trying one


@app.command("test")
@common_options
def test_feed(
    session: Session,
    address: Annotated[str, typer.Argument(metavar="URL", help="An address, or the id of a feed.")],
    language: Annotated[str, typer.Option("--language", help="Default: what it reads as.")] = "",
    section: Annotated[str, typer.Option("--section", help="What it is about.")] = "une",
) -> None:
    """Fetch an address and show what would come of it. Nothing is kept."""
    from briefing.cli.trial import warnings

    known = {table.feed().id: table.feed() for table in session.settings.feeds}
    feed = known.get(address) or stranger(session, address, language=language, section=section)
    trial = tried(session, feed, own_language=bool(language) or address in known)
    told = warnings(trial, now=session.clock())
    session.result(_trial_row(trial, told))
    if trial.error is not None:
        _tell_failed(session, trial)
        raise typer.Exit(1)
    _tell_items(session, trial)
    for one in told:
        say(session, f"Warning: {one}", mood="warn")
    if address not in known:
        say(session, f"`briefing feeds add {trial.url}` adds it.")


def _tell_items(session: Session, trial: "Trial") -> None:
    zone = session.settings.newsletters[0].schedule.zone
    name = f"« {trial.title} »" if trial.title else trial.url
    say(session, f"{name}: {count(len(trial.articles), 'item')}.", mood="head")
    show(
        session,
        ("Dated", "Kind", "Section", "Lang", "Title"),
        [
            (
                when(one.item.published, zone) or "no date",
                one.kind.value,
                one.section or "–",
                one.item.language,
                shorten(one.item.title, 90),
            )
            for one in trial.articles[:SHOWN]
        ],
    )
    if len(trial.articles) > SHOWN:
        say(session, f"… and {len(trial.articles) - SHOWN} more.", mood="dim")


def stranger(session: Session, typed: str, *, language: str, section: str) -> "Feed":
    """Return an address as a feed that config.toml does not know."""
    from briefing.cli.trial import address
    from briefing.config.settings import FeedTable

    url = address(typed)
    own = language or session.settings.newsletters[0].language.partition("-")[0]
    try:
        return FeedTable(url=url, language=own, section=section).feed()
    except ValueError as error:  # pydantic's is one
        raise InputError(
            f"{typed!r} with language {own!r} is no feed.", hint='Write "https://…" and "fr", "en".'
        ) from error


def tried(session: Session, feed: "Feed", *, own_language: bool) -> "Trial":
    """Try it, in the language that it reads as unless the operator said which it is."""
    from briefing.cli.trial import spoken, try_feed

    trial = try_feed(session.settings, feed, now=session.clock())
    told = "" if own_language else spoken(trial.articles)
    if told and told != feed.language:  # read again as what it is: sections go by its words
        return try_feed(session.settings, replace(feed, language=told), now=session.clock())
    return trial


def _trial_row(trial: "Trial", warnings: list[str]) -> dict[str, Any]:
    return {
        "url": trial.url,
        "title": trial.title,
        "error": None if trial.error is None else f"{trial.error} {trial.error.hint}".strip(),
        "linked": [one.url for one in trial.linked],
        "warnings": warnings,
        "items": [
            {
                "title": one.item.title,
                "url": one.item.url,
                "published": one.item.published,
                "kind": one.kind.value,
                "section": one.section,
                "language": one.item.language,
                "teaser": one.item.summary,
            }
            for one in trial.articles
        ],
    }


def _tell_failed(session: Session, trial: "Trial") -> None:
    error = trial.error
    assert error is not None
    say(session, f"{error}", mood="bad")
    if not trial.linked:
        say(session, f"  {error.hint}")
        return
    say(session, "The page names these feeds:")
    for one in trial.linked:
        say(session, f"  {one.url}" + (f"  ({one.title})" if one.title else ""))
    say(session, f"`briefing feeds test {trial.linked[0].url}` tries the first.")
