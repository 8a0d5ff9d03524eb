"""Mails that pages cause: sent after the answer, one round at a time. Does I/O, never raises."""

import logging
import threading
import time
from collections.abc import Callable, Sequence

from briefing.clock import utc_now
from briefing.config.settings import Newsletter, Settings
from briefing.errors import BriefingError
from briefing.joining import Joined
from briefing.store import Store
from briefing.welcoming import mail_moved, mail_waiting, mail_welcome

GATHER_S = 0.25
SHRED_TRIES = 20  # a second apart; the scheduler tries after that

log = logging.getLogger(__name__)


class Post:
    """Sends what waits. Called by many at once, one of them does the work of all."""

    def __init__(self, settings: Settings, open_store: Callable[[], Store]) -> None:
        self._settings = settings
        self._open_store = open_store
        self._at_work = threading.Lock()
        self._more = threading.Event()

    def deliver(self) -> None:
        """Mail every confirmation that waits, unless somebody is at it: then they go on."""
        self._more.set()
        while self._more.is_set() and self._at_work.acquire(blocking=False):
            try:
                self._more.clear()
                self._deliver()
                if self._more.is_set():  # many at once: one connection for a quarter of a second
                    time.sleep(GATHER_S)
            finally:
                self._at_work.release()

    def _deliver(self) -> None:
        try:
            with self._open_store() as store:
                mail_waiting(self._settings, store, clock=utc_now)
        except BriefingError as error:
            log.error("confirmations not mailed error=%s", error)

    def welcome(self, subscriber_id: int, newsletters: Sequence[Newsletter]) -> None:
        """Mail the latest edition of each newsletter to who just joined it."""
        try:
            with self._open_store() as store:
                for newsletter in newsletters:
                    mail_welcome(
                        self._settings,
                        store,
                        newsletter,
                        subscriber_id=subscriber_id,
                        clock=utc_now,
                    )
        except BriefingError as error:
            log.error("welcome not mailed error=%s", error)

    def shred(self) -> None:
        """Empty the log after an erasure, as soon as nobody reads in it any more."""
        try:
            with self._open_store() as store:
                for _ in range(SHRED_TRIES):
                    if store.empty_log():
                        return
                    time.sleep(1)
        except BriefingError as error:
            log.error("log not emptied error=%s", error)

    def tell_moved(self, joined: Joined, newsletter: Newsletter) -> None:
        """Tell a reader's old address that it is theirs no more."""
        try:
            with self._open_store() as store:
                mail_moved(self._settings, store, newsletter, joined, clock=utc_now)
        except BriefingError as error:
            log.error("notice of a move not mailed error=%s", error)
