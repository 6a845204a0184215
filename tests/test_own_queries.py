"""SPARQL of a user's own: every form runs, and nothing is fetched from elsewhere."""

import pyoxigraph as ox
import pytest

from graph.store import MemoryStore
from ontology.wording import DubanError
from queries.catalogue import Table
from queries.foreign.refusal import form_of
from queries.own import run_own

PLAN = "https://w3id.org/duban/plan/p"
LABEL = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")


@pytest.fixture
def store() -> MemoryStore:
    made = MemoryStore()
    graph = ox.NamedNode(f"{PLAN}/graph")
    made.replace_plan("p", [ox.Quad(ox.NamedNode(PLAN), LABEL, ox.Literal("方案", language="zh"), graph)])
    return made


@pytest.mark.parametrize(
    ("sparql", "columns"),
    [
        ("SELECT ?s ?l WHERE { ?s ?p ?l }", ("s", "l")),
        ("SELECT * { ?s ?p ?l }", ("s", "p", "l")),
        ("select ?l { ?s ?p ?l }", ("l",)),
        ("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?l }", ("n",)),
    ],
)
def test_select_gives_columns_in_order(store: MemoryStore, sparql: str, columns: tuple[str, ...]) -> None:
    found = run_own(store, sparql).content
    assert isinstance(found, Table)
    assert found.columns == columns
    assert len(found.rows) == 1


def test_ask_gives_one_value(store: MemoryStore) -> None:
    found = run_own(store, "ASK { ?s ?p '方案'@zh }").content
    assert isinstance(found, Table)
    assert [row["value"].value for row in found.rows] == ["true"]


@pytest.mark.parametrize("sparql", ["CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", f"DESCRIBE <{PLAN}>"])
def test_statements_come_as_turtle(store: MemoryStore, sparql: str) -> None:
    found = run_own(store, sparql).content
    assert isinstance(found, str)
    assert [triple.object for triple in ox.parse(found, format=ox.RdfFormat.TURTLE)] == [
        ox.Literal("方案", language="zh")
    ]


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { service silent ?x { ?s ?p ?o } }",
        "SELECT * FROM <http://127.0.0.1:1/x> { ?s ?p ?o }",
        "SELECT * FROM NAMED<http://127.0.0.1:1/x>{ ?s ?p ?o }",
        "PREFIX e: <u:> SELECT * { ?s e:a\\#b ?o . SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p '\\'' . SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    ],
)
def test_nothing_is_fetched_from_elsewhere(store: MemoryStore, sparql: str) -> None:
    with pytest.raises(DubanError) as caught:
        run_own(store, sparql)
    assert caught.value.key == "errors.query-elsewhere"


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT ?service { ?service ?from 'SERVICE <x> FROM' } # SERVICE",
        "PREFIX from: <urn:from:> SELECT * { ?s from:service <urn:SERVICE> }",
        'SELECT * { ?s ?p """FROM "SERVICE\n""" }',
        "SELECT * { ?s ?p 'x'@from }",
    ],
)
def test_the_words_may_stand_in_names_and_strings(sparql: str) -> None:
    assert form_of(sparql) == "select"


@pytest.mark.parametrize("sparql", ["DROP ALL", "INSERT DATA { <u:a> <u:b> 'SELECT' }", "", "你好"])
def test_what_is_no_query_is_refused(store: MemoryStore, sparql: str) -> None:
    with pytest.raises(DubanError) as caught:
        run_own(store, sparql)
    assert caught.value.key == "errors.no-query"


def test_usual_prefixes_need_not_be_declared(store: MemoryStore) -> None:
    assert run_own(store, "ASK { ?s a :Task ; prov:wasGeneratedBy ?run }").content == Table(
        ("value",), ({"value": ox.Literal(False)},)
    )
    own = "PREFIX prov: <http://www.w3.org/2000/01/rdf-schema#> SELECT ?l { ?s prov:label ?l }"
    found = run_own(store, own).content
    assert isinstance(found, Table)
    assert len(found.rows) == 1


@pytest.mark.parametrize(
    ("sparql", "complaint"),
    [
        ("SELECT ?s WHERE { ?s ", "Not valid SPARQL at line 1, column 22."),
        ("SELECT ?s WHERE {\n ?s a ?o ?x }", "Not valid SPARQL at line 2, column 14."),
        (
            "SELECT ?s { ?s foo:a ?o }",
            "Undeclared prefix at line 1, column 21. Declare it with PREFIX at the beginning.",
        ),
    ],
)
def test_a_mistake_is_told_with_its_place(store: MemoryStore, sparql: str, complaint: str) -> None:
    with pytest.raises(DubanError) as caught:
        run_own(store, sparql)
    assert str(caught.value) == complaint
