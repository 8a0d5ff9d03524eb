"""What stands beside the feeds: pages of items, reference rates, dates of calendars."""

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from briefing.gathered import Appointment, Page, Rate, Reading
from briefing.store import rows
from briefing.store import statements as sql
from briefing.store.session import Session

_RATES_KEPT = timedelta(days=400)


class Shelf:
    """One per store; use it in the store's thread."""

    def __init__(self, session: Session) -> None:
        self._session = session

    # --- pages

    def pages(self, item_ids: Iterable[str]) -> dict[str, Page]:
        """Return what came of reading the pages of these items, by item; those never asked for
        are absent."""
        found = (self._session.one(sql.PAGE, item_id=id) for id in item_ids)
        return {row["item_id"]: _page(row) for row in found if row is not None}

    def save_pages(self, pages: Iterable[Page]) -> None:
        """Keep them, in place of what was known; an item that is forgotten has none."""
        with self._session.write():
            self._session.many(sql.SAVE_PAGE, map(_page_row, pages))

    # --- rates

    def rates(self, *, since: date, until: date) -> tuple[Rate, ...]:
        """Return the rates of these days, both included, oldest first."""
        found = self._session.all(sql.RATES_SINCE, since=since.isoformat(), until=until.isoformat())
        return tuple(
            Rate(day=date.fromisoformat(row["day"]), currency=row["currency"], value=row["value"])
            for row in found
        )

    def save_rates(self, rates: Sequence[Rate]) -> None:
        """Keep them; a day that was corrected is replaced. Those older than 400 days go."""
        if not rates:
            return
        newest = max(rate.day for rate in rates)
        with self._session.write():
            self._session.many(
                sql.SAVE_RATE,
                (
                    {"day": one.day.isoformat(), "currency": one.currency, "value": one.value}
                    for one in rates
                ),
            )
            self._session.all(sql.FORGET_RATES, before=(newest - _RATES_KEPT).isoformat())

    # --- calendars

    def appointments(self, day: date, *, zone: ZoneInfo) -> tuple[Appointment, ...]:
        """Return what calendars announce for that day of a reader in this zone, by the hour;
        what lasts all day comes first."""
        found = self._session.all(
            sql.APPOINTMENTS_BETWEEN,
            since=(day - timedelta(days=1)).isoformat(),
            until=(day + timedelta(days=1)).isoformat(),
        )
        told = [one for row in found if _local_day(one := _appointment(row), zone) == day]
        return tuple(sorted(told, key=_hour))

    def save_appointments(self, calendar: str, appointments: Iterable[Appointment]) -> None:
        """Keep what this calendar announces now, in place of what it announced before."""
        with self._session.write():
            self._session.all(sql.FORGET_APPOINTMENTS, calendar=calendar)
            self._session.many(
                sql.SAVE_APPOINTMENT,
                (_appointment_row(one, calendar=calendar) for one in appointments),
            )

    def forget_calendars_but(self, kept: Iterable[str]) -> None:
        """Forget what calendars announced that are not in the configuration any more."""
        known = {row["calendar"] for row in self._session.all(sql.CALENDARS)}
        for calendar in sorted(known - set(kept)):
            with self._session.write():
                self._session.all(sql.FORGET_APPOINTMENTS, calendar=calendar)


def _hour(appointment: Appointment) -> float:
    return 0.0 if appointment.at is None else appointment.at.timestamp()


def _local_day(appointment: Appointment, zone: ZoneInfo) -> date:
    at = appointment.at
    return appointment.day if at is None else at.astimezone(zone).date()


def _page(row: sqlite3.Row) -> Page:
    fetched_at = rows.moment(row["fetched_at"])
    assert fetched_at is not None
    return Page(
        item_id=row["item_id"],
        reading=Reading(row["reading"]),
        fetched_at=fetched_at,
        text=row["text"],
        paywalled=bool(row["paywalled"]),
        note=row["note"],
    )


def _page_row(page: Page) -> dict[str, object]:
    return {
        "item_id": page.item_id,
        "reading": page.reading,
        "fetched_at": rows.seconds(page.fetched_at),
        "text": page.text,
        "paywalled": int(page.paywalled),
        "note": page.note,
    }


def _appointment(row: sqlite3.Row) -> Appointment:
    return Appointment(
        day=date.fromisoformat(row["day"]),
        at=rows.moment(row["at"]),
        text=row["text"],
        source=row["source"],
        url=row["url"],
    )


def _appointment_row(appointment: Appointment, *, calendar: str) -> dict[str, object]:
    return {
        "calendar": calendar,
        "day": appointment.day.isoformat(),
        "at": rows.seconds(appointment.at),
        "text": appointment.text,
        "source": appointment.source,
        "url": appointment.url,
    }
