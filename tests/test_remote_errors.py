"""What a store on a server says when the server is not as it should be, and what it keeps to itself."""

import email.utils
import gc
import ssl
import sys
import threading
import time
from pathlib import Path

import pytest

from graph.store import open_folder, open_store
from ontology import PLAN
from ontology.wording import DubanError
from tests.endpoint import served
from tests.moody_server import (
    JSON,
    NO_ROWS,
    YES,
    Answer,
    Handler,
    drops,
    moody_server,
    rows,
    says,
    says_nothing,
    stops_in_the_middle,
    trickles,
)
from tests.served import LOOPBACK, free_port
from tests.sparql_server import sparql_server
from tests.test_store import plan

ASK = "ASK { ?s ?p ?o }"
PAGE = "<!DOCTYPE html><html><title>Welcome to nginx</title></html>"
OPENED = rows(
    '{"head":{"vars":["plan","seen"]},"results":{"bindings":[{"plan":{"type":"uri","value":"a:a"},'
    '"seen":{"type":"uri","value":"a:b"}}]}}'
)
TASKS = f"SELECT ?t {{ ?t a <{PLAN['Task']}> }}"
SECRETS = ("s3cret", "s3cr%65t", "dG9t")


def complaint(*answers: Answer) -> DubanError:
    """What is said when a server answers so to a query, having opened as it should."""
    with moody_server(OPENED, *answers) as (address, _), open_store(address) as store:
        with pytest.raises(DubanError) as error:
            store.boolean(ASK)
        assert address in error.value.text("zh")
        assert "\n" not in error.value.text("en")
    return error.value


@pytest.mark.parametrize(
    ("answer", "key", "said"),
    [
        (says(401, "who?"), "remote.login", "DUBAN_STORE_PASSWORD"),
        (says(403, "not you"), "remote.forbidden", "not you"),
        (says(404, "nothing"), "remote.not-found", "/sparql"),
        (says(500, "disk\nfull \x1b[31m"), "remote.failed", "500: disk full [31m"),
        (says(500, PAGE, "text/html"), "remote.failed", "text/html"),
        (says(400, "no such function"), "remote.rejected", "400: no such function"),
        (says(413, ""), "remote.rejected", "413: Request Entity Too Large"),
        (says(200, PAGE, "text/html"), "remote.not-results", "text/html"),
        (rows(PAGE), "remote.cut-off", "breaks off"),
        (rows('{"head":{"vars":["x"]},"results":{"bindings":[]}}'), "remote.bad-results", "cannot be read"),
        (
            rows('{"head":{},"boolean":The SPARQL operation has been cancelled'),
            "remote.cut-off",
            "(The SPARQL operation",
        ),
        (
            says(302, "", headers={"Location": "http://tom:s3cret@elsewhere.example/sparql"}),
            "remote.redirected",
            "elsewhere",
        ),
        (says(503, "full", headers={"Retry-After": "86400"}), "remote.overloaded", "503: full"),
        (says(200, YES, JSON, {"X-SPARQL-MaxRows": "10000"}), "remote.partial", "10000 rows"),
        (
            says(200, YES, JSON, {"X-SQL-State": "S1", "X-SQL-Message": "out of time"}),
            "remote.cut-off",
            "out of time",
        ),
        (says(206, YES, JSON, {"X-SQL-State": "S1TAT"}), "remote.cut-off", "S1TAT"),
    ],
)
def test_bad_answer_is_told_in_a_line(answer: Answer, key: str, said: str) -> None:
    error = complaint(answer)
    assert error.key == key
    assert said in error.text("en")
    assert not any(secret in error.text("en") for secret in SECRETS)


def test_redirection_is_not_followed_with_the_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUBAN_STORE_TOKEN", "s3cret")
    with moody_server(OPENED, rows(YES)) as (elsewhere, stolen):
        for status in (301, 302, 303, 307, 308):
            with moody_server(says(status, "", headers={"Location": elsewhere})) as (address, _):
                with pytest.raises(DubanError) as error:
                    open_store(address)
                assert error.value.key == "remote.redirected"
        assert stolen == []


@pytest.mark.parametrize(
    "passing",
    [
        (says(503, "", headers={"Retry-After": "0"}),),
        (says(429, "", headers={"Retry-After": email.utils.formatdate(time.time() - 60, usegmt=True)}),),
        (says(503, "", headers={"Retry-After": "soon"}),),
        (says(502), drops),
        (drops, drops),
        (stops_in_the_middle,),
    ],
)
def test_what_passes_is_waited_for(passing: tuple[Answer, ...]) -> None:
    with moody_server(OPENED, *passing, rows(YES)) as (address, asked), open_store(address) as store:
        assert store.boolean(ASK)
        assert len(asked) == len(passing) + 2


@pytest.mark.parametrize(
    ("answer", "key"),
    [(drops, "remote.dropped"), (stops_in_the_middle, "remote.cut-off"), (says(503), "remote.overloaded")],
)
def test_patience_ends(answer: Answer, key: str) -> None:
    assert complaint(answer).key == key


