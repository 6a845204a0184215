"""Each rule of ``graph/rules/`` concludes what its cases expect, and the graph of a plan what its rules conclude."""

import tomllib
from importlib.resources import files
from pathlib import Path

import pyoxigraph as ox
import pytest

from extraction.pipeline import extract
from graph import iri
from graph.library import state
from graph.rules import all_rules, conclude, conclusions, describe_rules, in_order, read_rule
from graph.statements import term
from graph.validate import violations
from ontology import PLAN

CASES = tomllib.loads((Path(__file__).parent / "cases" / "rules.toml").read_text("utf-8"))["case"]
RULES = {rule.name: rule for rule in all_rules()}
PREFIXES = """
@prefix : <https://w3id.org/duban/ontology#> .
@prefix p: <https://w3id.org/duban/plan/p/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix qudt: <http://qudt.org/schema/qudt/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
HEADER = "\n".join(f"#+ {key}: 文" for key in ("title-zh", "title-en", "description-zh", "description-en"))
RULE = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


def statements(turtle: str) -> list[ox.Quad]:
    graph = ox.NamedNode("https://w3id.org/duban/plan/p/graph")
    parsed = ox.parse((PREFIXES + turtle).encode(), format=ox.RdfFormat.TURTLE)
    return [ox.Quad(quad.subject, quad.predicate, quad.object, graph) for quad in parsed]


def database(turtle: str) -> ox.Store:
    store = ox.Store()
    store.extend(statements(turtle))
    return store


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['rule']} {case.get('about', '')}")
def test_rule_concludes_what_is_expected(case: dict[str, str]) -> None:
    found = conclusions(RULES[case["rule"]], database(case["given"]))
    assert found == sorted((quad.triple for quad in statements(case["expected"])), key=str)


def test_every_rule_has_a_case_in_which_it_concludes_something() -> None:
    assert {case["rule"] for case in CASES if case["expected"]} == set(RULES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['rule']} {case.get('about', '')}")
def test_terms_of_a_case_are_of_the_ontology(case: dict[str, str]) -> None:
    rdf_type = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    used = {quad.predicate.value for quad in statements(case["given"] + case["expected"])}
    assert used <= {rdf_type, *PLAN.values()}


def test_rules_come_after_those_that_they_build_on() -> None:
    place = {rule.name: at for at, rule in enumerate(all_rules())}
    assert any(rule.after for rule in all_rules())
    assert all(place[before] < place[rule.name] for rule in all_rules() for before in rule.after)


def test_conclusions_are_there_for_later_rules() -> None:
    store = database("p:own :inTask p:task ; :indicator p:i ; :comparator :equal ; :value 2 .")
    store.extend(statements("p:goal :indicator p:i ; :comparator :equal ; :value 2 ; :year '2020'^^xsd:gYear ."))
    graph = ox.NamedNode("https://w3id.org/duban/plan/p/inferred")
    found = {rule.name: {str(quad.triple) for quad in quads} for rule, quads in conclude(store, graph)}
    assert set(found) == {"comparable-targets", "restated-targets", "serving-tasks"}
    assert found["serving-tasks"] == {str(q.triple) for q in statements("p:task :serves p:own, p:goal .")}


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        (f"{HEADER}\n#+ needs: a\n{RULE}", "needs: a"),
        (RULE, "lacks description-en"),
        (f"{HEADER}\n#+ title-zh: 又\n{RULE}", "title-zh more than once"),
    ],
)
def test_rule_with_a_wrong_header_is_refused(source: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=rf"^bad\.rq: .*{complaint}"):
        read_rule("bad", source)


@pytest.mark.parametrize("after", ["no-such-rule", "bad"])
def test_rule_after_one_that_cannot_be_before_it_is_refused(after: str) -> None:
    with pytest.raises(ValueError, match=after):
        list(in_order({"bad": read_rule("bad", f"{HEADER}\n#+ after: {after}\n{RULE}")}))


def test_rule_that_constructs_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match=r"bad\.rq: a rule is a CONSTRUCT"):
        conclusions(read_rule("bad", f"{HEADER}\nSELECT * WHERE {{ ?s ?p ?o }}"), ox.Store())


def test_inferred_graph_holds_the_conclusions_and_names_their_rules() -> None:
    text = (files("extraction") / "plans" / "yongchuan-2016.txt").read_text("utf-8")
    plan = extract(text)
    quads = state(plan, "p")
    inferred = [quad for quad in quads if quad.graph_name == iri.inferred_graph("p")]
    assert quads == state(plan, "p")
    assert len(inferred) == len(set(inferred))
    named = {q.object for q in inferred if (q.subject, q.predicate) == (iri.inferred_graph("p"), term("rule"))}
    assert named == {iri.rule(name) for name in RULES if name != "open-years"}
    restated = {q.subject for q in inferred if q.predicate == term("restates")}
    assert len(restated) == 32
    assert violations(quads) == []


def test_what_was_read_names_its_rule_and_what_is_known_of_the_rule() -> None:
    quads = [*state(extract("一、治水\n1．截污。2017年底前，收集率达到85%以上。（区水务局牵头，区建委参与）\n"), "p")]
    rules = {quad.subject: quad.object for quad in quads if quad.predicate == term("rule")}
    task = iri.task("p", "1.1")
    assert rules[iri.task_part("p", "1.1", "responsibility", 1)] == iri.rule("role.lead")
    assert rules[iri.task_part("p", "1.1", "deadline", 1)] == iri.rule("deadline.year")
    assert rules[iri.target("p", 1)] == iri.rule("target.state")
    assert task not in rules
    described = describe_rules(iri.VOCABULARY)
    (sample,) = [q for q in described if (q.subject, q.predicate) == (iri.rule("role.lead"), term("sampleSize"))]
    (share,) = [q for q in described if (q.subject, q.predicate) == (iri.rule("role.lead"), term("confidence"))]
    assert int(str(sample.object.value)) >= 200  # type: ignore[union-attr]
    assert 0.9 < float(str(share.object.value)) < 1  # type: ignore[union-attr]


def test_rules_conform_to_their_shapes() -> None:
    described = describe_rules(iri.VOCABULARY)
    assert {iri.rule(name) for name in RULES} <= {quad.subject for quad in described}
    assert violations(described) == []
