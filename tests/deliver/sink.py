"""A mail server that counts what it takes, by recipient, and fails by the odds it is given."""

import asyncio
import math
import threading
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from random import Random

MAX_MESSAGE = 2_000_000
HELLO = b"250-sink\r\n250-PIPELINING\r\n250-SIZE 2000000\r\n250 8BITMIME\r\n"


@dataclass(frozen=True, kw_only=True)
class Odds:
    """How often, 0 … 1."""

    drop_after_dot: float = 0  # hang up without an answer; the message counts as taken
    drop_before_dot: float = 0  # hang up at DATA
    later: float = 0  # 4xx, at any of MAIL, RCPT, DATA and the final dot
    never: float = 0  # 5xx, at RCPT and the final dot


class Sink:
    """`taken` counts messages by recipient; `ids` are their Message-IDs.

    From the message `silent_from` on (counted in all) it answers nothing: set it in any thread.
    """

    def __init__(self, odds: Odds, *, seed: int, delay_s: float) -> None:
        self.taken: Counter[str] = Counter()
        self.ids: dict[str, set[bytes]] = defaultdict(set)
        self.total = 0
        self.silent_from = math.inf
        self.dropped = 0  # after the final dot
        self.port = 0
        self._odds = odds
        self._dice = Random(seed)
        self._delay_s = delay_s

    async def serve(self, ready: threading.Event, over: threading.Event) -> None:
        server = await asyncio.start_server(self._answer_one, "127.0.0.1", 0, limit=MAX_MESSAGE)
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        while not over.is_set():
            await asyncio.sleep(0.02)
        server.close()

    async def _answer_one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await self._talk(reader, writer)
        finally:
            writer.close()  # when the test is over before its client has hung up, too

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 sink ESMTP\r\n")
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            sender, recipient = False, ""
            while line := (await reader.readline()).decode():
                verb = line[:4].upper().strip()
                if verb == "DATA":
                    if not await self._data(reader, writer, recipient):
                        break
                    sender, recipient = False, ""
                    continue
                answer = self._answer(verb, sender=sender)
                good = answer.startswith(b"250")
                if verb in {"MAIL", "RSET"}:
                    sender, recipient = good and verb == "MAIL", ""
                elif verb == "RCPT" and good:
                    recipient = line[line.index("<") + 1 : line.index(">")]
                writer.write(answer)
                if verb == "QUIT":
                    break

    async def _data(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, recipient: str
    ) -> bool:
        """Take a message; False when the connection is to be dropped."""
        if not recipient:
            writer.write(b"503 no recipient\r\n")
            return True
        if self._happens(self._odds.drop_before_dot):
            return False
        if self._happens(self._odds.later):
            writer.write(b"451 later\r\n")
            return True
        writer.write(b"354 go on\r\n")
        message = await reader.readuntil(b"\r\n.\r\n")
        if self._delay_s:
            await asyncio.sleep(self._delay_s)
        for odds, answer in (
            (self._odds.later, b"451 later\r\n"),
            (self._odds.never, b"554 no\r\n"),
        ):
            if self._happens(odds):
                writer.write(answer)
                return True
        self.taken[recipient] += 1
        self.total += 1
        while self.total >= self.silent_from:
            await asyncio.sleep(0.005)
        start = message.index(b"\r\nMessage-ID: ")
        self.ids[recipient].add(message[start : message.index(b"\r\n", start + 2)])
        if self._happens(self._odds.drop_after_dot):
            self.dropped += 1
            return False
        writer.write(b"250 2.0.0 Ok\r\n")
        return True

    def _answer(self, verb: str, *, sender: bool) -> bytes:
        if verb == "RCPT" and not sender:
            return b"503 no sender\r\n"
        if verb in {"MAIL", "RCPT"}:
            refusal = self._refusal(never=self._odds.never if verb == "RCPT" else 0)
            return refusal or b"250 Ok\r\n"
        return {"EHLO": HELLO, "QUIT": b"221 bye\r\n"}.get(verb, b"250 Ok\r\n")

    def _refusal(self, *, never: float) -> bytes:
        if self._happens(self._odds.later):
            return b"451 later\r\n"
        return b"554 no\r\n" if self._happens(never) else b""

    def _happens(self, odds: float) -> bool:
        return odds > 0 and self._dice.random() < odds


@contextmanager
def sinking(odds: Odds | None = None, *, seed: int = 7, delay_s: float = 0) -> Iterator[Sink]:
    """Serve in a thread until the end of the block."""
    sink, ready, over = (
        Sink(odds or Odds(), seed=seed, delay_s=delay_s),
        threading.Event(),
        threading.Event(),
    )
    thread = threading.Thread(target=lambda: asyncio.run(sink.serve(ready, over)))
    thread.start()
    try:
        assert ready.wait(10)
        yield sink
    finally:
        over.set()
        thread.join(10)
