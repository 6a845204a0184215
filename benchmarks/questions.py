"""Prints what answering questions costs: ``python -m benchmarks.questions [PLANS…]``.

Asked are those of the sets of ``tests/gold/question_sets.py`` that are about the shipped plan and follow no other, each
once in a warm process, over a store that holds this plan and made ones; what counts is the time of the processor, which
other processes change less.  A cold start is a process from its start to its end, by the clock.
"""

import gc
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.queries import build
from graph.store import open_store
from queries.answers.answer import ask
from tests.gold.question_sets import talks

_SIZES = (1, 100)
_SETS = ("development", "blind", "kept-back")
_SHIPPED = ("yongchuan-2016.txt",)
_COLD = 5
_QUESTION = "which tasks does the Agriculture Commission lead in 2017"


@dataclass(frozen=True, slots=True)
class Costs:
    """What questions cost in one store.

    Args:
        seconds: of the processor, of each question, the least first, with the question.
        first: seconds of the first question of the process, which reads the names in the store.
        cold: seconds of ``duban ask`` as a process, the median of some.
    """

    seconds: Sequence[tuple[float, str]]
    first: float
    cold: float

    def quantile(self, share: float) -> float:
        """Return the seconds that this share of the questions does not exceed."""
        return self.seconds[min(int(share * len(self.seconds)), len(self.seconds) - 1)][0]


def questions() -> tuple[str, ...]:
    """Return the questions, each once."""
    asked = (t.entries[0]["q"] for t in talks() if t.set in _SETS and t.plans == _SHIPPED)
    return tuple(dict.fromkeys(asked))


def costs(size: int) -> Costs:
    """Return what the questions cost in a store of some plans."""
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder), size)
        with open_store(Path(folder)) as store:
            began = time.process_time()
            ask(store, _QUESTION)
            first = time.process_time() - began
            gc.collect()
            gc.freeze()  # what the process holds by now would be looked through again and again
            timed = []
            for question in questions():
                began = time.process_time()
                ask(store, question)
                timed.append((time.process_time() - began, question))
            gc.unfreeze()
        return Costs(sorted(timed), first, cold_start(Path(folder)))


def cold_start(folder: Path) -> float:
    """Return the seconds that ``duban ask`` takes as a process, the median of some."""
    command = [str(Path(sys.executable).with_name("duban")), "ask", _QUESTION, "--store", str(folder)]
    times = []
    for _ in range(_COLD):
        began = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def table(sizes: Sequence[int]) -> Table:
    """Return the table, a row for each size of the store."""
    headings = ("plans", "median, ms", "p99, ms", "slowest, ms", "first in the process, ms", "duban ask, cold, ms")
    made = Table(*headings, "the slowest", title=f"{len(questions())} questions")
    for size in sizes:
        found = costs(size)
        seconds = (found.quantile(0.5), found.quantile(0.99), found.quantile(1.0), found.first, found.cold)
        made.add_row(f"{size:,}", *(f"{value * 1000:,.1f}" for value in seconds), found.seconds[-1][1])
    return made


def main() -> None:
    """Print the table."""
    Console(width=150).print(table(tuple(map(int, sys.argv[1:])) or _SIZES))


if __name__ == "__main__":
    main()
