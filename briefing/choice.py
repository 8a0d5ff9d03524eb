"""The operator's word about the stories of an edition."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Verb(StrEnum):
    """What an operator can say of a story: pin it, drop it, …"""

    PIN = "pin"
    DROP = "drop"
    MERGE = "merge"
    SPLIT = "split"
    DEFER = "defer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The operator's word about stories of one edition. The stories are named by items of theirs:
    their ids may change with the next item, those of items never do."""

    id: int = 0  # 0 = not kept yet
    newsletter: str
    day: date
    verb: Verb
    item_ids: tuple[str, ...]  # pin, drop, defer: the oldest first; merge: one of each story
    title: str  # of what was meant, as it was then
    noted_at: datetime
