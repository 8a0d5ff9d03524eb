"""Chunks of a response → its decompressed bytes, never more than a limit (in memory either)."""

import zlib
from collections.abc import AsyncIterator

from briefing.errors import FetchError

_MEMBERS = 64  # gzip streams one after the other; a feed has one


async def read_body(chunks: AsyncIterator[bytes], *, encoding: str, limit: int) -> bytes:
    """Return the whole body, decompressed, at most `limit` bytes.

    Raises FetchError when it is larger (before or after decompression), broken or cut off.
    """
    body = bytearray()
    received = 0
    inflater = _Inflater(encoding)
    async for chunk in chunks:
        received += len(chunk)
        body += inflater.feed(chunk, room=limit + 1 - len(body))
        if max(len(body), received) > limit:
            raise FetchError(
                f"The body is larger than {limit / 1_000_000:g} MB.",
                hint="If this feed is meant to be so large, raise ingest.max_body.",
            )
    return bytes(body) + inflater.finish()


class _Inflater:
    """Decompress gzip or deflate step by step; let anything else pass."""

    def __init__(self, encoding: str) -> None:
        self._encoding = encoding.strip().lower()
        self._stream: zlib._Decompress | None = None
        self._start: bytes | None = b""
        self._members = 0
        if self._encoding not in {"", "identity", "gzip", "x-gzip", "deflate"}:
            raise FetchError(
                f"The body is packed as “{encoding}”, which we did not ask for.",
                hint="Tell the publisher: we accept gzip and deflate.",
            )

    def feed(self, chunk: bytes, *, room: int) -> bytes:
        """Return what this chunk adds, at most `room` bytes: more is cut off unread."""
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
            raise FetchError(
                "The compressed body is broken.", hint="It is tried again by itself."
            ) from error

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
        """Return what was held back. Raises FetchError when the end is missing."""
        if self._stream is not None and not self._stream.eof:
            raise FetchError(
                "The compressed body was cut off on the way.", hint="It is tried again by itself."
            )
        return self._start or b""


def _stream_for(encoding: str, start: bytes) -> "zlib._Decompress | None":
    """Choose by the first bytes: servers label plain bodies gzip, and raw deflate deflate."""
    if encoding in {"gzip", "x-gzip"}:
        return zlib.decompressobj(47) if start.startswith(b"\x1f") else None
    if encoding == "deflate":
        is_zlib = start[0] & 0x0F == 8 and int.from_bytes(start[:2], "big") % 31 == 0
        return zlib.decompressobj(15 if is_zlib else -15)
    return None
