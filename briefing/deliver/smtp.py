"""Envelopes → an SMTP server → Receipts, over several connections at once. Does I/O."""

from collections.abc import Callable, Iterable, Iterator

from briefing.config.settings import DeliverySettings, Smtp
from briefing.deliver.credentials import password
from briefing.deliver.crew import Crew
from briefing.deliver.journal import Journal
from briefing.deliver.transport import Envelope, Receipt, never, nobody
from briefing.model import DeliveryState


class SmtpTransport:
    """Sends through the server of `[smtp]`, as fast and as wide as `[delivery]` says."""

    def __init__(self, smtp: Smtp, options: DeliverySettings) -> None:
        self._smtp = smtp
        self._options = options

    @property
    def lost_in_flight(self) -> DeliveryState:
        """Nobody knows whether the server had it: the operator's `delivery.ambiguous` decides."""
        resend = self._options.ambiguous == "resend"
        return DeliveryState.QUEUED if resend else DeliveryState.AMBIGUOUS

    def deliver(
        self,
        envelopes: Iterable[Envelope],
        *,
        journal: Journal | None = None,
        stopped: Callable[[], bool] = never,
        unwanted: Callable[[int], DeliveryState | None] = nobody,
    ) -> Iterator[Receipt]:
        """Send each envelope; see Transport.deliver.

        The first connection is made before the first envelope is taken. A generator closed
        early leaves what is under way without a receipt: treat that as ambiguous.
        """
        secret = password(self._smtp) if self._smtp.username else ""
        crew = Crew(
            self._smtp,
            self._options,
            secret=secret,
            journal=journal,
            stopped=stopped,
            unwanted=unwanted,
        )
        try:
            crew.assemble()
            yield from _receipts(crew, iter(envelopes))
        finally:
            crew.dismiss()


def _receipts(crew: Crew, source: Iterator[Envelope]) -> Iterator[Receipt]:
    """Keep every connection busy. Nothing happens but in here, so nothing is shared."""
    crew.begin(source)
    while crew.busy:
        crew.turn()
        yield from crew.receipts()
    yield from crew.handed_back()
    for error in (crew.broken, crew.failure):
        if error is not None:
            raise error
