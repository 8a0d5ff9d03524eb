import asyncio
import gzip
import tracemalloc
import zlib
from collections.abc import AsyncIterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import FetchError
from briefing.ingest.body import read_body


async def chunks_of(data: bytes, size: int) -> AsyncIterator[bytes]:
    for start in range(0, len(data), size):
        yield data[start : start + size]


def read(data: bytes, *, encoding: str = "", limit: int = 1_000_000, size: int = 65_536) -> bytes:
    return asyncio.run(read_body(chunks_of(data, size), encoding=encoding, limit=limit))


@given(st.binary(max_size=300), st.sampled_from(["", "gzip", "deflate"]), st.integers(1, 50))
def test_a_body_is_the_same_however_it_arrives(data: bytes, encoding: str, size: int) -> None:
    gzipped = gzip.compress(data[:9]) + gzip.compress(data[9:])
    packed = {"": data, "gzip": gzipped, "deflate": zlib.compress(data)}[encoding]
    assert read(packed, encoding=encoding, size=size) == data


@given(st.binary(min_size=1, max_size=300), st.integers(1, 400))
def test_the_limit_counts_unpacked_bytes(data: bytes, limit: int) -> None:
    packed = gzip.compress(data)
    if len(data) <= limit and len(packed) <= limit:
        assert read(packed, encoding="gzip", limit=limit) == data
    else:
        with pytest.raises(FetchError, match="larger"):
            read(packed, encoding="gzip", limit=limit)


def test_a_gzip_bomb_is_refused_without_growing() -> None:
    bomb = gzip.compress(b"\0" * 200_000_000)
    tracemalloc.start()
    with pytest.raises(FetchError, match="larger"):
        read(bomb, encoding="gzip", limit=1_000_000)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 5_000_000
