"""Terms of other vocabularies exist there, and each term of ours is aligned or said to be ours alone."""

from functools import cache
from importlib.resources import files

import pytest
from rdflib import FOAF, OWL, PROV, RDF, RDFS, SKOS, TIME, Graph, URIRef
from rdflib.namespace import DCTERMS, ODRL2, ORG, SDO, DefinedNamespace
from rdflib.term import Node

from ontology import NAMESPACE, PLAN

# Those that rdflib has no list of names for are in vendored.ttl
SHIPPED: tuple[type[DefinedNamespace], ...] = (DCTERMS, FOAF, ODRL2, ORG, PROV, SDO, SKOS, TIME, OWL, RDF, RDFS)
OTHER_SCHEMES = ("http://", "https://schema.org/", "https://ontology.commonapproach.org/")
MATCHES = (SKOS.closeMatch, SKOS.relatedMatch, RDFS.subClassOf, RDFS.subPropertyOf)
EVERYTHING_SAID = PROV.Entity  # too general to count as an alignment


@cache
def read(*names: str) -> Graph:
    graph = Graph()
    for name in names:
        graph.parse(data=files("ontology").joinpath(name).read_text("utf-8"), format="turtle")
    return graph


def foreign_terms() -> list[str]:
    terms = read("plan.ttl", "axioms.ttl", "alignments.ttl")
    found = {str(node) for triple in terms for node in triple if isinstance(node, URIRef)}
    return sorted(iri for iri in found if iri.startswith(OTHER_SCHEMES) and "XMLSchema" not in iri)


def external(node: Node | None) -> bool:
    return isinstance(node, URIRef) and not node.startswith(NAMESPACE)


def aligned(term: URIRef) -> bool:
    """Whether the term or one above it is matched, or it is an instance of a class of another vocabulary."""
    both = read("plan.ttl", "alignments.ttl")
    above = {up for kind in (RDFS.subClassOf, RDFS.subPropertyOf) for up in both.transitive_objects(term, kind)}
    foreign = {node for node in above if external(node)}
    matched = {value for match in MATCHES for value in both.objects(term, match) if external(value)}
    kinds = {kind for kind in both.objects(term, RDF.type) if external(kind) and not str(kind).startswith(str(OWL))}
    return bool((foreign | matched | kinds) - {EVERYTHING_SAID})


def exists(iri: str) -> bool:
    shipped = any(iri.startswith(str(names)) and iri.removeprefix(str(names)) in names for names in SHIPPED)
    return shipped or (URIRef(iri), RDFS.label, None) in read("vendored.ttl")


@pytest.mark.parametrize("iri", foreign_terms())
def test_foreign_term_exists(iri: str) -> None:
    assert exists(iri)


@pytest.mark.parametrize("iri", ["http://www.w3.org/ns/prov#Entitty", "http://purl.org/net/p-plan#Stepp"])
def test_misspelt_terms_do_not_exist(iri: str) -> None:
    assert not exists(iri)


@pytest.mark.parametrize("name", sorted(name for name, iri in PLAN.items() if iri.startswith(NAMESPACE)))
def test_term_is_aligned_or_said_to_be_ours(name: str) -> None:
    term = URIRef(PLAN[name])
    notes = [str(note.language) for note in read("alignments.ttl").objects(term, SKOS.editorialNote)]  # type: ignore[attr-defined]
    assert sorted(notes) == ([] if aligned(term) else ["en", "zh"])


def test_alignments_are_of_terms_that_are() -> None:
    named = {
        str(node) for triple in read("axioms.ttl", "alignments.ttl") for node in triple if isinstance(node, URIRef)
    }
    assert {iri for iri in named if iri.startswith(NAMESPACE)} <= set(PLAN.values())


def test_vendored_terms_are_all_used() -> None:
    used = set(foreign_terms())
    described = {str(node) for node in read("vendored.ttl").subjects(RDFS.isDefinedBy)}
    assert described
    needed = {str(node) for node in read("vendored.ttl").objects(None, RDFS.subClassOf)}
    needed |= {str(node) for match in (RDFS.domain, RDFS.range) for node in read("vendored.ttl").objects(None, match)}
    assert described <= used | needed
