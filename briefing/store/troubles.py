"""Why messages did not leave: deliveries of one state and reason, counted."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from briefing.model import DeliveryState
from briefing.store.rows import moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """So many deliveries are in this state, for this reason (the server's words)."""

    state: DeliveryState
    response: str
    count: int
    next_try_at: datetime | None  # the earliest of them


def trouble_of(row: sqlite3.Row) -> Trouble:
    return Trouble(
        state=DeliveryState(row["state"]),
        response=row["response"],
        count=row["n"],
        next_try_at=moment(row["next_try_at"]),
    )
