"""A store on a SPARQL server holds what one on disk holds, through its own failures and other writers'."""

import json
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import iri
from graph.endpoint import endpoint_at
from graph.library import Intake, add_plan, prepare
from graph.protocol import OpenStore
from graph.store import MemoryStore, Store, open_store
from ontology import PLAN
from ontology.wording import DubanError
from queries.answers.answer import ask
from queries.catalogue import Table
from queries.foreign.inquiry import Limits
from queries.own import run_own
from tests.moody_server import Handler, moody_server
from tests.sparql_server import UNION, sparql_server
from tests.test_build import YONGCHUAN
from tests.test_history import ID, LATER
from tests.test_questions import ANSWERED, GOLD
from tests.test_store import COUNT, TYPE, former, plan, whole

CONSTRUCT = "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}"
SAYS = ox.NamedNode(PLAN["dcterms:title"])


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server for all tests, each of which uses plans of its own."""
    with sparql_server(tmp_path_factory.mktemp("server"), UNION) as served:
        yield served


@pytest.fixture(scope="module")
def writer(address: str) -> Iterator[OpenStore]:
    with open_store(address, write=True) as opened:
        yield opened


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[str]:
    """A server of one's own."""
    with sparql_server(tmp_path / "server") as served:
        yield served


def statements(store: Store, graph: ox.NamedNode) -> set[str]:
    return set(map(str, store.construct(CONSTRUCT.format(graph=graph))))


# What is kept is what was given

TEXTS = st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(
    [
        "",
        "\\u0041",
        "\\\\u0041",
        "\\U00000041",
        "\\",
        '"',
        "'''",
        "\n\r\t\b\f",
        "\0\x01\x7f\x85\u2028",
        "\ufeff\ufffe",
        "𠮷",
    ]
)
LITERALS = st.one_of(
    st.builds(ox.Literal, TEXTS),
    st.builds(lambda text, tag: ox.Literal(text, language=tag), TEXTS, st.sampled_from(["zh", "zh-hant", "en"])),
    st.builds(
        lambda text, kind: ox.Literal(text, datatype=ox.NamedNode(f"http://www.w3.org/2001/XMLSchema#{kind}")),
        TEXTS | st.sampled_from(["01", "20.50", "2016", "-0.0", "P1Y", "2016-02-30", "true", "NaN"]),
        st.sampled_from(["integer", "decimal", "gYear", "date", "duration", "dateTime", "boolean", "base64Binary"]),
    ),
)


@settings(max_examples=60)
@given(literals=st.lists(LITERALS, max_size=8))
def test_literals_come_back_as_they_were(writer: OpenStore, literals: list[ox.Literal]) -> None:
    """Whatever a text holds; and what was there before goes, whatever that was."""
    graph, memory = iri.plan_graph("literals"), MemoryStore()
    quads = [*plan("literals", 1), *(ox.Quad(iri.plan("literals"), SAYS, literal, graph) for literal in literals)]
    for store in (writer, memory):
        store.replace_plan("literals", quads)
    asked = f"SELECT ?o WHERE {{ GRAPH {graph} {{ ?s {SAYS} ?o }} }}"
    assert statements(writer, graph) == statements(memory, graph)
    assert {str(row["o"]) for row in writer.select(asked)} == {str(row["o"]) for row in memory.select(asked)}


def test_plan_is_the_same_on_a_server(empty: str) -> None:
    memory, read = MemoryStore(), [prepare(text, ID) for text in (YONGCHUAN, LATER)]
    with open_store(empty, write=True) as writer:
        for store in (memory, writer):
            for prepared in read:
                intake = Intake(store, ID)
                intake.take(prepared)
                intake.write()
        assert not add_plan(writer, LATER, ID).changed
    graphs = (iri.plan_graph(ID), iri.inferred_graph(ID), iri.VOCABULARY)
    with open_store(empty) as reader:
        (version,) = reader.versions()
        assert memory.versions() == (version,)
        for graph in graphs:
            assert statements(reader, graph) == statements(memory, graph)
            assert statements(reader.as_it_was(version), graph) == statements(memory.as_it_was(version), graph)


def test_questions_are_answered_as_from_memory(store: MemoryStore, empty: str) -> None:
    with open_store(empty, write=True) as writer:
        writer.replace_plan("yongchuan", _all_of(store))
    questions = [*(str(gold["q"]) for gold in GOLD), *(question for question, _, _ in ANSWERED)]
    expected = [ask(store, question).to_json() for question in questions]
    with open_store(empty) as reader:
        assert [ask(reader, question).to_json() for question in questions] == expected


