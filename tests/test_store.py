"""A store is read while it is written, whole after a build is killed, and clear about what it cannot do."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph import iri
from graph.generations import FORMAT
from graph.store import EmbeddedStore, MemoryStore, Store, VersionEntry, default_location, open_store
from ontology import PLAN
from ontology.wording import DubanError
from tests.sparql_server import sparql_server

RUN_ENDED = ox.NamedNode(PLAN["prov:endedAtTime"])
TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
COUNT = f"SELECT (COUNT(?t) AS ?n) WHERE {{ ?t a <{PLAN['Task']}> }}"
# Writes version after version of one plan, each with as many tasks as its number, and says so after each.
WRITER = """
import sys
from itertools import count
from pathlib import Path
from tests.test_store import plan
from graph.store import open_store
with open_store(Path(sys.argv[1]), write=True) as store:
    for number in count(int(sys.argv[2])):
        store.replace_plan("p", plan("p", number))
        print(number, flush=True)
"""


# Writes one plan where no file may grow beyond a number of bytes, and tells which error came.
CRAMPED = """
import resource, sys
from pathlib import Path
from ontology.wording import DubanError
from tests.test_store import plan
from graph.store import open_store
with open_store(Path(sys.argv[1]), write=True) as store:
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
    try:
        store.replace_plan("p", plan("p", 500))
    except DubanError as error:
        print(error.key)
"""


# Makes a store, changes the permissions of one entry, and tells which error came and how many tasks there are after it.
FORBIDDEN = """
import filelock, os, sys, tempfile
from pathlib import Path
from ontology.wording import DubanError
from tests.test_store import plan, whole
from graph.store import open_store
if os.getuid() == 0:
    os.setuid(65534)  # permissions do not bind root
folder = tempfile.TemporaryDirectory()  # pytest's own may be root's alone
root, entry, mode, write = Path(folder.name, "store"), sys.argv[1], int(sys.argv[2]), sys.argv[3] == "True"
with open_store(root, write=True) as store:
    store.replace_plan("p", plan("p", 1))
usual = (root / entry).stat().st_mode
(root / entry).chmod(mode)
try:
    with open_store(root, write=write) as store:
        store.replace_plan("p", plan("p", 2)) if write else store.plans()
except DubanError as error:
    print(error.key)
