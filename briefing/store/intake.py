"""What ingest brings: feeds' states and items, in as few statements as may be."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from briefing.model import FeedState, Item
from briefing.store import rows
from briefing.store import statements as sql
from briefing.store.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """How many of a feed's items were new, and how many told a known one anew."""

    new: int = 0
    changed: int = 0


def save_feed_states(session: Session, states: Iterable[FeedState]) -> None:
    with session.write():
        session.many(sql.SAVE_FEED_STATE, map(rows.feed_state_row, states))


def add_items(
    session: Session, items: Sequence[Item], *, now: datetime, history: frozenset[str]
) -> Added:
    """Keep the items of one fetch of one feed, in one change."""
    if not items:
        return Added()
    with session.write():
        known = _known(session, items)
        new = [item for item in items if item.id not in known]
        revised = [
            row
            for item in items
            if item.id in known and (row := _revision(item, known[item.id])) is not None
        ]
        session.many(
            sql.INSERT_ITEM,
            ({**rows.item_row(item), "history": int(item.id in history)} for item in new),
        )
        session.many(sql.REVISE_ITEM, ({**row, "now": rows.seconds(now)} for row in revised))
        session.many(sql.INSERT_KEY, _key_rows(items, known))
        session.many(sql.SET_STANDING, _standing_rows(session, items, known))
    return Added(new=len(new), changed=len(revised))


def _known(session: Session, items: Sequence[Item]) -> dict[str, Item]:
    """Map the ids of items that were met before, also in this fetch, to what is kept of them."""
    # On a cold start 10,000 look-ups would find nothing: 0.1 s of the first ingest.
    empty = session.one(sql.ANY_KEY, feed_id=items[0].feed_id) is None
    known: dict[str, Item] = {}
    met: dict[str, Item] = {}
    for item in items:
        stored = next((met[key] for key in item.keys if key in met), None)
        if stored is None and not empty:
            stored = _stored(session, item)
        if stored is not None:
            known[item.id] = stored
        met.update(dict.fromkeys(item.keys, stored or item))
    return known


def _stored(session: Session, item: Item) -> Item | None:
    for key in item.keys:
        row = session.one(sql.ITEM_BY_KEY, feed_id=item.feed_id, key=key)
        if row is not None:
            return rows.item_of(row)
    return None


def _revision(item: Item, stored: Item) -> dict[str, Any] | None:
    """Return the row that tells it anew; a new date alone is never news."""
    if _told(item) == _told(stored):
        return None
    row = rows.item_row(item)
    names = ("url", "title", "summary", "content", "categories")
    return {"id": stored.id, **{name: row[name] for name in names}}


def _told(item: Item) -> tuple[object, ...]:
    return (item.url, item.title, item.summary, item.content, item.categories)


def _standing_rows(
    session: Session, items: Sequence[Item], known: dict[str, Item]
) -> list[dict[str, Any]]:
    """Return the items that left the feed since its last body, and those that came back."""
    stood = {row["id"] for row in session.all(sql.STANDING, feed_id=items[0].feed_id)}
    stand = {known[item.id].id if item.id in known else item.id for item in items}
    moved = [(id, 0) for id in stood - stand] + [(id, 1) for id in stand - stood]
    return [{"id": id, "standing": standing} for id, standing in moved]


def _key_rows(items: Sequence[Item], known: dict[str, Item]) -> Iterable[dict[str, str]]:
    for item in items:
        id = known[item.id].id if item.id in known else item.id
        for key in item.keys:
            yield {"feed_id": item.feed_id, "key": key, "item_id": id}
