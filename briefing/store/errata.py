"""What the editors corrected: which edition was wrong, what is right, and when they said so."""

import sqlite3
from datetime import date, datetime

from briefing.model import Correction
from briefing.store import rows
from briefing.store import statements as sql
from briefing.store.session import Session


class Errata:
    """One per store; use it in the store's thread."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, correction: Correction) -> None:
        """Keep it. The same words about the same day are kept once."""
        with self._session.write():
            self._session.all(
                sql.ADD_CORRECTION,
                newsletter=correction.newsletter,
                day=correction.day.isoformat(),
                text=correction.text,
                noted_at=rows.seconds(correction.noted_at),
            )

    def of(self, newsletter: str, day: date) -> tuple[Correction, ...]:
        """Return the corrections of that day's edition, oldest first."""
        found = self._session.all(sql.CORRECTIONS_OF, newsletter=newsletter, day=day.isoformat())
        return tuple(map(_correction, found))

    def days(self, newsletter: str) -> frozenset[date]:
        """Return the days of the editions that were corrected."""
        found = self._session.all(sql.CORRECTED_DAYS, newsletter=newsletter)
        return frozenset(date.fromisoformat(row["day"]) for row in found)

    def due(self, newsletter: str, day: date, *, now: datetime) -> tuple[Correction, ...]:
        """Return what the edition of `day` has to say: noted by now, about an earlier edition, and
        not before the one that readers got last was made."""
        found = self._session.all(
            sql.CORRECTIONS_DUE,
            newsletter=newsletter,
            day=day.isoformat(),
            now=rows.seconds(now),
        )
        return tuple(map(_correction, found))


def _correction(row: sqlite3.Row) -> Correction:
    noted_at = rows.moment(row["noted_at"])
    assert noted_at is not None
    return Correction(
        newsletter=row["newsletter"],
        day=date.fromisoformat(row["day"]),
        text=row["text"],
        noted_at=noted_at,
    )
