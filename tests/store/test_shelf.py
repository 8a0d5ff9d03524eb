from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from briefing.gathered import Appointment, Page, Rate, Reading
from briefing.model import FeedState
from briefing.store import Store, open_store
from tests.builders import NOW, item

PARIS = ZoneInfo("Europe/Paris")
MONDAY = date(2026, 11, 23)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "briefing.db") as opened:
        yield opened


def page(item_id: str, **changes: object) -> Page:
    values: dict[str, object] = {"reading": Reading.READ, "fetched_at": NOW, "text": "Un.\nDeux."}
    return Page(item_id=item_id, **(values | changes))  # type: ignore[arg-type]


def keep(store: Store, *titles: str) -> list[str]:
    items = [item(title) for title in titles]
    state = FeedState(feed_id="fr-gazette")
    store.record_fetch(state, items, now=NOW, history=frozenset())
    return [one.id for one in items]


def test_a_page_is_kept_and_replaced(store: Store) -> None:
    one, other = keep(store, "a", "b")
    store.shelf.save_pages([page(one, paywalled=True), page(other, reading=Reading.FAILED)])
    assert store.shelf.pages([one, "unknown"]) == {one: page(one, paywalled=True)}
    later = page(one, reading=Reading.RESERVED, text="", note="robots.txt")
    store.shelf.save_pages([later])
    assert store.shelf.pages([one])[one] == later


def test_a_page_goes_with_its_item(store: Store) -> None:
    (one,) = keep(store, "a")
    store.shelf.save_pages([page(one)])
    store.forget_items(before=NOW + timedelta(days=1))
    store.shelf.save_pages([page(one)])  # it came too late
    assert store.shelf.pages([one]) == {}


def rate(day: date, value: float, currency: str = "USD") -> Rate:
    return Rate(day=day, currency=currency, value=value)


def test_rates_are_told_oldest_first_and_a_correction_counts(store: Store) -> None:
    friday = MONDAY - timedelta(days=3)
    store.shelf.save_rates([rate(MONDAY, 1.1), rate(friday, 1.0), rate(MONDAY, 160, "JPY")])
    store.shelf.save_rates([rate(MONDAY, 1.2)])
    store.shelf.save_rates([])
    assert store.shelf.rates(since=friday, until=MONDAY) == (
        rate(friday, 1.0),
        rate(MONDAY, 160, "JPY"),
        rate(MONDAY, 1.2),
    )
    assert store.shelf.rates(since=MONDAY + timedelta(days=1), until=MONDAY) == ()


def test_rates_of_long_ago_go(store: Store) -> None:
    old = MONDAY - timedelta(days=401)
    store.shelf.save_rates([rate(old, 1.0)])
    store.shelf.save_rates([rate(MONDAY, 1.1)])
    assert store.shelf.rates(since=old, until=MONDAY) == (rate(MONDAY, 1.1),)


def appointment(text: str, day: date = MONDAY, at: datetime | None = None) -> Appointment:
    return Appointment(day=day, at=at, text=text, source="Insee", url="")


def test_the_day_is_that_of_the_reader(store: Store) -> None:
    late_in_new_york = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)  # Sunday 19:30 there
    morning = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    told = [
        appointment("b", at=morning),
        appointment("a", day=MONDAY - timedelta(days=1), at=late_in_new_york),
        appointment("toute la journée"),
        appointment("demain", day=MONDAY + timedelta(days=1)),
    ]
    store.shelf.save_appointments("@insee", told)
    found = store.shelf.appointments(MONDAY, zone=PARIS)
    assert [one.text for one in found] == ["toute la journée", "a", "b"]
    assert found[2] == told[0]


def test_a_calendar_is_replaced_as_a_whole_and_harms_no_other(store: Store) -> None:
    store.shelf.save_appointments("@insee", [appointment("a"), appointment("b")])
    store.shelf.save_appointments("@bce", [appointment("c")])
    store.shelf.save_appointments("@insee", [replace(appointment("a"), text="a, déplacé")])
    texts = [one.text for one in store.shelf.appointments(MONDAY, zone=PARIS)]
    assert sorted(texts) == ["a, déplacé", "c"]
    store.shelf.forget_calendars_but(["@bce"])
    assert [one.text for one in store.shelf.appointments(MONDAY, zone=PARIS)] == ["c"]
