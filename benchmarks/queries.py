"""Prints what queries cost on stores of 1, 100 and 1,000 plans: ``python -m benchmarks.queries [SIZE…]``.

Each query of the catalogue is run with its examples as parameters, once over all plans and, where it takes a plan, once
over the shipped one among the others: the first may take as much longer as it finds more, the second no longer than in
a store of its own.  The questions are those of the development set, asked over all plans.
"""

import gc
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.many import shipped, statements
from graph import generations
from graph.build import describe_vocabulary
from graph.library import state
from graph.store import Store, open_store
from queries.answers.answer import ask
from queries.catalogue import entries, run
from queries.index import index_of

_SIZES = (1, 100, 1000)
_SHIPPED = "yongchuan-water-2016"
_QUESTIONS = Path(__file__).parents[1] / "tests" / "gold" / "questions-dev.json"
_LONG = 2.0

Work = Callable[[Store], int]
Cost = tuple[int, float]


def build(folder: Path, size: int) -> None:
    """Fill a store with the shipped plan and made ones, in one go."""
    generations.create(folder)
    with generations.next_generation(folder, None) as database:
        database.bulk_extend([*state(shipped(), _SHIPPED), *describe_vocabulary()])
        database.bulk_extend(statements(size - 1))
        del database  # the database is finished when the last reference goes


def works() -> Iterator[tuple[str, Work]]:
    """Yield what is measured, each returning how much it found."""
    for name, entry in entries().items():
        required = {p.name: p.example for p in entry.parameters if not p.optional}
        yield name, _rows(name, required)
        optional = {p.name: p.example for p in entry.parameters if p.name != "plan"}
        if optional != required:
            yield f"{name} {' '.join(optional)}", _rows(name, optional)
        if "plan" in {p.name for p in entry.parameters}:
            yield f"{name} of one plan", _rows(name, {**required, "plan": _SHIPPED})
    for question in json.loads(_QUESTIONS.read_text("utf-8")):
        yield question["q"], _answers(question["q"])


def _rows(name: str, values: Mapping[str, str]) -> Work:
    return lambda store: len(run(store, name, values).rows)


def _answers(question: str) -> Work:
    return lambda store: len(ask(store, question).answers)


def cost(work: Work, store: Store) -> Cost:
    """Return how much a work finds, and the median of its seconds; the first run warms up, unless it is a long one."""
    times: list[float] = []
    found = 0
    while sum(times) < _LONG and len(times) < 7:
        gc.collect()
        began = time.process_time()
        found = work(store)
        times.append(time.process_time() - began)
    return found, statistics.median(times[1:] or times)


def costs(size: int) -> list[Cost]:
    """Return what each work costs on a store of some size."""
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder), size)
        with open_store(Path(folder)) as store:
            began = time.process_time()
            names = len(index_of(store).tasks), time.process_time() - began
            return [names, *(cost(work, store) for _, work in works())]


def table(sizes: Sequence[int]) -> Table:
    """Return the table of all works; the last column is how much more time goes by for each thing found."""
    made = Table("query", *(f"{size} plans: found, ms" for size in sizes), "growth beyond the result")
    by_size = [costs(size) for size in sizes]
    names = ["the names in all plans, read once", *(name for name, _ in works())]
    for name, row in zip(names, zip(*by_size, strict=True), strict=True):
        (least, short), (most, long) = row[max(len(row) - 2, 0)], row[-1]
        growth = (long / short) / max(most / max(least, 1), 1)
        made.add_row(name, *(f"{found:,}  {took * 1000:,.1f}" for found, took in row), f"{growth:.1f}")
    return made


def main() -> None:
    """Print the table."""
    sizes = tuple(map(int, sys.argv[1:])) or _SIZES
    Console(width=150).print(table(sizes))


if __name__ == "__main__":
    main()
