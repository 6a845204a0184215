"""Queries over an Oxigraph database of this process."""

from collections.abc import Iterable
from typing import TypeVar

import pyoxigraph as ox

from graph.protocol import Row
from ontology.wording import DubanError

Answer = TypeVar("Answer")


def run(database: ox.Store, query: str, form: type[Answer], wanted: str) -> Answer:
    """Run a query over a database, all graphs as one.

    Args:
        form: of the answer.
        wanted: that form's keyword.

    Raises:
        DubanError: the query cannot be parsed or is of another form.
    """
    try:
        found = database.query(query, use_default_graph_as_union=True)
    except SyntaxError as error:
        raise DubanError("graph.query-syntax", reason=error) from error
    if isinstance(found, form):
        return found
    del found  # it must go in this thread, and an error may live on in another
    raise DubanError("graph.query-form", wanted=wanted)


def rows_of(solutions: ox.QuerySolutions) -> list[Row]:
    """Return the solutions of a SELECT query, each without its unbound variables."""
    names = [variable.value for variable in solutions.variables]
    return [_row(names, solution) for solution in solutions]


def _row(names: list[str], solution: Iterable[object]) -> Row:
    terms = zip(names, solution, strict=True)
    return {name: term for name, term in terms if isinstance(term, ox.NamedNode | ox.Literal)}
