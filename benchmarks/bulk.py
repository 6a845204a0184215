"""Prints what storing one plan and a thousand costs: ``python -m benchmarks.bulk [PLANS]``."""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import pyoxigraph as ox
from rich.console import Console
from rich.table import Table

from benchmarks.many import plans as made_plans
from graph.build import build_plan, describe_vocabulary
from graph.derived import derive
from graph.intake import BATCH_BYTES
from graph.library import state
from graph.protocol import PlanContent
from graph.statements import nquads
from graph.store import open_store
from graph.validate import violations
from tests.variants import PLAN, variant

_PLANS = 1_000

_SYLLABLES = "安宁平和永兴隆昌泰清江山石金新东南西北大福春秋海云雷风田林光明"
_COUNT = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"
_LEADS = """PREFIX : <https://w3id.org/duban/ontology#>
SELECT ?body (COUNT(?task) AS ?n) WHERE { ?task :ledBy ?body } GROUP BY ?body ORDER BY DESC(?n) LIMIT 10"""


@dataclass
class Cost:
    """What something took: seconds by the clock and of processors, and MB at most."""

    wall: float = 0.0
    processors: float = 0.0
    memory: float = 0.0


@contextmanager
def measured() -> Iterator[Cost]:
    """Measure a block."""
    cost, began, worked = Cost(), time.perf_counter(), time.process_time()
    yield cost
    cost.wall, cost.processors = time.perf_counter() - began, time.process_time() - worked


def one_plan(text: str, folder: Path) -> Table:
    """Return the table of what each step costs beyond extraction and imports."""
    from extraction.pipeline import extract

    plan = extract(text)
    stated, database = build_plan(plan, "bench"), ox.Store()
    database.bulk_extend(stated)
    database.bulk_extend(derive(plan, "bench", database))
    quads = state(plan, "bench")
    content = PlanContent("bench", nquads(quads), tuple(quads[:20]))
    with open_store(folder / "warm", write=True) as store:
        store.replace_plans([content], describe_vocabulary())
    steps: dict[str, Callable[[], object]] = {
        f"its {len(stated):,} statements": lambda: build_plan(plan, "bench"),
        "into a database in memory": lambda: _loaded(stated),
        f"{len(quads) - len(stated):,} statements inferred": lambda: derive(plan, "bench", _loaded(stated)),
        "validated": lambda: violations(database),
        "as N-Quads": lambda: nquads(quads),
        "into a new store on disk": lambda: _stored(content, folder),
    }
    costs = {name: _processors(step) for name, step in steps.items()}
    costs[list(costs)[2]] -= costs["into a database in memory"]
    table = Table("one plan, beyond extraction and imports", "ms of processors", title="median of 7")
    for name, cost in costs.items():
        table.add_row(name, f"{cost * 1000:.0f}")
    table.add_row("in all", f"{sum(costs.values()) * 1000:.0f}")
    return table


def _processors(step: Callable[[], object]) -> float:
    step()
    times = []
    for _ in range(7):
        began = time.process_time()
        step()
        times.append(time.process_time() - began)
    return median(times)


def _loaded(quads: list[ox.Quad]) -> ox.Store:
    database = ox.Store()
    database.bulk_extend(quads)
    return database


def _stored(content: PlanContent, folder: Path) -> None:
    with tempfile.TemporaryDirectory(dir=folder) as root, open_store(Path(root) / "store", write=True) as store:
        store.replace_plans([content])


