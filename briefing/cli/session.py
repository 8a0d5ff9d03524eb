"""What a command works with: settings, store, clock, output. Reads the clock."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import typer

from briefing.clock import utc_now
from briefing.errors import InputError, NotFound

if TYPE_CHECKING:
    from rich.console import Console

    from briefing.config import Newsletter, Settings
    from briefing.store import Store


@dataclass(kw_only=True)
class Session:
    """The common options, and what follows from them on demand."""

    config: Path = Path("config.toml")
    as_json: bool = False
    now_text: str | None = None

    @cached_property
    def settings(self) -> "Settings":
        from briefing.config import load_settings

        return load_settings(self.config)

    @cached_property
    def console(self) -> "Console":
        from rich.console import Console

        # No markup: headlines, names and proofs are strangers' text, and « [/b] » is no order.
        return Console(highlight=False, soft_wrap=True, markup=False)

    @contextmanager
    def store(self) -> "Iterator[Store]":
        from briefing.store import open_store

        with open_store(self.settings.database) as store:
            yield store

    @cached_property
    def clock(self) -> Callable[[], datetime]:
        """Return a clock that starts at --now and runs on, else the real one."""
        if self.now_text is None:
            return utc_now
        offset = self._parse_now(self.now_text) - utc_now()
        return lambda: utc_now() + offset

    def _parse_now(self, text: str) -> datetime:
        try:
            moment = datetime.fromisoformat(text)
        except ValueError as error:
            raise InputError(
                f"--now {text!r} is no time.", hint='Write "2026-11-23 06:30" or an ISO time.'
            ) from error
        if moment.tzinfo is None:  # meant as the newsletter's readers see it
            moment = moment.replace(tzinfo=self._zone())
        try:
            return moment.astimezone(UTC)
        except OverflowError as error:
            raise InputError(f"--now {text!r} is beyond all calendars.") from error

    def _zone(self) -> ZoneInfo:
        if self.config.exists():
            return self.settings.newsletters[0].schedule.zone
        return ZoneInfo("Europe/Paris")  # `init` and `demo` are about to write the file

    def newsletter(self, id: str | None) -> "Newsletter":
        newsletters = self.settings.newsletters
        for newsletter in newsletters:
            if id in {None, newsletter.id}:
                return newsletter
        raise NotFound(
            f"There is no newsletter {id!r}.",
            hint=f"config.toml has: {', '.join(one.id for one in newsletters)}.",
        )

    def day(self, text: str | None, newsletter: "Newsletter") -> date:
        """Return the day named, else that of the morning under way or the next one to come."""
        if text is None:
            from briefing.schedule import due_slot, next_slot

            slot = due_slot(self.clock(), newsletter)
            if slot is None or self.clock() > slot.deadline:  # that morning is over
                slot = next_slot(self.clock(), newsletter)
            return slot.day
        try:
            return date.fromisoformat(text)
        except ValueError as error:
            raise InputError(
                f"--day {text!r} is no day.", hint="Write it like 2026-11-23."
            ) from error

    def print(self, *parts: Any, **style: Any) -> None:
        """Print for a person; silent with --json."""
        if not self.as_json:
            self.console.print(*parts, **style)

    def result(self, value: dict[str, Any]) -> None:
        """Print for a machine; silent without --json."""
        if self.as_json:
            typer.echo(json.dumps(value, ensure_ascii=False, default=_plain))


def count(n: int, noun: str) -> str:
    """Return "1 reader", "2 readers"."""
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    return str(value)
