"""Queries of others run in a process that is ended when it has to be."""

import csv
import io
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph import iri
from graph.store import MemoryStore, open_store
from ontology.wording import DubanError
from queries.foreign.inquiry import Inquiry, Limits, Outcome, Rows, Statements
from queries.foreign.process import Runner
from queries.own import run_own
from tests.elsewhere import DATASETS, ESCAPED, SERVICES, UPDATES

LABEL = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
CROSS = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(6)) + " }"
MANY = "SELECT ?n { VALUES ?n { " + " ".join(map(str, range(50))) + " } }"


def statements(plan: str, count: int = 40) -> list[ox.Quad]:
    graph = iri.plan_graph(plan)
    return [ox.Quad(iri.plan(plan), LABEL, ox.Literal(f"第{n}行\n\t'\"<", language="zh"), graph) for n in range(count)]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stores") / "store"
    with open_store(folder, write=True) as store:
        store.replace_plan("p", statements("p"))
    return folder


@pytest.fixture(scope="module")
def runner(root: Path) -> Iterator[Runner]:
    with Runner(root, Limits()) as made:
        yield made


def refusal(runner: Runner, inquiry: Inquiry) -> DubanError:
    with pytest.raises(DubanError) as caught:
        runner.run(inquiry)
    return caught.value


def works(runner: Runner) -> bool:
    return runner.run(Inquiry("ASK { ?s ?p ?o }")).content == b"true"


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_rows_are_what_the_engine_itself_writes(root: Path, runner: Runner, form: Rows) -> None:
    query = "SELECT ?s (STR(?o) AS ?text) ?unbound { ?s ?p ?o } ORDER BY ?o"
    solutions = ox.Store.read_only(str(root / "generations" / (root / "current").read_text("utf-8"))).query(
        query, use_default_graph_as_union=True
    )
    assert isinstance(solutions, ox.QuerySolutions)
    expected = solutions.serialize(
        format=ox.QueryResultsFormat.from_extension({"xml": "srx", "json": "srj"}.get(form, form))
    )
    assert runner.run(Inquiry(query, rows=form)) == Outcome("select", form, expected or b"", truncated=False)


@pytest.mark.parametrize(("most", "truncated"), [(49, True), (50, False), (51, False), (1, True)])
@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_rows_stop_at_the_limit(runner: Runner, form: Rows, most: int, truncated: bool) -> None:
    outcome = runner.run(Inquiry(MANY, Limits(rows=most), rows=form))
    assert outcome.truncated is truncated
    found = ox.parse_query_results(outcome.content, format=ox.QueryResultsFormat.JSON) if form == "json" else None
    if isinstance(found, ox.QuerySolutions):
        assert len(list(found)) == min(most, 50)
    elif form == "csv":
        assert len(list(csv.reader(io.StringIO(outcome.content.decode())))) == min(most, 50) + 1
    else:
        assert outcome.content.count(b"<result>" if form == "xml" else b"\n") == min(most, 50) + (form == "tsv")


@pytest.mark.parametrize(
    ("form", "kind"), [("ttl", "TURTLE"), ("nt", "N_TRIPLES"), ("rdf", "RDF_XML"), ("jsonld", "JSON_LD")]
)
@pytest.mark.parametrize(("most", "truncated"), [(39, True), (40, False)])
def test_statements_stop_at_the_limit(runner: Runner, form: Statements, kind: str, most: int, truncated: bool) -> None:
    outcome = runner.run(Inquiry("CONSTRUCT WHERE { ?s ?p ?o }", Limits(rows=most), statements=form))
    assert (outcome.form, outcome.written, outcome.truncated) == ("construct", form, truncated)
    assert len(set(ox.parse(outcome.content, format=getattr(ox.RdfFormat, kind)))) == most


def test_rows_that_are_hard_to_write_are_counted_and_kept(runner: Runner) -> None:
    """One variable without a value is an empty line; a line feed in a text is none."""
    unbound = runner.run(Inquiry("SELECT ?x { VALUES ?x { UNDEF 'a\\nb' UNDEF } }", Limits(rows=2), rows="json"))
    assert unbound.truncated
    assert ox.parse_query_results(unbound.content, format=ox.QueryResultsFormat.JSON)
    assert unbound.content.count(b"}") == 6
    assert runner.run(Inquiry("SELECT * { }", rows="csv")).content.count(b"\n") == 2


