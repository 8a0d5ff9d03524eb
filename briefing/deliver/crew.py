"""The connections of one delivery, and what each is busy with. Does I/O."""

import asyncio
import re
from collections import deque
from collections.abc import Iterator

from briefing.config.settings import DeliverySettings, Smtp
from briefing.deliver.conversation import POLITE_S, Conversation, Reply
from briefing.deliver.journal import Journal
from briefing.deliver.pace import Pace
from briefing.deliver.session import open_session
from briefing.deliver.transport import Envelope, Receipt, mask
from briefing.deliver.wire import Wire
from briefing.errors import BriefingError, DeliveryError
from briefing.model import DeliveryState

# Receipts are told in batches: to leave the loop and enter it again costs as much as a message.
_TELL = 50
_TELL_S = 0.02


class Crew:
    """Gives envelopes to wires and collects receipts; the loop is stopped to tell them."""

    def __init__(
        self,
        smtp: Smtp,
        options: DeliverySettings,
        *,
        secret: str,
        journal: Journal | None,
        loop: asyncio.AbstractEventLoop,
    ) -> None:
        self.failure: BriefingError | None = (
            None  # why a connection, in the end all, cannot be used
        )
        self.broken: Exception | None = None  # what the envelopes' own source raised
        self._crash: BaseException | None = None  # what no one expects, Ctrl-C too
        self._smtp = smtp
        self._timeout_s = smtp.timeout.total_seconds()
        self._secret = secret
        self._journal = journal
        self._loop = loop
        self._pace = Pace(options.rate, options.per_domain)
        self._asleep = False  # until the next message may begin
        self._places = options.connections
        self._wires: list[Wire] = []
        self._opening: asyncio.Task[Conversation] | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._returned: deque[Envelope] = deque()  # taken, untried: their connection failed
        self._receipts: list[Receipt] = []
        self._source: Iterator[Envelope] = iter(())
        self._exhausted = False
        self._accepted = 0
        self._turning = False
        self._woken = False

    async def assemble(self) -> None:
        """Make the first connection. Raises DeliveryError."""
        self._join(await open_session(self._smtp, password=self._secret))
        self._watch()

    def stop(self) -> None:
        """Hang up everywhere, before the loop turns again: it might begin another message."""
        self._places = 0
        if self._timer is not None:
            self._timer.cancel()
        for wire in self._wires:
            wire.hang_up()

    async def dismiss(self) -> None:
        """Wait until every connection is closed, after stop()."""
        wires = tuple(self._wires)
        opening, self._opening = self._opening, None  # or its callback would admit it meanwhile
        if opening is not None:
            opening.cancel()
            await asyncio.gather(opening, return_exceptions=True)
            if not opening.cancelled() and opening.exception() is None:
                await opening.result().close()
        await asyncio.gather(*(wire.gone(patience_s=POLITE_S) for wire in wires))

    # --- giving out

    def begin(self, source: Iterator[Envelope]) -> None:
        """Take envelopes from here."""
        self._source = source
        self._give_out()

    def turn(self) -> None:
        """Let the loop turn until there are receipts to tell, or nothing is left to do."""
        if not self._woken:
            self._turning = True
            try:
                self._loop.run_forever()
            finally:  # on Ctrl-C too: else a receipt that comes while we hang up stops the loop
                self._turning = False
        self._woken = False
        if self._crash is not None:
            raise self._crash

    @property
    def busy(self) -> bool:
        """Whether a receipt is to be told, or one may come."""
        return bool(self._receipts) or not self._done()

    def _done(self) -> bool:
        if any(not wire.idle for wire in self._wires):
            return False
        return self._places <= 0 or not self._has_more()

    def _wake(self) -> None:
        # A loop stopped beforehand, or twice, would not turn at all the next time.
        if self._turning and not self._woken:
            self._loop.stop()
        self._woken = True

    def _give_out(self) -> None:
        """Give every wire what it can take now, and open one more where that is of use."""
        self._admit()
        for wire in tuple(self._wires):
            self._feed(wire, ahead=False)
        for wire in tuple(self._wires):
            self._feed(wire, ahead=True)
        if self._wanted():
            opening = open_session(self._smtp, password=self._secret)
            self._opening = self._loop.create_task(opening)
            self._opening.add_done_callback(lambda _: self._give_out())
        if self._done():
            self._wake()

    def _feed(self, wire: Wire, *, ahead: bool) -> None:
        # At a limited rate nothing is taken ahead: it would have to wait inside the wire.
        while wire.idle or (ahead and wire.has_room and not self._pace.limited):
            envelope = self._next()
            if envelope is None:
                return
            wire.take(envelope)

    def _has_more(self) -> bool:
        return bool(self._returned) or not self._exhausted

    def _wanted(self) -> bool:
        """Tell whether one more connection is of use: one at a time is made."""
        if self._opening is not None or not self._has_more():
            return False
        return len(self._wires) < self._places and not any(wire.idle for wire in self._wires)

    def _next(self) -> Envelope | None:
        if self._places <= 0 or not self._has_more():
            return None
        return self._next_in_time() if self._pace.limited else self._taken()

    def _next_in_time(self) -> Envelope | None:
        now = self._loop.time()
        pause, envelope = self._pace.wait_s(now), None
        if pause <= 0:
            envelope = self._taken()
            if envelope is None:
                return None
            pause = self._pace.domain_wait_s(envelope.recipient, now)
        if pause <= 0 and envelope is not None:
            self._pace.begins(envelope.recipient, now)
            return envelope
        if envelope is not None:  # the only one that is held: the rest may still unsubscribe
            self._returned.appendleft(envelope)
        if not self._asleep:  # once for all idle wires, or each awakening would set as many
            self._asleep = True
            self._loop.call_later(pause, self._awake)
        return None

    def _awake(self) -> None:
        self._asleep = False
        self._give_out()

    def _taken(self) -> Envelope | None:
        if self._returned:
            return self._returned.popleft()
        try:
            envelope = next(self._source, None)
        except Exception as error:  # asyncio would swallow it; raised again after the last receipt
            self.broken = error
            envelope = None
        self._exhausted = envelope is None
        return envelope

    def _admit(self) -> None:
        """Take in the connection that was made, or note that it was not."""
        task = self._opening
        if task is None or not task.done() or task.cancelled() or self._places <= 0:
            return
        self._opening = None
        try:
            self._join(task.result())
        except DeliveryError as error:
            self._places -= 1
            self.failure = error

    def _join(self, talk: Conversation) -> None:
        self._wires.append(Wire(talk, self, timeout_s=self._timeout_s, loop=self._loop))

    def _watch(self) -> None:
        now = self._loop.time()
        for wire in tuple(self._wires):
            wire.check(now)
        self._timer = self._loop.call_later(min(1.0, self._timeout_s / 4), self._watch)

    # --- collecting

    def receipts(self) -> list[Receipt]:
        """Return what came since the last call; the journal has it."""
        if self._journal is not None:
            try:
                self._journal.flush()
            except BriefingError as error:
                self._give_up(error)
        came, self._receipts = self._receipts, []
        return came

    def handed_back(self) -> list[Receipt]:
        """Return a receipt for each envelope that no connection was left for."""
        if self._places > 0:
            self.failure = None
        for envelope in self._returned:
            self._note(envelope, DeliveryState.QUEUED, "")
        self._returned.clear()
        return self.receipts()

    def _note(self, envelope: Envelope, state: DeliveryState, response: str) -> None:
        receipt = Receipt(
            delivery_id=envelope.delivery_id,
            state=state,
            response=mask(response, recipient=envelope.recipient),
        )
        if self._journal is not None:
            self._journal.answered(receipt)
        self._receipts.append(receipt)
        if len(self._receipts) >= _TELL:
            self._wake()
        elif len(self._receipts) == 1:
            self._loop.call_later(_TELL_S, self._wake)

    def _give_up(self, error: BriefingError) -> None:
        """Begin nothing any more."""
        self._places = 0
        self.failure = error

    # --- what wires tell (wire.Foreman)

    def free(self, wire: Wire) -> None:
        self._feed(wire, ahead=True)
        if self._exhausted:
            if self._done():
                self._wake()
        elif len(self._wires) < self._places and self._wanted():
            self._give_out()

    def begins(self, envelope: Envelope) -> None:
        if self._journal is not None:
            try:
                self._journal.begun(envelope.delivery_id)
            except BriefingError as error:
                self._give_up(error)
                raise

    def answered(self, wire: Wire, envelope: Envelope, reply: Reply, verb: str) -> None:
        if verb != "BODY":
            self._raise_if_general(verb, reply)
        if reply.accepted:
            self._accepted += 1
            self._note(envelope, DeliveryState.SENT, str(reply))
        else:
            state = DeliveryState.FAILED if reply.code >= 500 else DeliveryState.DEFERRED
            self._note(envelope, state, str(reply))

    def unsendable(self, envelope: Envelope, why: str) -> None:
        self._note(envelope, DeliveryState.FAILED, why)

    def unanswered(self, wire: Wire, envelope: Envelope, why: str) -> None:
        self._note(envelope, DeliveryState.AMBIGUOUS, f"sent, but {why}")

    def lost(
        self, wire: Wire, untried: list[Envelope], tried: Envelope | None, why: str | BriefingError
    ) -> None:
        self._wires.remove(wire)
        if isinstance(why, BriefingError):
            # One connection fewer; the others go on, and take what this one had.
            self._places -= 1
            self.failure = why
        if tried is not None and wire.fresh and isinstance(why, str):
            self._note(tried, DeliveryState.DEFERRED, why)
        elif tried is not None:  # an old connection that turned out dead
            self._returned.append(tried)
        self._returned.extend(untried)
        self._loop.call_soon(self._give_out)

    def crashed(self, error: BaseException) -> None:
        self._crash = self._crash or error
        self._wake()

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
