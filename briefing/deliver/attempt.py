"""One envelope on one connection: its commands, and how far it came. Pure."""

from collections.abc import Container
from time import monotonic

from briefing.deliver.address import Unsendable, to_wire
from briefing.deliver.conversation import Reply
from briefing.deliver.transport import Envelope
from briefing.errors import DeliveryError


class Attempt:
    """Begins when its connection takes the envelope."""

    __slots__ = ("asked", "commands", "dotted", "envelope", "refused", "since", "todo")

    def __init__(self, envelope: Envelope, commands: bytes) -> None:
        self.envelope = envelope
        self.commands = commands  # MAIL, RCPT, DATA, a line each
        self.since = monotonic()
        self.todo: list[tuple[str, bytes]] = []  # without PIPELINING: those to come
        self.asked = False
        self.dotted = False  # the final dot left
        self.refused: tuple[str, Reply] | None = None


def attempt_of(envelope: Envelope, *, offered: Container[str]) -> Attempt:
    """Return what a server with these extensions is to be asked.

    Raises DeliveryError when the sender's address cannot be used, Unsendable when the recipient's.
    """
    utf8 = "SMTPUTF8" in offered
    try:
        sender = to_wire(envelope.sender, utf8=utf8)
    except Unsendable as error:
        raise DeliveryError(
            f"The sender's address cannot be used: {error}.",
            hint="`sender.address` in config.toml names it.",
        ) from error
    recipient = to_wire(envelope.recipient, utf8=utf8)
    options = f" SIZE={sum(map(len, envelope.parts))}" if "SIZE" in offered else ""
    if "8BITMIME" in offered and not (envelope.ready or envelope.message.isascii()):
        options += " BODY=8BITMIME"
    if not (sender.isascii() and recipient.isascii()):
        options += " SMTPUTF8"
    commands = f"MAIL FROM:<{sender}>{options}\r\nRCPT TO:<{recipient}>\r\nDATA\r\n"
    return Attempt(envelope, commands.encode())
