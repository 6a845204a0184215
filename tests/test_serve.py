"""The endpoint as programs have it: SPARQL 1.1 Protocol, over a real server process."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import pyoxigraph as ox
import pytest
from SPARQLWrapper import CSV, JSON, POST, POSTDIRECTLY, TURTLE, XML, SPARQLWrapper

from graph import iri
from graph.statements import RDF_TYPE
from graph.store import EmbeddedStore, open_folder
from ontology import PLAN
from tests.elsewhere import DATASETS, ESCAPED, SERVICES, UPDATES
from tests.endpoint import FORM, SPARQL, Reply, Server, served
from tests.test_foreign import CROSS, is_alive, statements
from views.endpoint.media import choose

DUBAN = str(Path(sys.executable).with_name("duban"))
SELECT = "SELECT ?o { ?s ?p ?o }"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
CONSTRUCT = "CONSTRUCT WHERE { ?s ?p ?o }"
FORMATS = {"text/turtle": "TURTLE", "application/n-triples": "N_TRIPLES", "application/rdf+xml": "RDF_XML"}
GRAPH = iri.plan_graph("p").value


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("served") / "store"
    fill(folder, "p", 40)
    return folder


def fill(folder: Path, plan: str, count: int) -> None:
    with open_folder(folder, write=True) as store:
        store.replace_plan(plan, statements(plan, count))


@pytest.fixture(scope="module")
def server(root: Path) -> Iterator[Server]:
    with served(root, "--workers", "2", "--limit", "30", "--timeout", "5") as running:
        yield running


def bindings(reply: Reply) -> list[dict[str, dict[str, str]]]:
    assert reply.status == 200, reply.text
    found: list[dict[str, dict[str, str]]] = json.loads(reply.body)["results"]["bindings"]
    return found


# Operations of the protocol


@pytest.mark.parametrize(
    ("method", "headers", "body"),
    [
        ("GET", {}, None),
        ("POST", FORM, urlencode({"query": "ASK {}"})),
        ("POST", {"Content-Type": "Application/X-WWW-Form-Urlencoded; charset=UTF-8"}, urlencode({"query": "ASK {}"})),
        ("POST", SPARQL, "ASK {}"),
        ("POST", {"Content-Type": 'application/sparql-query; charset="utf-8"'}, "ASK {}"),
    ],
)
def test_query_is_taken_in_every_way_of_the_protocol(
    server: Server, method: str, headers: dict[str, str], body: str | None
) -> None:
    reply = server.ask(method, None if body else "ASK {}", body=body, **headers)
    assert (reply.status, reply.media) == (200, "application/sparql-results+json")
    assert json.loads(reply.body) == {"head": {}, "boolean": True}


@pytest.mark.parametrize(
    ("method", "target", "headers", "body", "status"),
    [
        ("GET", "?query=ASK%20%7B", {}, None, 400),
        ("GET", "?query=", {}, None, 400),
        ("GET", "?query=ASK%20%7B%7D&query=ASK%20%7B%7D", {}, None, 400),
        ("GET", "?query=%FF", {}, None, 400),
        ("GET", "?update=DROP%20ALL", {}, None, 403),
        ("GET", "?query=DROP%20ALL", {}, None, 400),
        ("GET", "?query=ASK%20%7B%7D&default-graph-uri=urn%3Anone", {}, None, 400),
        ("GET", "?query=ASK%20%7B%7D&named-graph-uri=%20", {}, None, 400),
        ("POST", "", FORM, "update=DROP%20ALL", 403),
        ("POST", "", FORM, "query=DROP%20ALL", 400),
        ("POST", "", FORM, "", 400),
        ("POST", "", FORM, "q=ASK%20%7B%7D", 400),
        ("POST", "?query=ASK%20%7B%7D", FORM, "", 400),
        ("POST", "", SPARQL, "", 400),
        ("POST", "", SPARQL, b"\xff", 400),
        ("POST", "", {"Content-Type": "application/sparql-update"}, "DROP ALL", 403),
        ("POST", "", {"Content-Type": "application/sparql-query; charset=gbk"}, "ASK {}", 415),
        ("POST", "", {"Content-Type": "text/plain"}, "ASK {}", 415),
        ("POST", "", {}, "ASK {}", 415),
        ("POST", "", SPARQL, "ASK {}" + " " * (1 << 20), 413),
        ("PUT", "", SPARQL, "ASK {}", 405),
        ("DELETE", "?query=ASK%20%7B%7D", {}, None, 405),
        ("PATCH", "", {}, None, 405),
        ("GET", "/nothing", {}, None, 404),
    ],
)
def test_what_is_not_as_the_protocol_has_it_is_told(
    server: Server, method: str, target: str, headers: dict[str, str], body: str | bytes | None, status: int
) -> None:
    reply = server.ask(method, path=f"/sparql{target}", body=body, **headers)
    assert (reply.status, reply.media) == (status, "text/plain")
    assert reply.body
    assert reply.headers["Access-Control-Allow-Origin"] == "*"


def test_a_mistake_is_told_with_its_place_in_the_language_of_the_client(server: Server) -> None:
    assert server.ask("GET", "SELECT * {\n ?s ?p }").text == "Not valid SPARQL at line 2, column 9.\n"
    chinese = server.ask("GET", "SELECT * {\n ?s ?p }", Accept_Language="fr, zh-CN;q=0.9, en;q=0.8")
    assert chinese.text == "SPARQL 第 2 行第 9 列有误。\n"


def test_head_is_get_without_content(server: Server) -> None:
    reply = server.ask("HEAD", SELECT)
    assert (reply.status, reply.media, reply.body) == (200, "application/sparql-results+json", b"")
    assert int(reply.headers["Content-Length"]) == len(server.ask("GET", SELECT).body)


def test_pages_from_elsewhere_may_read(server: Server) -> None:
    asked = {"Origin": "https://example.org", "Access-Control-Request-Method": "POST"}
    preflight = server.ask("OPTIONS", **asked, Access_Control_Request_Headers="content-type")
    assert (preflight.status, preflight.body) == (204, b"")
    assert preflight.headers["Access-Control-Allow-Origin"] == "*"
    assert "POST" in preflight.headers["Access-Control-Allow-Methods"].split(", ")
    assert preflight.headers["Access-Control-Allow-Headers"] == "*"
    assert set(server.ask("PUT").headers["Allow"].split(", ")) == {"GET", "HEAD", "POST", "OPTIONS"}
    assert server.ask("GET", SELECT, Origin="https://example.org").headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    ("parameters", "counts"),
    [
        ({}, (40, 40)),
        ({"default-graph-uri": GRAPH}, (40, 0)),
        ({"named-graph-uri": GRAPH}, (0, 40)),
        ({"default-graph-uri": GRAPH, "named-graph-uri": GRAPH}, (40, 40)),
    ],
)
def test_the_dataset_may_be_named_in_each_operation(
    server: Server, parameters: dict[str, str], counts: tuple[int, int]
) -> None:
    for query, count in zip((COUNT, COUNT.replace("{ ?s ?p ?o }", "{ GRAPH ?g { ?s ?p ?o } }")), counts, strict=True):
        named = urlencode(parameters)
        both = urlencode({"query": query, **parameters}, quote_via=quote)
        for reply in (
            server.ask("GET", path=f"/sparql?{both}"),
            server.ask("POST", body=both, **FORM),
            server.ask("POST", path=f"/sparql?{named}", body=query, **SPARQL),
        ):
            assert bindings(reply)[0]["n"]["value"] == str(count)


# Forms of the answer


@pytest.mark.parametrize(
    ("query", "accept", "media"),
    [
        (SELECT, "", "application/sparql-results+json"),
        (SELECT, "*/*", "application/sparql-results+json"),
        (SELECT, "application/sparql-results+xml", "application/sparql-results+xml"),
        (SELECT, "text/csv", "text/csv"),
        (SELECT, "Text/Tab-Separated-Values", "text/tab-separated-values"),
        (SELECT, "application/json", "application/json"),
        (SELECT, "text/csv;q=0.3, application/sparql-results+xml;q=0.7", "application/sparql-results+xml"),
        (SELECT, "text/turtle, text/*;q=0.5", "text/csv"),
        (SELECT, "application/sparql-results+json;q=0, */*;q=0.1", "application/sparql-results+xml"),
        (SELECT, "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/xml"),
        (SELECT, "text/turtle", None),
        (SELECT, "image/png, text/csv;q=0", None),
        ("ASK {}", "application/sparql-results+xml", "application/sparql-results+xml"),
        ("ASK {}", "text/turtle", None),
        (CONSTRUCT, "", "text/turtle"),
        (CONSTRUCT, "*/*", "text/turtle"),
        (CONSTRUCT, "application/n-triples", "application/n-triples"),
        (CONSTRUCT, "application/rdf+xml, text/turtle;q=0.9", "application/rdf+xml"),
        (CONSTRUCT, "application/ld+json", "application/ld+json"),
        (CONSTRUCT, "text/csv", None),
        ("DESCRIBE ?s { ?s ?p ?o }", "application/n-triples", "application/n-triples"),
    ],
)
def test_the_form_is_what_the_client_likes_best(server: Server, query: str, accept: str, media: str | None) -> None:
    reply = server.ask("GET", query, **({"Accept": accept} if accept else {}))
    assert reply.status == (406 if media is None else 200)
    assert reply.media == (media or "text/plain")
    if media in FORMATS:
        assert list(ox.parse(reply.body, format=getattr(ox.RdfFormat, FORMATS[media])))


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", "a/x"),
        ("*/*", "a/x"),
        ("b/*", "b/z"),
        ("a/*;q=0.2, a/y;q=0.3", "a/y"),
        ("a/x;q=nonsense, a/y;q=0.9", "a/x"),
        ("a/x; level=1; q=0.1, b/z; q=0.2", "b/z"),
        ("*/*;q=0", None),
        (" , ,a/y", "a/y"),
        ("a", None),
    ],
)
def test_weights_are_those_of_the_standard(accept: str, chosen: str | None) -> None:
    assert choose(accept, ["a/x", "a/y", "b/z"]) == chosen


def test_the_service_is_described(server: Server) -> None:
    for media, kind in FORMATS.items():
        reply = server.ask(Accept=media)
        assert (reply.status, reply.media) == (200, media)
        described = ox.Store()
        described.bulk_extend(
            ox.Quad(triple.subject, triple.predicate, triple.object)
            for triple in ox.parse(reply.body, format=getattr(ox.RdfFormat, kind))
        )
        asked = (
            "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> ASK { ?service a sd:Service ; "
            f"sd:endpoint <{server.address}> ; sd:supportedLanguage sd:SPARQL11Query ; "
            "sd:feature sd:UnionDefaultGraph ; sd:defaultDataset/sd:defaultGraph ?graph ; "
            "sd:resultFormat <http://www.w3.org/ns/formats/SPARQL_Results_JSON> }"
        )
        assert described.query(asked)
    assert server.ask(Accept="image/png").status == 406
    assert "a>b" not in server.ask(Accept="text/turtle", Host="a>b").text


def test_people_are_shown_a_page(server: Server) -> None:
    for reply in (server.ask(path="/"), server.ask(Accept="text/html, */*;q=0.8")):
        assert (reply.status, reply.media) == (200, "text/html")
        assert f"<code>{server.address}</code>" in reply.text
        assert "30 rows" in reply.text
    assert "<script>" not in server.ask(path="/", Host='"><script>alert(1)</script>').text
    assert '<html lang="zh">' in server.ask(path="/", Accept_Language="zh").text
    query = server.ask(path="/").text.partition('spellcheck="false">')[2].partition("</textarea>")[0]
    assert server.ask("GET", query).status == 200


# Limits


def test_rows_stop_at_the_limit_and_the_answer_says_so(server: Server) -> None:
    reply = server.ask("GET", SELECT)
    assert len(bindings(reply)) == 30
    assert reply.headers["Duban-Stopped-After"] == "30"
    about = server.address.replace("/sparql", "/#rows")
    assert json.loads(reply.body)["head"] == {"vars": ["o"], "link": [about]}
    xml = server.ask("GET", SELECT, Accept="application/sparql-results+xml")
    assert xml.text.count("<result>") == 30
    assert f'<link href="{about}"/></head>' in xml.text
    assert server.ask("GET", SELECT, Accept="text/csv").headers["Duban-Stopped-After"] == "30"
    for media, kind in FORMATS.items():
        graph = server.ask("GET", CONSTRUCT, Accept=media)
        assert graph.headers["Duban-Stopped-After"] == "30"
        assert "Stopped after 30: there are more." in graph.text
        assert len(list(ox.parse(graph.body, format=getattr(ox.RdfFormat, kind)))) == 30
    assert "Duban-Stopped-After" not in server.ask("GET", f"{SELECT} LIMIT 30").headers
    assert "link" not in json.loads(server.ask("GET", f"{SELECT} LIMIT 30").body)["head"]


def test_a_query_without_columns_is_marked_too(server: Server) -> None:
    rows = "SELECT * { " + " UNION ".join(["{ }"] * 31) + " }"
    for accept, mark in (("application/sparql-results+json", '"link"'), ("application/sparql-results+xml", "<link ")):
        assert mark in server.ask("GET", rows, Accept=accept).text


def test_a_runaway_query_is_ended_and_the_next_one_answered(server: Server) -> None:
    reply = server.ask("GET", CROSS)
    assert (reply.status, reply.media) == (503, "text/plain")
    assert reply.text == "The query was stopped after 5 s. Narrow it down, or allow it more time.\n"
    assert "Retry-After" not in reply.headers
    assert server.ask("GET", SELECT).status == 200


def test_a_query_ends_when_nobody_waits_for_it(root: Path) -> None:
    with served(root, "--workers", "1", "--timeout", "3600") as server:
        assert server.ask("GET", SELECT).status == 200
        before = server.children()
        parts = urlsplit(server.address)
        with socket.create_connection((parts.hostname or "", parts.port or 0)) as client:
            client.sendall(f"GET /sparql?query={quote(CROSS)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            wait_until(lambda: computes(before))
        assert server.ask("GET", SELECT).status == 200
        assert server.children() != before


def test_processes_that_were_killed_are_replaced(server: Server) -> None:
    server.ask("GET", SELECT)
    before = server.children()
    assert len(before) == 2
    for child in before:
        os.kill(child, signal.SIGKILL)
    wait_until(lambda: all(state_of(child)[0] == "Z" for child in before))
    assert all(server.ask("GET", SELECT).status == 200 for _ in range(4))
    assert not set(before) & set(server.children())


def test_twenty_requests_at_once_are_all_answered(server: Server) -> None:
    with ThreadPoolExecutor(20) as clients:
        replies = list(clients.map(lambda _: server.ask("GET", COUNT), range(20)))
    assert [bindings(reply)[0]["n"]["value"] for reply in replies] == ["40"] * 20


def test_more_than_can_wait_are_turned_away(root: Path) -> None:
    """One query runs and 32 wait; the others are told at once, and those that wait too long then."""
    with served(root, "--workers", "1", "--timeout", "3") as server, ThreadPoolExecutor(50) as clients:
        replies = list(clients.map(lambda _: server.ask("GET", CROSS), range(50)))
        turned_away = [reply for reply in replies if "Retry-After" in reply.headers]
        assert {reply.status for reply in replies} == {503}
        assert len(turned_away) >= 50 - 33
        assert {reply.text for reply in turned_away} == {"Too many queries run and wait. Try again in a moment.\n"}
        assert server.ask("GET", "ASK {}").status == 200


# What is built meanwhile, and other machines


def test_later_queries_see_what_was_built_meanwhile(tmp_path: Path) -> None:
    fill(tmp_path / "store", "p", 3)
    with served(tmp_path / "store", "--workers", "1") as server:
        assert bindings(server.ask("GET", COUNT))[0]["n"]["value"] == "3"
        fill(tmp_path / "store", "q", 4)
        assert bindings(server.ask("GET", COUNT))[0]["n"]["value"] == "7"
        assert server.ask("GET", COUNT, Accept="text/csv").text == "n\r\n7\r\n"


@pytest.mark.parametrize("query", [*SERVICES.values(), *DATASETS, *ESCAPED, *UPDATES])
def test_every_form_of_attack_is_refused(server: Server, query: str) -> None:
    """And nothing is asked of anybody else: see the next test."""
    reply = server.ask("POST", body=query.replace("%s", "http://127.0.0.1:1/").encode(), **SPARQL)
    assert reply.status == (400 if query in UPDATES else 403)


def test_no_request_leaves_for_elsewhere(server: Server) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        address = f"http://127.0.0.1:{listening.getsockname()[1]}/"
        for query in SERVICES.values():
            assert server.ask("POST", body=(query % address).encode(), **SPARQL).status == 403
        for query in (*DATASETS, *UPDATES):
            text = query.replace("http://127.0.0.1:1/", address)
            assert server.ask("POST", body=text.encode(), **SPARQL).status in (400, 403)
        assert server.ask("GET", path=f"/sparql?query=ASK%20%7B%7D&default-graph-uri={quote(address)}").status == 400
        listening.setblocking(False)
        with pytest.raises(BlockingIOError):
            listening.accept()


# Clients


@pytest.mark.parametrize("method", [None, POST])
def test_sparqlwrapper_understands_every_answer(server: Server, method: str | None) -> None:
    client = SPARQLWrapper(server.address)
    if method:
        client.setMethod(method)
        client.setRequestMethod(POSTDIRECTLY)

    def answer(query: str, form: str) -> Any:
        client.setQuery(query)
        client.setReturnFormat(form)
        return client.queryAndConvert()

    assert len(answer(SELECT, JSON)["results"]["bindings"]) == 30
    assert len(answer(SELECT, XML).getElementsByTagName("result")) == 30
    assert answer(SELECT, CSV).startswith(b"o\r\n")
    assert len(list(ox.parse(answer(CONSTRUCT, TURTLE), format=ox.RdfFormat.TURTLE))) == 30


def test_duban_itself_asks_an_endpoint(tmp_path: Path) -> None:
    """``--store URL`` takes another's endpoint for a store that cannot be written."""
    graph = iri.plan_graph("p")
    with open_folder(tmp_path / "store", write=True) as store:
        store.replace_plan("p", [ox.Quad(iri.plan("p"), RDF_TYPE, ox.NamedNode(PLAN["Plan"]), graph)])
    with served(tmp_path / "store") as server:
        words = ["query", "--file", "-", "--format", "csv", "--store", server.address]
        done = subprocess.run([DUBAN, *words], input=COUNT.encode(), capture_output=True, check=False, timeout=60)
        assert (done.stdout, done.stderr) == (b"n\n1\n", b"")


