"""Envelopes → one .eml file each, for looking and for relays that watch a folder. Does I/O."""

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from briefing.deliver.journal import Journal
from briefing.deliver.transport import Envelope, Receipt, never, nobody
from briefing.errors import DeliveryError
from briefing.model import DeliveryState


class FilesTransport:
    """Writes into `folder`, which is made when it is missing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def lost_in_flight(self) -> DeliveryState:
        return DeliveryState.QUEUED  # written again, it is the same file

    def deliver(
        self,
        envelopes: Iterable[Envelope],
        *,
        journal: Journal | None = None,
        stopped: Callable[[], bool] = never,
        unwanted: Callable[[int], DeliveryState | None] = nobody,
    ) -> Iterator[Receipt]:
        """Write each message to « <delivery id>.eml »; written again, the file is replaced.

        A file is whole or not there. Nothing waits here, so nobody is asked whether it still may
        leave. Raises DeliveryError when the folder cannot be written.
        """
        self._ready()
        for envelope in envelopes:
            name = f"{envelope.delivery_id}.eml"
            if journal is not None:
                journal.begun(envelope.delivery_id)
                journal.flush()
            try:
                write_whole(self.folder / name, envelope.message)
            except OSError as error:
                yield Receipt(delivery_id=envelope.delivery_id, state=DeliveryState.QUEUED)
                raise self._unusable(error) from error
            receipt = Receipt(
                delivery_id=envelope.delivery_id,
                state=DeliveryState.SENT,
                response=f"written to {name}",
            )
            if journal is not None:
                journal.answered(receipt)
                journal.flush()
            yield receipt

    def _ready(self) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise self._unusable(error) from error

    def _unusable(self, error: OSError) -> DeliveryError:
        return DeliveryError(
            f"The folder {self.folder} cannot be written: {error.strerror}.",
            hint="`transport.folder` in config.toml names it; look at its rights and free space.",
        )


def write_whole(path: Path, content: bytes) -> None:
    """Put `content` at `path` so that a crash leaves the old file or the new one, never half."""
    draft = path.with_name(f".{path.name}.tmp")
    # 0600: the file holds an address and an unsubscribe link.
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)  # the rename itself
    finally:
        os.close(folder)
