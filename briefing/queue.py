"""What is due of an edition, batch by batch, and what came of it. Does I/O through the store."""

from collections import deque
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice
from time import monotonic

from briefing.deliver.journal import Journal
from briefing.deliver.outbox import handed_back
from briefing.model import Delivery, DeliveryState, EditionRecord, EditionState
from briefing.store import BATCH, Store

LOOK_S = 0.02  # between two looks whether somebody else changed anything; a look costs 5 µs
KEPT_AFTER = timedelta(seconds=1)  # results wait that long for others to be kept with them


class Queue:
    """Deliveries are claimed in batches and settled in batches: one commit for both.

    Between two commits the journal knows what was on the wire, so a killed sender loses nothing.
    """

    def __init__(
        self,
        store: Store,
        record: EditionRecord,
        *,
        journal: Journal,
        clock: Callable[[], datetime],
    ) -> None:
        self.under_way: dict[int, Delivery] = {}  # taken, and not settled yet
        self._store = store
        self._record = record
        self._journal = journal
        self._clock = clock
        self._waiting: deque[Delivery] = deque()
        self._settled: list[Delivery] = []
        self._kept_at = clock()
        self._after: int | None = 0
        self._version = -1
        self._looked_s = -LOOK_S

    def take(self) -> Delivery | None:
        """Return the next delivery that may leave now; None when there is none."""
        while self._waiting or self._claim():
            delivery = self._waiting.popleft()
            # Whoever unsubscribes, pauses or cancels changes the database: then look again.
            if self._is_changed():
                self._look_again(delivery)
                continue
            self.under_way[delivery.id] = delivery
            return delivery
        return None

    def coming(self, most: int) -> tuple[Delivery, ...]:
        """Return the next to be taken, some of whom may leave before."""
        return tuple(islice(self._waiting, most))

    def unwanted(self, delivery_id: int) -> DeliveryState | None:
        """Return what becomes of one that was taken and waited since; None = it may leave."""
        delivery = self.under_way[delivery_id]
        if delivery_id in self._store.ledger.wanted((delivery,)):
            return None
        return DeliveryState.QUEUED if self._stands_still() else DeliveryState.SUPPRESSED

    def settle(self, delivery: Delivery, *, now: datetime) -> None:
        """Keep it with the next commit, at most a second later."""
        self._settled.append(delivery)
        if len(self._settled) >= BATCH or now - self._kept_at >= KEPT_AFTER:
            self._keep()

    def close(self) -> None:
        """Keep what is settled; what was claimed and not taken goes back to the queue."""
        self._settled.extend(map(handed_back, self._waiting))
        self._waiting.clear()
        self._after = None
        self._keep()

    def _claim(self) -> bool:
        """Claim the next batch; False when there is none."""
        while not self._waiting and self._after is not None:
            now = self._clock()
            with self._store.write():
                self._store.ledger.settle(self._settled, now=now)
                self._version = self._store.ledger.version()
                batch, self._after = self._store.ledger.claim(
                    self._record, after=self._after, now=now
                )
            self._kept(now)
            self._waiting.extend(batch)
        return bool(self._waiting)

    def _is_changed(self) -> bool:
        now_s = monotonic()
        if now_s - self._looked_s < LOOK_S:
            return False
        self._looked_s = now_s
        return self._store.ledger.version() != self._version

    def _look_again(self, first: Delivery) -> None:
        """Leave out who left meanwhile; of an edition that no longer is sent leave out all."""
        self._version = self._store.ledger.version()
        batch = (first, *self._waiting)
        wanted = self._store.ledger.wanted(batch)
        self._waiting = deque(one for one in batch if one.id in wanted)
        unwanted = [one for one in batch if one.id not in wanted]
        if unwanted and self._stands_still():
            self._settled.extend(map(handed_back, batch))
            self._waiting.clear()
            self._after = None
            return
        self._settled.extend(replace(one, state=DeliveryState.SUPPRESSED) for one in unwanted)

    def _stands_still(self) -> bool:
        current = self._store.edition(self._record.newsletter, self._record.day)
        return current is None or current.state != EditionState.SENDING

    def _keep(self) -> None:
        now = self._clock()
        self._store.ledger.settle(self._settled, now=now)
        self._kept(now)

    def _kept(self, now: datetime) -> None:
        """Forget what the database has: only after the commit may the journal do so too."""
        self._kept_at = now
        self._journal.settled(one.id for one in self._settled)
        self._settled.clear()
