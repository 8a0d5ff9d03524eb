"""Envelopes → an SMTP server → Receipts, over several connections at once. Does I/O."""

import asyncio
import re
from collections import deque
from collections.abc import Iterable, Iterator

from briefing.config.settings import DeliverySettings, Smtp
from briefing.deliver.address import Unsendable, to_wire
from briefing.deliver.conversation import Conversation, Lost, Reply, Unanswered
from briefing.deliver.credentials import password
from briefing.deliver.journal import Journal
from briefing.deliver.session import open_session
from briefing.deliver.transport import Envelope, Receipt, mask
from briefing.errors import DeliveryError
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
        self, envelopes: Iterable[Envelope], *, journal: Journal | None = None
    ) -> Iterator[Receipt]:
        """Send each envelope; see Transport.deliver. Call it where no event loop runs.

        The first connection is made before the first envelope is taken. A generator closed
        early leaves what is under way without a receipt: treat that as ambiguous.
        """
        secret = password(self._smtp) if self._smtp.username else ""
        with asyncio.Runner() as runner:
            crew = _Crew(self._smtp, self._options, secret=secret, journal=journal)
            try:
                runner.run(crew.assemble())
                yield from _receipts(crew, runner, iter(envelopes))
            finally:
                runner.run(crew.dismiss())


def _receipts(
    crew: "_Crew", runner: asyncio.Runner, source: Iterator[Envelope]
) -> Iterator[Receipt]:
    """Keep every connection busy. The loop turns only inside `run`, so nothing here is shared."""
    while True:
        pause = crew.fill(source, runner.get_loop())
        if crew.running:
            yield from runner.run(crew.finished(pause))
        elif pause is not None:
            runner.run(asyncio.sleep(pause))
        else:
            break
    yield from crew.handed_back()
    if crew.failure is not None:
        raise crew.failure


