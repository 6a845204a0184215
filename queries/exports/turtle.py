"""Turtle (W3C Recommendation of 2014-02-25): what the texts of plans say, for people to read."""

from collections.abc import Iterable, Mapping, Sequence

import pyoxigraph as ox

from graph.iri import BASE
from graph.store import Store
from ontology import NAMESPACE
from queries.exports.statements import PREFIXES, said


def write(store: Store, plans: Sequence[str]) -> bytes:
    """Return the plans' own graphs as one; what is inferred or reported is left out, since Turtle could not mark it."""
    return as_turtle(said(store, plans), {"": NAMESPACE, **PREFIXES}, base=BASE).encode()


def as_turtle(triples: Iterable[ox.Triple], prefixes: Mapping[str, str], *, base: str | None = None) -> str:
    """Return statements as Turtle, the same for the same statements in the same order.

    The library declares prefixes in an order of its own each time.
    """
    text = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=dict(prefixes), base_iri=base) or b""
    lines = text.decode().split("\n")
    heads = [line for line in lines if line.startswith("@prefix ")]
    first = 0 if base is None else 1
    return "\n".join((*lines[:first], *sorted(heads), *lines[first + len(heads) :]))
