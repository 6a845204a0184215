"""The passages that an answer rests on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from graph.store import Row, Store
from queries.answers.compose import clauses_query, dated_passages_query
from queries.index import text_of

One = TypeVar("One")

MOST, FEW = 40, 12


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage of a plan, by the plan's short id; offsets count in the plan's text."""

    text: str
    start: int
    end: int
    plan: str


def passages(store: Store, tasks: Iterable[str], *, dated: bool) -> tuple[Evidence, ...]:
    """Return where the plan gives some tasks to their departments, and, where dates matter, by when.

    Args:
        tasks: IRIs; of a long list, which nobody reads through, only the first few are shown.
    """
    shown = few(tuple(tasks))
    rows = store.select(clauses_query(shown)) if shown else []
    if dated and shown:
        rows = [*rows, *store.select(dated_passages_query(shown))]
    return evidence_of(rows)


def few(found: Sequence[One]) -> Sequence[One]:
    """Return all that was found, or only the first few of a long list."""
    return found if len(found) <= MOST else found[:FEW]


def evidence_of(rows: Iterable[Row]) -> tuple[Evidence, ...]:
    """Return the passages of rows that have one, each once."""
    return tuple(dict.fromkeys(_evidence(row) for row in rows if "exact" in row))


def plans_of(rows: Iterable[Row]) -> tuple[str, ...]:
    """Return the short ids of the plans that rows come from, one for each row."""
    return tuple(text_of(row, "pid") for row in rows)


def _evidence(row: Row) -> Evidence:
    return Evidence(text_of(row, "exact"), int(text_of(row, "from")), int(text_of(row, "to")), text_of(row, "pid"))
