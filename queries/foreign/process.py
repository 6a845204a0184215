"""A process of its own for queries of others, started beforehand and ended when a query takes too long."""

import pickle
import subprocess
import sys
import threading
from contextlib import suppress
from typing import IO, Self, cast

from ontology.wording import DubanError
from queries.foreign.inquiry import Inquiry, Limits, Outcome, Source

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
        if self._process.poll() is not None:
            self._replace()
        if not self._ready:
            self._await_readiness()
        late = threading.Event()
        timer = threading.Timer(inquiry.limits.seconds, self._end, [self._process, late])
        timer.start()
        try:
            answer = self._ask(inquiry)
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            self._replace()
            if late.is_set():
                raise DubanError("errors.query-stopped", seconds=f"{inquiry.limits.seconds:g}") from error
            raise DubanError("errors.query-exhausted", megabytes=self._limits.megabytes) from error
        finally:
            timer.cancel()
            timer.join()
        if late.is_set():  # in the same moment
            self._replace()
        if isinstance(answer, DubanError):
            raise answer
        return answer

    def interrupt(self) -> None:
        """End the query that runs, if one does, and with it the process."""
        process = self._process
        process.kill()
        process.wait()

    def close(self) -> None:
        """End the process."""
        self._closed = True
        _close(self._process)

    def _ask(self, inquiry: Inquiry) -> Outcome | DubanError:
        asked, answers = _pipes(self._process)
        pickle.dump(inquiry, asked)
        asked.flush()
        return cast(Outcome | DubanError, pickle.load(answers))  # noqa: S301 - from a process that we started

    def _start(self) -> "subprocess.Popen[bytes]":
        started = subprocess.Popen(  # noqa: S603 - our own module
            COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        asked, _ = _pipes(started)
        with suppress(OSError):  # it has ended already, as the first query will find
            pickle.dump((self._source, self._limits), asked)
            asked.flush()
        return started

    def _await_readiness(self) -> None:
        try:
            problem = pickle.load(_pipes(self._process)[1])  # noqa: S301
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            raise DubanError("errors.query-exhausted", megabytes=self._limits.megabytes) from error
        if isinstance(problem, DubanError):
            raise problem
        self._ready = True

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
