"""SPARQL that a user wrote, run over the store and nothing else, within limits."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

import pyoxigraph as ox

from graph.store import EmbeddedStore, MemoryStore, Store
from queries.catalogue import Table
from queries.exports.turtle import as_turtle
from queries.foreign.inquiry import Inquiry, Limits, Outcome, Source
from queries.foreign.mistake import mistake
from queries.foreign.process import Runner
from queries.foreign.refusal import form_of
from queries.foreign.writing import PREFIX, USUAL


@dataclass(frozen=True, slots=True)
class Found:
    """What a query of a user's own gave.

    Args:
        content: rows, or Turtle where the query makes statements.
        stopped_after: how many rows or statements these are, if there were more than the limit lets through.
    """

    content: Table | str
    stopped_after: int | None = None


def run_own(store: Store, sparql: str, limits: Limits | None = None) -> Found:
    """Run a query; a CONSTRUCT or DESCRIBE gives Turtle, the others rows.

    The usual prefixes need not be declared.  The query runs in a process of its own, which is ended at the time limit
    and has a copy of what a store in memory holds; where a server holds the store, that server runs it, and only the
    row limit is ours.

    Raises:
        DubanError: it cannot be parsed, it is no query, it asks for data from elsewhere, or it had to be ended.
    """
    limits = limits or Limits()
    source = source_of(store)
    if source is None:
        return _run_there(store, sparql, limits)
    with Runner(source, limits) as runner:
        return found_in(runner.run(Inquiry(sparql, limits)), sparql, limits)


def source_of(store: Store) -> Source | None:
    """Return what another process can read a store from; ``None`` where a server holds it."""
    if isinstance(store, EmbeddedStore):
        return store.location
    return store.nquads() if isinstance(store, MemoryStore) else None


def found_in(outcome: Outcome, sparql: str, limits: Limits) -> Found:
    """Read an outcome in the forms that an inquiry asks for unless told otherwise: TSV and Turtle."""
    stopped_after = limits.rows if outcome.truncated else None
    if outcome.written == "ttl":
        return Found(outcome.content.decode(), stopped_after)
    if outcome.form == "ask":
        return Found(Table(("value",), ({"value": ox.Literal(outcome.content == b"true")},)))
    solutions = ox.parse_query_results(outcome.content, format=ox.QueryResultsFormat.TSV)
    assert isinstance(solutions, ox.QuerySolutions)  # noqa: S101 - TSV holds no other
    names = _as_they_come(sparql, [variable.value for variable in solutions.variables])
    rows = tuple({name: _shown(value) for name in names if (value := row[name]) is not None} for row in solutions)
    return Found(Table(names, rows), stopped_after)


def _shown(term: "ox.NamedNode | ox.Literal | ox.BlankNode | ox.Triple") -> ox.NamedNode | ox.Literal:
    """Return a term for a table; what has no name is shown as SPARQL writes it."""
    return term if isinstance(term, ox.NamedNode | ox.Literal) else ox.Literal(str(term))


def _run_there(store: Store, sparql: str, limits: Limits) -> Found:
    """Run a query where the store is; whether it is sound, and its columns, an engine here tells."""
    form_of(sparql)
    try:
        parsed = ox.Store().query(sparql, prefixes=USUAL)
    except SyntaxError as error:
        raise mistake(str(error)) from error
    query = _undeclared(sparql) + sparql
    if isinstance(parsed, ox.QueryBoolean):
        return Found(Table(("value",), ({"value": ox.Literal(store.boolean(query))},)))
    if isinstance(parsed, ox.QuerySolutions):
        rows = tuple(islice(store.select(query), limits.rows + 1))
        names = _as_they_come(sparql, [variable.value for variable in parsed.variables])
        return Found(Table(names, rows[: limits.rows]), _stopped(rows, limits))
    triples = list(islice(store.construct(query), limits.rows + 1))
    text = as_turtle(sorted(triples[: limits.rows], key=str), {**USUAL, **dict(PREFIX.findall(sparql))})
    return Found(text, _stopped(triples, limits))


def _stopped(found: Sequence[object], limits: Limits) -> int | None:
    return limits.rows if len(found) > limits.rows else None


def _undeclared(sparql: str) -> str:
    """Return declarations of the usual prefixes that a query lacks, on one line."""
    declared = {name for name, _ in PREFIX.findall(sparql)}
    return "".join(f"PREFIX {name}: <{iri}> " for name, iri in USUAL.items() if name not in declared)


def _as_they_come(sparql: str, names: list[str]) -> tuple[str, ...]:
    """Return the columns of ``SELECT *``, which the engine sorts, in the order of the query; others as they are."""
    if names != sorted(names) or not re.search(r"SELECT\s*(?:(?:DISTINCT|REDUCED)\s*)?\*", sparql, re.IGNORECASE):
        return tuple(names)
    order = {name: place for place, name in reversed(list(enumerate(re.findall(r"[?$](\w+)", sparql))))}
    return tuple(sorted(names, key=lambda name: order.get(name, 0)))
