"""The ontology is consistent and each class can have instances, by HermiT; first it is seen to catch what is not."""

from functools import cache
from pathlib import Path
from shutil import which

import pyoxigraph as ox
import pytest
from rdflib import OWL, RDF, RDFS, Graph, Literal, Namespace, URIRef

from extraction.pipeline import extract
from graph import iri
from graph.library import state
from graph.reason import Verdict, entails, judge, ontology_graph
from tests.variants import original

needs_java = pytest.mark.skipif(which("java") is None, reason="HermiT needs a Java runtime: default-jre-headless")
D = Namespace("https://w3id.org/duban/ontology#")
P = Namespace("https://w3id.org/duban/plan/test/")
PROV = Namespace("http://www.w3.org/ns/prov#")
INFERRED = (
    "within",
    "involves",
    "ledBy",
    "hasParticipant",
    "hasJointlyResponsible",
    "guidedBy",
    "hasDefaultResponsible",
)


@cache
def ontology() -> Graph:
    return ontology_graph()


def with_statements(*statements: tuple[URIRef, URIRef, URIRef]) -> Graph:
    graph = Graph()
    graph += ontology()
    for statement in statements:
        graph.add(statement)
    return graph


@cache
def with_data() -> Graph:
    """The ontology with the plan of the conforming graph."""
    graph = with_statements()
    graph.parse(Path(__file__).parent / "graphs" / "conforming.ttl")
    return graph


@cache
def with_stated_data() -> Graph:
    """The same without what is to follow from it, but that somebody leads."""
    graph = with_statements()
    inferred = {D[name] for name in INFERRED}
    for statement in with_data():
        if statement[1] not in inferred:
            graph.add(statement)
    return graph


@needs_java
def test_an_unsatisfiable_class_is_caught() -> None:
    planted = with_statements(
        (D.Both, RDF.type, OWL.Class), (D.Both, RDFS.subClassOf, D.Task), (D.Both, RDFS.subClassOf, D.Place)
    )
    verdict = judge(planted)
    assert verdict.consistent
    assert verdict.unsatisfiable == (str(D.Both),)


@needs_java
def test_a_task_that_were_an_activity_is_caught() -> None:
    assert str(D.Task) in judge(with_statements((D.Task, RDFS.subClassOf, PROV.Activity))).unsatisfiable


@needs_java
def test_an_individual_of_two_disjoint_classes_is_caught() -> None:
    assert not judge(with_statements((P.x, RDF.type, D.Task), (P.x, RDF.type, D.Department))).consistent


@needs_java
def test_two_roles_in_one_responsibility_are_caught() -> None:
    assert not judge(with_statements((P.x, D.role, D.lead), (P.x, D.role, D.participant))).consistent


@needs_java
def test_ontology_is_consistent_and_all_classes_are_satisfiable() -> None:
    classes = {name for name in ontology().subjects(RDF.type, OWL.Class) if isinstance(name, URIRef)}
    assert len(classes) >= 40
    assert judge(ontology()) == Verdict(classes=len(classes), consistent=True, unsatisfiable=())


@needs_java
def test_data_and_ontology_agree() -> None:
    verdict = judge(with_data())
    assert verdict.consistent
    assert verdict.unsatisfiable == ()


@needs_java
@pytest.mark.parametrize(
    ("subject", "predicate", "value"),
    [
        ("task", "within", "plan"),  # part of a section, which is part of the plan
        ("task", "involves", "water"),  # it leads
        ("task", "involves", "towns"),  # they take part
    ],
)
def test_what_rules_infer_follows(subject: str, predicate: str, value: str) -> None:
    assert entails(with_stated_data(), P[subject], D[predicate], P[value])


@needs_java
def test_what_stands_in_a_task_is_served_by_it() -> None:
    graph = with_statements(
        (P.goal, D.restates, P.target), (P.target, D.inTask, P.task), (P.link, D.servingTask, P.task)
    )
    graph.add((P.link, D.servedTarget, P.other))
    assert entails(graph, P.task, D.serves, P.target)
    assert entails(graph, P.task, D.serves, P.goal)
    assert entails(graph, P.task, D.serves, P.other)


@needs_java
def test_what_the_shipped_plan_says_agrees_with_the_ontology() -> None:
    """Three tasks of it with all that they lead to; the whole plan takes HermiT minutes."""
    quads = state(extract(original().text), "yongchuan")
    graph, queue = with_statements(), [iri.task("yongchuan", name) for name in ("4.3.3", "4.5.5", "4.6.1")]
    for node in queue:  # grows as it is read
        about = [quad.triple for quad in quads if quad.subject == node]
        graph.parse(data=ox.serialize(about, format=ox.RdfFormat.N_TRIPLES), format="nt")
        queue += [
            triple.object for triple in about if triple.object not in queue and isinstance(triple.object, ox.NamedNode)
        ]
    assert len(graph) > len(ontology()) + 300
    verdict = judge(graph)
    assert verdict.consistent
    assert verdict.unsatisfiable == ()


@needs_java
def test_what_does_not_follow_is_not_said_to() -> None:
    assert not entails(with_stated_data(), P.task, D.involves, P.government)


@needs_java
def test_one_that_leads_is_involved() -> None:
    graph = with_statements((P.x, D.ledBy, P.y))
    assert entails(graph, P.x, D.involves, P.y)


@needs_java
def test_values_outside_the_datatype_map_do_not_stop_it() -> None:
    graph = with_statements()
    graph.add((P.x, D.start, Literal("2017-01-01", datatype=URIRef("http://www.w3.org/2001/XMLSchema#date"))))
    assert judge(graph).consistent


def test_without_java_it_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(RuntimeError, match="needs a Java runtime"):
        judge(Graph())
