"""Rates and calendars come over HTTP, when they are due, into the store."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from aiohttp import web

from briefing.almanac import RATES, refresh
from briefing.config import Settings
from briefing.ingest.fetch import HttpFetcher
from briefing.store import Store, open_store
from tests.builders import NOW
from tests.ingest.newspaper import Site

EVENING = NOW.replace(hour=15, minute=30)  # 16:30 in Frankfurt
FIXING = (
    '<Envelope xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref"><Cube>'
    '<Cube time="2026-11-23"><Cube currency="USD" rate="1.0867"/></Cube></Cube></Envelope>'
)
CALENDAR = (
    "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261124T074500Z\nSUMMARY:Prix\nEND:VEVENT\n"
    "END:VCALENDAR"
)
PARIS = ZoneInfo("Europe/Paris")


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.close()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "briefing.db") as opened:
        yield opened


def settings(*, rates: str = "", calendars: tuple[str, ...] = ()) -> Settings:
    return Settings.model_validate(
        {
            "sender": {"address": "a@b.test", "postal_address": "x"},
            "newsletters": [{"id": "matin", "name": "Le Brief"}],
            "ingest": {"allow_private_networks": True, "timeout": "5s"},
            **({"markets": {"rates": rates}} if rates else {}),
            "calendars": [{"url": url, "title": "Insee"} for url in calendars],
        }
    )


def ask(store: Store, told: Settings, *, now: datetime, force: bool = False) -> list[str]:
    """Return what came of it, a line each."""
    reports = refresh(told, store, HttpFetcher(told.ingest), now=now, force=force)
    return [f"{one.name}: {one.error or one.count}" for one in reports]


def next_fetch(store: Store, id: str) -> datetime | None:
    return store.feed_states()[id].next_fetch_at


def test_nothing_is_asked_for_that_is_not_configured(store: Store) -> None:
    assert ask(store, settings(), now=EVENING, force=True) == []
    assert store.feed_states() == {}


def test_rates_are_kept_and_asked_for_again_when_the_next_are_fixed(
    site: Site, store: Store
) -> None:
    headers = {"ETag": '"1"'}
    told = settings(rates=site.page("/hist-90d.xml", web.Response(text=FIXING, headers=headers)))
    assert ask(store, told, now=EVENING) == ["Reference rates: 1"]
    monday = date(2026, 11, 23)
    (rate,) = store.shelf.rates(since=monday, until=monday)
    assert (rate.currency, rate.value) == ("USD", 1.0867)
    assert next_fetch(store, RATES) == EVENING.replace(day=24, hour=15, minute=10)
    assert ask(store, told, now=EVENING + timedelta(minutes=5)) == []
    assert ask(store, told, now=EVENING + timedelta(days=1)) == ["Reference rates: 0"]
    assert site.requests[-1].headers["If-None-Match"] == '"1"'


def test_a_calendar_is_read_daily_and_forgotten_with_its_entry(site: Site, store: Store) -> None:
    url = site.page("/a.ics", web.Response(text=CALENDAR))
    assert ask(store, settings(calendars=(url,)), now=NOW) == ["Insee: 1"]
    tuesday = date(2026, 11, 24)
    assert [one.text for one in store.shelf.appointments(tuesday, zone=PARIS)] == ["Prix"]
    (id,) = store.feed_states()
    assert next_fetch(store, id) == NOW + timedelta(days=1)
    ask(store, settings(), now=NOW)
    assert store.shelf.appointments(tuesday, zone=PARIS) == ()


@pytest.mark.parametrize(
    "answer", [web.Response(status=500), web.Response(text="<html>"), web.Response(text="")]
)
def test_what_fails_is_told_tried_again_and_harms_nothing(
    site: Site, store: Store, answer: web.Response
) -> None:
    path = "/hist-90d.xml"
    told = settings(
        rates=site.page(path, web.Response(text=FIXING)),
        calendars=(site.page("/a.ics", web.Response(text=CALENDAR)),),
    )
    ask(store, told, now=EVENING)
    site.page(path, answer)
    later = EVENING + timedelta(days=1)
    lines = ask(store, told, now=later)
    assert "Insee: 0" in lines  # unchanged
    assert any(line.startswith("Reference rates: ") and len(line) > 30 for line in lines)
    monday = date(2026, 11, 23)
    assert len(store.shelf.rates(since=monday, until=monday)) == 1
    again = next_fetch(store, RATES)
    assert again is not None
    assert later < again <= later + timedelta(hours=2)
