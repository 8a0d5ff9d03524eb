"""What the operator said of stories: for which edition, of which items, and when. Does I/O."""

import json
import sqlite3
from datetime import date

from briefing.choice import Choice, Verb
from briefing.store import rows
from briefing.store import statements as sql
from briefing.store.session import Session


class Choices:
    """One per store; use it in the store's thread."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, choice: Choice) -> Choice:
        """Keep it and return it with its number."""
        with self._session.write():
            row = self._session.one(
                sql.ADD_CHOICE,
                newsletter=choice.newsletter,
                day=choice.day.isoformat(),
                verb=choice.verb.value,
                item_ids=json.dumps(choice.item_ids),
                title=choice.title,
                noted_at=rows.seconds(choice.noted_at),
            )
        assert row is not None, "an insert returns its row"
        return _choice(row)

    def of(self, newsletter: str, day: date) -> tuple[Choice, ...]:
        """Return those for that day's edition, in the order in which they were said."""
        found = self._session.all(sql.CHOICES_OF, newsletter=newsletter, day=day.isoformat())
        return tuple(map(_choice, found))

    def every(self, newsletter: str) -> tuple[Choice, ...]:
        """Return those for any edition, in the order in which they were said."""
        return tuple(map(_choice, self._session.all(sql.CHOICES, newsletter=newsletter)))

    def carried(self, newsletter: str, day: date) -> tuple[Choice, ...]:
        """Return those for the edition before that of `day`, and for the mornings without one
        since: what was deferred then is due now."""
        found = self._session.all(sql.CHOICES_CARRIED, newsletter=newsletter, day=day.isoformat())
        return tuple(map(_choice, found))

    def forget(self, choice: Choice) -> None:
        """Take it back. One that is not there is no error."""
        with self._session.write():
            self._session.all(sql.FORGET_CHOICE, id=choice.id)


def _choice(row: sqlite3.Row) -> Choice:
    noted_at = rows.moment(row["noted_at"])
    assert noted_at is not None, "the column is NOT NULL"
    return Choice(
        id=row["id"],
        newsletter=row["newsletter"],
        day=date.fromisoformat(row["day"]),
        verb=Verb(row["verb"]),
        item_ids=tuple(json.loads(row["item_ids"])),
        title=row["title"],
        noted_at=noted_at,
    )
