"""Rows ⇄ models, and an edition ⇄ its JSON document (the shape is in docs/reference/edition.md)."""

import json
import sqlite3
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
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

_as_json = json.JSONEncoder(ensure_ascii=False).encode  # json.dumps() makes one for each call


def seconds(moment: datetime | None) -> int | None:
    return None if moment is None else int(moment.timestamp())


def moment(value: int | None) -> datetime | None:
    return None if value is None else datetime.fromtimestamp(value, UTC)


def moment_of(value: int) -> datetime:
    return datetime.fromtimestamp(value, UTC)


def _span(value: int | None) -> timedelta | None:
    return None if value is None else timedelta(seconds=value)


def _span_s(span: timedelta | None) -> int | None:
    return None if span is None else int(span.total_seconds())


def _set(bits: int) -> frozenset[int]:
    return frozenset(number for number in range(24) if bits >> number & 1)


@cache
def _edition_adapter() -> TypeAdapter[Edition]:
    return TypeAdapter(Edition)


def edition_json(edition: Edition) -> str:
    """Return the document that is stored, served and rendered again, byte for byte."""
    return _edition_adapter().dump_json(edition, indent=1).decode()


@lru_cache(maxsize=64)  # a month and the feeds: reading it is half of what their pages take
def edition_of(document: str) -> Edition:
    """Return the edition; one and the same object for the same document, and frozen."""
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
        asked_as=row["asked_as"],
        address=row["address"],
        moving_to=row["moving_to"],
        moving_seen=row["moving_seen"],
        disabled=row["disabled"],
        blocked=bool(row["blocked"]),
        failing_since=moment(row["failing_since"]),
        last_new_at=moment(row["last_new_at"]),
        usual_gap=_span(row["usual_gap_s"]),
        wait=_span(row["wait_s"]),
        skip_hours=_set(row["skip_hours"]),
        skip_days=_set(row["skip_days"]),
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
        "asked_as": state.asked_as,
        "address": state.address,
        "moving_to": state.moving_to,
        "moving_seen": state.moving_seen,
        "disabled": state.disabled,
        "blocked": int(state.blocked),
        "failing_since": seconds(state.failing_since),
        "last_new_at": seconds(state.last_new_at),
        "usual_gap_s": _span_s(state.usual_gap),
        "wait_s": _span_s(state.wait),
        "skip_hours": sum(1 << hour for hour in state.skip_hours),  # bit 0 = midnight
        "skip_days": sum(1 << day for day in state.skip_days),
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
        first_seen=moment_of(row["first_seen"]),
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
        "categories": _as_json(item.categories) if item.categories else "[]",
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
        since=moment_of(row["since"]),
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
