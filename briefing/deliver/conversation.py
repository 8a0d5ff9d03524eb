"""Commands → replies over one SMTP connection (RFC 5321). Does I/O."""

import asyncio
import contextlib
import re
import ssl
from dataclasses import dataclass

MAX_REPLY_LINES = 100
POLITE_S = 2.0  # how long we wait for an answer to QUIT


class Lost(Exception):
    """The connection is gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    code: int
    lines: tuple[str, ...]  # without the code

    @property
    def accepted(self) -> bool:
        return 200 <= self.code < 300

    def __str__(self) -> str:
        return f"{self.code} {' '.join(self.lines)}".strip()


class Conversation:
    """One connection after its greeting. `timeout_s` is the longest wait for each answer."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, timeout_s: float
    ) -> None:
        self.extensions: dict[str, str] = {}
        self.usable = True  # False once the server announced the end (421) or it came
        self._reader = reader
        self._writer = writer
        self._timeout_s = timeout_s

    @property
    def local_address(self) -> str:
        return str(self._writer.get_extra_info("sockname")[0])

    async def command(self, line: str) -> Reply:
        """Send one command and return the answer. Raises Lost, on a 421 too."""
        await self._write(line.encode() + b"\r\n")
        reply = await self.reply()
        if reply.code == 421:
            self.usable = False
            raise Lost(str(reply))
        return reply

    async def reply(self) -> Reply:
        """Return the next answer, all its lines. Raises Lost."""
        lines = []
        for _ in range(MAX_REPLY_LINES):
            line = await self._line()
            match = re.match(r"(\d{3})([ -]?)(.*)", line)
            if match is None:
                break
            lines.append(match[3].strip())
            if match[2] != "-":
                return Reply(code=int(match[1]), lines=tuple(lines))
        self.usable = False
        raise Lost("the answer of the server is not SMTP")

    def hand_over(self, protocol: asyncio.BufferedProtocol) -> asyncio.WriteTransport:
        """Let another protocol go on with this connection; nothing may be asked here any more."""
        transport = self._writer.transport
        transport.set_protocol(protocol)
        return transport

    async def encrypt(self, context: ssl.SSLContext, host: str) -> None:
        """Go on under TLS. Raises ssl.SSLError or OSError, Lost on answers from before it."""
        if await self._has_unread():
            raise Lost("the server sent text between STARTTLS and encryption")
        self.usable = False  # a failed handshake leaves nothing to talk over
        async with asyncio.timeout(self._timeout_s):
            await self._writer.start_tls(context, server_hostname=host)
        self.usable = True
        self.extensions = {}

    async def close(self) -> None:
        """Say QUIT if that is still possible, and hang up."""
        try:
            if self.usable:
                self._timeout_s = min(self._timeout_s, POLITE_S)
                with contextlib.suppress(Lost):
                    await self.command("QUIT")
        finally:  # whoever waits for the answer to QUIT may be cancelled
            self.usable = False
            # Not close(): that waits until everything is written, for ever if nobody reads.
            self._writer.transport.abort()
        with contextlib.suppress(OSError, TimeoutError):
            async with asyncio.timeout(POLITE_S):
                await self._writer.wait_closed()

    async def _has_unread(self) -> bool:
        # read() returns at once when bytes wait, and is cancelled at once when none do.
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(0):
                return bool(await self._reader.read(1))
        return False

    async def _write(self, data: bytes) -> None:
        try:
            async with asyncio.timeout(self._timeout_s):
                self._writer.write(data)
                await self._writer.drain()
        except TimeoutError as error:
            raise self._lost(f"the server did not read within {self._timeout_s:g} s") from error
        except OSError as error:
            raise self._lost("the connection was lost") from error

    async def _line(self) -> str:
        try:
            async with asyncio.timeout(self._timeout_s):
                line = await self._reader.readline()
        except TimeoutError as error:
            raise self._lost(f"no answer within {self._timeout_s:g} s") from error
        except OSError as error:
            raise self._lost("the connection was lost") from error
        except ValueError as error:  # a line beyond the reader's limit
            raise self._lost("the answer of the server is not SMTP") from error
        if not line.endswith(b"\n"):
            raise self._lost("the server closed the connection")
        return line.decode("utf-8", "replace")

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
