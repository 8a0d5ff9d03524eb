"""What each feed has brought: for an operator who asks whether it is worth its place."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from briefing.store import rows
from briefing.store import statements as sql
from briefing.store.session import Session

_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """`items` are those kept, `per_day` an average of the last week, `newest` first seen then."""

    items: int
    per_day: float
    newest: datetime | None


def activity(session: Session, *, now: datetime) -> dict[str, Activity]:
    """Return it for each feed that has brought anything."""
    found = {}
    for row in session.all(sql.FEED_ACTIVITY, since=rows.seconds(now - _WEEK)):
        oldest = rows.moment(row["oldest"]) or now
        days = max(_DAY, min(_WEEK, now - oldest)) / _DAY
        found[row["feed_id"]] = Activity(
            items=row["items"], per_day=row["recent"] / days, newest=rows.moment(row["newest"])
        )
    return found