(root / entry).chmod(usual)
print(whole(open_store(root)))
"""


def plan(plan_id: str, tasks: int, run: str | None = None) -> Iterator[ox.Quad]:
    """A plan that says of itself how many tasks it has."""
    graph, node = iri.plan_graph(plan_id), iri.plan(plan_id)
    run_node = iri.run(run or str(tasks), "program", "vocabulary")

    def quad(subject: ox.NamedNode, predicate: str, value: ox.NamedNode | ox.Literal) -> ox.Quad:
        return ox.Quad(subject, ox.NamedNode(PLAN[predicate]), value, graph)

    yield ox.Quad(node, TYPE, ox.NamedNode(PLAN["Plan"]), graph)
    yield quad(node, "dcterms:identifier", ox.Literal(plan_id))
    yield quad(node, "dcterms:title", ox.Literal(f"{tasks}项任务"))
    yield quad(node, "textDigest", ox.Literal(str(tasks)))
    yield quad(node, "prov:wasGeneratedBy", run_node)
    for number in range(tasks):
        task = iri.task(plan_id, str(number))
        yield ox.Quad(task, TYPE, ox.NamedNode(PLAN["Task"]), graph)
        yield quad(task, "inPlan", node)
    yield ox.Quad(run_node, RUN_ENDED, ox.Literal(str(tasks)), iri.RUNS)


def whole(store: Store) -> int:
    """How many tasks the one plan has, having made sure that it is whole and the only version."""
    (entry,) = store.plans()
    assert entry.tasks == int(entry.digest) == int(store.select(COUNT)[0]["n"].value)
    assert store.select(f"SELECT ?r WHERE {{ GRAPH {iri.RUNS} {{ ?r {RUN_ENDED} ?o }} }}") == [
        {"r": ox.NamedNode(entry.run)}
    ]
    return entry.tasks


def former(store: Store) -> list[int]:
    """How many tasks the former versions of the one plan have, having made sure that each is whole."""
    found = store.versions("p")
    assert [whole_version(store, version) for version in found] == [int(version.digest) for version in found]
    return [int(version.digest) for version in found]


def whole_version(store: Store, version: VersionEntry) -> int:
    (entry,) = store.as_it_was(version).plans()
    return entry.tasks


@pytest.fixture(params=["memory", "disk", "server"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "memory":
        yield MemoryStore()
    elif request.param == "server":
        with sparql_server(tmp_path / "data") as address, open_store(address, write=True) as opened:
            yield opened
    else:
        with open_store(tmp_path / "store", write=True) as opened:
            yield opened


def message(error: pytest.ExceptionInfo[DubanError]) -> str:
    return error.value.key


# What every store does


def test_empty_store(store: Store) -> None:
    assert store.plans() == ()
    assert store.select("SELECT ?s WHERE { ?s ?p ?o }") == []
    assert not store.boolean("ASK { ?s ?p ?o }")
    assert list(store.construct("CONSTRUCT WHERE { ?s ?p ?o }")) == []


def test_plan_is_replaced_whole(store: Store) -> None:
    store.replace_plan("p", plan("p", 3))
    assert whole(store) == 3
    store.replace_plan("p", plan("p", 2))
    assert whole(store) == 2


def test_what_the_same_run_told_before_is_replaced(store: Store) -> None:
    run = iri.run("1", "program", "vocabulary")
    store.replace_plan("p", [*plan("p", 1), ox.Quad(run, RUN_ENDED, ox.Literal("before"), iri.RUNS)])
    store.replace_plan("p", plan("p", 1))
    assert store.select(f"SELECT ?o WHERE {{ {run} {RUN_ENDED} ?o }}") == [{"o": ox.Literal("1")}]


def test_plans_stand_beside_each_other(store: Store) -> None:
    store.replace_plan("b", plan("b", 1))
    store.replace_plan("a", plan("a", 2))
    assert [(entry.id, entry.tasks, entry.title) for entry in store.plans()] == [
        ("a", 2, "2项任务"),
        ("b", 1, "1项任务"),
    ]
    store.remove_plan("a")
    assert whole(store) == 1


def test_run_is_kept_while_a_plan_names_it(store: Store) -> None:
    store.replace_plan("a", plan("a", 1, run="same"))
    store.replace_plan("b", plan("b", 1, run="same"))
    runs = f"SELECT ?o WHERE {{ GRAPH {iri.RUNS} {{ ?r ?p ?o }} }}"
    store.remove_plan("a")
    assert store.select(runs) == [{"o": ox.Literal("1")}]
    store.remove_plan("b")
    assert store.select(runs) == []


def test_vocabulary_is_replaced_not_added(store: Store) -> None:
    def vocabulary(label: str) -> ox.Quad:
        return ox.Quad(ox.NamedNode(PLAN["Task"]), RUN_ENDED, ox.Literal(label), iri.VOCABULARY)

    for label in ("old", "new"):
        store.replace_plan("p", [*plan("p", 1), vocabulary(label)])
    assert store.select(f"SELECT ?o WHERE {{ GRAPH {iri.VOCABULARY} {{ ?s ?p ?o }} }}") == [{"o": ox.Literal("new")}]


def test_unbound_variable_is_absent(store: Store) -> None:
    store.replace_plan("p", plan("p", 0))
    rows = store.select(f"SELECT ?p ?x WHERE {{ ?p a <{PLAN['Plan']}> OPTIONAL {{ ?p <{PLAN['year']}> ?x }} }}")
    assert rows == [{"p": iri.plan("p")}]


def test_construct_and_ask(store: Store) -> None:
    store.replace_plan("p", plan("p", 2))
    assert len(list(store.construct(f"CONSTRUCT WHERE {{ ?t a <{PLAN['Task']}> }}"))) == 2
    assert store.boolean(f"ASK {{ ?t a <{PLAN['Task']}> }}")


@pytest.mark.parametrize(
    ("form", "query", "key"),
    [
        ("select", "ASK { ?s ?p ?o }", "graph.query-form"),
        ("construct", "SELECT ?s { ?s ?p ?o }", "graph.query-form"),
        ("boolean", "CONSTRUCT WHERE { ?s ?p ?o }", "graph.query-form"),
        ("select", "SELECT ?s {", "graph.query-syntax"),
        ("select", "", "graph.query-syntax"),
        ("boolean", "DELETE WHERE { ?s ?p ?o }", "graph.query-syntax"),
    ],
)
def test_query_of_another_form_is_refused(store: Store, form: str, query: str, key: str) -> None:
    with pytest.raises(DubanError) as error:
        getattr(store, form)(query)
    assert message(error) == key


def test_plan_that_is_not_there_cannot_be_removed(store: Store) -> None:
    with pytest.raises(DubanError) as error:
        store.remove_plan("p")
    assert message(error) == "graph.no-such-plan"


def test_statement_in_a_foreign_graph_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="in other graphs"):
        store.replace_plan("a", plan("b", 1))
    assert store.plans() == ()


def test_batch_is_one_change(store: Store) -> None:
    with store.batch():
        store.replace_plan("a", plan("a", 1))
        store.replace_plan("b", plan("b", 2))
        assert len(store.plans()) == 2
    assert [entry.id for entry in store.plans()] == ["a", "b"]


def test_run_goes_with_the_last_plan_that_names_it_in_a_batch(store: Store) -> None:
    for plan_id in ("a", "b"):
        store.replace_plan(plan_id, plan(plan_id, 1, run="same"))
    with store.batch():
        store.replace_plan("a", plan("a", 2))
        store.remove_plan("b")
    assert whole(store) == 2


def test_failed_batch_changes_nothing(store: Store) -> None:
    store.replace_plan("a", plan("a", 1))

    def change() -> None:
        with store.batch():
            store.replace_plan("b", plan("b", 2))
            store.remove_plan("a")
            raise RuntimeError("half way")

    with pytest.raises(RuntimeError, match="half way"):
        change()
    assert whole(store) == 1


# The store on disk


def test_reader_sees_the_pointer_move(tmp_path: Path) -> None:
    with open_store(tmp_path, write=True) as writer:
        writer.replace_plan("p", plan("p", 1))
        with open_store(tmp_path) as reader:
            assert whole(reader) == 1
            with writer.batch():
                writer.replace_plan("p", plan("p", 5))
                assert whole(reader) == 1
            assert whole(reader) == 5


def test_iterator_goes_on_reading_what_it_began_with(tmp_path: Path) -> None:
    with open_store(tmp_path, write=True) as writer:
        writer.replace_plan("p", plan("p", 2000))
        with open_store(tmp_path) as reader:
            triples = reader.construct(f"CONSTRUCT WHERE {{ ?t a <{PLAN['Task']}> }}")
            next(triples)
            first = generations(tmp_path)
            for tasks in range(3):
                writer.replace_plan("p", plan("p", tasks))
                assert whole(reader) == tasks
            assert set(first) < set(generations(tmp_path))
            assert len(list(triples)) == 1999
            writer.replace_plan("p", plan("p", 1))
            assert not set(first) & set(generations(tmp_path))


def test_generations_that_nobody_reads_are_deleted(tmp_path: Path) -> None:
    with open_store(tmp_path, write=True) as writer:
        for tasks in range(5):
            writer.replace_plan("p", plan("p", tasks))
    with open_store(tmp_path, write=True) as writer:
        writer.replace_plan("p", plan("p", 7))
        assert whole(writer) == 7
    with open_store(tmp_path, write=True) as writer:
        writer.remove_plan("p")
    assert len(generations(tmp_path)) == 1


def test_reads_during_writes_by_several_threads(tmp_path: Path) -> None:
    """Each read is of one whole version, and later reads are of no earlier one."""
    seen: list[list[int]] = [[] for _ in range(3)]
    stop = threading.Event()
    with open_store(tmp_path, write=True) as writer:
        writer.replace_plan("p", plan("p", 0))
        with open_store(tmp_path) as shared:

            def read(found: list[int]) -> None:
                while not stop.is_set():
                    (entry,) = shared.plans()
                    assert entry.tasks == int(entry.digest)
                    found.append(entry.tasks)

            readers = [threading.Thread(target=read, args=(found,)) for found in seen]
            for reader in readers:
                reader.start()
            for tasks in range(1, 8):
                writer.replace_plan("p", plan("p", tasks))
            stop.set()
            for reader in readers:
                reader.join()
    assert all(found and found == sorted(found) for found in seen)


def test_second_writer_is_told_that_the_store_is_busy(tmp_path: Path) -> None:
    with open_store(tmp_path, write=True) as first:
        first.replace_plan("p", plan("p", 1))
        with pytest.raises(DubanError) as error:
            open_store(tmp_path, write=True)
        assert message(error) == "graph.store-busy"
        assert str(tmp_path) in error.value.text("zh")
    with open_store(tmp_path, write=True) as second:
        second.replace_plan("p", plan("p", 2))
        assert whole(second) == 2


def test_reader_cannot_write(tmp_path: Path) -> None:
    with open_store(tmp_path, write=True) as writer:
        writer.replace_plan("p", plan("p", 1))
    for closed in (open_store(tmp_path), writer):
        with pytest.raises(DubanError) as error:
            closed.replace_plan("p", plan("p", 2))
        assert message(error) == "graph.store-read-only"
        assert whole(closed) == 1


def test_store_of_another_version(tmp_path: Path) -> None:
    with open_store(tmp_path, write=True) as writer:
        writer.replace_plan("p", plan("p", 1))
    (tmp_path / "FORMAT").write_text("duban store 1\n", "utf-8")
    for write in (False, True):
        with pytest.raises(DubanError) as error:
            open_store(tmp_path, write=write)
        assert message(error) == "graph.store-version"
        assert "duban store 1" in error.value.text("zh")
    assert (tmp_path / "current").exists()


@pytest.mark.parametrize("write", [False, True])
def test_folder_that_is_not_a_store(tmp_path: Path, *, write: bool) -> None:
    (tmp_path / "letter.txt").write_text("dear", "utf-8")
    for location in (tmp_path, tmp_path / "letter.txt"):
        with pytest.raises(DubanError) as error:
            open_store(location, write=write)
        assert message(error) == "graph.not-a-store"
    assert os.listdir(tmp_path) == ["letter.txt"]


def test_store_that_is_not_there(tmp_path: Path) -> None:
    for location in (tmp_path, tmp_path / "none"):
        with pytest.raises(DubanError) as error:
            open_store(location)
        assert message(error) == "graph.store-missing"
    assert os.listdir(tmp_path) == []
    open_store(tmp_path, write=True).close()
    with pytest.raises(DubanError) as error:
        open_store(tmp_path)
    assert message(error) == "graph.store-missing"


def test_store_that_was_made_and_not_written_is_not_there(tmp_path: Path) -> None:
    open_store(tmp_path / "new", write=True).close()
    assert os.listdir(tmp_path) == []
    (tmp_path / "own").mkdir()
    open_store(tmp_path / "own", write=True).close()
    assert os.listdir(tmp_path) == ["own"]


def test_creation_that_was_cut_off_is_taken_up(tmp_path: Path) -> None:
    (tmp_path / "FORMAT.new").write_text(FORMAT[:3], "utf-8")
    with open_store(tmp_path, write=True) as writer:
        writer.replace_plan("p", plan("p", 1))
        assert whole(writer) == 1


@pytest.mark.parametrize("damage", ["pointer", "folder", "database"])
def test_damaged_store(tmp_path: Path, damage: str) -> None:
    with open_store(tmp_path, write=True) as writer:
        writer.replace_plan("p", plan("p", 1))
    (generation,) = generations(tmp_path)
    if damage == "pointer":
        (tmp_path / "current").write_text("\N{SNOWMAN}", "utf-8")
    elif damage == "folder":
        generation.rename(tmp_path / "elsewhere")
    else:
        (generation / "CURRENT").write_text("MANIFEST-000000\n", "utf-8")
    with pytest.raises(DubanError) as error:
        open_store(tmp_path).plans()
    assert message(error) == "graph.store-damaged"


def test_path_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(DubanError) as error:
        open_store(tmp_path / "file" / "store", write=True)
    assert message(error) == "graph.store-not-writable"


@pytest.mark.parametrize(
    ("entry", "mode", "write", "key"),
    [
        (".", 0o000, False, "graph.store-not-readable"),
        ("FORMAT", 0o000, False, "graph.store-not-readable"),
        ("current", 0o000, False, "graph.store-not-readable"),
        ("generations", 0o000, False, "graph.store-not-readable"),
        ("generations", 0o555, True, "graph.store-not-writable"),
        ("writer.lock", 0o444, True, "graph.store-not-writable"),
        (".", 0o555, True, "graph.store-not-writable"),
    ],
)
def test_store_that_the_user_may_not_touch(entry: str, mode: int, *, write: bool, key: str) -> None:
    command = [sys.executable, "-c", FORBIDDEN, entry, str(mode), str(write)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parent.parent, check=False)
    assert done.stdout.split() == [key, "1"], done.stderr


def test_default_location(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DUBAN_STORE", str(tmp_path / "mine"))
    assert default_location() == tmp_path / "mine"
    with open_store(write=True) as store:
        assert isinstance(store, EmbeddedStore)
        assert store.location == tmp_path / "mine"
    monkeypatch.delenv("DUBAN_STORE")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert Path(default_location()).name == "store"


def test_build_killed_at_any_moment_leaves_a_whole_state(tmp_path: Path) -> None:
    """A real process writes version after version and is killed, again and again, at moments that differ."""
    moments = random.Random(20)
    written = 0
    with open_store(tmp_path, write=True) as store:
        store.replace_plan("p", plan("p", 0))
    for _ in range(20):
        command = [sys.executable, "-c", WRITER, str(tmp_path), str(written + 1)]
        root = Path(__file__).parent.parent
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root, start_new_session=True) as child:
            assert child.stdout is not None
            said = int(child.stdout.readline())
            time.sleep(moments.uniform(0, 0.15))
            child.send_signal(signal.SIGKILL)
            said = max([said, *map(int, child.stdout.read().split())])
        assert child.returncode == -signal.SIGKILL
        with open_store(tmp_path) as reader:
            held = whole(reader)
            assert former(reader) == list(range(held))
        assert held in (said, said + 1)  # what it said is there; the next may be, whole
        written = held
    with open_store(tmp_path, write=True) as store:
        store.replace_plan("p", plan("p", written + 1))
        assert whole(store) == written + 1
    assert len(generations(tmp_path)) == 1
    assert len(os.listdir(tmp_path / "versions")) == written + 1  # of what was killed nothing is left


@pytest.mark.parametrize("size", [100, 5000, 20000])
def test_disk_that_is_full_leaves_the_old_state(tmp_path: Path, size: int) -> None:
    with open_store(tmp_path, write=True) as store:
        store.replace_plan("p", plan("p", 1))
    command = [sys.executable, "-c", CRAMPED, str(tmp_path), str(size)]
    root = Path(__file__).parent.parent
    done = subprocess.run(command, capture_output=True, text=True, cwd=root, check=False)
    assert done.stdout.split() == ["graph.store-not-writable"], done.stderr
    assert len(generations(tmp_path)) == 1
    with open_store(tmp_path, write=True) as store:
        assert whole(store) == 1
        store.replace_plan("p", plan("p", 2))
        assert whole(store) == 2


def generations(root: Path) -> list[Path]:
    return [entry for entry in (root / "generations").iterdir() if entry.is_dir()]


def test_the_state_is_another_after_each_change(store: Store) -> None:
    states = [store.state()]
    for number in (1, 2):
        store.replace_plan("p", plan("p", number))
        states.append(store.state())
    assert store.state() == states[-1]
    assert len(set(states)) == 3


def test_the_state_of_a_batch_is_never_taken_for_another(tmp_path: Path) -> None:
    with open_store(tmp_path / "store", write=True) as store, store.batch():
        store.replace_plan("p", plan("p", 1))
        assert store.state() != store.state()
    assert MemoryStore().state() != MemoryStore().state()
