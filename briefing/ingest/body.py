"""Chunks of a response → its decompressed bytes, never more than a limit (in memory either)."""

import asyncio
import zlib
from collections.abc import AsyncIterator
from typing import Protocol

import brotli

from briefing.errors import FetchError

_GRACE_S = 5.0
_LEAST = 1_000  # bytes a second
_MEMBERS = 64  # gzip streams one after the other; a feed has one


async def read_body(chunks: AsyncIterator[bytes], *, encoding: str, limit: int) -> bytes:
    """Return the whole body, decompressed, at most `limit` bytes.

    Raises FetchError when it is larger (before or after decompression), broken or cut off.
    """
    body = bytearray()
    received = 0
    unpacker = _unpacker(encoding)
    async for chunk in chunks:
        received += len(chunk)
        body += unpacker.feed(chunk, room=limit + 1 - len(body))
        if max(len(body), received) > limit:
            body.clear()  # the error remembers where it was raised, and what there was
            raise FetchError(
                f"The body is larger than {limit / 1_000_000:g} MB.",
                hint="If this feed is meant to be so large, raise ingest.max_body.",
            )
    return bytes(body) + unpacker.finish()


async def paced(chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """Pass the chunks on while they come fast enough.

    Raises FetchError when nothing comes for 5 s, or after 5 s less than 1 kB a second: who sends
    so slowly only means to hold a connection.
    """
    clock = asyncio.get_running_loop().time
    begun, received = clock(), 0
    while True:
        try:
            async with asyncio.timeout(_GRACE_S):
                chunk = await anext(chunks, None)
        except TimeoutError as error:
            raise _too_slow() from error
        if chunk is None:
            return
        received += len(chunk)
        taken = clock() - begun
        if taken > _GRACE_S and received < _LEAST * taken:
            raise _too_slow()
        yield chunk


def _too_slow() -> FetchError:
    return FetchError(
        f"The server sends less than {_LEAST} bytes a second.", hint="It is tried again by itself."
    )


class _Unpacker(Protocol):
    """Decompress step by step."""

    def feed(self, chunk: bytes, *, room: int) -> bytes:
        """Return what this chunk adds, at most `room` bytes or a little more: the rest is cut off
        unread."""
        ...

    def finish(self) -> bytes:
        """Return what was held back. Raises FetchError when the end is missing."""
        ...


def _unpacker(encoding: str) -> _Unpacker:
    name = encoding.strip().lower()
    if name == "br":
        return _Brotli()
    if name in {"", "identity", "gzip", "x-gzip", "deflate"}:
        return _Inflater(name)
    raise FetchError(
        f"The body is packed as “{encoding}”, which we did not ask for.",
        hint="Tell the publisher: we accept gzip, deflate and br.",
    )


_BROKEN = "The compressed body is broken."
_CUT_OFF = "The compressed body was cut off on the way."
_AGAIN = "It is tried again by itself."


class _Brotli:
    """Decompress br; a plain body that is called br passes."""

    def __init__(self) -> None:
        self._stream = brotli.Decompressor()
        self._plain: bool | None = None

    def feed(self, chunk: bytes, *, room: int) -> bytes:
        if self._plain is None and chunk:
            self._plain = chunk.lstrip().startswith((b"<?xml", b"<rss", b"<feed", b"<rdf", b"{"))
        if self._plain:
            return chunk[:room]
        out = bytearray()
        try:
            out += self._stream.process(chunk, output_buffer_limit=room)
            while len(out) < room and not self._stream.can_accept_more_data():
                out += self._stream.process(b"", output_buffer_limit=room - len(out))
        except brotli.error as error:
            raise FetchError(_BROKEN, hint=_AGAIN) from error
        return bytes(out)

    def finish(self) -> bytes:
        if self._plain is False and not self._stream.is_finished():
            raise FetchError(_CUT_OFF, hint=_AGAIN)
        return b""


class _Inflater:
    """Decompress gzip or deflate step by step; let anything else pass."""

    def __init__(self, encoding: str) -> None:
        self._encoding = encoding
        self._stream: zlib._Decompress | None = None
        self._start: bytes | None = b""
        self._members = 0

    def feed(self, chunk: bytes, *, room: int) -> bytes:
        if self._start is not None:
            chunk = self._start + chunk
            if len(chunk) < 2:  # too little to tell
                self._start = chunk
                return b""
            self._start = None
            self._stream = _stream_for(self._encoding, chunk)
        if self._stream is None:
            return chunk[:room]
        try:
            return self._inflate(chunk, room=room)
        except zlib.error as error:
            raise FetchError(_BROKEN, hint=_AGAIN) from error

    def _inflate(self, chunk: bytes, *, room: int) -> bytes:
        out = bytearray()
        while chunk and self._stream is not None and len(out) < room:
            out += self._stream.decompress(chunk, room - len(out))
            if not self._stream.eof:
                break
            chunk = self._stream.unused_data
            if not chunk.startswith(b"\x1f\x8b"):
                break  # padding or junk after the end
            self._members += 1
            if self._members > _MEMBERS:
                raise FetchError(
                    "The compressed body consists of too many parts.", hint="Tell the publisher."
                )
            self._stream = zlib.decompressobj(47)
        return bytes(out)

    def finish(self) -> bytes:
        if self._stream is not None and not self._stream.eof:
            raise FetchError(_CUT_OFF, hint=_AGAIN)
        return self._start or b""


def _stream_for(encoding: str, start: bytes) -> "zlib._Decompress | None":
    """Choose by the first bytes: servers label plain bodies gzip, and raw deflate deflate."""
    if encoding in {"gzip", "x-gzip"}:
        return zlib.decompressobj(47) if start.startswith(b"\x1f") else None
    if encoding == "deflate":
        is_zlib = start[0] & 0x0F == 8 and int.from_bytes(start[:2], "big") % 31 == 0
        return zlib.decompressobj(15 if is_zlib else -15)
    return None