def loading(count: int, folder: Path) -> Table:
    """Return the table of loading many plans, beside Oxigraph's own loader on the same statements."""
    file = folder / "plans.nq"
    sizes = list(_written(count, file))
    statements = sum(number for _, number, _ in sizes)
    with measured() as own:
        database = ox.Store(str(folder / "oxigraph"))
        database.bulk_load(path=str(file), format=ox.RdfFormat.N_QUADS)
        database.flush()
    del database
    with measured() as ours, open_store(folder / "loaded", write=True) as store, file.open("rb") as stream:
        batch: list[PlanContent] = []
        for plan_id, _, size in sizes:
            batch.append(PlanContent(plan_id, stream.read(size), ()))
            if sum(len(content.nquads) for content in batch) > BATCH_BYTES:
                store.replace_plans(batch)
                batch = []
        store.replace_plans(batch)
    table = Table(
        "loading", "s", "s of processors", "statements/s", title=f"{count:,} plans, {statements:,} statements"
    )
    for name, cost in (("Oxigraph's bulk_load of one file", own), ("duban, in generations", ours)):
        table.add_row(name, f"{cost.wall:.1f}", f"{cost.processors:.1f}", f"{statements / cost.wall:,.0f}")
    table.add_row("ratio", f"{ours.wall / own.wall:.2f}", f"{ours.processors / own.processors:.2f}", "")
    return table


def _written(count: int, file: Path) -> Iterator[tuple[str, int, int]]:
    """Write the statements of made plans into a file, and yield for each plan how many and how many bytes they are."""
    with file.open("wb") as stream:
        for plan_id, plan in made_plans(count):
            quads = state(plan, plan_id)
            yield plan_id, len(quads), stream.write(nquads(quads))


def whole_way(count: int, folder: Path) -> Table:
    """Return the table of ``duban build`` on many texts, from text to a store that can be queried."""
    texts, root = folder / "texts", folder / "built"
    characters = _write_texts(count, texts)
    cost = _carried_out([str(Path(sys.executable).with_name("duban")), "build", str(texts), "--store", str(root)])
    table = Table("from text to a validated store on disk", "", title=f"{count:,} plans of {characters:,} characters")
    with open_store(root) as store:
        (row,) = store.select(_COUNT)
        began = time.perf_counter()
        store.select(_LEADS)
        asked = time.perf_counter() - began
        stored = len(store.plans())
    table.add_row("by the clock, s", f"{cost.wall:.1f}")
    table.add_row("by the processors, s", f"{cost.processors:.1f}")
    table.add_row("plans/s", f"{count / cost.wall:.2f}")
    table.add_row("all processes at most, MB", f"{cost.memory:,.0f}")
    table.add_row("plans in the store", f"{stored:,}")
    table.add_row("statements in the store", f"{int(row['n'].value):,}")
    table.add_row("on disk, MB", f"{_size(root) / 1e6:,.0f}")
    table.add_row("who leads most tasks, asked of all plans, ms", f"{asked * 1000:.0f}")
    return table


def _write_texts(count: int, folder: Path) -> int:
    """Write variants of the shipped plan, each of a place of its own, and return how many characters they have."""
    folder.mkdir()
    size = len(_SYLLABLES)
    characters = 0
    for number in range(count):
        place = _SYLLABLES[number % size] + _SYLLABLES[number // size % size] + "新" * (number // size**2)
        text = variant(number).text.replace("永川", place)
        characters += len(text)
        (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")
    return characters


def _carried_out(command: list[str]) -> Cost:
    """Carry out a command with all its processes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    cost = Cost()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True) as work:
        while work.poll() is None:
            cost.memory = max(cost.memory, _memory(work.pid))
            time.sleep(0.2)
    assert work.returncode == 0
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cost.wall = time.perf_counter() - began
    cost.processors = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return cost


def _memory(session: int) -> float:
    """Return the MB that the processes of a session hold now (Linux)."""
    page, held = os.sysconf("SC_PAGE_SIZE") / 1e6, 0.0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            of = int((process / "stat").read_text().rpartition(")")[2].split()[3])
            held += int((process / "statm").read_text().split()[1]) * page if of == session else 0
        except (OSError, IndexError):
            continue  # it has just ended
    return held


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def main() -> None:
    """Print all tables."""
    count, console = int(sys.argv[1]) if len(sys.argv) > 1 else _PLANS, Console()
    with tempfile.TemporaryDirectory() as folder:
        console.print(one_plan(PLAN.read_text(encoding="utf-8"), Path(folder)))
        console.print(loading(count, Path(folder)))
        console.print(whole_way(count, Path(folder)))


if __name__ == "__main__":
    main()
