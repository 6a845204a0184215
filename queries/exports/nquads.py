"""N-Quads (W3C Recommendation of 2014-02-25): all graphs of plans, one statement a line, in order."""

from collections.abc import Sequence

import pyoxigraph as ox

from graph.store import Store
from queries.exports.statements import graphs


def write(store: Store, plans: Sequence[str]) -> bytes:
    """Return all that the store holds of plans: what their texts say, what was derived and what was reported.

    When which run read a text is left out, so that the same text gives the same bytes on every machine.
    """
    quads = (
        ox.Quad(triple.subject, triple.predicate, triple.object, graph)
        for graph, triples in graphs(store, plans)
        for triple in triples
    )
    lines = (ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"").split(b"\n")
    return b"".join(line + b"\n" for line in sorted(set(filter(None, lines))))
