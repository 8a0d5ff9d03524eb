"""One more connection, made in a thread of its own while the others go on. Does I/O."""

import threading
from collections.abc import Callable

from briefing.config.settings import Smtp
from briefing.deliver.conversation import Conversation
from briefing.deliver.session import connected, prepare
from briefing.errors import DeliveryError


class Opening(threading.Thread):
    """Start it; `ring` is called, in the thread, once there is a conversation or an error."""

    def __init__(self, smtp: Smtp, *, password: str, ring: Callable[[], None]) -> None:
        super().__init__(name="opening", daemon=True)  # a name server that is silent holds no exit
        self._smtp = smtp
        self._password = password
        self._ring = ring
        self._lock = threading.Lock()
        self.over = False  # it rings
        self._given_up = False
        self._talk: Conversation | None = None  # from the first byte on
        self._made: Conversation | None = None  # once it takes mail
        self._error: DeliveryError | None = None

    def run(self) -> None:
        try:
            talk = connected(self._smtp)
            with self._lock:
                self._talk = talk
                if self._given_up:
                    talk.abort()
            prepare(talk, self._smtp, password=self._password)
            self._made = talk
        except DeliveryError as error:  # told in the thread that sends
            self._error = error
        except Exception as error:  # there, too: else that thread would wait for nothing
            self._error = _unforeseen(self._smtp, error)
        finally:
            self.over = True
            self._ring()

    def result(self) -> Conversation:
        """Return what was made. Raises DeliveryError. Only after it rang."""
        if self._error is not None:
            raise self._error
        assert self._made is not None, "asked before it rang"
        return self._made

    def give_up(self, *, patience_s: float) -> None:
        """Cut it off, whatever it waits for, and close what it made."""
        with self._lock:
            self._given_up = True
            if self._talk is not None and self._made is None:
                self._talk.abort()
            woken = self._talk is not None
        if woken and self.is_alive():  # else it connects, and will close what it gets
            self.join(patience_s)
        if self._made is not None:
            self._made.close()


def no_thread() -> DeliveryError:
    """Return what is told once the connections there are have gone, too."""
    return DeliveryError(
        "The system gives no thread for one more connection, and those there were are gone.",
        hint="Raise what limits it (`ulimit -u`, TasksMax), or lower delivery.connections.",
    )


def _unforeseen(smtp: Smtp, error: Exception) -> DeliveryError:
    wrong = DeliveryError(
        f"No connection to {smtp.host}:{smtp.port} can be made: {error or type(error).__name__}.",
        hint="`smtp.host` and `smtp.port` in config.toml name the server.",
    )
    wrong.__cause__ = error
    return wrong
