"""Every shape has something to look at in the conforming graph, and a change that violates it and no other."""

import logging
import pickle
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.validate import SHAPES, Violation, ViolationError, violations
from ontology import NAMESPACE, PLAN

GRAPHS = Path(__file__).parent / "graphs"
CONFORMING = (GRAPHS / "conforming.ttl").read_text("utf-8")
PREFIXES = "\n".join(re.findall(r"^@(prefix .+) \.$", CONFORMING, re.MULTILINE))
SH = "http://www.w3.org/ns/shacl#"


def conforming() -> ox.Store:
    store = ox.Store()
    store.load(CONFORMING.encode(), format=ox.RdfFormat.TURTLE)
    return store


def changes() -> Iterator[tuple[str, str, str]]:
    blocks = re.split(r"^### ", (GRAPHS / "violating.ru").read_text("utf-8"), flags=re.MULTILINE)[1:]
    for block in blocks:
        heading, update = block.split("\n", 1)
        shape, thing = heading.split()
        yield shape, thing, update


def shapes() -> ox.Store:
    store = ox.Store()
    store.load(files("ontology").joinpath("shapes.ttl").read_bytes(), format=ox.RdfFormat.TURTLE)
    return store


def found(store: ox.Store) -> set[tuple[str, str]]:
    return {(violation.shape, violation.focus.rpartition("/")[2]) for violation in violations(store)}


def named_shapes() -> list[str]:
    query = f"SELECT DISTINCT ?s WHERE {{ {{ ?s a <{SH}NodeShape> }} UNION {{ ?s a <{SH}PropertyShape> }} }}"
    rows = shapes().query(query)
    assert isinstance(rows, ox.QuerySolutions)
    return sorted(str(row["s"].value).removeprefix(SHAPES) for row in rows)


def test_conforming_graph_conforms() -> None:
    assert violations(conforming()) == []


@pytest.mark.parametrize(("shape", "thing", "update"), list(changes()))
def test_change_violates_its_shape_and_no_other(
    shape: str, thing: str, update: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL, "rdflib.term")  # it logs dates that are none, which some changes insert
    store = conforming()
    store.update(PREFIXES + "\n" + update)
    assert found(store) == {(shape, thing)}


@pytest.mark.parametrize("shape", named_shapes())
def test_shape_is_violated_by_some_change(shape: str) -> None:
    assert shape in {name for name, _, _ in changes()}


@pytest.mark.parametrize("shape", named_shapes())
def test_shape_has_a_value_to_look_at_in_the_conforming_graph(shape: str) -> None:
    both = conforming()
    both.load(files("ontology").joinpath("shapes.ttl").read_bytes(), format=ox.RdfFormat.TURTLE)
    asked = f"""PREFIX sh: <{SH}> ASK {{ <{SHAPES}{shape}> sh:targetClass ?class . ?node a ?class .
      {{ <{SHAPES}{shape}> sh:path ?path . ?node ?path ?value }}
      UNION {{ <{SHAPES}{shape}> sh:path/sh:inversePath ?path . ?value ?path ?node }}
      UNION {{ <{SHAPES}{shape}> a sh:NodeShape }} }}"""
    assert bool(both.query(asked))


def test_every_class_has_a_shape() -> None:
    targets = {quad.object for quad in shapes().quads_for_pattern(None, ox.NamedNode(SH + "targetClass"), None)}
    owl_class = ox.NamedNode("http://www.w3.org/2002/07/owl#Class")
    classes = {triple.subject for triple in PLAN.triples() if triple.object == owl_class}
    own = {node for node in classes if node.value in {PLAN[name] for name in PLAN if ":" not in name}}  # type: ignore[union-attr]
    assert own
    assert own <= targets


def test_every_property_has_a_shape() -> None:
    shaped = {quad.object for quad in shapes() if quad.predicate.value in (SH + "path", SH + "inversePath")}
    kinds = ("ObjectProperty", "DatatypeProperty")
    owl = {ox.NamedNode("http://www.w3.org/2002/07/owl#" + kind) for kind in kinds}
    own = {triple.subject for triple in PLAN.triples() if triple.object in owl and NAMESPACE in str(triple.subject)}
    assert own
    assert own - shaped == set()


@pytest.mark.parametrize("shape", named_shapes())
def test_shape_speaks_both_languages(shape: str) -> None:
    messages = shapes().quads_for_pattern(ox.NamedNode(SHAPES + shape), ox.NamedNode(SH + "message"), None)
    languages = [quad.object.language for quad in messages if isinstance(quad.object, ox.Literal)]
    assert sorted(map(str, languages)) == ["en", "zh"]


def test_violation_is_told_in_both_languages() -> None:
    store = conforming()
    store.update(PREFIXES + "DELETE WHERE { p:others :department ?x }")
    error = ViolationError("某方案", violations(store))
    assert "plan/test/others" in str(error)
    assert "borne by one department" in error.text("en")
    assert "责任须由一个部门承担" in error.text("zh")
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes, as they come from a worker
    assert again.text("zh") == error.text("zh")


def test_values_that_are_wrong_are_reported() -> None:
    store = conforming()
    store.update(PREFIXES + 'DELETE { p:rate :value ?x } INSERT { p:rate :value "85" } WHERE { p:rate :value ?x }')
    assert violations(store) == [
        Violation(
            shape="TargetValue",
            focus="https://w3id.org/duban/plan/test/rate",
            value="85",
            messages=(
                ("en", "A target has at most one figure, a decimal number."),
                ("zh", "目标值至多一个，须为十进制数。"),
            ),
        )
    ]


def test_blank_nodes_are_refused() -> None:
    with pytest.raises(ValueError, match="neither an IRI nor a literal"):
        violations([ox.Quad(ox.BlankNode(), ox.NamedNode(PLAN["year"]), ox.Literal("2016"))])
