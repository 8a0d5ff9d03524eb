"""What leaves and what came of it: Envelopes → Receipts, whatever carries them."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol

from briefing.model import DeliveryState

if TYPE_CHECKING:
    from briefing.deliver.journal import Journal

MAX_RESPONSE = 300  # characters; what a table can show and a log line can hold
_READ = 2000  # characters of a reply that are looked at: a server may send millions

_ADDRESS = re.compile(
    r"<[^<>]*@[^<>]*>|\"[^\"]*\"@[^\s<>]+|[^\s<>()\[\],;:\"']*@[^\s<>()\[\],;:\"']*"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """One message on its way: its parts are complete, with CRLF line ends.

    They are joined nowhere but in `message`: what all readers share, 60 kB, is there once.
    """

    delivery_id: int
    sender: str = field(repr=False)
    recipient: str = field(repr=False)  # never in a log
    parts: tuple[bytes, ...] = field(repr=False)
    ready: bool = field(
        default=False, repr=False
    )  # every line of it ends in CRLF, and none begins with a dot

    @property
    def message(self) -> bytes:
        return b"".join(self.parts)


class Receipt(NamedTuple):  # made in half the time of a dataclass: there is one for each message
    """What became of one envelope.

    SENT       the other side took it
    DEFERRED   not now, perhaps later
    FAILED     never
    AMBIGUOUS  all of it was handed over and the answer is missing
    QUEUED     handed back untried, because nothing may leave any more
    SUPPRESSED its reader unsubscribed while it waited
    """

    delivery_id: int
    state: DeliveryState
    response: str = ""  # the server's words, without addresses


@dataclass(frozen=True, slots=True, kw_only=True)
class Remains:
    """What a sender that was killed left in its journal.

    `whole` is False when there is no journal, or the machine was started anew since: then nothing
    may be concluded from what is not in it.
    """

    whole: bool = False
    begun: frozenset[int] = frozenset()  # and not answered
    answered: Mapping[int, Receipt] = field(default_factory=dict)


def never() -> bool:
    """Nobody asks to stop."""
    return False


def nobody(delivery_id: int) -> None:
    """All are still wanted."""


class Transport(Protocol):
    """Carries messages. SmtpTransport and FilesTransport are the two there are."""

    @property
    def lost_in_flight(self) -> DeliveryState:
        """What becomes of a delivery that was under way when the program was killed."""
        ...

    def deliver(
        self,
        envelopes: Iterable[Envelope],
        *,
        journal: "Journal | None" = None,
        stopped: Callable[[], bool] = never,
        unwanted: Callable[[int], DeliveryState | None] = nobody,
    ) -> Iterator[Receipt]:
        """Yield one receipt for each envelope taken, as they come: the order may differ.

        Each connection takes at most one envelope ahead of the one it is busy with. The journal
        is told before a message is written, and what became of it before its receipt is yielded.
        To stop early, end `envelopes` and read on: what is under way still gets its receipt.
        Whoever waits without asking for envelopes (for a server, for a turn) asks `stopped`
        meanwhile, and then begins nothing any more. Of an envelope that waited it asks `unwanted`
        by delivery id: None = it may leave, else what becomes of it instead.
        Raises DeliveryError when the server cannot be used at all, before the first envelope
        is taken or after every envelope taken has its receipt.
        """
        ...


def mask(text: str, *, recipient: str = "") -> str:
    """Return a server's words as one short line in which every address is « <…> »."""
    line = text[:_READ]
    if not line.isprintable() or "  " in line:
        line = " ".join("".join(c if c.isprintable() else " " for c in line).split())
    if len(text) > _READ:  # the last word may be half an address
        line = line.rpartition(" ")[0]
    if "@" in line:
        line = _ADDRESS.sub("<…>", line)
    local = recipient.rpartition("@")[0]
    # « no such user jean.dupont » names a person too; a pattern for each reader costs 0.1 ms
    if len(local) > 2 and local.casefold() in line.casefold():
        line = re.sub(rf"(?<!\w){re.escape(local)}(?!\w)", "<…>", line, flags=re.IGNORECASE)
    return line if len(line) <= MAX_RESPONSE else line[: MAX_RESPONSE - 1] + "…"
