"""The statements of plans, in an order that is the same everywhere."""

import re
from collections.abc import Iterable, Iterator, Sequence

import pyoxigraph as ox

from graph import iri
from graph.store import Store
from ontology.wording import DubanError
from queries.content import statements_in

PREFIXES = {
    "dcterms": "http://purl.org/dc/terms/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "qudt": "http://qudt.org/schema/qudt/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "unit": "http://qudt.org/vocab/unit/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""The usual prefixes of vocabularies that plans are stated in."""


def said(store: Store, plans: Sequence[str]) -> list[ox.Triple]:
    """Return what the texts of plans say, ordered.

    Raises:
        DubanError: the store has no such plan.
    """
    return ordered({triple for _, triples in graphs(store, plans, inferred=False) for triple in triples})


def graphs(
    store: Store, plans: Sequence[str], *, inferred: bool = True
) -> Iterator[tuple[ox.NamedNode, list[ox.Triple]]]:
    """Yield the graphs of plans with their statements, ordered; those that hold nothing are left out.

    Args:
        inferred: whether to yield what was derived and what was reported too, beside what the texts say.

    Raises:
        DubanError: the store has no such plan.
    """
    known = {entry.id for entry in store.plans()}
    for plan in plans:
        if plan not in known:
            raise DubanError("graph.no-such-plan", plan=plan)
        others = (iri.inferred_graph(plan), iri.progress_graph(plan)) if inferred else ()
        for graph in (iri.plan_graph(plan), *others):
            if triples := ordered(statements_in(store, graph)):
                yield graph, triples


def ordered(triples: Iterable[ox.Triple]) -> list[ox.Triple]:
    """Return statements by subject, property and value; numbers in names count as numbers."""
    return sorted(triples, key=_key)


def _key(triple: ox.Triple) -> tuple[object, ...]:
    return natural(str(triple.subject)), str(triple.predicate), natural(str(triple.object)), str(triple)


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return a key that orders texts with their numbers as numbers.

    >>> sorted(["4.10", "4.9", "四"], key=natural)
    ['4.9', '4.10', '四']
    """
    pieces = enumerate(re.split(r"([0-9]+)", text))  # every second one is a number
    return tuple((0, int(piece), "") if place % 2 else (1, 0, piece) for place, piece in pieces if piece)
