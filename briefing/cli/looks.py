"""A day → what its edition was chosen from, made once more on a copy that is thrown away."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from briefing.cli.session import Session
from briefing.errors import InputError, NotFound
from briefing.model import Article, Dossier, Edition, EditionRecord, EditionState, Kind, Story

if TYPE_CHECKING:
    from briefing.config import Newsletter
    from briefing.reports import MakeReport
    from briefing.store import Store

_OPEN = frozenset({EditionState.DRAFT, EditionState.HELD, EditionState.SKIPPED})
_FEW = 8  # candidates told when a word names several stories


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """`rows` are the stories as in report.json, best first; `kept` is the edition in the store."""

    day: date
    made: "MakeReport"
    rows: tuple[dict[str, Any], ...]
    kept: Edition | None
    others: tuple[Article, ...]  # of the same window, and no news

    def story(self, id: str) -> Story:
        made = self.made
        return next(s for s in (*made.stories, *made.repeated, *made.left_out) if s.id == id)

    def dossier(self, id: str) -> Dossier | None:
        return next((one for one in self.made.dossiers if one.story.id == id), None)


def look(session: Session, newsletter: "Newsletter", day: date) -> Look:
    """Make the day's edition again, as of the hour it was made. Raises NotFound without one.

    Feeds may have corrected an item since; those older than retention.items are gone.
    """
    from briefing.pipeline import make
    from briefing.verdicts import story_report

    with session.store() as store:
        record = store.edition(newsletter.id, day)
        _refuse(session, newsletter, day, record, store)
        now = _moment(session, newsletter, day, record)
        with store.scratch() as copy:
            if record is not None and record.state not in _OPEN:
                copy.set_state(record, EditionState.DRAFT, now=now)
            others = _no_news(session, copy, newsletter, day=day, now=now)
            made = make(session.settings, copy, newsletter, day=day, now=now, again=True)
    quota = session.settings.ranking.economy_quota
    rows = story_report(made, newsletter, economy_quota=quota)["stories"]
    kept = None if record is None else record.edition
    return Look(day=day, made=made, rows=tuple(rows), kept=kept, others=others)


def _refuse(
    session: Session,
    newsletter: "Newsletter",
    day: date,
    record: EditionRecord | None,
    store: "Store",
) -> None:
    from briefing.schedule import next_slot, skip_reason

    if record is not None:
        return
    reason = skip_reason(day, newsletter.schedule)
    if reason:
        coming = next_slot(session.clock(), newsletter).day
        raise NotFound(
            f"{newsletter.name} has no edition on {day:%A %Y-%m-%d} ({reason}).",
            hint=f"The next one is that of {coming:%A %Y-%m-%d}: --day {coming}.",
        )
    if not store.feed_states():
        raise NotFound("No feed was fetched yet.", hint="`briefing ingest` fetches them.")


def _moment(
    session: Session, newsletter: "Newsletter", day: date, record: EditionRecord | None
) -> datetime:
    """Return the hour as of which the edition is made: its own, or now for one still to come."""
    from briefing.schedule import slot_on

    if record is not None and record.edition is not None:
        return record.edition.made_at
    slot = slot_on(day, newsletter.schedule)
    return slot.make_at if session.clock() > slot.deadline else session.clock()


def _no_news(
    session: Session, store: "Store", newsletter: "Newsletter", *, day: date, now: datetime
) -> tuple[Article, ...]:
    from briefing.newsroom.desk import to_articles
    from briefing.newsroom.memory import window

    feeds = {feed.id: feed for feed in session.settings.feeds_of(newsletter)}
    since = window(store.cut_off(newsletter.id, before=day), now=now)
    articles = to_articles(store.items(tuple(feeds), since=since, until=now), feeds)
    return tuple(one for one in articles if one.kind is not Kind.NEWS or one.damaged)


# --- which story is meant


def chosen(seen: Look, words: Sequence[str]) -> dict[str, Any]:
    """Return the row of the one story meant: an id, its beginning, or words of a title."""
    wanted = " ".join(words).strip()
    rows = _by_id(seen, wanted) or _by_words(seen, wanted)
    if len(rows) == 1:
        return rows[0]
    if not rows:
        raise _unknown(seen, wanted)
    told = [f"{row['story_id'][:8]}  {row['items'][0]['title']}" for row in rows[:_FEW]]
    more = [f"… and {len(rows) - _FEW} more"] if len(rows) > _FEW else []
    raise InputError(
        "\n  ".join([f"{len(rows)} stories of {seen.day} match {wanted!r}:", *told, *more]),
        hint="Name one by its id, or by more words of its title.",
    )


def _by_id(seen: Look, wanted: str) -> list[dict[str, Any]]:
    if len(wanted) < 4 or not wanted.isalnum():
        return []
    found = [row for row in seen.rows if row["story_id"].startswith(wanted.lower())]
    exact = [row for row in found if row["story_id"] == wanted.lower()]
    return exact or found


def _by_words(seen: Look, wanted: str) -> list[dict[str, Any]]:
    """Return the stories with a title that holds all words; one with just this title alone."""
    from briefing.text import fold

    exact = [
        row for row in seen.rows if any(fold(wanted) == fold(one["title"]) for one in row["items"])
    ]
    return exact or [
        row for row in seen.rows if any(_holds(one["title"], wanted) for one in row["items"])
    ]


def _holds(title: str, wanted: str) -> bool:
    from briefing.text import words

    parts, there = words(wanted), words(title)
    return bool(parts) and all(any(word.startswith(part) for word in there) for part in parts)


def _unknown(seen: Look, wanted: str) -> NotFound:
    for one in seen.others:
        if one.id.startswith(wanted) or _holds(one.item.title, wanted):
            why = "its text is damaged" if one.damaged else f"it is taken for {one.kind.value}"
            return NotFound(
                f"« {one.item.title} » ({one.outlet}) is no story of its own: {why}.",
                hint="Only news becomes a story; `briefing feeds test ID` shows the kind of each.",
            )
    return NotFound(
        f"No story of {seen.day} has the id or the words {wanted!r}.",
        hint=f"`briefing stories list --day {seen.day}` shows all of them.",
    )
