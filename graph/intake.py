"""Many files taken into a store: read by several processes, written by one, some plans at a time."""

import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future
from contextlib import closing, contextmanager
from functools import partial
from typing import TYPE_CHECKING

from extraction.document import Document
from graph.library import BuildReport, Intake, Prepared, prepare, run_of
from graph.protocol import Store
from ontology.wording import DubanError

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

Outcome = BuildReport | DubanError
_Source = str | Document | DubanError
"""The name of a file, or what has been read of it."""
_Reading = str | Prepared | DubanError
"""What became of a source: the run that read the same text before, the plan, or what is wrong with it."""

BATCH_BYTES = 100_000_000  # of N-Quads: some 30 long plans, written in 3 s
_BATCH_S = 10.0  # so that a build that is killed loses little
_FILES_A_JOB = 8  # fewer are read sooner than another process has loaded its libraries
_AHEAD = 4  # plans that each process may be ahead of the writer
_known: set[str] = set()  # in a process that reads: the runs that need not be done again


def add_files(
    store: Store, files: Sequence[str], plan_id: str | None = None, jobs: int | None = None
) -> Iterator[Outcome]:
    """Take the plans of files into a store; one that cannot be taken in does not stop the others.

    Plans are written some at a time, all or nothing, and what became of a file is told once that is for good.  The
    store holds the same whatever the number of processes.

    Args:
        store: open for writing.
        files: as ``extraction.reader.read_document`` takes them.
        plan_id: the id of the plan, if there is only one.
        jobs: how many processes read; by the number of files and of processors unless given.

    Yields:
        What became of each file, in their order.
    """
    intake = Intake(store, plan_id)
    sources = [_standard_input() if file == "-" else file for file in files]
    told: list[Outcome] = []
    began = time.monotonic()
    with closing(_readings(sources, plan_id, intake.runs, jobs or default_jobs(len(files)))) as readings:
        for source, reading in zip(sources, readings, strict=True):
            told.append(_taken(intake, source, plan_id, reading))
            if intake.size > BATCH_BYTES or time.monotonic() - began > _BATCH_S:
                intake.write()
                yield from told
                told, began = [], time.monotonic()
    intake.write()
    yield from told


def default_jobs(files: int) -> int:
    """Return how many processes are worth starting for so many files: one a processor for many, one for few.

    >>> default_jobs(1), default_jobs(15)
    (1, 1)
    """
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(processors, files // _FILES_A_JOB))


def _taken(intake: Intake, source: _Source, plan_id: str | None, reading: _Reading) -> Outcome:
    """Let a plan wait to be written, unless the store has it or something is wrong with it."""
    if isinstance(reading, str) and not intake.has(reading):  # replaced since by another file of this build
        reading = _read(source, plan_id, ())
    if isinstance(reading, Prepared) and intake.has(reading.entry.run):  # a text that two files hold
        reading = reading.entry.run
    if isinstance(reading, Prepared) and (name := intake.free_id(reading)) != reading.entry.id:
        reading = _read(source, name, ())
    if isinstance(reading, str):
        return intake.unchanged(reading)
    return intake.take(reading) if isinstance(reading, Prepared) else reading


def _readings(
    sources: Sequence[_Source], plan_id: str | None, known: Collection[str], jobs: int
) -> Generator[_Reading, None, None]:
    """Read sources, in their order."""
    if jobs == 1 or len(sources) < 2:
        yield from (_read(source, plan_id, known) for source in sources)
        return
    readers = _Readers(min(jobs, len(sources)), known)
    waiting: deque[tuple[_Source, Future[_Reading]]] = deque()
    try:
        for source in sources:
            waiting.append((source, readers.begin(source, plan_id)))
            if len(waiting) > _AHEAD * jobs:
                yield readers.finished(*waiting.popleft(), plan_id)
        while waiting:
            yield readers.finished(*waiting.popleft(), plan_id)
    finally:
        readers.end()


class _Readers:
    """Processes that read, with others in their place when one has died."""

    def __init__(self, jobs: int, known: Collection[str]) -> None:
        self._jobs, self._known = jobs, known
        self._together = self._started(jobs)
        self._alone: ProcessPoolExecutor | None = None

    def begin(self, source: _Source, plan_id: str | None) -> "Future[_Reading]":
        """Let a source be read."""
        try:
            return self._submitted(self._together, source, plan_id)
        except BrokenExecutor:
            self._together.shutdown()
            self._together = self._started(self._jobs)
            return self._submitted(self._together, source, plan_id)

    def finished(self, source: _Source, reading: "Future[_Reading]", plan_id: str | None) -> _Reading:
        """Return what became of a source; what was being read when a process died is read once more, alone."""
        try:
            return reading.result()
        except BrokenExecutor:
            self._alone = self._alone or self._started(1)
        try:
            return self._submitted(self._alone, source, plan_id).result()
        except BrokenExecutor:
            self._alone = None
            return DubanError("graph.reader-lost")

    def end(self) -> None:
        """Let the processes end, when each has done what it is at."""
        self._together.shutdown(cancel_futures=True)
        if self._alone is not None:
            self._alone.shutdown(cancel_futures=True)

    def _submitted(self, pool: "ProcessPoolExecutor", source: _Source, plan_id: str | None) -> "Future[_Reading]":
        with holding_interrupts():
            return pool.submit(_read_apart, source, plan_id)

    def _started(self, jobs: int) -> "ProcessPoolExecutor":
        from concurrent.futures import ProcessPoolExecutor  # 20 ms that a single plan need not spend
        from multiprocessing import get_context

        # Spawned: a forked process would hold the writer's lock and the threads of its database.
        return ProcessPoolExecutor(jobs, get_context("spawn"), _begin, (self._known,))


@contextmanager
def holding_interrupts() -> Iterator[None]:
    """Hold interrupts back until the block ends: processes started in it leave them to this one from the first on."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # what is ignored instead would be lost
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _read(source: _Source, plan_id: str | None, known: Collection[str]) -> _Reading:
    """Read, state and validate a plan, unless its run is known."""
    try:
        if isinstance(source, DubanError):
            return source
        document = _document(source) if isinstance(source, str) else source
        run = run_of(document)
        return run if run in known else prepare(document, plan_id)
    except DubanError as error:
        return error
    except Exception as error:  # a mistake of ours, which one text brings out; others can be read
        return DubanError("graph.plan-failed", reason=f"{type(error).__name__}: {error}")


def _document(file: str) -> Document:
    from extraction.reader import read_document

    return read_document(file)


def _standard_input() -> _Source:
    try:
        return _document("-")
    except DubanError as error:
        return error


def _begin(known: Collection[str]) -> None:
    """Begin a process that reads: it leaves interrupts to the writer, and ends when the writer does."""
    from multiprocessing import parent_process

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _known.update(known)
    if (writer := parent_process()) is not None:
        threading.Thread(target=partial(_end_after, writer.join), daemon=True).start()


def _end_after(wait: Callable[[], None]) -> None:
    wait()
    os._exit(1)


def _read_apart(source: _Source, plan_id: str | None) -> _Reading:
    return _read(source, plan_id, _known)
