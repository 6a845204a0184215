"""SPARQL of a user's own over a store that a server holds: the same answers, the same refusals."""

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph import iri
from graph.statements import RDF_TYPE
from graph.store import Store, open_folder, open_store
from ontology import PLAN
from ontology.wording import DubanError
from queries.catalogue import Table
from queries.foreign.inquiry import Limits
from queries.own import run_own
from tests.elsewhere import DATASETS, ESCAPED, HARMLESS, SERVICES, UPDATES
from tests.endpoint import served
from tests.test_foreign import statements


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("there") / "store"
    typed = ox.Quad(iri.plan("p"), RDF_TYPE, ox.NamedNode(PLAN["Plan"]), iri.plan_graph("p"))
    with open_folder(made, write=True) as store:
        store.replace_plan("p", [typed, *statements("p", 5)])
    return made


@pytest.fixture(scope="module")
def there(folder: Path) -> Iterator[Store]:
    with served(folder) as server, open_store(server.address) as opened:
        yield opened


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?o ?s { ?s ?p ?o } ORDER BY ?o",
        "SELECT * { ?s ?p ?o } ORDER BY ?o",
        "SELECT (COUNT(*) AS ?n) { ?s a :Plan }",
        "SELECT ?none { }",
        "ASK { ?s a :Plan }",
        "ASK { ?s a :Task }",
        "CONSTRUCT WHERE { ?s ?p ?o }",
        "DESCRIBE ?s { ?s a :Plan }",
    ],
)
def test_answers_are_the_same_here_and_there(folder: Path, there: Store, query: str) -> None:
    here = run_own(open_folder(folder), query)
    assert run_own(there, query) == here
    assert here.content


@pytest.mark.parametrize("query", ["SELECT ?o { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }"])
def test_rows_stop_at_the_limit_there_too(there: Store, query: str) -> None:
    assert run_own(there, query, Limits(rows=6)).stopped_after is None
    found = run_own(there, query, Limits(rows=4))
    assert found.stopped_after == 4
    assert isinstance(found.content, str) or len(found.content.rows) == 4


@pytest.mark.parametrize("query", [*SERVICES.values(), *DATASETS, *ESCAPED, *UPDATES])
def test_what_is_refused_is_not_sent(there: Store, query: str) -> None:
    with pytest.raises(DubanError) as caught:
        run_own(there, query.replace("%s", "http://127.0.0.1:1/"))
    assert caught.value.key == ("errors.no-query" if query in UPDATES else "errors.query-elsewhere")


@pytest.mark.parametrize("query", ["SELECT * {", "SELECT * { ?s ?p ?o ?x }", "SELECT * {\n?s foo:a ?o }"])
def test_a_mistake_is_told_alike(folder: Path, there: Store, query: str) -> None:
    complaints = []
    for store in (open_folder(folder), there):
        with pytest.raises(DubanError) as caught:
            run_own(store, query)
        complaints.append(str(caught.value))
    assert complaints[0] == complaints[1]


def test_what_only_looks_like_it_is_run(there: Store) -> None:
    for query in HARMLESS:
        assert isinstance(run_own(there, query).content, Table | str)