def test_what_nobody_asked_for_is_not_written(runner: Runner) -> None:
    assert runner.run(Inquiry(MANY, rows=None)) == Outcome("select", None, b"")
    assert runner.run(Inquiry("ASK {}", rows=None)) == Outcome("ask", None, b"")
    assert runner.run(Inquiry("DESCRIBE ?s { ?s ?p ?o }", statements=None)) == Outcome("describe", None, b"")


def test_a_runaway_query_is_ended_and_the_next_one_answered(runner: Runner) -> None:
    before = runner.pid
    error = refusal(runner, Inquiry(CROSS, Limits(seconds=0.5)))
    assert (error.key, error.values) == ("errors.query-stopped", {"seconds": "0.5"})
    assert runner.pid != before
    assert not is_alive(before)
    assert works(runner)


def test_rows_that_come_without_end_are_cut_short(runner: Runner) -> None:
    assert runner.run(Inquiry(CROSS.replace("(COUNT(*) AS ?n)", "*"), Limits(rows=10))).truncated


def test_a_process_that_was_killed_is_replaced(runner: Runner) -> None:
    before = runner.pid
    os.kill(before, signal.SIGTERM)
    wait_for_end(before)
    assert works(runner)
    assert runner.pid != before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows gives a process what it asks for")
def test_a_query_that_takes_too_much_memory_is_ended(root: Path) -> None:
    grows = "SELECT (STRLEN(?v6) AS ?n) { VALUES ?v0 { '" + "x" * 1000 + "' } "
    grows += " ".join(f"BIND(CONCAT({', '.join([f'?v{n}'] * 10)}) AS ?v{n + 1})" for n in range(6)) + " }"
    with Runner(root, Limits(megabytes=1500)) as small:
        assert refusal(small, Inquiry(grows)).key == "errors.query-exhausted"
        assert works(small)


def test_a_query_too_deep_for_the_engine_harms_nobody(runner: Runner) -> None:
    deep = "SELECT * { FILTER(" + "(" * 200_000 + "1" + ")" * 200_000 + ") }"
    assert refusal(runner, Inquiry(deep)).key == "errors.query-exhausted"
    assert works(runner)


@pytest.mark.parametrize("query", [*SERVICES.values(), *DATASETS, *ESCAPED, *UPDATES])
def test_every_form_of_attack_is_refused(runner: Runner, query: str) -> None:
    error = refusal(runner, Inquiry(query.replace("%s", "http://127.0.0.1:1/")))
    assert error.key == ("errors.no-query" if query in UPDATES else "errors.query-elsewhere")


FENCED = """
import sys
import pyoxigraph as ox
from queries.foreign.fence import shut_network
assert shut_network()
try:
    list(ox.Store().query("SELECT * { SERVICE <" + sys.argv[1] + "> { ?s ?p ?o } }"))
except PermissionError:
    print("kept in")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has such a fence")
def test_the_process_could_not_reach_another_if_it_wanted(runner: Runner) -> None:
    """Were a query not refused by its text, the system would refuse the connection."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        address = f"http://127.0.0.1:{listening.getsockname()[1]}/"
        done = subprocess.run([sys.executable, "-c", FENCED, address], capture_output=True, check=False, timeout=60)
        assert (done.stdout, done.stderr) == (b"kept in\n", b"")
        listening.setblocking(False)
        with pytest.raises(BlockingIOError):
            listening.accept()
    assert works(runner)
    assert "Seccomp:\t2\n" in Path(f"/proc/{runner.pid}/status").read_text()


@pytest.mark.parametrize(
    ("query", "key", "place"),
    [
        ("SELECT * {\n ?s ?p ?o ?x }", "errors.query-mistake", (2, 15)),
        ("SELECT * { ?s foo:a ?o }", "errors.query-prefix", (1, 20)),
    ],
)
def test_a_mistake_is_told_with_its_place(runner: Runner, query: str, key: str, place: tuple[int, int]) -> None:
    error = refusal(runner, Inquiry(query))
    assert (error.key, (error.values["line"], error.values["column"])) == (key, place)