@pytest.mark.parametrize("answer", [says_nothing, trickles])
def test_answer_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch, answer: Answer) -> None:
    monkeypatch.setenv("DUBAN_STORE_TIMEOUT", "1")
    error = complaint(answer)
    assert error.key == "remote.timeout"
    assert "1 s" in error.text("en")


def test_change_without_an_answer_may_have_been_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUBAN_STORE_TIMEOUT", "1")
    with moody_server(OPENED, says_nothing) as (address, _):
        with pytest.raises(DubanError) as error:
            open_store(address, write=True)
        assert error.value.key == "remote.write-timeout"


@pytest.mark.parametrize("status", [400, 403, 404, 405, 415, 501])
def test_server_that_takes_no_changes_is_told_before_the_work_begins(status: int) -> None:
    with moody_server(OPENED, says(status, "queries only")) as (address, asked):
        with pytest.raises(DubanError) as error:
            open_store(address, write=True)
        assert error.value.key == "remote.read-only"
        assert f"{status}: queries only" in error.value.text("en")
        assert [request.path.rstrip("?") for request in asked] == ["/query", "/update"]


def test_proxy_of_the_environment_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    with moody_server(OPENED, rows(YES)) as (proxy, asked):
        monkeypatch.setenv("http_proxy", proxy.removesuffix("/query"))
        monkeypatch.delenv("no_proxy", raising=False)
        with open_store("http://store.invalid:7878/query") as store:
            assert store.boolean(ASK)
        assert [request.path for request in asked] == ["http://store.invalid:7878/query"] * 2
        monkeypatch.setenv("no_proxy", "store.invalid")
        with pytest.raises(DubanError) as error:
            open_store("http://store.invalid:7878/query")
        assert error.value.key == "remote.unknown-host"


def test_nobody_at_the_address() -> None:
    with pytest.raises(DubanError) as error:
        open_store(f"http://{LOOPBACK}:{free_port()}/query")
    assert error.value.key == "remote.unreachable"
    assert "refused" in error.value.text("en")


def test_host_that_does_not_exist() -> None:
    with pytest.raises(DubanError) as error:
        open_store("http://tom:s3cret@nowhere.invalid/query")
    assert error.value.key == "remote.unknown-host"
    assert "s3cret" not in error.value.text("en")


def test_server_without_the_certificate_it_needs() -> None:
    """HTTPS is spoken to a server that does not."""
    with moody_server(OPENED) as (address, _):
        with pytest.raises(DubanError) as error:
            open_store(address.replace("http:", "https:"))
        assert error.value.key == "remote.unreachable"
        assert ssl.SSLError.__name__ not in error.value.text("en")


