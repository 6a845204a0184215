"""A plan that another text replaces stays as a former version, out of the way of all queries."""

import os
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph import iri
from graph.library import add_plan
from graph.store import MemoryStore, Store, VersionEntry, open_store
from ontology import PLAN
from ontology.wording import DubanError
from tests.test_build import YONGCHUAN
from tests.test_store import former, plan, store, whole

__all__ = ["store"]  # the fixture: in memory, on disk, on a server
ID = "yongchuan-water-2016"
LATER = YONGCHUAN.replace("2016年7月25日", "2016年7月26日")
RUN_ENDED = ox.NamedNode(PLAN["prov:endedAtTime"])


def timed(number: int, moment: str, plan_id: str = "p") -> list[ox.Quad]:
    """A plan of some tasks with the time of its run."""
    quads = [quad for quad in plan(plan_id, number) if quad.predicate != RUN_ENDED]
    run = iri.run(str(number), "program", "vocabulary")
    time = ox.Literal(moment, datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#dateTime"))
    return [*quads, ox.Quad(run, RUN_ENDED, time, iri.RUNS)]


def revised(store: Store, plan_id: str = "p") -> list[str]:
    """What the graph that holds revised, and what that did, and so on."""
    graph, found = iri.plan_graph(plan_id).value, list[str]()
    while rows := store.select(f"SELECT ?v WHERE {{ <{graph}> <{PLAN['prov:wasRevisionOf']}> ?v }}"):
        ((graph,),) = [[term.value for term in row.values()] for row in rows]
        found.append(graph)
    return found


def test_another_text_makes_a_former_version(store: Store) -> None:
    for number, day in ((1, "2026-11-21"), (2, "2026-11-22"), (3, "2026-11-23")):
        store.replace_plan("p", timed(number, f"{day}T08:00:00Z"))
    assert whole(store) == 3
    assert former(store) == [1, 2]
    first, second = store.versions()
    assert (first.plan, first.title, first.built, first.replaced) == (
        "p",
        "1项任务",
        "2026-11-21T08:00:00Z",
        "2026-11-22T08:00:00Z",
    )
    run = iri.run("2", "program", "vocabulary").value.rpartition("/")[2]
    assert second.id == f"2026-11-22-{run[:8]}"
    assert second.iri == iri.version_graph("p", second.id).value
    assert revised(store) == [second.iri, first.iri]


def test_former_version_is_the_plan_in_a_store_of_its_own(store: Store) -> None:
    store.replace_plan(
        "p", [*timed(2, "2026-11-21T08:00:00Z"), ox.Quad(RUN_ENDED, RUN_ENDED, RUN_ENDED, iri.VOCABULARY)]
    )
    store.replace_plan("q", timed(9, "2026-11-21T08:00:00Z", "q"))
    before = set(store.construct(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {iri.plan_graph('p')} {{ ?s ?p ?o }} }}"))
    store.replace_plan("p", timed(5, "2026-11-22T08:00:00Z"))
    (version,) = store.versions("p")
    was = store.as_it_was(version)
    assert [(entry.id, entry.tasks) for entry in was.plans()] == [("p", 2)]
    graphs = {row["g"] for row in was.select("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }")}
    assert graphs == {iri.plan_graph("p"), iri.VOCABULARY}
    assert (
        set(was.construct(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {iri.plan_graph('p')} {{ ?s ?p ?o }} }}")) == before
    )


def test_no_query_takes_a_former_version_for_the_plan(store: Store) -> None:
    store.replace_plan("p", plan("p", 3))
    store.replace_plan("p", plan("p", 1))
    assert (
        len(store.select("SELECT DISTINCT ?t WHERE { GRAPH ?g { ?t a ?kind } FILTER(STRENDS(STR(?kind), '#Task')) }"))
        == 1
    )


def test_same_text_read_by_another_program_makes_no_version(store: Store) -> None:
    store.replace_plan("p", plan("p", 3, run="old"))
    store.replace_plan("p", plan("p", 3, run="new"))
    assert store.versions() == ()
    store.replace_plan("p", plan("p", 4))
    store.replace_plan("p", plan("p", 4, run="newer"))
    assert former(store) == [3]
    assert len(revised(store)) == 1


def test_text_that_comes_back_on_the_same_day_is_another_version(store: Store) -> None:
    for number in (1, 2, 1, 2, 1):
        store.replace_plan("p", timed(number, "2026-11-23T08:00:00Z"))
    assert former(store) == [1, 2, 1, 2]
    ids = [version.id for version in store.versions()]
    assert len(set(ids)) == 4
    assert ids[2:] == [f"{ids[0]}-2", f"{ids[1]}-2"]
    assert [version.iri for version in reversed(store.versions())] == revised(store)


def test_former_versions_go_with_the_plan(store: Store) -> None:
    for plan_id in ("p", "q"):
        store.replace_plan(plan_id, plan(plan_id, 1))
        store.replace_plan(plan_id, plan(plan_id, 2))
    store.remove_plan("p")
    assert [version.plan for version in store.versions()] == ["q"]
    assert not store.boolean(f"ASK {{ GRAPH {iri.RUNS} {{ ?s ?p ?o FILTER(CONTAINS(STR(?s), '/plan/p/')) }} }}")
    store.remove_plan("q")
    assert not store.boolean(f"ASK {{ GRAPH ?graph {{ ?s ?p ?o }} FILTER(?s != {iri.STORE}) }}")


def test_failed_batch_keeps_no_version(store: Store) -> None:
    store.replace_plan("p", plan("p", 1))

    def change() -> None:
        with store.batch():
            store.replace_plan("p", plan("p", 2))
            raise RuntimeError("half way")

    with pytest.raises(RuntimeError, match="half way"):
        change()
    assert store.versions() == ()
    assert revised(store) == []


def test_files_of_versions_that_nothing_tells_of_go_when_the_writer_closes(tmp_path: Path) -> None:
    folder = tmp_path / "versions"
    with open_store(tmp_path, write=True) as writer:
        for plan_id in ("p", "P"):
            for number in (1, 2):
                writer.replace_plan(plan_id, plan(plan_id, number))
    assert len(os.listdir(folder)) == 2
    (folder / "left-by-a-build-that-was-killed.nq.gz.new").write_bytes(b"half")
    with open_store(tmp_path) as reader:
        (version,) = reader.versions("p")
        with open_store(tmp_path, write=True) as writer:
            writer.remove_plan("p")
        assert whole_tasks(reader.as_it_was(version)) == 1  # what a reader may still open stays
    open_store(tmp_path, write=True).close()
    assert len(os.listdir(folder)) == 1
    with open_store(tmp_path) as reader:
        (version,) = reader.versions()
        assert (version.plan, whole_tasks(reader.as_it_was(version))) == ("P", 1)


def whole_tasks(store: Store) -> int:
    (entry,) = store.plans()
    return entry.tasks


def test_version_whose_file_is_gone_is_told_as_damage(tmp_path: Path) -> None:
    with open_store(tmp_path, write=True) as writer:
        writer.replace_plan("p", plan("p", 1))
        writer.replace_plan("p", plan("p", 2))
        (version,) = writer.versions()
        (file,) = (tmp_path / "versions").iterdir()
        file.unlink()
        with pytest.raises(DubanError) as error:
            writer.as_it_was(version)
        assert error.value.key == "graph.store-damaged"


def test_built_plan_is_kept_statement_by_statement() -> None:
    store = MemoryStore()
    add_plan(store, YONGCHUAN, ID)
    graphs = (iri.plan_graph(ID), iri.inferred_graph(ID), iri.VOCABULARY)
    queries = [f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}" for graph in graphs]
    before = [set(map(str, store.construct(query))) for query in queries]
    assert not add_plan(store, YONGCHUAN, ID).changed
    assert store.versions() == ()
    assert add_plan(store, LATER, ID).changed
    (version,) = store.versions()
    assert version.digest != store.plans()[0].digest
    assert version.built < version.replaced
    was: VersionEntry = version
    assert [set(map(str, store.as_it_was(was).construct(query))) for query in queries] == before
