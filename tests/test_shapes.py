"""Shapes are read from SHACL and said in SPARQL: each constraint finds what it should, and an unknown one raises."""

import pyoxigraph as ox
import pytest

from graph.constraints import violation_queries
from graph.shapes import Path, UnknownConstraintError, read_shapes
from graph.validate import SHAPES, shapes

PREFIXES = """@prefix : <http://example.org/> .
@prefix s: <https://w3id.org/duban/shapes#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
THING = "a sh:PropertyShape ; sh:targetClass :Thing ; sh:path :p ; "


def wrong(shape: str, data: str) -> set[tuple[str, str | None]]:
    """The things, and the values, that do not hold to a shape."""
    store = ox.Store()
    store.load((PREFIXES + data).encode(), format=ox.RdfFormat.TURTLE)
    found = set()
    for read in read_shapes((PREFIXES + f"s:S {shape} .").encode()):
        for query in violation_queries(read):
            for row in store.query(query):  # type: ignore[union-attr]
                value = row["value"]
                found.add((row["this"].value.rpartition("/")[2], value and value.value))
    return found


@pytest.mark.parametrize(
    ("constraint", "good", "bad"),
    [
        ("sh:minCount 1", "1", None),
        ("sh:minCount 2", "1, 2", "1"),
        ("sh:maxCount 1", "1", "1, 2"),
        ("sh:maxCount 0", None, "1"),
        ("sh:maxCount 2", "1, 2", "1, 2, 3"),
        ("sh:hasValue :x", ":x, :y", ":y"),
        ("sh:uniqueLang true", '"a"@zh, "a"@en, "a", "b"', '"a"@zh, "b"@zh'),
        ("sh:qualifiedValueShape [ sh:nodeKind sh:IRI ] ; sh:qualifiedMinCount 1", '"a", :x', '"a", "b"'),
        ("sh:qualifiedValueShape [ sh:nodeKind sh:IRI ] ; sh:qualifiedMaxCount 1", '"a", :x', ":x, :y, 1"),
    ],
)
def test_constraint_on_all_values(constraint: str, good: str | None, bad: str | None) -> None:
    values = [
        f":{name} a :Thing{f' ; :p {value}' if value else ''} ." for name, value in (("good", good), ("bad", bad))
    ]
    assert wrong(THING + constraint, "\n".join(values)) == {("bad", None)}


@pytest.mark.parametrize(
    ("constraint", "good", "bad"),
    [
        ("sh:class :Other", ":x", ":y"),
        ("sh:datatype xsd:date", '"2016-02-29"^^xsd:date', '"2016-02-30"^^xsd:date'),
        ("sh:datatype xsd:string", '"a"', '"a"@en'),
        ("sh:datatype xsd:decimal", "1.5", "1"),
        ("sh:datatype xsd:gYear", '"2016"^^xsd:gYear', '"16"^^xsd:gYear'),
        ("sh:datatype xsd:anyURI", '"a:b"^^xsd:anyURI', '"a:b"'),
        ("sh:nodeKind sh:IRI", ":x", '"x"'),
        ("sh:nodeKind sh:Literal", '"x"', ":x"),
        ("sh:nodeKind sh:IRIOrLiteral", '"x"', "[]"),
        ('sh:pattern "^a+$"', '"aa"', '"ab"'),
        ("sh:minLength 2", '"水务"', '"水"'),
        ("sh:maxLength 2", '"水务"', '"水务局"'),
        ("sh:minInclusive 1", "1", "0"),
        ("sh:minExclusive 0", "1", "0"),
        ("sh:maxInclusive 1", "1", '"1"'),
        ("sh:maxExclusive 1", "0.5", "1.0"),
        ("sh:in ( :x 3 )", ":x, 3", ":y"),
        ('sh:languageIn ( "zh" )', '"a"@zh-Hans', '"a"@en'),
        ("sh:lessThan :q", "1", "2"),
        ("sh:lessThanOrEquals :q", "2", "3"),
        ("sh:or ( [ sh:datatype xsd:integer ] [ sh:nodeKind sh:IRI ] )", "1, :x", '"1"'),
        ("sh:and ( [ sh:datatype xsd:integer ] [ sh:minInclusive 1 ] )", "1", "0"),
        ("sh:not [ sh:datatype xsd:integer ]", ":x", "0"),
        ("sh:node [ sh:property [ sh:path :q ; sh:minCount 1 ] ]", ":x", ":y"),
        ("sh:node [ sh:property [ sh:path :q ; sh:minInclusive 1 ] ]", ":y", ":x"),
    ],
)
def test_constraint_on_each_value(constraint: str, good: str, bad: str) -> None:
    data = (
        f":good a :Thing ; :p {good} ; :q 2 . :bad a :Thing ; :p {bad} ; :q 2 . :x a :Other ; :q 0 . :none :p {bad} ."
    )
    assert {thing for thing, value in wrong(THING + constraint, data) if value} == {"bad"}


def test_inverse_path_and_several_classes() -> None:
    shape = "a sh:PropertyShape ; sh:targetClass :One, :Other ; sh:path [ sh:inversePath :has ] ; sh:minCount 1"
    data = ":a a :One . :b a :Other . :c a :Third . :x :has :a ."
    assert wrong(shape, data) == {("b", None)}


def test_node_shape_is_of_the_thing_itself() -> None:
    shape = "a sh:NodeShape ; sh:targetClass :Thing ; sh:property [ sh:path :p ; sh:minCount 1 ]"
    assert wrong(shape, ":a a :Thing ; :p 1 . :b a :Thing .") == {("b", "http://example.org/b")}


def test_query_of_ones_own() -> None:
    prefixes = 's:prefixes sh:declare [ sh:prefix "e" ; sh:namespace "http://example.org/"^^xsd:anyURI ] .'
    query = '"SELECT $this ?value WHERE { OPTIONAL { $this e:p ?value } FILTER NOT EXISTS { $this e:q ?value } }"'
    shape = THING + f"sh:sparql [ sh:prefixes s:prefixes ; sh:select {query} ] . {prefixes} s:T {THING} sh:minCount 0"
    assert wrong(shape, ":a a :Thing ; :p 1, 2 ; :q 2 . :b a :Thing . :c :p 3 .") == {("a", "1"), ("b", None)}


@pytest.mark.parametrize(
    "shape",
    [
        THING + "sh:equals :q",
        THING + "sh:closed true",
        THING + "sh:severity sh:Warning",
        THING + "sh:minCoutn 1",
        THING + "sh:targetNode :x",
        THING + 'sh:or ( [ sh:flags "i" ] )',
        THING + 'sh:sparql [ sh:ask "ASK {}" ]',
        "a sh:PropertyShape ; sh:targetClass :Thing ; sh:path ( :p :q ) ; sh:minCount 1",
        "a sh:NodeShape ; sh:targetClass :Thing ; sh:minCount 1",
        THING + 'sh:sparql [ sh:select "SELECT ?value WHERE { ?this :p ?value }" ]',
    ],
)
def test_what_is_not_checked_raises(shape: str) -> None:
    with pytest.raises(UnknownConstraintError):
        wrong(shape, "")


def test_shapes_of_plans_are_read() -> None:
    by_name = {shape.name.removeprefix(SHAPES): shape for shape in shapes()}
    assert by_name["DeadlineTask"].path == Path(
        ox.NamedNode("https://w3id.org/duban/ontology#hasDeadline"), inverse=True
    )
    assert [language for language, _ in by_name["DeadlineTask"].messages] == ["en", "zh"]
    assert all(shape.constraints for shape in shapes())