def test_later_queries_see_what_was_built_meanwhile(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    with open_store(folder, write=True) as store:
        store.replace_plan("p", statements("p", 3))
    counting = Inquiry("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    with Runner(folder, Limits()) as runner:
        assert runner.run(counting).content == b"?n\n3\n"
        with open_store(folder, write=True) as store:
            store.replace_plan("q", statements("q", 4))
        assert runner.run(counting).content == b"?n\n7\n"


@pytest.mark.parametrize(
    ("default", "named", "counted"),
    [
        ((), (), (8, 8)),
        (("p",), (), (3, 0)),
        (("p", "q"), (), (8, 0)),
        ((), ("q",), (0, 5)),
        (("p",), ("q",), (3, 5)),
    ],
)
def test_the_dataset_is_the_one_asked_for(
    default: tuple[str, ...], named: tuple[str, ...], counted: tuple[int, int]
) -> None:
    """As the protocol has it: graphs that are not named are not there."""
    held = [*statements("p", 3), *statements("q", 5)]
    graphs = [tuple(iri.plan_graph(plan).value for plan in plans) for plans in (default, named)]
    with Runner(MemoryStore(held).nquads(), Limits()) as runner:
        for pattern, count in zip(("?s ?p ?o", "GRAPH ?g { ?s ?p ?o }"), counted, strict=True):
            inquiry = Inquiry(
                f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}", default_graphs=graphs[0], named_graphs=graphs[1]
            )
            assert runner.run(inquiry).content == f"?n\n{count}\n".encode()


@pytest.mark.parametrize("name", ["urn:none", "no iri"])
def test_a_graph_that_is_not_there_is_told(runner: Runner, name: str) -> None:
    assert refusal(runner, Inquiry("ASK {}", default_graphs=(name,))).key == "graph.no-such-graph"
    assert refusal(runner, Inquiry("ASK {}", named_graphs=(name,))).key == "graph.no-such-graph"


def test_a_store_that_is_not_there_is_told(tmp_path: Path) -> None:
    with Runner(tmp_path / "store", Limits()) as runner:
        for _ in range(3):
            assert refusal(runner, Inquiry("ASK {}")).key == "graph.store-missing"
        with open_store(tmp_path / "store", write=True) as store:
            store.replace_plan("p", statements("p", 1))
        with suppress(DubanError):  # from a process that may have looked before there was one
            runner.run(Inquiry("ASK {}"))
        assert works(runner)


def test_no_process_is_left(root: Path) -> None:
    with Runner(root, Limits()) as runner:
        assert works(runner)
        pid = runner.pid
    assert not is_alive(pid)


def test_it_may_be_closed_while_a_query_runs(root: Path) -> None:
    """Whoever waits for the query is told, and what comes later too."""
    for _ in range(5):
        runner = Runner(root, Limits())
        assert works(runner)
        pid = runner.pid
        with ThreadPoolExecutor(1) as asking:
            asked = asking.submit(refusal, runner, Inquiry(CROSS))
            runner.close()
            assert asked.result().key == "errors.query-exhausted"
        assert refusal(runner, Inquiry("ASK {}")).key == "errors.query-exhausted"
        assert not is_alive(pid)


def test_the_function_says_when_it_stopped(root: Path) -> None:
    for store in (open_store(root), MemoryStore(statements("p"))):
        assert run_own(store, "SELECT ?o { ?s ?p ?o }", Limits(rows=7)).stopped_after == 7
        assert run_own(store, "CONSTRUCT WHERE { ?s ?p ?o }", Limits(rows=39)).stopped_after == 39
        assert run_own(store, "SELECT ?o { ?s ?p ?o }", Limits(rows=40)).stopped_after is None
        with pytest.raises(DubanError, match=r"stopped after 0\.5 s"):
            run_own(store, CROSS, Limits(seconds=0.5))


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def wait_for_end(pid: int) -> None:
    """Wait until a process has ended, and leave it to its parent to learn of that."""
    os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
