"""One SMTP connection, once it takes mail: envelopes → what the server says of each. Does I/O.

Where PIPELINING is offered (RFC 2920) the final dot of a message and the commands of the next one
leave together: one turn a message instead of four.
"""

import asyncio
import math
import re
from collections import deque
from typing import Protocol

from briefing.deliver.address import Unsendable, to_wire
from briefing.deliver.conversation import MAX_REPLY_LINES, Conversation, Reply, stuffed
from briefing.deliver.transport import Envelope
from briefing.errors import BriefingError, DeliveryError

MAX_REPLY_BYTES = 65_536
_READ_BYTES = 16_384
_TAIL = 4096  # bytes; longer than the final dot and the commands after it
_LINE = re.compile(rb"(\d{3})([ -]?)(.*)")


class Foreman(Protocol):
    """Who gives a wire its work. Each envelope given ends in one of the last four calls."""

    def free(self, wire: "Wire") -> None:
        """It may have room for one more envelope."""
        ...

    def begins(self, envelope: Envelope) -> None:
        """Its message is about to be written. Raises BriefingError: then it is not."""
        ...

    def answered(self, wire: "Wire", envelope: Envelope, reply: Reply, verb: str) -> None:
        """The server took the message, or refused it at this verb. Raises DeliveryError when the
        refusal is not about this envelope."""
        ...

    def unsendable(self, envelope: Envelope, why: str) -> None:
        """Its recipient's address cannot be written to this server."""
        ...

    def unanswered(self, wire: "Wire", envelope: Envelope, why: str) -> None:
        """The final dot left and no answer came."""
        ...

    def lost(
        self,
        wire: "Wire",
        untried: list[Envelope],
        tried: Envelope | None,
        why: "str | BriefingError",
    ) -> None:
        """The wire is dead. `tried` was under way and not handed over."""
        ...

    def crashed(self, error: BaseException) -> None:
        """This was raised in a wire, and is to end it all."""
        ...


class _Attempt:
    __slots__ = ("asked", "commands", "dotted", "envelope", "refused", "todo")

    def __init__(self, envelope: Envelope, commands: bytes) -> None:
        self.envelope = envelope
        self.commands = commands  # MAIL, RCPT, DATA, a line each
        self.todo: list[tuple[str, bytes]] = []  # without PIPELINING: those to come
        self.asked = False
        self.dotted = False  # the final dot was written
        self.refused: tuple[str, Reply] | None = None


