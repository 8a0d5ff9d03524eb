"""What next for this delivery? A claimed Delivery and its Receipt → the Delivery as it is now."""

from collections import deque
from dataclasses import replace
from datetime import datetime

from briefing.config.settings import DeliverySettings
from briefing.deliver.transport import Receipt, Remains
from briefing.model import Delivery, DeliveryState

_WINDOW = 200  # messages
_ENOUGH = 50  # before that many one cannot tell a bad list from a bad day
_SETTLED = frozenset({DeliveryState.SENT, DeliveryState.FAILED, DeliveryState.SUPPRESSED})


def next_step(
    delivery: Delivery, receipt: Receipt, *, now: datetime, options: DeliverySettings
) -> Delivery:
    """Return the delivery after this receipt.

    `delivery.attempts` counts the attempt that the receipt answers. A settled delivery stays as
    it is, whatever comes late, save that one which was sent after all is sent.
    """
    if receipt.delivery_id != delivery.id:
        raise ValueError(f"receipt {receipt.delivery_id} is not for delivery {delivery.id}")
    if receipt.state is DeliveryState.SENT:
        return _settled(delivery, DeliveryState.SENT, receipt)
    if delivery.state in _SETTLED:
        return delivery
    match receipt.state:
        case DeliveryState.DEFERRED:
            return _later(delivery, receipt, now=now, options=options, else_=DeliveryState.FAILED)
        case DeliveryState.AMBIGUOUS if options.ambiguous == "resend":
            # Out of tries it stays ambiguous: nobody knows that it failed.
            return _later(
                delivery, receipt, now=now, options=options, else_=DeliveryState.AMBIGUOUS
            )
        case DeliveryState.QUEUED:
            return handed_back(delivery)
        case DeliveryState.FAILED | DeliveryState.AMBIGUOUS | DeliveryState.SUPPRESSED:
            return _settled(delivery, receipt.state, receipt)
        case _:
            raise ValueError(f"{receipt.state} is no outcome of a delivery")


def after_crash(
    delivery: Delivery,
    remains: Remains,
    *,
    lost: DeliveryState,
    now: datetime,
    options: DeliverySettings,
) -> Delivery:
    """Return a claimed delivery whose sender was killed, as its journal tells.

    `lost` is what becomes of one that was, or may have been, on the wire.
    """
    receipt = remains.answered.get(delivery.id)
    if receipt is not None:
        return next_step(delivery, receipt, now=now, options=options)
    if remains.whole and delivery.id not in remains.begun:
        return handed_back(delivery)
    told = "the program stopped while this message was under way"
    return replace(delivery, state=lost, next_try_at=None, response=told)


def handed_back(delivery: Delivery) -> Delivery:
    """Put it back in the queue: nothing was tried, so nothing counts against it."""
    return replace(
        delivery,
        state=DeliveryState.QUEUED,
        attempts=max(delivery.attempts - 1, 0),
        next_try_at=None,
    )


def _settled(delivery: Delivery, state: DeliveryState, receipt: Receipt) -> Delivery:
    return Delivery(  # replace() costs three times as much, and this is once a message
        id=delivery.id,
        edition_id=delivery.edition_id,
        subscriber=delivery.subscriber,
        state=state,
        attempts=delivery.attempts,
        response=receipt.response,
    )


def _later(
    delivery: Delivery,
    receipt: Receipt,
    *,
    now: datetime,
    options: DeliverySettings,
    else_: DeliveryState,
) -> Delivery:
    """Wait as the next of `retry_delays` says; after the last one the end is `else_`."""
    done = max(delivery.attempts, 1)
    if done > len(options.retry_delays):
        return _settled(delivery, else_, receipt)
    return replace(
        delivery,
        state=DeliveryState.DEFERRED,
        next_try_at=now + options.retry_delays[done - 1],
        response=receipt.response,
    )


class Failures:
    """How many of the last messages were refused for good."""

    def __init__(self, limit: float) -> None:
        self.refused = 0
        self._limit = limit  # share of them, 1 = any
        self._last: deque[bool] = deque()

    @property
    def seen(self) -> int:
        return len(self._last)

    def count(self, delivery: Delivery) -> None:
        failed = delivery.state is DeliveryState.FAILED
        if not failed and delivery.state is not DeliveryState.SENT:
            return
        self._last.append(failed)
        self.refused += failed
        if len(self._last) > _WINDOW:
            self.refused -= self._last.popleft()

    @property
    def too_many(self) -> bool:
        if not self.refused:  # asked before each message
            return False
        return self.seen >= _ENOUGH and self.refused > self._limit * self.seen
