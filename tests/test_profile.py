"""The ontology with its axioms and alignments is OWL 2 DL, as far as its global restrictions go.

OWL 2 Structural Specification, 3 (declarations, typing) and 11 (global restrictions on axioms).
"""

from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from graph.reason import DATATYPES, ontology_graph
from ontology.namespaces import XSD

D = Namespace("https://w3id.org/duban/ontology#")
KINDS = {
    OWL.Class,
    OWL.ObjectProperty,
    OWL.DatatypeProperty,
    OWL.AnnotationProperty,
    OWL.NamedIndividual,
    RDFS.Datatype,
}
BUILT_IN = tuple(map(str, (OWL, RDF, RDFS, XSD)))
# What these say of a term is a remark: their values need no declaration
REMARKS = {SKOS.closeMatch, SKOS.relatedMatch, RDFS.isDefinedBy, URIRef("http://purl.org/dc/terms/license")}
SIMPLE_ONLY = (
    OWL.FunctionalProperty,
    OWL.InverseFunctionalProperty,
    OWL.IrreflexiveProperty,
    OWL.AsymmetricProperty,
)
COUNTED = ("cardinality", "minCardinality", "maxCardinality", "qualifiedCardinality")
COUNTED_TOO = ("minQualifiedCardinality", "maxQualifiedCardinality", "hasSelf")


@cache
def ontology() -> Graph:
    return ontology_graph()


def planted(*statements: tuple[URIRef, URIRef, URIRef]) -> Graph:
    graph = Graph()
    graph += ontology()
    for statement in statements:
        graph.add(statement)
    return graph


def puns(graph: Graph) -> set[Node]:
    kinds = {node: set(graph.objects(node, RDF.type)) & KINDS for node in graph.subjects(RDF.type)}
    return {node for node, found in kinds.items() if len(found) > 1 and isinstance(node, URIRef)}


def undeclared(graph: Graph) -> set[str]:
    declared = {str(node) for kind in (*KINDS, OWL.Ontology) for node in graph.subjects(RDF.type, kind)}
    used = {
        str(node)
        for subject, predicate, value in graph
        for node in ((subject, predicate) if predicate in REMARKS else (subject, predicate, value))
        if isinstance(node, URIRef) and not str(node).startswith(BUILT_IN)
    }
    return used - declared


def chains(graph: Graph) -> Iterator[tuple[Node, list[Node]]]:
    for whole, chain in graph.subject_objects(OWL.propertyChainAxiom):
        yield whole, [graph.value(link, OWL.inverseOf) or link for link in Collection(graph, chain)]


def composite(graph: Graph) -> set[Node]:
    """Properties that are not simple: transitive, or implied by a chain, and all above these (11.1)."""
    found = set(graph.subjects(RDF.type, OWL.TransitiveProperty)) | {whole for whole, _ in chains(graph)}
    return {above for node in found for above in graph.transitive_objects(node, RDFS.subPropertyOf) if above}


def composite_where_it_must_be_simple(graph: Graph) -> set[Node]:
    wrong = {node for kind in SIMPLE_ONLY for node in graph.subjects(RDF.type, kind)}
    wrong |= set(graph.subjects(OWL.propertyDisjointWith)) | set(graph.objects(None, OWL.propertyDisjointWith))
    counted = {node for name in COUNTED + COUNTED_TOO for node in graph.subjects(OWL[name])}
    wrong |= {property_ for node in counted for property_ in graph.objects(node, OWL.onProperty)}
    return wrong & composite(graph)


def is_regular(graph: Graph) -> bool:
    """Whether properties can be ordered so that each chain implies something after all its links (11.2)."""
    order: TopologicalSorter[Node] = TopologicalSorter()
    for below, above in graph.subject_objects(RDFS.subPropertyOf):
        order.add(above, graph.value(below, OWL.inverseOf) or below)
    for whole, links in chains(graph):
        order.add(whole, *(link for link in links if link != whole))
    try:
        order.prepare()
    except CycleError:
        return False
    return True


def test_no_term_is_of_two_kinds() -> None:
    assert puns(planted((D.Task, RDF.type, OWL.ObjectProperty))) == {D.Task}
    assert puns(ontology()) == set()


def test_everything_used_is_declared() -> None:
    assert undeclared(planted((D.Task, RDFS.subClassOf, D.Nothing))) == {str(D.Nothing)}
    assert undeclared(ontology()) == set()


def test_datatypes_are_of_the_map() -> None:
    values = {
        str(term.datatype) for triple in ontology() for term in triple if isinstance(term, Literal) and term.datatype
    }
    ranges = {str(node) for node in ontology().objects(None, RDFS.range) if str(node).startswith(XSD)}
    assert ranges
    assert values | ranges <= DATATYPES


def test_only_simple_properties_where_simple_ones_are_needed() -> None:
    wrong = composite_where_it_must_be_simple(planted((D.within, RDF.type, OWL.FunctionalProperty)))
    assert wrong == {D.within}
    assert D.involves in composite(ontology())
    assert composite_where_it_must_be_simple(ontology()) == set()


def test_chains_are_regular() -> None:
    assert not is_regular(planted((D.involves, RDFS.subPropertyOf, D.department)))
    assert is_regular(ontology())


@pytest.mark.parametrize("kind", [OWL.AllDisjointClasses, OWL.AllDifferent])
def test_lists_name_declared_terms_once(kind: URIRef) -> None:
    graph = ontology()
    lists = [values for node in graph.subjects(RDF.type, kind) for values in _lists(graph, node)]
    assert lists
    for values in lists:
        assert len(values) == len(set(values)) > 1
        assert all((value, RDF.type, None) in graph for value in values)


def _lists(graph: Graph, node: Node) -> Iterator[list[Node]]:
    for predicate in (OWL.members, OWL.distinctMembers):
        for head in graph.objects(node, predicate):
            yield list(Collection(graph, head))


def test_all_concepts_of_a_scheme_are_told_apart() -> None:
    graph = ontology()
    told = [set(values) for node in graph.subjects(RDF.type, OWL.AllDifferent) for values in _lists(graph, node)]
    for scheme in graph.subjects(RDF.type, SKOS.ConceptScheme):
        assert set(graph.subjects(SKOS.inScheme, scheme)) in told