# The process


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_cleanly_with_its_processes(root: Path, ending: signal.Signals) -> None:
    """Also while a query runs: who asked is told, and need not wait."""
    with served(root, "--workers", "2") as server, ThreadPoolExecutor(1) as clients:
        assert server.ask("GET", SELECT).status == 200
        children = server.children()
        asking = clients.submit(server.ask, "GET", CROSS)
        wait_until(lambda: computes(children))
        server.process.send_signal(ending)
        _, said = server.process.communicate(timeout=60)
        reply = asking.result()
        assert (reply.status, reply.text) == (503, "The endpoint is about to end.\n")
        assert (server.process.returncode, said) == (0, b"")
        assert len(children) == 2
        assert not any(map(is_alive, children))


def state_of(process: int) -> list[str]:
    """What Linux tells of a process: its state, and from the 12th place on the time that it has computed."""
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()


def computes(processes: list[int]) -> bool:
    """Whether one of some processes has computed for a quarter of a second."""
    return any(int(state_of(process)[11]) > os.sysconf("SC_CLK_TCK") // 4 for process in processes)


def wait_until(happens: Callable[[], bool]) -> None:
    """Wait until something is so, for a minute at most."""
    patience = time.monotonic() + 60
    while not happens():
        assert time.monotonic() < patience
        time.sleep(0.05)


def test_nothing_is_logged_unless_something_fails(root: Path) -> None:
    with served(root) as server:
        for query in (SELECT, "SELECT", "DROP ALL"):
            server.ask("GET", query)
        server.process.send_signal(signal.SIGINT)
        out, err = server.process.communicate(timeout=60)
    assert (out, err) == (b"", b"")


def test_it_warns_when_others_may_ask(root: Path) -> None:
    with served(root, "--host", "0.0.0.0") as server:  # noqa: S104 - what is warned of
        assert server.process.stderr is not None
        said = server.process.stderr.readline().decode()
    assert said == "duban: Other machines may ask this endpoint; it knows no passwords and no encryption.\n"


def complaint(*words: str) -> tuple[int, str]:
    done = subprocess.run([DUBAN, "serve", "--lang", "en", *words], capture_output=True, check=False, timeout=60)
    return done.returncode, done.stderr.decode()


def test_what_cannot_be_served_is_told(root: Path, tmp_path: Path) -> None:
    held = ("--store", str(root))
    status, said = complaint("--store", str(tmp_path / "none"))
    assert (status, "no store here yet" in said) == (1, True)
    status, said = complaint("--store", "http://127.0.0.1:1/sparql")
    assert (status, "is on a server" in said) == (1, True)
    status, said = complaint(*held, "--host", "192.0.2.1")
    assert (status, "Cannot listen at 192.0.2.1" in said) == (1, True)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        status, said = complaint(*held, "--port", str(taken.getsockname()[1]))
    assert (status, "is taken" in said) == (1, True)
    assert complaint(*held, "--limit", "0")[0] == complaint(*held, "--timeout", "0")[0] == 2


def test_ipv6_is_loopback_too(root: Path) -> None:
    with served(root, "--host", "::1") as server:
        assert urlsplit(server.address).hostname == "::1"
        assert server.ask("GET", SELECT).status == 200


def test_the_store_may_be_built_while_it_is_read(root: Path) -> None:
    with served(root, "--workers", "1") as server:
        server.ask("GET", SELECT)
        with open_folder(root, write=True) as writing:
            assert isinstance(writing, EmbeddedStore)


def test_many_fields_hold_nobody_up(server: Server) -> None:
    fields = "&".join(f"a{number}=1" for number in range(100_000))
    reply = server.ask("POST", body=f"{fields}&query={quote('ASK {}')}", **FORM)
    assert (reply.status, reply.text.strip()) == (200, '{"head":{},"boolean":true}')
