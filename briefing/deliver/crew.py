"""The connections of one delivery, and what each is busy with. Does I/O."""

import contextlib
import math
import selectors
import socket
from collections import deque
from collections.abc import Callable, Iterator
from time import monotonic

from briefing.config.settings import DeliverySettings, Smtp
from briefing.deliver.conversation import POLITE_S, Conversation, Reply
from briefing.deliver.journal import Journal
from briefing.deliver.opening import Opening, no_thread
from briefing.deliver.pace import Pace, Patience
from briefing.deliver.refusal import raise_if_general
from briefing.deliver.transport import Envelope, Receipt, mask, never, nobody
from briefing.deliver.wire import Wire
from briefing.errors import BriefingError, DeliveryError
from briefing.model import DeliveryState

# Receipts are told in batches: what is done again and again, one after the other, stays in the
# processor's cache. Telling each at once costs a tenth more in all.
_TELL = 50
_TELL_S = 0.02
_WATCH_S = 0.5  # between two looks for servers that are silent for too long, and for a stop
_TRIES = 6  # in a row, while there is no connection at all: 8 s


class Crew:
    """Gives envelopes to wires and collects receipts. All but `turn` returns at once."""

    def __init__(
        self,
        smtp: Smtp,
        options: DeliverySettings,
        *,
        secret: str,
        journal: Journal | None,
        stopped: Callable[[], bool] = never,
        unwanted: Callable[[int], DeliveryState | None] = nobody,
    ) -> None:
        # Why a connection, in the end all, cannot be used.
        self.failure: BriefingError | None = None
        self.broken: Exception | None = None  # what the envelopes' own source raised
        self._smtp = smtp
        self._timeout_s = smtp.timeout.total_seconds()
        self._secret = secret
        self._journal = journal
        self._stopped = stopped
        self._unwanted = unwanted
        self._leaving = False
        self._patience = Patience()
        self._pace = Pace(options.rate, options.per_domain)
        self._places = options.connections
        self._wires: list[Wire] = []
        self._opening: Opening | None = None
        self._bell, self._button = socket.socketpair()  # it rings when a connection was made
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._bell, selectors.EVENT_READ)
        self._watch_at = 0.0  # on the monotonic clock, as all times here
        self._awake_at = math.inf  # when the next message may begin, where a rate is kept
        self._returned: deque[Envelope] = deque()  # taken, untried: their connection failed
        self._receipts: list[Receipt] = []
        self._source: Iterator[Envelope] = iter(())
        self._exhausted = False
        self._accepted = 0
        self._outgoing: list[Wire] = []  # they have something to send
        self._stirred = False  # there is something to give out, or somebody to give it to

    def assemble(self) -> None:
        """Make the first connection; none once we are to stop. Raises DeliveryError."""
        self._open()
        while not self._leaves():
            opening = self._opening
            if opening is not None and opening.over:
                self._opening = None
                self._join(opening.result())
                return
            self._await(monotonic() + _WATCH_S)

    def dismiss(self) -> None:
        """Hang up everywhere and wait until it is done. Nothing begins any more."""
        self._places = 0
        try:
            for wire in tuple(self._wires):
                wire.hang_up()
            if self._opening is not None:
                self._opening.give_up(patience_s=POLITE_S)
            until = monotonic() + POLITE_S
            while any(wire.alive for wire in self._wires) and monotonic() < until:
                self._await(until)
        finally:
            for wire in tuple(self._wires):
                wire.cut()
            for one in (self._selector, self._bell, self._button):
                one.close()

    # --- giving out

    def begin(self, source: Iterator[Envelope]) -> None:
        """Take envelopes from here."""
        self._source = source
        self._give_out()
        self._dispatch()

    def turn(self) -> None:
        """See to all that comes, until there are receipts to tell or nothing is left to do."""
        tell_at = math.inf
        while not self._done() and len(self._receipts) < _TELL:
            now = monotonic()
            if self._receipts:
                tell_at = min(tell_at, now + _TELL_S)
            if now >= tell_at:
                return
            self._await(0 if self._stirred else min(self._watch_at, self._awake_at, tell_at))
            self._look_around()
            self._dispatch()

    def _look_around(self) -> None:
        """Do what is due, and give out where somebody can take more."""
        now = monotonic()
        if now >= self._watch_at:
            self._watch_at = now + min(_WATCH_S, self._timeout_s / 4)
            self._leaves()
            for wire in tuple(self._wires):
                wire.check(now)
        if now >= self._awake_at:
            self._awake_at = math.inf
            self._stirred = True
        if self._stirred:
            self._stirred = False
            self._give_out()

    def _dispatch(self) -> None:
        """Let all leave that was written meanwhile, once the journal knows of it: one record write
        for several messages, and again what is alike is done one after the other."""
        outgoing, self._outgoing = self._outgoing, []
        if not outgoing:
            return
        try:
            if self._journal is not None:
                self._journal.flush()
        except BriefingError as error:
            self._give_up(error)
            for wire in outgoing:
                wire.give_up(error)
        for wire in outgoing:
            wire.flush()

    def _await(self, until: float) -> None:
        for key, _ in self._selector.select(max(until - monotonic(), 0)):
            wire: Wire | None = key.data
            if wire is None:
                self._bell.recv(16)
                self._stirred = True
            elif wire.alive:  # another one's answer may have ended it meanwhile
                wire.on_ready()

    @property
    def busy(self) -> bool:
        """Whether a receipt is to be told, or one may come."""
        return bool(self._receipts) or not self._done()

    def _done(self) -> bool:
        if self._places > 0 and self._has_more():
            return False
        return all(wire.idle for wire in self._wires)

    def _give_out(self) -> None:
        """Give every wire what it can take now, and open one more where that is of use."""
        self._admit()
        for wire in tuple(self._wires):
            self._feed(wire, ahead=False)
        for wire in tuple(self._wires):
            self._feed(wire, ahead=True)
        if self._wanted():
            self._open()

    def _open(self) -> None:
        """Have one more connection made."""
        opening = Opening(self._smtp, password=self._secret, ring=self._ring)
        try:
            opening.start()
        except RuntimeError:  # the system has no thread for it
            if self._wires:
                self._places_left(len(self._wires), no_thread())
                return
            opening.run()  # then here, while nothing else is to be done
        self._opening = opening

    def _ring(self) -> None:
        with contextlib.suppress(OSError):  # dismissed meanwhile
            self._button.send(b"!")

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
        if len(self._wires) >= self._places or any(wire.idle for wire in self._wires):
            return False
        now = monotonic()
        pause = max(self._patience.wait_s(now), self._turn_s(now))
        if pause > 0:
            self._awake_at = min(self._awake_at, now + pause)
            return False
        return self._has_one()

    def _turn_s(self, now: float) -> float:
        """Return for how long no message may begin, where a rate is kept."""
        if not self._pace.limited:
            return 0.0
        pause = self._pace.wait_s(now)
        if self._returned:
            pause = max(pause, self._pace.domain_wait_s(self._returned[0].recipient, now))
        return pause

    def _has_one(self) -> bool:
        """Take one more envelope, which the connection to be made may carry: for none, none."""
        if not self._returned:
            envelope = self._taken()
            if envelope is not None:
                self._returned.append(envelope)
        return bool(self._returned)

    def _next(self) -> Envelope | None:
        if self._places <= 0 or not self._has_more():
            return None
        return self._next_in_time() if self._pace.limited else self._taken()

    def _next_in_time(self) -> Envelope | None:
        now = monotonic()
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
        self._awake_at = min(self._awake_at, now + pause)
        return None

    def _taken(self) -> Envelope | None:
        while self._returned:
            waited = self._returned.popleft()
            if self.still_wanted(waited):
                return waited
        if self._exhausted:
            return None
        try:
            envelope = next(self._source, None)
        except Exception as error:  # raised again after the last receipt
            self.broken = error
            envelope = None
        self._exhausted = envelope is None
        return envelope

    def _admit(self) -> None:
        """Take in the connection that was made, or note that it was not."""
        opening = self._opening
        if opening is None or not opening.over:
            return
        self._opening = None
        try:
            self._join(opening.result())
        except DeliveryError as error:
            self._patience.failed(monotonic())
            # With none at all the server may be starting again: then all places stay, for a while.
            if self._wires:
                self._places_left(self._places - 1, error)
            elif self._patience.in_vain >= _TRIES:
                self._places_left(0, error)

    def _places_left(self, places: int, error: BriefingError) -> None:
        self._places = places
        if not self._leaving:
            self.failure = error

    def _leaves(self) -> bool:
        """Tell whether we are to stop: what is under way is finished, and no more."""
        if self._places > 0 and self._stopped():
            self._places, self.failure, self._leaving = 0, None, True
        return self._leaving

    def _join(self, talk: Conversation) -> None:
        wire = Wire(talk, self, timeout_s=self._timeout_s, selector=self._selector)
        self._wires.append(wire)

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

    def _give_up(self, error: BriefingError) -> None:
        """Begin nothing any more."""
        self._places = 0
        self.failure = error

    # --- what wires tell (wire.Foreman)

    def free(self, wire: Wire) -> None:
        self._feed(wire, ahead=True)
        if len(self._wires) < self._places and self._opening is None and self._has_more():
            self._stirred = True

    def begins(self, envelope: Envelope) -> None:
        if self._journal is not None:
            try:
                self._journal.begun(envelope.delivery_id)
            except BriefingError as error:
                self._give_up(error)
                raise

    def still_wanted(self, envelope: Envelope) -> bool:
        try:
            instead = self._unwanted(envelope.delivery_id)
        except Exception as error:  # as one of the source: nothing more is taken
            self.broken, self._exhausted = error, True
            instead = DeliveryState.QUEUED
        if instead is not None:
            self._note(envelope, instead, "")
        return instead is None

    def wrote(self, wire: Wire) -> None:
        self._outgoing.append(wire)

    def answered(self, wire: Wire, envelope: Envelope, reply: Reply, verb: str) -> None:
        if verb != "BODY":
            raise_if_general(self._smtp, verb, reply, let_in=self._accepted > 0)
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
            self._places_left(self._places - 1, why)
        elif wire.fresh:
            self._patience.failed(monotonic())
        else:
            self._patience.worked()
        if tried is not None and wire.fresh and isinstance(why, str):
            self._note(tried, DeliveryState.DEFERRED, why)
        elif tried is not None:  # an old connection that turned out dead
            self._returned.append(tried)
        self._returned.extend(untried)
        self._stirred = True
