"""A process of its own for queries of others, started beforehand and ended when a query takes too long."""

import pickle
import subprocess
import sys
import threading
from contextlib import suppress
from typing import IO, Self, cast

from ontology.wording import DubanError
from queries.foreign.inquiry import Inquiry, Limits, Outcome, Source

TRIES = 2
COMMAND = (sys.executable, "-P", "-m", "queries.foreign.worker")


class Runner:
    """Runs one query at a time in a process that is replaced when it ends or has to be ended.

    Args:
        source: the folder of a store, whose pointer is followed; or statements as N-Quads.
        limits: the memory that the process may take; the other limits come with each query.
    """

    def __init__(self, source: Source, limits: Limits) -> None:
        self._source = source
        self._limits = limits
        self._process = self._start()
        self._ready = False
        self._closed = False
        self._in_use = threading.Lock()  # pipes are not to be closed under somebody who reads

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    @property
    def pid(self) -> int:
        """The process that runs queries now."""
        return self._process.pid

    def run(self, inquiry: Inquiry) -> Outcome:
        """Run a query.

        Raises:
            DubanError: it is none or wrong, asks for data from elsewhere or had to be ended; or the store is gone.
        """
        with self._in_use:
            answer = self._answer(inquiry)
        if isinstance(answer, DubanError):
            raise answer
        return answer

    def _answer(self, inquiry: Inquiry) -> Outcome | DubanError:
        for _ in range(TRIES):
            if (answer := self._tried(inquiry)) is not None:
                return answer
        return self._lost()

    def _tried(self, inquiry: Inquiry) -> Outcome | DubanError | None:
        """Return the answer of the process, ``None`` if it was gone before it took the query."""
        if self._process.poll() is not None:
            self._replace()
        if self._closed:  # and if it was ended just then, not replaced
            return self._lost()
        if not self._ready and (problem := self._problem()) is not None:
            self._replace()  # it has ended
            return problem
        late = threading.Event()
        timer = threading.Timer(inquiry.limits.seconds, self._end, [self._process, late])
        timer.start()
        taken = False
        try:
            self._hand_over(inquiry)
            taken = True
            answer = self._answered()
        except (EOFError, OSError, pickle.UnpicklingError):
            self._replace()
            if late.is_set():
                return DubanError("errors.query-stopped", seconds=f"{inquiry.limits.seconds:g}")
            return self._lost() if taken else None
        finally:
            timer.cancel()
            timer.join()
        if late.is_set():  # in the same moment
            self._replace()
        return answer

    def interrupt(self) -> None:
        """End the query that runs, if one does, and with it the process."""
        process = self._process
        process.kill()
        process.wait()

    def close(self) -> None:
        """End the process, also while it runs a query."""
        self._closed = True
        self._process.kill()
        while not self._in_use.acquire(timeout=0.1):
            self._process.kill()  # it may just have been replaced
        _close(self._process)
        self._in_use.release()

    def _hand_over(self, inquiry: Inquiry) -> None:
        """Send a query and wait until it is taken: a process that was killed may look alive for a moment."""
        asked, answers = _pipes(self._process)
        pickle.dump(inquiry, asked)
        asked.flush()
        pickle.load(answers)  # noqa: S301 - from a process that we started

    def _answered(self) -> Outcome | DubanError:
        return cast(Outcome | DubanError, pickle.load(_pipes(self._process)[1]))  # noqa: S301

    def _start(self) -> "subprocess.Popen[bytes]":
        started = subprocess.Popen(  # noqa: S603 - our own module
            COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        asked, _ = _pipes(started)
        with suppress(OSError):  # it has ended already, as the first query will find
            pickle.dump((self._source, self._limits), asked)
            asked.flush()
        return started

    def _problem(self) -> DubanError | None:
        """Wait until the store is open; return why it is not, if so."""
        try:
            problem = cast(DubanError | None, pickle.load(_pipes(self._process)[1]))  # noqa: S301
        except (EOFError, OSError, pickle.UnpicklingError):
            return self._lost()
        self._ready = problem is None
        return problem

    def _lost(self) -> DubanError:
        return DubanError("errors.query-exhausted", megabytes=self._limits.megabytes)

    def _replace(self) -> None:
        _close(self._process)
        self._ready = False
        if not self._closed:
            self._process = self._start()

    @staticmethod
    def _end(process: "subprocess.Popen[bytes]", late: threading.Event) -> None:
        late.set()
        process.kill()


def _pipes(process: "subprocess.Popen[bytes]") -> tuple[IO[bytes], IO[bytes]]:
    assert process.stdin is not None and process.stdout is not None  # noqa: S101, PT018 - Popen was told to
    return process.stdin, process.stdout


def _close(process: "subprocess.Popen[bytes]") -> None:
    process.kill()
    process.wait()
    for pipe in _pipes(process):
        with suppress(OSError):  # what was not sent yet has nobody to go to
            pipe.close()
