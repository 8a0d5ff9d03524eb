"""A newspaper's web server on loopback, for tests of fetching."""

import asyncio
from collections.abc import Awaitable, Callable
from threading import Event, Thread

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Site:
    """A newspaper's web server on loopback: give it paths, ask it for addresses. `hosts` are
    other addresses of this machine at which it answers too, on the same port."""

    def __init__(self, *hosts: str) -> None:
        self._hosts = hosts
        self.requests: list[web.Request] = []
        self._pages: dict[str, Handler] = {}
        self._loop = asyncio.new_event_loop()
        self._ready = Event()
        self._thread = Thread(target=self._serve, daemon=True)
        self._thread.start()
        assert self._ready.wait(10)

    def page(self, path: str, handler: Handler | web.Response) -> str:
        """Serve this at the path and return its address."""
        if isinstance(handler, web.Response):
            answer = handler

            async def fixed(request: web.Request) -> web.StreamResponse:
                return web.Response(
                    body=answer.body, status=answer.status, headers=answer.headers.copy()
                )

            handler = fixed
        self._pages[path] = handler
        return f"http://127.0.0.1:{self.port}{path}"

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._end.set)
        self._thread.join()

    def _serve(self) -> None:
        self._loop.run_until_complete(self._run())
        self._loop.close()

    async def _run(self) -> None:
        self._end = asyncio.Event()
        server = web.Server(self._answer)
        runner = web.ServerRunner(server, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        self.port = runner.addresses[0][1]
        for host in self._hosts:
            await web.TCPSite(runner, host, self.port).start()
        self._ready.set()
        await self._end.wait()
        await runner.cleanup()

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        self.requests.append(request)  # type: ignore[arg-type]
        handler = self._pages.get(request.path)
        if handler is None:
            return web.Response(status=404)
        return await handler(request)  # type: ignore[arg-type]
