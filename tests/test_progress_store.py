"""Progress stays with its plan: through new versions, and no longer than the plan."""

import pyoxigraph as ox
import pytest

from graph import iri
from graph.store import Store
from ontology import PLAN
from ontology.wording import DubanError
from tests.test_store import plan, store

__all__ = ["store"]  # the fixture: in memory, on disk, on a server

GRAPH = iri.progress_graph("p")
NOTE = ox.Quad(iri.task("p", "1"), ox.NamedNode(PLAN["dcterms:title"]), ox.Literal("已完成"), GRAPH)
COUNT = f"SELECT ?note WHERE {{ GRAPH {GRAPH} {{ ?task ?says ?note }} }}"


def test_progress_survives_a_version_and_goes_with_the_plan(store: Store) -> None:
    store.replace_plan("p", plan("p", 1))
    store.add_progress("p", [NOTE])
    store.add_progress("p", [NOTE])
    store.replace_plan("p", plan("p", 2))
    assert [row["note"].value for row in store.select(COUNT)] == ["已完成"]
    store.remove_plan("p")
    assert store.select(COUNT) == []


def test_progress_is_of_a_plan_and_in_its_own_graph(store: Store) -> None:
    with pytest.raises(DubanError, match="no plan p"):
        store.add_progress("p", [NOTE])
    store.replace_plan("p", plan("p", 1))
    before = store.state()
    with pytest.raises(ValueError, match="other graphs"):
        store.add_progress("p", [ox.Quad(NOTE.subject, NOTE.predicate, NOTE.object, iri.plan_graph("p"))])
    assert store.state() == before
    store.add_progress("p", [NOTE])
    assert store.state() != before
