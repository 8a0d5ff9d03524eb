"""Commands → replies over one SMTP connection (RFC 5321). Does I/O."""

import contextlib
import re
import socket
from collections.abc import Iterable
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import ssl

MAX_REPLY_LINES = 100
MAX_REPLY_BYTES = 65_536
POLITE_S = 2.0  # how long we wait for an answer to QUIT
_READ_BYTES = 4096
_RECORD_BYTES = 16_384  # of more, OpenSSL tells nothing until all of it left


class Lost(Exception):
    """The connection is gone."""


class Reply(NamedTuple):  # made in half the time of a dataclass: there is one for each message
    code: int
    lines: tuple[str, ...]  # without the code

    @property
    def accepted(self) -> bool:
        return 200 <= self.code < 300

    def __str__(self) -> str:
        return f"{self.code} {' '.join(self.lines)}".strip()


class Encrypted:
    """A TLS connection that behaves like a plain socket which does not block."""

    def __init__(self, connection: "ssl.SSLSocket") -> None:
        import ssl  # not needed by the many who send through a relay beside them: 1 MB

        self._socket = connection
        self._later = (ssl.SSLWantReadError, ssl.SSLWantWriteError)
        self.fileno = connection.fileno
        self.close = connection.close

    def recv(self, size: int) -> bytes:
        try:
            octets = self._socket.recv(size)
            while self._socket.pending():  # of the same record: the kernel tells of it once
                octets += self._socket.recv(size)
        except self._later as error:
            raise BlockingIOError from error
        return octets

    def sendmsg(self, parts: Iterable[bytes | memoryview]) -> int:
        octets, sent = memoryview(b"".join(parts)), 0
        try:
            while sent < len(octets):  # a record at a time
                sent += self._socket.send(octets[sent : sent + _RECORD_BYTES])
        except self._later as error:
            if not sent:
                raise BlockingIOError from error
        return sent


class Conversation:
    """One connection until it takes mail. `timeout_s` is the longest wait for each answer."""

    def __init__(self, connection: socket.socket, *, timeout_s: float) -> None:
        self.extensions: dict[str, str] = {}
        self.usable = True  # False once the server announced the end (421) or it came
        self._socket = connection
        self._encrypted = False
        self._timeout_s = timeout_s
        self._received = b""

    @property
    def local_address(self) -> str:
        return str(self._socket.getsockname()[0])

    def command(self, line: str) -> Reply:
        """Send one command and return the answer. Raises Lost, on a 421 too."""
        self._write(line.encode() + b"\r\n")
        reply = self.reply()
        if reply.code == 421:
            self.usable = False
            raise Lost(str(reply))
        return reply

    def reply(self) -> Reply:
        """Return the next answer, all its lines. Raises Lost."""
        lines = []
        for _ in range(MAX_REPLY_LINES):
            match = re.match(r"(\d{3})([ -]?)(.*)", self._line())
            if match is None:
                break
            lines.append(match[3].strip())
            if match[2] != "-":
                return Reply(code=int(match[1]), lines=tuple(lines))
        raise self._lost("the answer of the server is not SMTP")

    def hand_over(self) -> "socket.socket | Encrypted":
        """Return the connection for a wire, not blocking; nothing may be asked here any more."""
        self._socket.setblocking(False)
        return Encrypted(self._socket) if self._encrypted else self._socket  # type: ignore[arg-type]

    def encrypt(self, context: "ssl.SSLContext", host: str) -> None:
        """Go on under TLS. Raises ssl.SSLError or OSError."""
        self.usable = False  # a failed handshake leaves nothing to talk over
        self._socket.settimeout(self._timeout_s)
        self._socket = context.wrap_socket(self._socket, server_hostname=host)
        self._encrypted = self.usable = True
        self.extensions = {}

    def has_unread(self) -> bool:
        """Whether the server said more than it was asked for."""
        self._socket.setblocking(False)
        with contextlib.suppress(OSError):  # SSL's « nothing there » is one, too
            self._received += self._socket.recv(1)
        return bool(self._received)

    def close(self) -> None:
        """Say QUIT if that is still possible, and hang up."""
        try:
            if self.usable:
                self._timeout_s = min(self._timeout_s, POLITE_S)
                with contextlib.suppress(Lost):
                    self.command("QUIT")
        finally:  # Ctrl-C may come while we wait for the answer to QUIT
            self.usable = False
            self._socket.close()

    def abort(self) -> None:
        """Cut it off, from another thread: whoever waits for an answer gets Lost."""
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)

    def _write(self, octets: bytes) -> None:
        try:
            self._socket.settimeout(self._timeout_s)
            self._socket.sendall(octets)
        except TimeoutError as error:
            raise self._lost(f"the server did not read within {self._timeout_s:g} s") from error
        except OSError as error:
            raise self._lost("the connection was lost") from error

    def _line(self) -> str:
        deadline = monotonic() + self._timeout_s
        while b"\n" not in self._received:
            if len(self._received) > MAX_REPLY_BYTES:
                raise self._lost("the answer of the server is not SMTP")
            self._received += self._more(deadline)
        line, _, self._received = self._received.partition(b"\n")
        return line.decode("utf-8", "replace")

    def _more(self, deadline: float) -> bytes:
        try:
            self._socket.settimeout(max(deadline - monotonic(), 0.001))
            octets = self._socket.recv(_READ_BYTES)
        except TimeoutError as error:
            raise self._lost(f"no answer within {self._timeout_s:g} s") from error
        except OSError as error:
            raise self._lost("the connection was lost") from error
        if not octets:
            raise self._lost("the server closed the connection")
        return octets

    def _lost(self, why: str) -> Lost:
        self.usable = False
        return Lost(why)


def stuffed(message: bytes) -> bytes:
    """Return the message as DATA wants it: CRLF line ends, one at the end, leading dots doubled."""
    if not message.count(b"\r\n") == message.count(b"\n") == message.count(b"\r"):
        # A bare CR or LF lets one server see the end of a message where another does not.
        message = re.sub(rb"\r\n|\r|\n", b"\r\n", message)
    if not message.endswith(b"\r\n"):
        message += b"\r\n"
    message = message.replace(b"\r\n.", b"\r\n..")
    return b"." + message if message.startswith(b".") else message