class Wire(asyncio.BufferedProtocol):
    """Busy with one envelope at a time; with PIPELINING it may hold the next one too."""

    def __init__(
        self,
        talk: Conversation,
        foreman: Foreman,
        *,
        timeout_s: float,
        loop: asyncio.AbstractEventLoop,
    ) -> None:
        self.fresh = True  # it has not carried a message yet
        self.deadline = math.inf  # on the loop's clock
        self.alive = True
        self._talk = talk
        self._foreman = foreman
        self._timeout_s = timeout_s
        self._pipelining = "PIPELINING" in talk.extensions
        self._8bit = "8BITMIME" in talk.extensions
        self._utf8 = "SMTPUTF8" in talk.extensions
        self._current: _Attempt | None = None
        self._next: _Attempt | None = None
        self._expected: deque[tuple[str, _Attempt | None]] = deque()
        self._clean = True  # no transaction is half done
        self._paused = False
        self._buffer = bytearray(_READ_BYTES)
        self._received = b""
        self._lines: list[str] = []  # of a reply that goes on
        self._loop = loop
        self._gone: asyncio.Future[None] = loop.create_future()
        self._transport = talk.hand_over(self)
        # A paused wire has more than a tail in its buffer: the final dot has not left for sure.
        self._transport.set_write_buffer_limits(high=_TAIL, low=_TAIL)

    @property
    def idle(self) -> bool:
        return self.alive and self._current is None

    @property
    def has_room(self) -> bool:
        """Whether it takes one more envelope while it is busy."""
        return self.alive and self._pipelining and self._current is not None and self._next is None

    def take(self, envelope: Envelope) -> None:
        """Carry it, at once or after the one under way."""
        attempt = self._prepared(envelope)
        if attempt is None:
            return
        if self._current is not None:
            self._next = attempt
            return
        self._current = attempt
        self._write(self._ask(attempt))

    def check(self, now: float) -> None:
        """Give it up when the server is silent for too long."""
        if now >= self.deadline:
            told = "the server did not read" if self._paused else "no answer"
            self._die(f"{told} within {self._timeout_s:g} s")

    def hang_up(self) -> None:
        """Say QUIT where that is possible; else cut off what is under way, at once."""
        if self.idle:
            self._expected.append(("QUIT", None))
            self._transport.write(b"QUIT\r\n")
        else:
            self.alive = False
            self._transport.abort()

    async def gone(self, *, patience_s: float) -> None:
        """Wait until the connection is closed, after hang_up()."""
        await asyncio.wait([self._gone], timeout=patience_s)
        self.alive = False
        self._transport.abort()
        await asyncio.wait([self._gone], timeout=patience_s)

    # --- asking

    def _prepared(self, envelope: Envelope) -> _Attempt | None:
        """Return the attempt with its commands; None when its sender or recipient has none."""
        try:
            sender = to_wire(envelope.sender, utf8=self._utf8)
        except Unsendable as error:
            wrong = DeliveryError(
                f"The sender's address cannot be used: {error}.",
                hint="`sender.address` in config.toml names it.",
            )
            self._die(wrong, untried=[envelope])
            return None
        try:
            recipient = to_wire(envelope.recipient, utf8=self._utf8)
        except Unsendable as error:
            self._foreman.unsendable(envelope, str(error))
            return None
        options = self._options(envelope)
        if not (sender.isascii() and recipient.isascii()):
            options += " SMTPUTF8"
        commands = f"MAIL FROM:<{sender}>{options}\r\nRCPT TO:<{recipient}>\r\nDATA\r\n"
        return _Attempt(envelope, commands.encode())

    def _options(self, envelope: Envelope) -> str:
        options = f" SIZE={len(envelope.message)}" if "SIZE" in self._talk.extensions else ""
        if self._8bit and not (envelope.ready or envelope.message.isascii()):
            options += " BODY=8BITMIME"
        return options

    def _ask(self, attempt: _Attempt) -> bytes:
        """Return the commands to be written now."""
        attempt.asked = True
        reset = b"" if self._clean else b"RSET\r\n"
        self._clean = False
        if self._pipelining:
            if reset:
                self._expected.append(("RSET", attempt))
            self._expected.extend((("MAIL", attempt), ("RCPT", attempt), ("DATA", attempt)))
            return reset + attempt.commands
        lines = (reset + attempt.commands).splitlines(keepends=True)
        first, *attempt.todo = ((line[:4].decode("ascii"), line) for line in lines)
        self._expected.append((first[0], attempt))
        return first[1]

    def _write(self, *octets: bytes) -> None:
        self.deadline = self._loop.time() + self._timeout_s
        self._transport.writelines(octets)  # joined nowhere: a message is 60 kB

    # --- answers

    def get_buffer(self, sizehint: int) -> bytearray:
        # One for all answers: data_received() costs 256 kB of new memory each time.
        return self._buffer

    def buffer_updated(self, nbytes: int) -> None:
        """Read every answer that is complete."""
        try:
            self._take_in(nbytes)
        except BaseException as error:  # uvloop would take a Ctrl-C for a lost connection
            self.alive = False
            self._foreman.crashed(error)
            raise

    def _take_in(self, nbytes: int) -> None:
        self._received += self._buffer[:nbytes]
        if len(self._received) > MAX_REPLY_BYTES:
            self._die("the answer of the server is not SMTP")
        *lines, self._received = self._received.split(b"\n")
        for line in lines:
            if not self.alive:
                return
            if self._lines or not self._goes_on(line[:4]):
                self._read(line)
        if self._next is None and self.alive:
            self._foreman.free(self)

    def _goes_on(self, code: bytes) -> bool:
        """Take an answer of which only the code matters: nearly all that come. The rest is read."""
        if not (self._pipelining and self._expected):
            return False
        verb, attempt = self._expected[0]
        if code == b"250 " and verb in {"MAIL", "RCPT"}:
            self._expected.popleft()
            return True
        if code == b"354 " and verb == "DATA" and attempt is not None and not attempt.refused:
            self._expected.popleft()
            self._send(attempt)
            return True
        return False

    def _read(self, line: bytes) -> None:
        match = _LINE.match(line)
        if match is None or len(self._lines) >= MAX_REPLY_LINES:
            self._die("the answer of the server is not SMTP")
            return
        self._lines.append(match[3].decode("utf-8", "replace").strip())
        if match[2] != b"-":
            reply = Reply(code=int(match[1]), lines=tuple(self._lines))
            self._lines.clear()
            self._replied(reply)

    def _replied(self, reply: Reply) -> None:
        self.deadline = self._loop.time() + self._timeout_s if self._expected else math.inf
        verb, attempt = self._expected.popleft() if self._expected else ("", None)
        if attempt is None:  # of QUIT, or nobody asked: an idle connection is ended with a 421
            self._die(str(reply))
        elif verb == "BODY":
            self._concluded(attempt, "BODY", reply)
        elif reply.code == 421 or (verb == "RSET" and not reply.accepted):
            self._die(str(reply))
        elif verb == "DATA":
            self._may_send(attempt, reply)
        else:
            if not reply.accepted and attempt.refused is None:
                attempt.refused = (verb, reply)
            self._go_on(attempt)

    def _go_on(self, attempt: _Attempt) -> None:
        """Without PIPELINING: the next command, or the end of it."""
        if self._pipelining:
            return
        if attempt.refused is not None:
            self._concluded(attempt, *attempt.refused)
        else:
            verb, command = attempt.todo.pop(0)
            self._expected.append((verb, attempt))
            self._write(command)

    def _may_send(self, attempt: _Attempt, reply: Reply) -> None:
        if attempt.refused is not None:
            if reply.code == 354:  # it wants a message for nobody: RFC 2920, 3.1
                self._expected.append(("DATA", attempt))
                self._write(b".\r\n")
                return
            self._concluded(attempt, *attempt.refused)
        elif reply.code == 354:
            self._send(attempt)
        else:
            self._concluded(attempt, "DATA", reply)

    def _send(self, attempt: _Attempt) -> None:
        if self._next is None:
            self._foreman.free(self)  # so that its commands can leave with this message
        envelope, following = attempt.envelope, self._next
        try:
            self._foreman.begins(envelope)
        except BriefingError as error:
            self._die(error)
            return
        message = envelope.message if envelope.ready else stuffed(envelope.message)
        self._clean = True
        self._expected.append(("BODY", attempt))
        asked = self._ask(following) if following is not None else b""
        self._write(message, b".\r\n" + asked)
        attempt.dotted = not (self._paused or self._transport.is_closing())

    def _concluded(self, attempt: _Attempt, verb: str, reply: Reply) -> None:
        """Tell what became of the envelope under way, and turn to the next one."""
        self._current, self._next = self._next, None
        try:
            self._foreman.answered(self, attempt.envelope, reply, verb)
        except BriefingError as error:
            self._die(error, untried=[attempt.envelope])
            return
        if verb == "BODY":
            self.fresh = False
            if reply.code == 421:
                self._die(str(reply), untried=self._leftovers())
                return
        if self._current is not None and not self._current.asked:
            self._write(self._ask(self._current))

    def _leftovers(self) -> list[Envelope]:
        """Give up what was not tried: a server that hung up before is no fault of theirs."""
        held = [one.envelope for one in (self._current, self._next) if one is not None]
        self._current = self._next = None
        return held

    # --- the connection

    def pause_writing(self) -> None:
        self._paused = True

    def resume_writing(self) -> None:
        self._paused = False
        if self._expected and self._expected[0][0] == "BODY" and self._current is not None:
            self._current.dotted = True
            self.deadline = self._loop.time() + self._timeout_s

    def connection_lost(self, error: Exception | None) -> None:
        if not self._gone.done():
            self._gone.set_result(None)
        self._die("the connection was lost" if error else "the server closed the connection")

    def _die(self, why: str | BriefingError, *, untried: list[Envelope] | None = None) -> None:
        """Hang up and give back what was held."""
        if not self.alive:
            return
        self.alive = False
        self.deadline = math.inf
        self._transport.abort()
        given_back = list(untried or ())
        current, following = self._current, self._next
        self._current = self._next = None
        tried = None
        if current is not None and current.dotted:
            told = why if isinstance(why, str) else str(why)
            self._foreman.unanswered(self, current.envelope, told)
        elif current is not None:
            tried = current.envelope
        if following is not None:
            given_back.append(following.envelope)
        self._foreman.lost(self, given_back, tried, why)
