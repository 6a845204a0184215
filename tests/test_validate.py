"""Every shape has something to look at in the conforming graph, and a change that violates it and no other."""

import pickle
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.validate import SHAPES, Saying, Violation, ViolationError, check_shapes, find_saying, violations
from ontology import NAMESPACE, PLAN

ROOT = Path(__file__).parent.parent
GRAPHS = ROOT / "tests" / "graphs"
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
def test_change_violates_its_shape_and_no_other(shape: str, thing: str, update: str) -> None:
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
    with pytest.raises(ViolationError) as raised:
        check_shapes(store, "某方案")
    error = raised.value
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


@pytest.mark.parametrize(
    ("thing", "words"),
    [
        ("passage", "一、任务"),  # its own words
        ("rate", "到2020年，收集率达85%以上"),  # of its passage
        ("plant", "一、任务"),  # of a place, where it is named
        ("water", "一、任务"),  # of a department, those of what it answers for
        ("link", "到2020年，收集率达85%以上"),  # of a link, those of what it joins
        ("plan", None),
    ],
)
def test_nearest_passage_is_found(thing: str, words: str | None) -> None:
    store = conforming()
    store.update(
        PREFIXES
        + """DELETE { p:rate :passage ?old } INSERT { p:rate :passage p:own . p:own a :Passage ;
        oa:start 0 ; oa:end 4 ; oa:exact "到2020年，收集率达85%以上" } WHERE { p:rate :passage ?old } ;
        DELETE WHERE { p:task :passage ?old }"""
    )
    saying = find_saying(store, f"https://w3id.org/duban/plan/test/{thing}")
    assert (saying and saying.words) == words


def test_long_passage_is_told_by_its_beginning() -> None:
    assert Saying(3, 303, "治" * 300).text("en") == f"characters 3–303 of the text: “{'治' * 59}…”"


def test_validation_needs_no_rdflib() -> None:
    code = """import sys
from tests.test_validate import conforming
from graph.validate import violations
assert violations(conforming()) == []
print({"rdflib", "pyshacl"} & set(sys.modules))"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout == "set()\n"
