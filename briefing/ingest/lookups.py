"""Names → addresses, each look-up in a thread that no end of the process waits for. Does I/O."""

import asyncio
import socket
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from threading import Thread
from typing import Any


class Lookups:
    """What aiohttp's resolver asks of a loop, at most `most` at once.

    The loop's own executor would do, but Python waits for its threads before it ends: with a name
    server that does not answer for 30 s that long.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop, *, most: int) -> None:
        self._loop = loop
        self._room = asyncio.Semaphore(most)

    async def getaddrinfo(self, host: str, port: int, **wishes: int) -> list[Any]:
        answer: list[Any] = await self._looked_up(partial(socket.getaddrinfo, host, port, **wishes))
        return answer

    async def getnameinfo(self, address: Any, flags: int) -> tuple[str, str]:
        answer: tuple[str, str] = await self._looked_up(partial(socket.getnameinfo, address, flags))
        return answer

    async def _looked_up(self, look_up: Callable[[], Any]) -> Any:
        await self._room.acquire()
        answer = self._loop.create_future()
        Thread(target=self._work, args=(look_up, answer), name="resolve", daemon=True).start()
        return await answer

    def _work(self, look_up: Callable[[], Any], answer: "asyncio.Future[Any]") -> None:
        try:
            finish = partial(answer.set_result, look_up())
        except (OSError, ValueError, OverflowError) as error:
            finish = partial(answer.set_exception, error)
        with suppress(RuntimeError):  # the loop is closed: nobody waits any more
            self._loop.call_soon_threadsafe(self._finish, answer, finish)

    def _finish(self, answer: "asyncio.Future[Any]", finish: Callable[[], None]) -> None:
        # Not before the thread is done: a look-up that was given up still holds its place.
        self._room.release()
        if not answer.done():
            finish()