class _Crew:
    """The connections of one delivery, and what each is busy with."""

    def __init__(
        self, smtp: Smtp, options: DeliverySettings, *, secret: str, journal: Journal | None
    ) -> None:
        self._journal = journal
        self.running: dict[asyncio.Task[Receipt], Envelope] = {}
        self.failure: DeliveryError | None = None
        self._smtp = smtp
        self._secret = secret
        self._gap_s = 1 / options.rate if options.rate else 0.0
        self._next_start = 0.0  # on the loop's clock
        self._places = options.connections
        self._idle: list[Conversation] = []
        self._open: set[Conversation] = set()
        self._returned: deque[Envelope] = deque()  # taken, untried: their connection failed
        self._exhausted = False
        self._accepted = 0

    async def assemble(self) -> None:
        """Make the first connection. Raises DeliveryError."""
        self._idle.append(await self._connect())

    async def dismiss(self) -> None:
        """Hang up everywhere."""
        for task in self.running:
            task.cancel()
        await asyncio.gather(*self.running, return_exceptions=True)
        await asyncio.gather(*(talk.close() for talk in self._open))

    def fill(self, source: Iterator[Envelope], loop: asyncio.AbstractEventLoop) -> float | None:
        """Start what may start now; return the seconds until more may, None: no room or no more."""
        while len(self.running) < self._places and not (self._exhausted and not self._returned):
            pause = self._next_start - loop.time()
            if pause > 0:
                return pause
            envelope = self._next(source)
            if envelope is not None:
                self._next_start = loop.time() + self._gap_s
                self.running[loop.create_task(self._send(envelope))] = envelope
        return None

    def _next(self, source: Iterator[Envelope]) -> Envelope | None:
        if self._returned:
            return self._returned.popleft()
        envelope = next(source, None)
        self._exhausted = envelope is None
        return envelope

    async def finished(self, pause: float | None) -> list[Receipt]:
        """Wait for a receipt, at most `pause` seconds; return what came."""
        done, _ = await asyncio.wait(
            self.running, timeout=pause, return_when=asyncio.FIRST_COMPLETED
        )
        receipts = []
        for task in done:
            envelope = self.running.pop(task)
            try:
                receipts.append(task.result())
                if self._journal is not None:
                    self._journal.answered(receipts[-1])
            except DeliveryError as error:
                # One connection fewer; the others go on, and take what this one had.
                self.failure = error
                self._places -= 1
                self._returned.append(envelope)
        return receipts

    def handed_back(self) -> list[Receipt]:
        """Return a receipt for each envelope that no connection was left for."""
        if self._places:
            self.failure = None
        return [
            Receipt(delivery_id=one.delivery_id, state=DeliveryState.QUEUED)
            for one in self._returned
        ]

    async def _connect(self) -> Conversation:
        talk = await open_session(self._smtp, password=self._secret)
        self._open.add(talk)
        return talk

    async def _send(self, envelope: Envelope) -> Receipt:
        """Hand it over, once more on a new connection when an old one turned out dead."""
        fresh = not self._idle
        talk = await self._connect() if fresh else self._idle.pop()
        while True:
            try:
                receipt = await self._hand_over(talk, envelope)
            except Lost as lost:
                await self._hang_up(talk)
                if fresh:
                    return _receipt(envelope, DeliveryState.DEFERRED, str(lost))
                talk, fresh = await self._connect(), True
                continue
            except DeliveryError:
                await self._hang_up(talk)
                raise
            await self._rest(talk)
            self._accepted += receipt.state is DeliveryState.SENT
            return receipt

    async def _rest(self, talk: Conversation) -> None:
        if talk.usable:
            self._idle.append(talk)
        else:
            await self._hang_up(talk)

    async def _hang_up(self, talk: Conversation) -> None:
        self._open.discard(talk)
        await talk.close()

    async def _hand_over(self, talk: Conversation, envelope: Envelope) -> Receipt:
        """Run one transaction. Raises Lost before the final dot, DeliveryError when all fail."""
        try:
            sender = to_wire(envelope.sender, utf8="SMTPUTF8" in talk.extensions)
        except Unsendable as error:
            raise DeliveryError(
                f"The sender's address cannot be used: {error}.",
                hint="`sender.address` in config.toml names it.",
            ) from error
        try:
            recipient = to_wire(envelope.recipient, utf8="SMTPUTF8" in talk.extensions)
        except Unsendable as error:
            return _receipt(envelope, DeliveryState.FAILED, str(error))
        await talk.reset()
        options = _mail_options(talk, envelope, f"{sender}{recipient}")
        for command in (f"MAIL FROM:<{sender}>{options}", f"RCPT TO:<{recipient}>", "DATA"):
            reply = await talk.command(command)
            if not reply.accepted and reply.code != 354:
                self._raise_if_general(command[:4], reply)
                return _receipt(envelope, _refused(reply), str(reply))
        if self._journal is not None:
            self._journal.begun(envelope.delivery_id)
        try:
            reply = await talk.body(envelope.message)
        except Unanswered as error:
            return _receipt(envelope, DeliveryState.AMBIGUOUS, f"sent, but {error}")
        state = DeliveryState.SENT if reply.accepted else _refused(reply)
        return _receipt(envelope, state, str(reply))

    def _raise_if_general(self, verb: str, reply: Reply) -> None:
        """Raise DeliveryError when the refusal is about us, not about this reader."""
        text = " ".join(reply.lines)
        server = f"The mail server {self._smtp.host}:{self._smtp.port}"
        if reply.code == 530 or (
            # Every reader would get the same answer, and be given up for good. Once a message was
            # accepted, we are allowed in, and it is this one domain that is not.
            verb == "RCPT" and reply.code >= 550 and not self._accepted and _relaying(text)
        ):
            raise DeliveryError(
                f"{server} does not send on for us: {mask(str(reply))}",
                hint="Set smtp.username and password_env, or let it relay for this machine.",
            )
        too_big = reply.code == 552 or "5.3.4" in text
        if verb == "MAIL" and reply.code >= 500 and not too_big:
            raise DeliveryError(
                f"{server} refuses the sender: {mask(str(reply))}",
                hint="May `sender.address` in config.toml send through this server?",
            )


def _relaying(text: str) -> bool:
    return re.search(r"\brelay", text, re.IGNORECASE) is not None


def _mail_options(talk: Conversation, envelope: Envelope, addresses: str) -> str:
    options = ""
    if "SIZE" in talk.extensions:
        options += f" SIZE={len(envelope.message)}"
    if "8BITMIME" in talk.extensions and not envelope.message.isascii():
        options += " BODY=8BITMIME"
    if not addresses.isascii():
        options += " SMTPUTF8"
    return options


def _refused(reply: Reply) -> DeliveryState:
    return DeliveryState.FAILED if reply.code >= 500 else DeliveryState.DEFERRED


def _receipt(envelope: Envelope, state: DeliveryState, response: str) -> Receipt:
    return Receipt(
        delivery_id=envelope.delivery_id,
        state=state,
        response=mask(response, recipient=envelope.recipient),
    )
