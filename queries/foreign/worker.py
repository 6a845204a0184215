"""The process that runs queries of others: it opens the store itself, and may be ended at any moment.

It reads pickles from standard input and answers each on standard output: first a ``Source`` and the ``Limits`` of the
process, then ``Inquiry`` after ``Inquiry``, until its input ends; of each it says first that it has taken it.
"""

import os
import pickle
import signal
import sys
from contextlib import suppress
from pathlib import Path

import pyoxigraph as ox

from graph.oxigraph import MemoryStore, OxigraphStore
from graph.store import open_folder
from ontology.wording import DubanError
from queries.foreign.fence import shut_network
from queries.foreign.inquiry import Inquiry, Outcome, Source
from queries.foreign.mistake import mistake
from queries.foreign.refusal import form_of
from queries.foreign.writing import ROWS, USUAL, write_rows, write_statements

GRACE = 2.0


def main() -> None:
    """Answer until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started us ends us
    shut_network()
    asked, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever else is printed is no answer
    source, limits = pickle.load(asked)  # noqa: S301 - from the process that started us
    limit_memory(limits.megabytes)
    try:
        store = opened(source)
    except DubanError as error:
        pickle.dump(error, answers)
        return
    pickle.dump(None, answers)
    while True:
        answers.flush()
        try:
            inquiry = pickle.load(asked)  # noqa: S301
        except EOFError:
            return
        pickle.dump(None, answers)  # taken
        answers.flush()
        set_alarm(inquiry.limits.seconds + GRACE)
        pickle.dump(answer(store, inquiry), answers)
        set_alarm(0)


def opened(source: Source) -> OxigraphStore:
    """Open a store in a folder, or put one together from N-Quads."""
    if isinstance(source, Path):
        return open_folder(source)
    return MemoryStore(ox.parse(source, format=ox.RdfFormat.N_QUADS, lenient=True))


def answer(store: OxigraphStore, inquiry: Inquiry) -> Outcome | DubanError:
    """Run a query, or tell what is wrong with it."""
    try:
        return run(store, inquiry)
    except DubanError as error:
        return error
    except SyntaxError as error:
        return mistake(str(error))
    except MemoryError:
        return DubanError("errors.query-exhausted", megabytes=inquiry.limits.megabytes)
    except (OSError, ValueError, RuntimeError) as error:  # of the engine, in mid-query
        return DubanError("errors.query-failed", reason=str(error))


def run(store: OxigraphStore, inquiry: Inquiry) -> Outcome:
    """Run a query.

    Raises:
        DubanError: it is none, it asks for data from elsewhere or for a graph that the store does not have.
    """
    form = form_of(inquiry.sparql)
    found = store.query(inquiry.sparql, USUAL, inquiry.default_graphs, inquiry.named_graphs)
    most = inquiry.limits.rows
    if isinstance(found, ox.QueryTriples):
        if inquiry.statements is None:
            return Outcome(form, None, b"")
        return Outcome(form, inquiry.statements, *write_statements(found, inquiry.statements, most, inquiry.sparql))
    if inquiry.rows is None:
        return Outcome(form, None, b"")
    if isinstance(found, ox.QueryBoolean):
        return Outcome(form, inquiry.rows, found.serialize(format=ROWS[inquiry.rows]) or b"")
    return Outcome(form, inquiry.rows, *write_rows(found, inquiry.rows, most))


if sys.platform == "win32":

    def limit_memory(megabytes: int) -> None:
        """Leave it to the system."""

    def set_alarm(seconds: float) -> None:
        """Leave it to the process that asked."""

else:
    import resource

    def limit_memory(megabytes: int) -> None:
        """Let no more memory be taken than that, where the system limits it: macOS does not."""
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        wanted = megabytes << 20 if most == resource.RLIM_INFINITY else min(megabytes << 20, most)
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (wanted, most))

    def set_alarm(seconds: float) -> None:
        """Be ended after a time even if the process that asked is gone by then; 0 takes that back."""
        signal.setitimer(signal.ITIMER_REAL, seconds)


if __name__ == "__main__":
    main()