def _all_of(store: Store) -> Iterator[ox.Quad]:
    for graph in (iri.plan_graph("yongchuan"), iri.inferred_graph("yongchuan"), iri.RUNS, iri.VOCABULARY):
        for triple in store.construct(CONSTRUCT.format(graph=graph)):
            yield ox.Quad(triple.subject, triple.predicate, triple.object, graph)


def test_own_query_is_held_to_the_same_rules(writer: OpenStore) -> None:
    writer.replace_plan("own", plan("own", 2))
    found = run_own(writer, f"CONSTRUCT WHERE {{ {iri.plan('own')} dcterms:identifier ?id }}")
    assert isinstance(found.content, str)
    assert '"own"' in found.content
    limited = run_own(writer, "SELECT ?s { ?s ?p ?o }", Limits(rows=2))
    assert isinstance(limited.content, Table)
    assert (len(limited.content.rows), limited.stopped_after) == (2, 2)
    for query in ("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", "ASK FROM <a:a> { ?s ?p ?o }"):
        with pytest.raises(DubanError) as error:
            run_own(writer, query)
        assert error.value.key == "errors.query-elsewhere"
    with pytest.raises(DubanError) as error:
        run_own(writer, "DELETE WHERE { ?s ?p ?o }")
    assert error.value.key == "errors.no-query"
    with pytest.raises(DubanError) as error:
        run_own(writer, "SELECT ?s\n{ ?s ?p }")
    assert (error.value.key, error.value.values["line"]) == ("errors.query-mistake", 2)


def test_mistake_that_only_the_server_sees_is_told(writer: OpenStore) -> None:
    """A query with the word is not tried here first: it might call on the service."""
    with pytest.raises(DubanError) as error:
        writer.select("SELECT ?service {")
    assert error.value.key == "remote.rejected"


# Several writers and readers


def test_reader_sees_what_another_writes(empty: str) -> None:
    with open_store(empty, write=True) as writer:
        writer.replace_plan("p", plan("p", 1))
        with open_store(empty) as reader:
            before = reader.state()
            with writer.batch():
                writer.replace_plan("p", plan("p", 5))
                assert (whole(reader), reader.state()) == (1, before)
            assert whole(reader) == 5
            assert reader.state() != before
            with pytest.raises(DubanError) as error:
                reader.replace_plan("p", plan("p", 6))
            assert error.value.key == "graph.store-read-only"


def test_change_that_another_writer_was_ahead_of_is_not_made(empty: str) -> None:
    with open_store(empty, write=True) as first, open_store(empty, write=True) as second:
        first.replace_plan("p", plan("p", 1))

        def change() -> None:
            with first.batch():
                first.replace_plan("q", plan("q", 2))
                second.replace_plan("p", plan("p", 3))

        with pytest.raises(DubanError) as error:
            change()
        assert error.value.key == "remote.changed"
        assert whole(first) == 3
        assert former(first) == [1]
        first.replace_plan("p", plan("p", 4))
        assert whole(second) == 4


def test_of_several_writers_at_once_each_writes_wholly_or_is_told(empty: str) -> None:
    """From the first change on, which finds no revision."""
    done: list[int] = []
    said: set[str] = set()

    def write(number: int) -> None:
        with open_store(empty, write=True) as writer:
            while number not in done:
                try:
                    writer.replace_plan("p", plan("p", number))
                except DubanError as error:
                    said.add(error.key)
                else:
                    done.append(number)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(1, 7)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with open_store(empty) as reader:
        assert said <= {"remote.changed"}
        assert sorted(done) == [1, 2, 3, 4, 5, 6]
        assert sorted([*former(reader), whole(reader)]) == sorted(done)


def test_change_whose_answer_is_lost_is_made_once(empty: str) -> None:
    """A proxy hands on what is sent, and drops the connection after the change was made."""
    lost: list[str] = []

    def hand_on(handler: Handler) -> None:
        request = handler.asked[-1]
        sent = {name: request.headers[name] for name in ("Content-Type", "Accept")}
        target = empty.removesuffix("/query") + request.path
        forwarded = urllib.request.Request(target, request.body.encode(), sent)  # noqa: S310 - our own server
        with urllib.request.urlopen(forwarded) as answer:  # noqa: S310
            body = answer.read()
        if "INSERT" in request.body and "revision" not in request.body and not lost and "plan/p" in request.body:
            lost.append(request.body)
            handler.connection.shutdown(2)
            return
        handler.send_response(answer.status)
        handler.send_header("Content-Type", answer.headers["Content-Type"] or "text/plain")
        handler.end_headers()
        handler.wfile.write(body)

    with moody_server(hand_on) as (proxy, _), open_store(proxy, write=True) as writer:
        for number in (1, 2):
            writer.replace_plan("p", plan("p", number))
        assert len(lost) == 1
        assert (whole(writer), former(writer)) == (2, [1])


