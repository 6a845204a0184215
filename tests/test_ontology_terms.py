"""Every term of plan.ttl is declared, labelled and explained, and the whole is OWL 2 DL without blank nodes."""

from collections import Counter
from importlib.resources import files

import pyoxigraph as ox
import pytest

from ontology import NAMESPACE, PLAN
from ontology.vocabulary import rows

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
BUILT_IN = (RDF, RDFS, OWL, "http://www.w3.org/2001/XMLSchema#")
# https://www.w3.org/TR/owl2-syntax/#Datatype_Maps; xsd:date and xsd:gYear are not among them
DATATYPES = {"string", "boolean", "decimal", "integer", "nonNegativeInteger", "dateTime"}
OWN = sorted(name for name, iri in PLAN.items() if iri.startswith(NAMESPACE))


def literals(iri: str, *predicates: str) -> Counter[str | None]:
    return Counter(
        triple.object.language
        for triple in PLAN.triples()
        if triple.subject == ox.NamedNode(iri)
        and triple.predicate.value in predicates
        and isinstance(triple.object, ox.Literal)
    )


def types(iri: str) -> set[str]:
    return {
        str(triple.object.value)  # type: ignore[union-attr]
        for triple in PLAN.triples()
        if triple.subject == ox.NamedNode(iri) and triple.predicate.value == RDF + "type"
    }


@pytest.mark.parametrize("name", OWN)
def test_term_has_one_label_one_explanation_and_one_example_in_each_language(name: str) -> None:
    once = {"zh": 1, "en": 1}
    assert literals(PLAN[name], SKOS + "example") == once
    assert literals(PLAN[name], RDFS + "label", SKOS + "prefLabel") == once
    assert literals(PLAN[name], RDFS + "comment", SKOS + "definition") == once


@pytest.mark.parametrize("name", sorted(PLAN))
def test_term_is_of_one_owl_kind(name: str) -> None:
    kinds = {"Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty", "NamedIndividual"}
    assert len(types(PLAN[name]) & {OWL + kind for kind in kinds}) == 1


def test_everything_used_is_declared() -> None:
    declared = {str(iri) for iri in PLAN.values()} | {"https://w3id.org/duban/ontology"}
    used = {
        node.value
        for triple in PLAN.triples()
        for node in (triple.subject, triple.predicate, triple.object)
        if isinstance(node, ox.NamedNode) and not node.value.startswith(BUILT_IN)
    }
    assert used - declared == {"https://www.apache.org/licenses/LICENSE-2.0"}


def test_ranges_are_of_the_owl_datatype_map() -> None:
    xsd = "http://www.w3.org/2001/XMLSchema#"
    used = {
        triple.object.value.removeprefix(xsd)
        for triple in PLAN.triples()
        if isinstance(triple.object, ox.NamedNode) and triple.object.value.startswith(xsd)
    }
    assert used
    assert used <= DATATYPES


def test_no_blank_nodes() -> None:
    assert not [
        triple
        for triple in PLAN.triples()
        if isinstance(triple.subject, ox.BlankNode) or isinstance(triple.object, ox.BlankNode)
    ]


@pytest.mark.parametrize(
    ("scheme", "notations"),
    [
        ("roles", "lead participant responsible guidance default"),
        ("deadlineKinds", "in by from every"),
        (
            "comparators",
            ">= <= = > < ~ range decrease>= decrease= decrease~ increase>= increase= increase~ class>= class= "
            "qualitative",
        ),
        ("methods", "indicator words"),
        ("progressStatuses", "not-started underway completed overdue"),
        ("modalities", "obligation prohibition encouragement permission sanction"),
    ],
)
def test_scheme_has_the_notations_of_the_records(scheme: str, notations: str) -> None:
    members = {
        PLAN.notation(triple.subject.value)
        for triple in PLAN.triples()
        if triple.predicate.value == SKOS + "inScheme"
        and triple.object == ox.NamedNode(PLAN[scheme])
        and isinstance(triple.subject, ox.NamedNode)
    }
    assert members == set(notations.split())
    assert all(PLAN.notation(PLAN.concept(scheme, notation)) == notation for notation in members)


def test_unknown_names_raise() -> None:
    with pytest.raises(KeyError, match=r"plan\.ttl has no term 'hasDeadlin'"):
        PLAN["hasDeadlin"]
    with pytest.raises(KeyError, match="roles has no concept 'leader'"):
        PLAN.concept("roles", "leader")


def test_place_classes_are_terms() -> None:
    assert {PLAN[row["class"]] for row in rows("places.csv")} <= set(PLAN.values())


def test_turtle_has_no_carriage_returns() -> None:
    assert b"\r" not in files("ontology").joinpath("plan.ttl").read_bytes()
