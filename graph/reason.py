"""What a description logic reasoner says of the ontology: HermiT, run through owlready2.

Nothing that answers questions comes here.  owlready2 is given N-Triples: fed Turtle it loads nothing and says nothing.
"""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from shutil import which
from typing import TYPE_CHECKING

from ontology.namespaces import XSD

if TYPE_CHECKING:
    import rdflib

FILES = ("plan.ttl", "axioms.ttl", "alignments.ttl", "vendored.ttl")
# OWL 2 Structural Specification, 4 (Datatype Maps), as far as used here; HermiT stops at a value of another datatype
DATATYPES = frozenset(
    XSD + name for name in ("string", "boolean", "decimal", "integer", "nonNegativeInteger", "dateTime")
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What HermiT found.

    Args:
        classes: how many named classes it was given; 0 would mean that nothing was read.
        consistent: whether the statements can all be true.
        unsatisfiable: IRIs of the classes that nothing can be an instance of; unknown where the whole is inconsistent.
    """

    classes: int
    consistent: bool
    unsatisfiable: tuple[str, ...]


def ontology_graph() -> "rdflib.Graph":
    """Return the terms with their axioms and alignments."""
    from rdflib import Graph

    graph = Graph()
    for name in FILES:
        graph.parse(data=files("ontology").joinpath(name).read_text("utf-8"), format="turtle")
    return graph


def judge(graph: "rdflib.Graph") -> Verdict:
    """Run HermiT.

    Args:
        graph: an ontology, with data or without.  Values of datatypes outside OWL 2's map (xsd:date, …) are left out.

    Raises:
        RuntimeError: there is no Java runtime to run HermiT with.
    """
    import owlready2 as owl

    if which("java") is None:
        raise RuntimeError("HermiT needs a Java runtime: apt-get install default-jre-headless")
    world = owl.World()
    world.get_ontology("https://w3id.org/duban/reasoned").load(fileobj=io.BytesIO(_n_triples(graph)))
    count = len(list(world.classes()))
    try:
        with world.get_ontology("https://w3id.org/duban/inferred"):
            owl.sync_reasoner_hermit(world, debug=0)
    except owl.OwlReadyInconsistentOntologyError:
        return Verdict(count, consistent=False, unsatisfiable=())
    unsatisfiable = sorted(str(found.iri) for found in world.inconsistent_classes() if found is not owl.Nothing)
    return Verdict(count, consistent=True, unsatisfiable=tuple(unsatisfiable))


def entails(graph: "rdflib.Graph", subject: str, predicate: str, value: str) -> bool:
    """Tell whether a statement between two individuals follows: its denial then contradicts the rest."""
    from rdflib import OWL, RDF, BNode, Graph, URIRef

    denial, negative = BNode(), Graph()
    negative += graph
    negative.add((denial, RDF.type, OWL.NegativePropertyAssertion))
    negative.add((denial, OWL.sourceIndividual, URIRef(subject)))
    negative.add((denial, OWL.assertionProperty, URIRef(predicate)))
    negative.add((denial, OWL.targetIndividual, URIRef(value)))
    return not judge(negative).consistent


def _n_triples(graph: "rdflib.Graph") -> bytes:
    """Serialise what OWL 2 has a datatype for; IRIs come first, as owlready2 tells the format by how a text starts."""
    from rdflib import Graph

    kept = Graph()
    for triple in graph:
        if _in_datatype_map(triple):
            kept.add(triple)
    lines = sorted(kept.serialize(format="nt").splitlines(), key=lambda line: (line.startswith("_:"), line))
    return ("\n".join(lines) + "\n").encode()


def _in_datatype_map(terms: "Iterable[rdflib.term.Node]") -> bool:
    from rdflib import Literal

    return all(term.datatype is None or str(term.datatype) in DATATYPES for term in terms if isinstance(term, Literal))
