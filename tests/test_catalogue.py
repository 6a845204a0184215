"""Every query of the catalogue finds the rows that its cases expect, and is written as the catalogue wants it."""

import tomllib
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph import iri
from graph.build import describe_vocabulary
from graph.rules import conclude
from graph.store import MemoryStore
from ontology.wording import LANGUAGES, DubanError
from queries.catalogue import columns, entries, get_entry, read_entry, run

HERE = Path(__file__).parent
CASES = tomllib.loads((HERE / "cases" / "catalogue.toml").read_text("utf-8"))["case"]
HEADER = "\n".join(f"#+ {key}: 文" for key in ("title-zh", "title-en", "description-zh", "description-en"))


@pytest.fixture(scope="module")
def store() -> MemoryStore:
    made = MemoryStore()
    graph = iri.plan_graph("p")
    parsed = ox.parse((HERE / "graphs" / "catalogue.ttl").read_bytes(), format=ox.RdfFormat.TURTLE)
    plan = [ox.Quad(quad.subject, quad.predicate, quad.object, graph) for quad in parsed]
    database = ox.Store()
    database.extend(plan)
    inferred = [quad for _, quads in conclude(database, iri.inferred_graph("p")) for quad in quads]
    made.replace_plan("p", [*plan, *inferred, *describe_vocabulary()])
    return made


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['query']} {case.get('parameters', '')}")
def test_query_finds_its_rows(store: MemoryStore, case: dict[str, object]) -> None:
    parameters = case.get("parameters", {})
    assert isinstance(parameters, dict)
    table = run(store, str(case["query"]), parameters)
    found = [[row[name].value if name in row else "" for name in table.columns] for row in table.rows]
    assert found == case["rows"]


def test_every_query_has_a_case() -> None:
    assert {case["query"] for case in CASES} == set(entries())


def test_every_parameter_is_used_in_a_case_or_optional() -> None:
    required = {(entry.name, p.name) for entry in entries().values() for p in entry.parameters if not p.optional}
    used = {(case["query"], name) for case in CASES for name in case.get("parameters", {})}
    assert required <= used


@pytest.mark.parametrize("name", entries())
def test_query_says_what_it_finds_in_both_languages(name: str) -> None:
    entry = get_entry(name)
    assert len({text for language in LANGUAGES for text in (entry.title(language), entry.description(language))}) == 4
    assert columns(entry.sparql)


@pytest.mark.parametrize("name", entries())
def test_query_is_plain_sparql_as_it_stands(store: MemoryStore, name: str) -> None:
    assert isinstance(store.select(get_entry(name).sparql), list)


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        (f"{HEADER}\n#+ colour: red\nSELECT ?s WHERE {{ }}", "colour: red"),
        ("#+ title-zh: 文\nSELECT ?s WHERE { }", "lacks description-en, description-zh, title-en"),
        (f"{HEADER}\n#+ param: year number 2017\nSELECT ?s WHERE {{ }}", "must be a name, a type"),
        (f"{HEADER}\n#+ param: year year 2017\nSELECT ?s WHERE {{ }}", "needs one"),
        (
            f"{HEADER}\n#+ param: s text 1\nSELECT ?s WHERE {{ VALUES ?s {{ UNDEF }} VALUES ?s {{ UNDEF }} }}",
            "needs one",
        ),
    ],
)
def test_badly_written_query_is_refused(source: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint) as raised:
        read_entry("bad", source)
    assert str(raised.value).startswith("bad.rq: ")


def test_block_goes_where_none_of_its_parameters_has_a_value() -> None:
    blocks = "#? a\nVALUES ?a { UNDEF }\n#?\n  #? b c\nVALUES ?b { UNDEF }\nVALUES ?c { UNDEF }\n  #?\n?s ?p ?a .\n"
    header = HEADER + "".join(f"\n#+ param: {name} text? 1" for name in "abc")
    entry = read_entry("blocks", f"{header}\nSELECT ?s WHERE {{\n{blocks}}}")
    bare, one, other = (entry.bind(given).split("WHERE {\n")[1] for given in ({}, {"a": "1"}, {"c": "2"}))
    assert bare == "?s ?p ?a .\n}"
    assert one == 'VALUES ?a { "1" }\n?s ?p ?a .\n}'
    assert other == 'VALUES ?b { UNDEF }\nVALUES ?c { "2" }\n?s ?p ?a .\n}'


@pytest.mark.parametrize(
    ("name", "values", "key"),
    [
        ("no-such", {}, "answers.no-such-query"),
        ("tasks", {"color": "red"}, "answers.no-such-parameter"),
        ("task-departments", {}, "answers.missing-parameter"),
        ("tasks", {"role": "boss"}, "answers.bad-role"),
        ("tasks", {"year": "17"}, "answers.bad-year"),
        ("tasks", {"year": "二〇一七"}, "answers.bad-year"),
    ],
)
def test_wrong_parameters_are_refused(store: MemoryStore, name: str, values: dict[str, str], key: str) -> None:
    with pytest.raises(DubanError) as raised:
        run(store, name, values)
    assert raised.value.key == key


@pytest.mark.parametrize("text", ['区农委"@zh } ?s ?p ?o . #', "a\\", "} UNION { ?s ?p ?o", '"', "区农委\n"])
def test_what_is_typed_stays_a_value(store: MemoryStore, text: str) -> None:
    assert run(store, "tasks", {"body": text}).rows == ()
