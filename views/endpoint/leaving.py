"""Ends what nobody waits for any more."""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any, TypeVar

from starlette.requests import Request

Done = TypeVar("Done")


async def unless_gone(request: Request, work: Coroutine[Any, Any, Done]) -> Done | None:
    """Do some work while a client waits for it; if it closes the connection, cancel the work and return ``None``."""
    doing, leaving = asyncio.ensure_future(work), asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait({doing, leaving}, return_when=asyncio.FIRST_COMPLETED)
        return await doing if doing.done() else None
    finally:
        leaving.cancel()
        if not doing.done():
            doing.cancel()
            with suppress(asyncio.CancelledError):
                await doing


async def _gone(request: Request) -> None:
    """Return when the connection is closed; what was sent has been read by now."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
