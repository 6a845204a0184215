"""Prints what duban costs on the shipped plan, beside libraries on the same text in the same run: ``make bench``."""

import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from importlib.resources import files
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks import questions
from benchmarks.bulk import one_plan
from tests.variants import REPEATED, repeating

_REPEATS = 15
_PLAN = files("extraction").joinpath("plans", "yongchuan-2016.txt")
_QUESTION = "which tasks does the Agriculture Commission lead in 2017"
_PEAK = """
import re, sys
from importlib.resources import files
from pathlib import Path
from extraction.pipeline import extract
text = files("extraction").joinpath("plans", "yongchuan-2016.txt").read_text(encoding="utf-8") * int(sys.argv[1])
plan = extract(text) if text else None
print(len(text), re.search("VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1])
"""


def seconds(work: Callable[[], object], repeats: int = _REPEATS) -> float:
    """Return the median time of a call, after one that warms up."""
    work()
    times = []
    for _ in range(repeats):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def reading(text: str) -> Table:
    """Return the table of characters per second."""
    import jieba
    import spacy

    from extraction.pipeline import extract, pipeline

    jieba.initialize()
    blank = spacy.blank("zh")
    rows: dict[str, Callable[[], object]] = {
        "duban: the whole extraction": lambda: extract(text),
        "duban: its character tokenizer alone": lambda: pipeline().tokenizer(text),
        "jieba.cut": lambda: list(jieba.cut(text)),
        'spacy.blank("zh")': lambda: blank(text),
    }
    table = Table("reading the plan", "ms", "k characters/s", title=f"{len(text):,} characters, median of {_REPEATS}")
    for name, work in rows.items():
        took = seconds(work)
        table.add_row(name, f"{took * 1000:.1f}", f"{len(text) / took / 1000:,.0f}")
    return table


def growth(text: str) -> Table:
    """Return the table that shows whether the time grows as the text does."""
    from extraction.pipeline import extract

    table = Table("characters in one document", "ms", "k characters/s", title="the plan repeated")
    for times in (1, 8, 80):
        longer = text * times
        took = seconds(lambda longer=longer: extract(longer), 3)  # type: ignore[misc]
        table.add_row(f"{len(longer):,}", f"{took * 1000:.0f}", f"{len(longer) / took / 1000:,.0f}")
    return table


def repetition() -> Table:
    """Return the table of how much longer ten times a repetition takes: a hundred times with a quadratic step."""
    from extraction.pipeline import extract

    table = Table("repeated", "ms, 1,000 times", "ms, 10,000 times", "ratio", title="one thing said over and over")
    for unit in REPEATED:
        texts = repeating(unit, 1_000), repeating(unit, 10_000)
        once, often = (seconds(partial(extract, text), 3) for text in texts)
        table.add_row(repr(unit), f"{once * 1000:.1f}", f"{often * 1000:.0f}", f"{often / once:.1f}")
    return table


def memory() -> Table:
    """Return the table of the most memory that reading a document takes, each in a process of its own."""
    table = Table("characters in one document", "MB at most", title="memory, the libraries' own included")
    for times in (0, 1, 8, 80):
        command = [sys.executable, "-c", _PEAK, str(times)]
        size, peak = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
        table.add_row(f"{int(size):,}", f"{int(peak) / 1024:,.0f}")
    return table


def asking(text: str, folder: Path) -> Table:
    """Return the table of what asking costs; leaves the plan in the folder's store."""
    from graph.library import add_plan
    from graph.store import open_store
    from queries.answers.answer import ask

    with open_store(folder, write=True) as store:
        add_plan(store, text)
    with open_store(folder) as store:
        query = ask(store, _QUESTION).sparql
        rows: dict[str, Callable[[], object]] = {
            "a question, answered in a warm process": lambda: ask(store, _QUESTION),
            "of that, its query alone": lambda: store.select(query),
        }
        table = Table("asking", "ms", title=f"median of {_REPEATS}")
        for name, work in rows.items():
            table.add_row(name, f"{seconds(work) * 1000:.2f}")
    return table


def starting(folder: Path) -> Table:
    """Return the table of cold starts: a new process each time."""
    duban = Path(sys.executable).with_name("duban")
    table = Table("from a cold start", "ms", title="median of 5")
    for arguments in (["--help"], ["ask", _QUESTION, "--store", str(folder)], ["plans", "--store", str(folder)]):
        command = [str(duban), *arguments]
        took = seconds(lambda command=command: subprocess.run(command, check=True, capture_output=True), 5)  # type: ignore[misc]
        table.add_row(f"duban {arguments[0]}", f"{took * 1000:.0f}")
    return table


def main() -> None:
    """Print all tables."""
    console, text = Console(), _PLAN.read_text(encoding="utf-8")
    console.print(f"Python {platform.python_version()}, {platform.machine()}")
    console.print(reading(text))
    console.print(growth(text))
    console.print(repetition())
    console.print(memory())
    with tempfile.TemporaryDirectory() as folder:
        console.print(one_plan(text, Path(folder)))
        console.print(asking(text, Path(folder) / "store"))
        console.print(starting(Path(folder) / "store"))
    console.print(questions.table((1, 100)))


if __name__ == "__main__":
    main()