# Where changes go, and what queries see


def test_named_graphs_are_seen_whatever_the_server_takes_for_the_default_graph(empty: str) -> None:
    with open_store(empty, write=True) as writer:
        writer.replace_plan("p", plan("p", 2))
        assert whole(writer) == 2


def test_plans_that_another_program_loaded_are_read(empty: str) -> None:
    lines = ox.serialize(plan("p", 3), format=ox.RdfFormat.N_QUADS)
    load = urllib.request.Request(  # noqa: S310 - our own server
        empty.removesuffix("query") + "store", lines, {"Content-Type": "application/n-quads"}
    )
    urllib.request.urlopen(load).close()  # noqa: S310
    with open_store(empty, write=True) as store:
        before = store.state()
        assert (whole(store), store.state()) == (3, before)
        store.replace_plan("p", plan("p", 4))
        assert former(store) == [3]
        assert store.state() != before


def test_ids_that_look_like_other_things_stay_apart(writer: OpenStore) -> None:
    for name in ("graph", "store", "runs"):
        writer.replace_plan(name, plan(name, 1))
    assert {"graph", "store", "runs"} <= {entry.id for entry in writer.plans()}
    for name in ("graph", "store", "runs"):
        writer.remove_plan(name)
    assert not {"graph", "store", "runs"} & {entry.id for entry in writer.plans()}


def test_batch_reads_what_it_changed(writer: OpenStore) -> None:
    writer.replace_plan("a", plan("a", 1))
    with writer.batch():
        writer.replace_plan("b", plan("b", 2))
        tasks = f"SELECT ?t {{ ?t a <{PLAN['Task']}> ; <{PLAN['inPlan']}> {iri.plan('a')} }}"
        assert len(writer.select(tasks)) == 1
        assert writer.boolean(f"ASK {{ {iri.plan('b')} a ?kind }}")
        (triple,) = writer.construct(f"CONSTRUCT WHERE {{ {iri.plan('b')} <{PLAN['dcterms:identifier']}> ?id }}")
        assert triple.object == ox.Literal("b")
        writer.add_progress("b", [ox.Quad(iri.task("b", "0"), TYPE, SAYS, iri.progress_graph("b"))])
        with pytest.raises(DubanError) as error:
            writer.add_progress("c", [])
        assert error.value.key == "graph.no-such-plan"
    assert writer.boolean(f"ASK {{ GRAPH {iri.progress_graph('b')} {{ ?s ?p ?o }} }}")


@pytest.mark.parametrize(
    ("given", "query", "update"),
    [
        ("http://host:7878", "http://host:7878/query", "http://host:7878/update"),
        ("http://host:7878/", "http://host:7878/query", "http://host:7878/update"),
        ("HTTPS://Host/a/query/", "https://host/a/query", "https://host/a/update"),
        ("http://host:8890/sparql?x=1&y=#z", "http://host:8890/sparql", "http://host:8890/sparql"),
        ("http://h/repositories/x", "http://h/repositories/x", "http://h/repositories/x/statements"),
        ("http://[::1]:7878/query", "http://[::1]:7878/query", "http://[::1]:7878/update"),
        ("http://用户:口令@数据.中国/查询", "http://xn--vxup8b.xn--fiqs8s/%E6%9F%A5%E8%AF%A2", None),
    ],
)
def test_addresses_follow_from_one(given: str, query: str, update: str | None) -> None:
    found = endpoint_at(given)
    assert (found.query, found.update) == (query, update or query)
    assert found.parameters == ((("x", "1"), ("y", "")) if "x=1" in given else ())


def test_address_for_changes_can_be_named(monkeypatch: pytest.MonkeyPatch, empty: str) -> None:
    monkeypatch.setenv("DUBAN_STORE_UPDATE", empty.removesuffix("query").replace("//", "//tom:s3cret@") + "update?a=b")
    assert endpoint_at(empty).update == empty.removesuffix("query") + "update"
    assert endpoint_at(empty).update_parameters == (("a", "b"),)
    with open_store(f"{empty}?note=1", write=True) as writer:
        writer.replace_plan("p", plan("p", 2))
        assert writer.select(COUNT)[0]["n"].value == "2"


def test_store_of_its_environment(monkeypatch: pytest.MonkeyPatch, empty: str) -> None:
    monkeypatch.setenv("DUBAN_STORE", empty)
    with open_store(write=True) as writer:
        writer.replace_plan("p", plan("p", 1))
        assert writer.location == empty
    assert json.dumps(str(writer.location)) == f'"{empty}"'