@pytest.mark.parametrize(
    ("address", "variables", "expected"),
    [
        ("http://tom:s3cret@{}", {}, "Basic dG9tOnMzY3JldA=="),
        ("http://tom:s3cr%65t@{}", {"DUBAN_STORE_USER": "other"}, "Basic dG9tOnMzY3JldA=="),
        ("http://{}", {"DUBAN_STORE_USER": "tom", "DUBAN_STORE_PASSWORD": "s3cret"}, "Basic dG9tOnMzY3JldA=="),
        ("http://{}", {"DUBAN_STORE_USER": "汤姆", "DUBAN_STORE_PASSWORD": "口令:"}, "Basic 5rGk5aeGOuWPo+S7pDo="),
        ("http://{}", {"DUBAN_STORE_TOKEN": " s3cret\n"}, "Bearer s3cret"),
        ("http://{}", {}, None),
    ],
)
def test_who_asks_is_said_and_not_shown(
    monkeypatch: pytest.MonkeyPatch, address: str, variables: dict[str, str], expected: str | None
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with moody_server(OPENED, says(401)) as (served, asked):
        bare = served.removeprefix("http://")
        with open_store(address.format(bare)) as store, pytest.raises(DubanError) as error:
            store.boolean(ASK)
        assert [request.headers["Authorization"] for request in asked] == [expected] * 2
        assert store.location == served
        shown = f"{error.value.text('en')} {error.value.text('zh')} {vars(store)} {error.value.values}"
        assert not any(secret in shown for secret in (*SECRETS, "5rGk", "口令"))


@pytest.mark.parametrize("token", ["s3cret\r\nHost: elsewhere", "s3 cret", "口令"])
def test_token_that_cannot_be_sent_is_not_shown(monkeypatch: pytest.MonkeyPatch, token: str) -> None:
    monkeypatch.setenv("DUBAN_STORE_TOKEN", token)
    with pytest.raises(DubanError) as error:
        open_store("http://127.0.0.1/query")
    assert error.value.key == "remote.bad-secret"
    assert token not in error.value.text("en")


@pytest.mark.parametrize(
    "address",
    [
        "http://",
        "http:///query",
        "http://tom:s3cret/x@host/query",
        "http://a b/query",
        "http:query",
        "http://host:99999/",
    ],
)
def test_address_that_is_none(address: str) -> None:
    with pytest.raises(DubanError) as error:
        open_store(address)
    assert error.value.key == "remote.bad-address"
    assert "s3cret" not in error.value.text("en")


@pytest.mark.parametrize("seconds", ["0", "-1", "soon", "1.5"])
def test_timeout_that_is_none(monkeypatch: pytest.MonkeyPatch, seconds: str) -> None:
    monkeypatch.setenv("DUBAN_STORE_TIMEOUT", seconds)
    with pytest.raises(DubanError) as error:
        open_store("http://127.0.0.1/query")
    assert error.value.key == "remote.bad-timeout"


def test_server_without_a_store(tmp_path: Path) -> None:
    with moody_server(rows(NO_ROWS)) as (address, _), pytest.raises(DubanError) as error:
        open_store(address)
    assert error.value.key == "graph.store-missing"
    with sparql_server(tmp_path) as address, pytest.raises(DubanError) as error:
        open_store(address)
    assert error.value.key == "graph.store-missing"


def test_server_whose_queries_do_not_see_named_graphs() -> None:
    alone = '{"head":{"vars":["plan","seen"]},"results":{"bindings":[{"plan":{"type":"uri","value":"a:a"}}]}}'
    with moody_server(rows(alone)) as (address, _), pytest.raises(DubanError) as error:
        open_store(address)
    assert error.value.key == "remote.no-union"
    assert "oxigraph serve --union-default-graph" in error.value.text("zh")


def test_answer_that_the_server_cuts_off_is_not_used(tmp_path: Path) -> None:
    """Oxigraph answers 200, begins, and when its time is up writes so in the middle."""
    with sparql_server(tmp_path, "--timeout-s", "1") as address:
        with open_store(address, write=True) as store:
            store.replace_plan("p", plan("p", 500))
        long = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
        with open_store(address) as store:
            for ask, query in ((store.select, long), (store.construct, f"CONSTRUCT {{ <a:a> <a:b> ?n }} {{ {long} }}")):
                with pytest.raises(DubanError) as error:
                    ask(query)
                assert error.value.key == "remote.cut-off"
                assert "The SPARQL operation has been cancelled" in error.value.text("zh")


def test_server_that_only_reads(tmp_path: Path) -> None:
    with sparql_server(tmp_path) as address, open_store(address, write=True) as store:
        store.replace_plan("p", plan("p", 2))
    with sparql_server(tmp_path, command="serve-read-only") as address:
        with open_store(address) as store:
            assert [entry.tasks for entry in store.plans()] == [2]
        with pytest.raises(DubanError) as error:
            open_store(address, write=True)
        assert error.value.key == "remote.read-only"


def test_error_can_end_in_another_thread() -> None:
    """What parses results must be let go of by the thread that made it; an error must not keep it."""
    unraisable: list[object] = []
    errors: list[DubanError] = []

    def collect() -> None:
        errors[0].__traceback__ = None
        errors.clear()
        gc.collect()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "unraisablehook", unraisable.append)
        for answer in (rows(PAGE), rows(NO_ROWS), rows(NO_ROWS[:-3] + "The end has come")):
            errors.append(complaint(answer))
            thread = threading.Thread(target=collect)
            thread.start()
            thread.join()
    assert unraisable == []


def test_part_of_an_answer_of_duban_serve_is_not_used(tmp_path: Path) -> None:
    """It gives rows up to its limit, says so in a header, and would leave plans half read."""
    with open_folder(tmp_path / "store", write=True) as folder:
        folder.replace_plan("p", plan("p", 100))
    with served(tmp_path / "store", "--workers", "1", "--limit", "50") as server, open_store(server.address) as store:
        assert [entry.tasks for entry in store.plans()] == [100]
        for query, ask in ((TASKS, store.select), (f"CONSTRUCT WHERE {{ ?t a <{PLAN['Task']}> }}", store.construct)):
            with pytest.raises(DubanError) as error:
                ask(query)
            assert error.value.key == "remote.partial"
            assert "50 rows" in error.value.text("en")
        with pytest.raises(DubanError) as error:
            open_store(server.address, write=True)
        assert error.value.key == "remote.read-only"


def test_query_that_a_server_worked_on_is_not_sent_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """It was ended at a limit, as it would be again."""
    monkeypatch.setattr("graph.exchange._SOON_S", 0.1)

    def ends_it(handler: Handler) -> None:
        time.sleep(0.2)
        says(503, "ended at the limit")(handler)

    with moody_server(OPENED, ends_it) as (address, asked), open_store(address) as store:
        with pytest.raises(DubanError) as error:
            store.boolean(ASK)
        assert "ended at the limit" in error.value.text("zh")
        assert len(asked) == 2
