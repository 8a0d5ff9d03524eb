"""Rows ⇄ models, and an edition ⇄ its JSON document (the shape is in docs/reference/edition.md)."""

import json
import sqlite3
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from briefing.model import (
    Consent,
    Delivery,
    DeliveryState,
    Edition,
    EditionRecord,
    EditionState,
    FeedState,
    Item,
    Printed,
    Subscriber,
)


def seconds(moment: datetime | None) -> int | None:
    return None if moment is None else int(moment.timestamp())


def moment(value: int | None) -> datetime | None:
    return None if value is None else datetime.fromtimestamp(value, UTC)


def _moment(value: int) -> datetime:
    return datetime.fromtimestamp(value, UTC)


@cache
def _edition_adapter() -> TypeAdapter[Edition]:
    return TypeAdapter(Edition)


def edition_json(edition: Edition) -> str:
    """Return the document that is stored, served and rendered again, byte for byte."""
    return _edition_adapter().dump_json(edition, indent=1).decode()


def edition_of(document: str) -> Edition:
    return _edition_adapter().validate_json(document)


def feed_state(row: sqlite3.Row) -> FeedState:
    return FeedState(
        feed_id=row["id"],
        etag=row["etag"],
        last_modified=row["last_modified"],
        body_hash=row["body_hash"],
        next_fetch_at=moment(row["next_fetch_at"]),
        failures=row["failures"],
        last_outcome=row["last_outcome"],
        last_error=row["last_error"],
        last_ok_at=moment(row["last_ok_at"]),
    )


def feed_state_row(state: FeedState) -> dict[str, Any]:
    return {
        "id": state.feed_id,
        "etag": state.etag,
        "last_modified": state.last_modified,
        "body_hash": state.body_hash,
        "next_fetch_at": seconds(state.next_fetch_at),
        "failures": state.failures,
        "last_outcome": state.last_outcome,
        "last_error": state.last_error,
        "last_ok_at": seconds(state.last_ok_at),
    }


def item_of(row: sqlite3.Row) -> Item:
    return Item(
        id=row["id"],
        feed_id=row["feed_id"],
        keys=(),  # identities matter only on the way in
        url=row["url"],
        title=row["title"],
        summary=row["summary"],
        content=row["content"],
        language=row["language"],
        published=moment(row["published"]),
        first_seen=_moment(row["first_seen"]),
        categories=tuple(json.loads(row["categories"])),
    )


def item_row(item: Item) -> dict[str, Any]:
    return {
        "id": item.id,
        "feed_id": item.feed_id,
        "url": item.url,
        "title": item.title,
        "summary": item.summary,
        "content": item.content,
        "language": item.language,
        "categories": json.dumps(item.categories, ensure_ascii=False),
        "published": seconds(item.published),
        "first_seen": seconds(item.first_seen),
        "dated": seconds(item.dated),
    }


def edition_record(row: sqlite3.Row) -> EditionRecord:
    document = row["document"]
    return EditionRecord(
        id=row["id"],
        newsletter=row["newsletter"],
        day=date.fromisoformat(row["day"]),
        state=EditionState(row["state"]),
        reason=row["reason"],
        edition=None if document is None else edition_of(document),
        approved_at=moment(row["approved_at"]),
        sent_at=moment(row["sent_at"]),
    )


def printed_of(row: sqlite3.Row) -> Printed:
    return Printed(
        newsletter=row["newsletter"],
        day=date.fromisoformat(row["day"]),
        story_id=row["story_id"],
        item_ids=tuple(json.loads(row["item_ids"])),
        outlets=tuple(json.loads(row["outlets"])),
        text=row["text"],
    )


def printed_row(printed: Printed) -> dict[str, Any]:
    return {
        "newsletter": printed.newsletter,
        "day": printed.day.isoformat(),
        "story_id": printed.story_id,
        "item_ids": json.dumps(printed.item_ids),
        "outlets": json.dumps(printed.outlets, ensure_ascii=False),
        "text": printed.text,
    }


def subscriber_of(row: sqlite3.Row) -> Subscriber:
    return Subscriber(
        id=row["id"],
        email=row["email"],
        state=Consent(row["state"]),
        since=_moment(row["since"]),
        proof=row["proof"],
    )


def delivery_of(row: sqlite3.Row) -> Delivery:
    return Delivery(
        id=row["delivery_id"],
        edition_id=row["edition_id"],
        subscriber=subscriber_of(row),
        state=DeliveryState(row["delivery_state"]),
        attempts=row["attempts"],
        next_try_at=moment(row["next_try_at"]),
        response=row["response"],
    )
