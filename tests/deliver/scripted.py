"""A mail server on loopback that does what a test tells it: refuse, hang up, keep silent."""

import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import chain, repeat

DROP = "drop"  # hang up instead of answering
SILENT = "silent"  # never answer

GREETING = "220 test ESMTP"
ANSWERS = {
    "CONNECT": GREETING,
    "EHLO": "250-test\r\n250-SIZE 100000\r\n250 8BITMIME",
    "MAIL": "250 2.1.0 Ok",
    "RCPT": "250 2.1.5 Ok",
    "DATA": "354 go on",
    "BODY": "250 2.0.0 queued",
    "RSET": "250 2.0.0 Ok",
    "QUIT": "221 2.0.0 Bye",
}


Script = Mapping[str, str | tuple[str, ...]]
Answers = Mapping[str, Iterator[str]]


def _in_turn(said: str | tuple[str, ...]) -> Iterator[str]:
    """Yield one after the other, the last one for ever."""
    each = (said,) if isinstance(said, str) else said
    return chain(each, repeat(each[-1]))


class ScriptedServer:
    """Each connection follows one script, the last one for all that come later.

    A script replaces ANSWERS by verb, in turn where it names several. "BODY" is what follows the
    final dot, "LINE" the first line of a message. `commands` and `messages` are what came in.
    """

    def __init__(self, scripts: tuple[Script, ...], *, tls: ssl.SSLContext | None = None) -> None:
        self._tls = tls
        self.scripts = scripts
        self.connections = 0
        self.commands: list[str] = []
        self.messages: list[bytes] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._open: list[socket.socket] = []
        self._over = threading.Event()
        self._threads = [threading.Thread(target=self._accept)]
        self._threads[0].start()

    def close(self) -> None:
        self.refuse()
        for thread in self._threads:
            thread.join(5)

    def refuse(self) -> None:
        """Hang up everywhere and take no connection any more."""
        self._over.set()
        for one in (self._listener, *self._open):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            script = self.scripts[min(self.connections, len(self.scripts) - 1)]
            self.connections += 1
            self._open.append(client)
            answers = {verb: _in_turn(said) for verb, said in {**ANSWERS, **script}.items()}
            thread = threading.Thread(target=self._talk, args=(client, answers))
            self._threads.append(thread)
            thread.start()

    def _talk(self, client: socket.socket, answers: Answers) -> None:
        try:
            client = self._tls.wrap_socket(client, server_side=True) if self._tls else client
        except OSError:
            return
        self._open.append(client)
        lines = client.makefile("rb")
        try:
            if not self._say(client, next(answers["CONNECT"])):
                return
            for line in lines:
                command = line.decode("utf-8", "replace").strip()
                self.commands.append(command)
                verb = command[:4].upper()
                answer = next(answers[verb]) if verb in answers else "502 what?"
                if not self._say(client, answer):
                    return
                if answer[:3] == "354" and not self._read_body(client, lines, answers):
                    return
                if answer[:3] in {"221", "421"}:
                    return
        except OSError:
            pass
        finally:
            lines.close()
            client.close()

    def _read_body(self, client: socket.socket, lines: Iterator[bytes], answers: Answers) -> bool:
        body = b""
        for line in lines:
            if line == b".\r\n":
                self.messages.append(body)
                return self._say(client, next(answers["BODY"]))
            if "LINE" in answers and not body:
                return self._say(client, next(answers["LINE"]))
            body += line
        return False

    def _say(self, client: socket.socket, answer: str) -> bool:
        """Answer; False when the conversation is over."""
        if answer == DROP:
            return False
        if answer == SILENT:
            self._over.wait(5)
            return False
        client.sendall(answer.encode() + b"\r\n")
        return True


@contextmanager
def scripted(*scripts: Script, tls: ssl.SSLContext | None = None) -> Iterator[ScriptedServer]:
    server = ScriptedServer(scripts or ({},), tls=tls)
    try:
        yield server
    finally:
        server.close()
