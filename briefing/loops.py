"""The event loop that feeds are fetched on. Pure but for the import."""

import asyncio


def new_loop() -> asyncio.AbstractEventLoop:
    """Return a new loop: uvloop's where it is made for the system, else asyncio's own."""
    try:
        import uvloop
    except ImportError:  # not for Windows
        return asyncio.new_event_loop()
    return uvloop.new_event_loop()  # a fifth less CPU a feed
