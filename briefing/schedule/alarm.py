"""The alarm clock: rings every 20 s in two threads, one for feeds, one for editions.

APScheduler rings; a watch beside it makes it ring at once when the clock jumps. Alone it computes
its next ring from the wall clock, so after the clock went back by an hour it would sleep for an
hour (measured with 3.11: no ring in 5 s after a jump back of 30 s, at a ring a second).
"""

import logging
import threading
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.clock import utc_now
from briefing.config import Settings
from briefing.operate.alerts import Kind, alert
from briefing.operate.survive import surviving
from briefing.schedule.inforce import InForce
from briefing.schedule.tick import Shift, tick_editions, tick_feeds
from briefing.store import Store

if TYPE_CHECKING:
    from apscheduler.schedulers.background import BackgroundScheduler

TICK_S = 20
NAP_S = 5
JUMP = timedelta(seconds=15)  # more than a nap takes, even on a busy machine
EARLIEST = datetime(2024, 1, 1, tzinfo=UTC)  # a clock that says less was never set

log = logging.getLogger("briefing.schedule")

Tick = Callable[[Shift, Store], None]


class Scheduler:
    """Rings until it is stopped. `config` is read again when it changes, if it is given, and
    `on_settings` told of what it says.

    Raises StoreError when the database cannot be used.
    """

    def __init__(
        self,
        settings: Settings,
        clock: Callable[[], datetime],
        *,
        config: Path | None = None,
        on_settings: Callable[[Settings], None] = lambda settings: None,
    ) -> None:
        self._clock = clock
        self._on_settings = on_settings
        self._in_force = InForce(settings, config)
        self._fetching = threading.Lock()
        self._stopped = threading.Event()
        self._told: set[tuple[str, date]] = set()
        self._alarm = self._set_alarm()
        self._watch = threading.Thread(target=self._watch_clock, name="clock", daemon=True)

    def start(self) -> None:
        self._alarm.start()
        self._watch.start()

    def stop(self) -> None:
        """Finish what is under way, then return."""
        self._stopped.set()
        self._alarm.shutdown(wait=True)
        self._watch.join()

    def _set_alarm(self) -> "BackgroundScheduler":
        from apscheduler.schedulers.background import BackgroundScheduler

        alarm_clock = BackgroundScheduler(timezone=UTC)
        for name, tick in (("feeds", tick_feeds), ("editions", tick_editions)):
            alarm_clock.add_job(
                self.ring,
                "interval",
                (tick,),
                seconds=TICK_S,
                next_run_time=utc_now(),  # the real one: `self._clock` may be make-believe
                id=name,
                max_instances=1,
                coalesce=True,
                misfire_grace_time=None,
            )
        return alarm_clock

    def _watch_clock(self) -> None:
        """Ring at once when the clock jumps, as it does when a machine wakes."""
        before = self._clock()
        while not self._stopped.wait(NAP_S):
            now = self._clock()
            if abs(now - before) > JUMP:
                for job in self._alarm.get_jobs():
                    job.modify(next_run_time=utc_now())
            before = now

    def ring(self, tick: Tick) -> None:
        """Look around once, whatever happens: the next ring must come."""
        with surviving(tick.__name__, self._tell_once):
            if self._clock() < EARLIEST:
                self._say_clock_is_wrong()
                return
            with self._in_force.store() as store:
                self._reload(store)
                shift = Shift(
                    settings=self._in_force.settings, clock=self._clock, fetching=self._fetching
                )
                tick(shift, store)

    def _reload(self, store: Store) -> None:
        before = self._in_force.settings
        refused = self._in_force.reload()
        if refused:
            text = "config.toml was changed and is refused; the last good one stays in force."
            self._tell_refused(store, "config", f"{text}\n{refused}")
        refused = self._in_force.reload_templates()
        if refused:
            text = "A template was changed and is refused; the last good ones stay in force."
            self._tell_refused(store, "templates", f"{text}\n{refused}")
        if self._in_force.settings is not before:
            self._on_settings(self._in_force.settings)

    def _tell_refused(self, store: Store, kind: Kind, text: str) -> None:
        log.error("%s refused told=%r", kind, text)
        alert(self._in_force.settings, store, kind, text, now=self._clock())

    def _tell_once(self, kind: Kind, text: str) -> None:
        """Tell of a trouble with the store itself, which else would know what was told today."""
        told = (kind, self._clock().date())
        if told not in self._told:
            self._told.add(told)
            alert(self._in_force.settings, None, kind, text, now=self._clock())

    def _say_clock_is_wrong(self) -> None:
        """Only the log: no mail server takes a mail of 1970."""
        told = ("clock", EARLIEST.date())
        if told not in self._told:
            self._told.add(told)
            log.error(
                "clock never set: it says %s, so nothing is fetched, made or sent; set it",
                self._clock().isoformat(),
            )
