"""A mail server on loopback that a test plays itself, one connection at a time."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

HELLO = b"250-x\r\n250 PIPELINING\r\n"
GO_ON = b"250 a\r\n250 b\r\n354 c\r\n"  # to MAIL, RCPT and DATA that came together


class Peer:
    """The server's side of one connection."""

    def __init__(self, client: socket.socket) -> None:
        self.socket = client
        self.lines = client.makefile("rb")

    def say(self, text: bytes) -> None:
        self.socket.sendall(text)

    def hello(self, offers: bytes = HELLO) -> None:
        self.say(b"220 x\r\n")
        self.lines.readline()
        self.say(offers)

    def until(self, verb: bytes) -> bytes:
        for line in self.lines:
            if line.startswith(verb):
                return line
            if line.startswith(b"QUIT"):
                self.say(b"221 bye\r\n")
                break
        raise OSError("gone")

    def asked(self) -> None:
        """Let it ask for a message, a command at a time."""
        for verb, said in zip((b"MAIL", b"RCPT", b"DATA"), GO_ON.splitlines(True), strict=True):
            self.until(verb)
            self.say(said)

    def body(self) -> bytes:
        got = b""
        for line in self.lines:
            if line == b".\r\n":
                return got
            got += line
        raise OSError("gone")

    def close(self) -> None:
        self.lines.close()
        with suppress(OSError):
            self.socket.close()


@contextmanager
def serving(talk: Callable[[Peer, int], None], *, rcvbuf: int = 0) -> Iterator[int]:
    """Yield the port; `talk` gets each connection and its number, from 0 on, in a thread."""
    listener = socket.socket()
    if rcvbuf:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, rcvbuf)
    listener.bind(("127.0.0.1", 0))
    listener.listen(200)
    count = iter(range(1_000_000))
    threads: list[threading.Thread] = []
    clients: list[socket.socket] = []

    def one(client: socket.socket, number: int) -> None:
        peer = Peer(client)
        with suppress(OSError, ValueError):
            talk(peer, number)
        peer.close()

    def accept() -> None:
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            clients.append(client)
            thread = threading.Thread(target=one, args=(client, next(count)))
            threads.append(thread)
            thread.start()

    accepting = threading.Thread(target=accept)
    accepting.start()
    try:
        yield listener.getsockname()[1]
    finally:
        for each in (listener, *clients):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        listener.close()
        for thread in (accepting, *threads):
            thread.join(5)
