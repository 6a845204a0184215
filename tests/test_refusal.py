"""Queries that would ask elsewhere are told from those that only look like it."""

import socket
import threading
from collections.abc import Iterator

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue

from ontology.wording import DubanError
from queries.foreign.refusal import form_of
from tests.elsewhere import DATASETS, ESCAPED, HARMLESS, SERVICES, UPDATES

CLOSED = "http://127.0.0.1:1/"
MARKS = ["", " ", "\t", "\r", "\n", "#x\r", "#'''\n", '#"\n', "# {\r\n"]
BEFORE = [
    "",
    "?a ?b 1",
    "?a ?b 1.",
    "?a ?b e:y.",
    "?a ?b true",
    "FILTER(1<2)",
    "FILTER(1<2#>'''\n)",
    'FILTER(1<2#>"""\r)',
    "FILTER(1<2&&3>2)",
    "FILTER(1<http://x#>'''\n)",
    "FILTER(1<e:a\\//2#>'''\n)",
    'VALUES ?v { """x" }',
    "VALUES ?v { '''x' }",
    "VALUES ?v { 'it\\'s' <u:#'> }",
    "BIND('#' AS ?w)",
    "OPTIONAL { ?a ?b 'x'@en }",
    "{ ?a ?b _:c.d. }",
    "GRAPH ?g { ?a ?b ?c }",
]
AFTER = ["", "#'''", '# \\q """', "\n", '#"', "# }"]
WORDS = ["SERVICE", "service", "SerViCe", "SERVICESILENT", "SERVICE SILENT", "SERVICE\nsilent", "SERVICE#\rSILENT"]
NAMES = [f"<{CLOSED}>", "e:x", ":x", "e:", "SERVICE:x"]
PROLOGUE = f"PREFIX e: <{CLOSED}> PREFIX : <{CLOSED}> PREFIX SERVICE: <{CLOSED}> "


@pytest.fixture(scope="module")
def listener() -> Iterator[tuple[str, list[int]]]:
    """An address on this machine, and a list that grows by one with each connection."""
    seen: list[int] = []
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()

        def accept() -> None:
            while True:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                seen.append(1)  # before the other side hears of it
                connection.close()

        threading.Thread(target=accept, daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/", seen
        listening.shutdown(socket.SHUT_RDWR)


def engine() -> ox.Store:
    made = ox.Store()
    made.add(ox.Quad(ox.NamedNode("u:a"), ox.NamedNode("u:b"), ox.Literal(1), ox.NamedNode("u:g")))
    return made


def key_of(sparql: str) -> str | None:
    try:
        form_of(sparql)
    except DubanError as error:
        return error.key
    return None


@pytest.mark.parametrize("way", SERVICES)
def test_every_way_to_a_service_is_refused(way: str, listener: tuple[str, list[int]]) -> None:
    """And is one: the engine alone goes there."""
    address, seen = listener
    query = SERVICES[way] % address
    assert key_of(query) == "errors.query-elsewhere"
    before = len(seen)
    sends(query)
    assert len(seen) > before


@pytest.mark.parametrize("query", [*DATASETS, *ESCAPED])
def test_other_data_and_escaped_words_are_refused(query: str) -> None:
    assert key_of(query) == "errors.query-elsewhere"


@pytest.mark.parametrize("query", [*UPDATES, "", "你好", "# SELECT * {}"])
def test_what_is_no_query_is_refused(query: str) -> None:
    assert key_of(query) == "errors.no-query"


@pytest.mark.parametrize("query", HARMLESS)
def test_the_words_may_stand_in_names_strings_and_comments(query: str) -> None:
    assert key_of(query) is None
    assert not asks_elsewhere(query)


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("select * {}", "select"),
        ("BASE <u:x> PREFIX ask: <u:> PREFIX e.f: <u:#> # DESCRIBE\r\n SELECT * {}", "select"),
        ("#x\nASK{}", "ask"),
        ("CONSTRUCT WHERE {}", "construct"),
        ("describe<u:x>", "describe"),
    ],
)
def test_the_form_stands_after_the_prologue(query: str, form: str) -> None:
    assert form_of(query) == form


@given(st.tuples(*map(st.sampled_from, (BEFORE, BEFORE, MARKS, WORDS, MARKS, NAMES, MARKS, AFTER))))
@example(("", "FILTER(1<2#>'''\n)", "", "SERVICE", "", "e:x", "", "#'''"))
def test_what_the_engine_would_send_is_refused(parts: tuple[str, ...]) -> None:
    *before, gap, word, second, name, third, after = parts
    query = f"{PROLOGUE}SELECT * {{ {' '.join(before)}{gap}{word}{second}{name}{third}{{ ?s ?p ?o }} {after}\n}}{after}"
    if sends(query):
        assert key_of(query) == "errors.query-elsewhere"


@given(st.lists(st.sampled_from([*MARKS, *BEFORE, *WORDS, *NAMES, *AFTER, "{", "}", "<", ">", "'", '"', "\\", "?x"])))
def test_whatever_is_strung_together_is_told_apart(pieces: list[str]) -> None:
    query = f"{PROLOGUE}SELECT * {{ {''.join(pieces)} }}"
    assert not (sends(query) and key_of(query) is None)


@given(
    st.lists(
        st.sampled_from(
            [
                "?s ?p 'SERVICE <x> {' .",
                '?s ?p """FROM <x> \n WHERE SERVICE ?x { """ .',
                "# SERVICE <x> { ?s ?p ?o }\n",
                "# FROM <x> WHERE\n",
                "FILTER(?s < 3)",
                "?service ?from ?SERVICE .",
                "?s from:service service:from .",
                "?s <http://x/service#from> <http://x/SERVICE> .",
                "GRAPH service:x { ?s ?p ?o }",
                "OPTIONAL { ?s ?p 'x'@service }",
                "VALUES ?service { 'FROM' service:x }",
                "BIND(from:f(?s) AS ?from)",
            ]
        )
    )
)
def test_what_asks_nothing_elsewhere_is_let_pass(pieces: list[str]) -> None:
    query = f"PREFIX from: <u:f> PREFIX service: <u:s> SELECT * {{ {' '.join(dict.fromkeys(pieces))} }}"
    if not asks_elsewhere(query):
        assert key_of(query) is None


def sends(query: str) -> bool:
    """Whether the engine, left to itself, would ask another server."""
    try:
        _all_of(engine().query(query, use_default_graph_as_union=True))
    except OSError:
        return True
    except (SyntaxError, ValueError, RuntimeError):
        return False
    return False


def _all_of(found: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples) -> None:
    if not isinstance(found, ox.QueryBoolean):
        list(found)


def asks_elsewhere(query: str) -> bool:
    """Whether rdflib's parser finds a call of a service or a dataset of the query's own."""
    return any(name in _names(translateQuery(parseQuery(query)).algebra) for name in ("ServiceGraphPattern", "From"))


def _names(part: object) -> set[str]:
    names = {part.name} if isinstance(part, CompValue) else set()
    inner = part.values() if isinstance(part, dict) else part if isinstance(part, list | tuple) else ()
    found = {"From"} if isinstance(part, dict) and dict.get(part, "datasetClause") else set()
    return names.union(found, *(_names(each) for each in inner))
