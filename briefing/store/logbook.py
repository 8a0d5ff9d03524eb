"""The scheduler's side of the store: which mornings are open, when it last looked, what it told."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from briefing.store import rows
from briefing.store import statements as sql
from briefing.store.session import Session

AHEAD = timedelta(days=7)  # a mail dated later than that is no reason to wait for it


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """An alert that was given; `about` is a newsletter, or "" for all of them."""

    id: int
    kind: str
    about: str
    text: str


class Logbook:
    """What a scheduler must know after a restart."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def open_days(self, newsletter: str) -> tuple[date, ...]:
        """Return the days whose edition has a step to come, oldest first."""
        found = self._session.all(sql.OPEN_DAYS, newsletter=newsletter)
        return tuple(date.fromisoformat(row["day"]) for row in found)

    def sent_from_the_future(self, newsletter: str, day: date, *, now: datetime) -> date | None:
        """Return a later day whose edition left after `now`: the clock went back since."""
        row = self._session.one(
            sql.SENT_FROM_THE_FUTURE,
            newsletter=newsletter,
            day=day.isoformat(),
            now=rows.seconds(now),
            until=rows.seconds(now + AHEAD),
        )
        return None if row is None or row["day"] is None else date.fromisoformat(row["day"])

    def correct_clock(self, *, now: datetime) -> bool:
        """Take what a clock that ran ahead noted of feeds and items as noted now; tell if any was.

        An item first seen tomorrow would be no news today, and its feed not asked until then.
        """
        if self._session.one(sql.FED_FROM_THE_FUTURE, now=rows.seconds(now)) is None:
            return False
        with self._session.write():
            for statement in (sql.ITEMS_ARE_OF_NOW, sql.FEEDS_ARE_OF_NOW):
                self._session.all(statement, now=rows.seconds(now))
        return True

    def last_tick(self, newsletter: str) -> datetime | None:
        """Return when the scheduler last looked after this newsletter; None = never."""
        row = self._session.one(sql.LAST_TICK, newsletter=newsletter)
        return None if row is None else rows.moment(row["last_at"])

    def save_tick(self, newsletter: str, *, now: datetime) -> None:
        with self._session.write():
            self._session.all(sql.SAVE_TICK, newsletter=newsletter, now=rows.seconds(now))

    def note(self, kind: str, text: str, *, about: str, day: date, now: datetime) -> Note | None:
        """Keep an alert; None when one of its kind was given for that day."""
        with self._session.write():
            row = self._session.one(
                sql.NOTE_ALERT,
                kind=kind,
                about=about,
                day=day.isoformat(),
                text=text,
                now=rows.seconds(now),
            )
        return None if row is None else Note(id=row["id"], kind=kind, about=about, text=text)

    def unmailed(self, *, since: datetime, tried_before: datetime) -> tuple[Note, ...]:
        """Return the alerts noted after `since` that no mail server took yet, oldest first."""
        found = self._session.all(
            sql.UNMAILED_ALERTS,
            since=rows.seconds(since),
            tried_before=rows.seconds(tried_before),
        )
        return tuple(Note(**row) for row in found)

    def save_mailed(self, note: Note, *, taken: bool, now: datetime) -> None:
        """Keep that a mail server was asked, and whether it took the alert."""
        with self._session.write():
            mailed_at = rows.seconds(now) if taken else None
            self._session.all(
                sql.SAVE_ALERT_MAILED, id=note.id, now=rows.seconds(now), mailed_at=mailed_at
            )
