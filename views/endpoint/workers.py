"""Queries of many clients: so many at once, so many more in a queue, the others turned away."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from ontology.wording import DubanError
from queries.foreign.inquiry import Inquiry, Limits, Outcome, Source
from queries.foreign.process import Runner
from views.endpoint.reading import RequestError

WAITING = 32
RETRY_AFTER = 2


class Workers:
    """Processes that run queries, each one at a time; to be made and used in one event loop.

    Args:
        limits: of each query; nobody waits longer for a process than a query may run.
        count: how many processes.
        waiting: how many queries may wait for one.
    """

    def __init__(self, source: Source, limits: Limits, count: int, waiting: int = WAITING) -> None:
        self._limits = limits
        self._runners = [Runner(source, limits) for _ in range(count)]
        self._idle = list(self._runners)
        self._threads = ThreadPoolExecutor(count, "query")
        self._free = asyncio.Semaphore(count)
        self._asked, self._most = 0, count + waiting
        self._ending = False

    async def run(self, inquiry: Inquiry) -> Outcome:
        """Run a query as soon as a process is free; if this is cancelled, the query is ended.

        Raises:
            RequestError: too many queries wait, or it has waited too long.
            DubanError: it is refused, wrong, or had to be ended.
        """
        if self._asked >= self._most:
            raise _busy()
        self._asked += 1
        try:
            await self._wait()
            runner = self._idle.pop(0)  # in turns, so that none keeps a former state of the store for long
            try:
                return await self._run(runner, inquiry)
            finally:
                self._idle.append(runner)
                self._free.release()
        finally:
            self._asked -= 1

    def close(self) -> None:
        """End the processes, also those at work; who waits for an answer is told."""
        self._ending = True
        for runner in self._runners:
            runner.close()
        self._threads.shutdown()

    async def _wait(self) -> None:
        try:
            async with asyncio.timeout(self._limits.seconds):
                await self._free.acquire()
        except TimeoutError:
            raise _busy() from None

    async def _run(self, runner: Runner, inquiry: Inquiry) -> Outcome:
        running = asyncio.get_running_loop().run_in_executor(self._threads, runner.run, inquiry)
        try:
            return await asyncio.shield(running)
        except asyncio.CancelledError:
            await asyncio.to_thread(runner.interrupt)
            with suppress(DubanError):
                await running
            raise
        except DubanError:
            if self._ending:
                raise RequestError("endpoint.ending", 503) from None
            raise


def _busy() -> RequestError:
    return RequestError("endpoint.busy", 503, {"Retry-After": str(RETRY_AFTER)})
