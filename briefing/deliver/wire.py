"""One SMTP connection, once it takes mail: envelopes → what the server says of each. Does I/O.

Where PIPELINING is offered (RFC 2920) the final dot of a message and the commands of the next one
leave together: one turn a message instead of four.
"""

import contextlib
import math
import re
from collections import deque
from selectors import EVENT_READ, EVENT_WRITE, BaseSelector
from time import monotonic
from typing import Protocol

from briefing.deliver.address import Unsendable
from briefing.deliver.attempt import Attempt, attempt_of
from briefing.deliver.conversation import (
    MAX_REPLY_BYTES,
    MAX_REPLY_LINES,
    Conversation,
    Reply,
    stuffed,
)
from briefing.deliver.transport import Envelope
from briefing.errors import BriefingError, DeliveryError

_READ_BYTES = 4096
_MOST_PARTS = 1000  # what a system takes at once (IOV_MAX) is 1024 or more
_LINE = re.compile(rb"(\d{3})([ -]?)(.*)")
_DOT = b".\r\n"
_NOT_SMTP = "the answer of the server is not SMTP"
_ANSWERS = {2, 4, 5}  # first digits of what may be said of an envelope: taken, not now, never
_LONG_S = 0.5  # whoever waited for so long may have unsubscribed meanwhile
_PIPELINED = ("MAIL", "RCPT", "DATA")
_USUAL = {"MAIL": b"250 ", "RCPT": b"250 ", "DATA": b"354 "}


class Foreman(Protocol):
    """Who gives a wire its work. Each envelope given ends in one of the last five calls."""

    def free(self, wire: "Wire") -> None:
        """It may have room for one more envelope."""
        ...

    def begins(self, envelope: Envelope) -> None:
        """Its message is about to be written. Raises BriefingError: then it is not."""
        ...

    def wrote(self, wire: "Wire") -> None:
        """It has something to send: `flush` it, soon, once it is known what begins."""
        ...

    def still_wanted(self, envelope: Envelope) -> bool:
        """It waited: may it leave all the same? If not, it was told what becomes of it."""
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


