"""The lists of the vocabulary as statements, for the graph that all plans share."""

from functools import cache
from pathlib import Path

from pyoxigraph import Quad

from graph import iri
from graph.authority import write_bodies
from graph.statements import Statements
from ontology.vocabulary import overlay


def describe_lists() -> tuple[Quad, ...]:
    """State the lists: bodies with their domains and reforms.

    Raises:
        DubanError: a list cannot be used.
    """
    return _lists(overlay())


@cache
def _lists(_user: Path | None) -> tuple[Quad, ...]:
    statements = Statements(iri.VOCABULARY)
    write_bodies(statements)
    return tuple(statements.quads)