class Wire:
    """Busy with one envelope at a time; with PIPELINING it may hold the next one too.

    Its connection is known to the selector; call `on_ready` when that can be read or written.
    """

    def __init__(
        self, talk: Conversation, foreman: Foreman, *, timeout_s: float, selector: BaseSelector
    ) -> None:
        self.fresh = True  # nothing was said of an envelope on it yet
        self.deadline = math.inf  # on the monotonic clock
        self.alive = True
        self._foreman = foreman
        self._timeout_s = timeout_s
        self._offered = talk.extensions
        self._pipelining = "PIPELINING" in talk.extensions
        self._current: Attempt | None = None
        self._next: Attempt | None = None
        self._expected: deque[str] = deque()  # what is to be answered, of the current one first
        self._clean = True  # no transaction is half done
        self._unsent: list[bytes | memoryview] = []
        self._waits = False  # for the system to take them
        self._left = 0  # bytes
        self._leaving: Attempt | None = None  # its message is among them
        self._after_dot = 0  # bytes of them, behind its final dot
        self._received = b""
        self._lines: list[str] = []  # of a reply that goes on
        self._socket = talk.hand_over()
        self._selector = selector
        selector.register(self._socket, EVENT_READ, self)

    @property
    def idle(self) -> bool:
        return self.alive and self._current is None

    @property
    def has_room(self) -> bool:
        """Whether it takes one more envelope while it is busy."""
        return self.alive and self._pipelining and self._current is not None and self._next is None

    def take(self, envelope: Envelope) -> None:
        """Carry it, at once or after the one under way."""
        try:
            attempt = attempt_of(envelope, offered=self._offered)
        except Unsendable as error:
            self._foreman.unsendable(envelope, str(error))
            return
        except DeliveryError as error:
            self._die(error, untried=[envelope])
            return
        if self._current is not None:
            self._next = attempt
            return
        self._current = attempt
        self._write(self._ask(attempt))

    def check(self, now: float) -> None:
        """Give it up when the server is silent for too long."""
        if now >= self.deadline:
            told = "the server did not read" if self._waits else "no answer"
            self._die(f"{told} within {self._timeout_s:g} s")

    def give_up(self, why: BriefingError) -> None:
        """Hang up: nothing may leave any more."""
        self._die(why)

    def hang_up(self) -> None:
        """Say QUIT where that is possible; else cut off what is under way, at once."""
        if self.idle and not self._unsent:
            self._expected.append("QUIT")
            with contextlib.suppress(OSError):  # then nobody is there to be told
                self._socket.sendmsg([b"QUIT\r\n"])
        else:
            self.cut()

    def cut(self) -> None:
        """Close the connection, whatever is under way; nobody is told."""
        if self.alive:
            self.alive = False
            self.deadline = math.inf
            self._selector.unregister(self._socket)
            self._socket.close()

    # --- asking

    def _ask(self, attempt: Attempt) -> bytes:
        """Return the commands to be written now."""
        attempt.asked = True
        reset = b"" if self._clean else b"RSET\r\n"
        self._clean = False
        if self._pipelining:
            if reset:
                self._expected.append("RSET")
            self._expected.extend(_PIPELINED)
            return reset + attempt.commands
        lines = (reset + attempt.commands).splitlines(keepends=True)
        first, *attempt.todo = ((line[:4].decode("ascii"), line) for line in lines)
        self._expected.append(first[0])
        return first[1]

    def _write(self, octets: bytes) -> None:
        self._unsent.append(octets)
        self._left += len(octets)
        self._after_dot += len(octets)
        self._foreman.wrote(self)

    def flush(self) -> None:
        """Give the system what it takes now; the rest leaves when it can be written."""
        if not self._unsent or not self.alive:
            return
        try:
            sent = self._socket.sendmsg(self._unsent[:_MOST_PARTS])
        except OSError:  # full, or gone: reading tells which, and the server's last words
            sent = 0
        if sent or not self._waits:
            self.deadline = monotonic() + self._timeout_s
        self._left -= sent
        if self._leaving is not None and self._left <= self._after_dot:
            self._leaving.dotted = True
            self._leaving = None
        self._unsent = _after(self._unsent, sent) if self._left else []
        if bool(self._unsent) != self._waits:
            self._waits = not self._waits
            events = EVENT_READ | EVENT_WRITE if self._waits else EVENT_READ
            self._selector.modify(self._socket, events, self)

    # --- answers

    def on_ready(self) -> None:
        """Read what came, and write what could not leave before."""
        try:
            octets = self._socket.recv(_READ_BYTES)
        except BlockingIOError:
            pass
        except OSError:
            self._die("the connection was lost")
        else:
            if octets:
                self._take_in(octets)
            else:
                self._die("the server closed the connection")
        if self._waits and self.alive:
            self._foreman.wrote(self)  # not at once: there may be a message more by now

    def _take_in(self, octets: bytes) -> None:
        """Read every answer that is complete."""
        *lines, self._received = (self._received + octets).split(b"\n")
        if len(self._received) > MAX_REPLY_BYTES:
            self._die(_NOT_SMTP)
            return
        for line in lines:
            if self._lines or not self._goes_on(line[:4]):
                self._read(line)
            if not self.alive:
                return
        if lines:  # each answer has its own time
            self.deadline = monotonic() + self._timeout_s if self._expected else math.inf
        if self._next is None:
            self._foreman.free(self)

    def _goes_on(self, code: bytes) -> bool:
        """Take an answer of which only the code matters: nearly all that come. The rest is read."""
        verb = self._expected[0] if self._pipelining and self._expected else ""
        if _USUAL.get(verb) != code:
            return False
        if verb == "DATA":
            if self._current is None or self._current.refused:
                return False
            self._expected.popleft()
            self._send(self._current)
        else:
            self._expected.popleft()
        return True

    def _read(self, line: bytes) -> None:
        match = _LINE.match(line)
        if match is None or len(self._lines) >= MAX_REPLY_LINES:
            self._die(_NOT_SMTP)
            return
        self._lines.append(match[3].decode("utf-8", "replace").strip())
        if match[2] != b"-":
            reply = Reply(code=int(match[1]), lines=tuple(self._lines))
            self._lines.clear()
            self._replied(reply)

    def _replied(self, reply: Reply) -> None:
        verb, attempt = self._expected.popleft() if self._expected else "", self._current
        if attempt is None or not verb:
            self._die(str(reply))  # of QUIT, or nobody asked: an idle connection is ended with 421
        elif verb == "BODY":
            self._judged(attempt, reply)
        elif reply.code == 421 or (verb == "RSET" and not reply.accepted):
            self._die(str(reply))
        elif verb == "DATA" and reply.code == 354:
            self._may_send(attempt)
        elif reply.code // 100 not in _ANSWERS or (verb == "DATA" and reply.accepted):
            self._die(_NOT_SMTP)  # or one answer too many: from here on each is of something else
        elif verb in {"DATA", "DOT"}:
            self._concluded(attempt, *(attempt.refused or (verb, reply)))
        else:
            if not reply.accepted and attempt.refused is None:
                attempt.refused = (verb, reply)
            self._go_on(attempt)

    def _judged(self, attempt: Attempt, reply: Reply) -> None:
        """Believe what is said of the message, unless it cannot be about the whole of it."""
        if reply.code // 100 not in _ANSWERS or (reply.accepted and not attempt.dotted):
            self._die(_NOT_SMTP)
            return
        # Refused half-way, nobody knows what the rest would be taken for.
        ends = reply.code == 421 or not attempt.dotted
        self._concluded(attempt, "BODY", reply)
        if ends:
            self._die(str(reply), untried=self._leftovers())

    def _go_on(self, attempt: Attempt) -> None:
        """Without PIPELINING: the next command, or the end of it."""
        if self._pipelining:
            return
        if attempt.refused is not None:
            self._concluded(attempt, *attempt.refused)
        else:
            verb, command = attempt.todo.pop(0)
            self._expected.append(verb)
            self._write(command)

    def _may_send(self, attempt: Attempt) -> None:
        if attempt.refused is None:
            self._send(attempt)
        else:  # it wants a message for nobody: RFC 2920, 3.1
            self._expected.appendleft("DOT")
            self._write(_DOT)

    def _send(self, attempt: Attempt) -> None:
        if self._next is None:
            self._foreman.free(self)  # so that its commands can leave with this message
        envelope, following = attempt.envelope, self._next
        if monotonic() - attempt.since > _LONG_S and not self._foreman.still_wanted(envelope):
            self._current = None  # the server waits for a message: only hanging up prevents one
            self._die("", untried=self._leftovers())
            return
        try:
            self._foreman.begins(envelope)
        except BriefingError as error:
            self._die(error)
            return
        # Joined nowhere: it is 60 kB, and nearly all of it the same for all.
        message = envelope.parts if envelope.ready else (stuffed(envelope.message),)
        self._clean = True
        self._expected.append("BODY")
        asked = self._ask(following) if following is not None else b""
        self._unsent += (*message, _DOT)
        self._left += sum(map(len, message)) + len(_DOT)
        self._leaving, self._after_dot = attempt, 0
        self._write(asked)

    def _concluded(self, attempt: Attempt, verb: str, reply: Reply) -> None:
        """Tell what became of the envelope under way, and turn to the next one."""
        self._current, self._next = self._next, None
        self.fresh = False
        try:
            self._foreman.answered(self, attempt.envelope, reply, verb)
        except BriefingError as error:
            self._die(error, untried=[attempt.envelope])
            return
        if self._current is not None and not self._current.asked:
            self._write(self._ask(self._current))

    def _leftovers(self) -> list[Envelope]:
        """Give up what was not tried: a server that hung up before is no fault of theirs."""
        held = [one.envelope for one in (self._current, self._next) if one is not None]
        self._current = self._next = None
        return held

    def _die(self, why: str | BriefingError, *, untried: list[Envelope] | None = None) -> None:
        """Hang up and give back what was held."""
        if not self.alive:
            return
        self.cut()
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


def _after(parts: list[bytes | memoryview], sent: int) -> list[bytes | memoryview]:
    """Return what is left of them once so many bytes left."""
    for place, part in enumerate(parts):
        if sent < len(part):
            return [memoryview(part)[sent:], *parts[place + 1 :]]
        sent -= len(part)
    return []
