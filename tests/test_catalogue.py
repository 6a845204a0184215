"""Every query of the catalogue finds the rows that its cases expect, and is written as the catalogue wants it."""

import tomllib
import warnings
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest

from graph import iri
from graph.build import describe_vocabulary
from graph.rules import conclude
from graph.store import MemoryStore
from ontology.namespaces import SKOS
from ontology.wording import LANGUAGES, DubanError
from queries.catalogue import columns, entries, get_entry, read_entry, run

if TYPE_CHECKING:
    from rdflib import Dataset

HERE = Path(__file__).parent
CASES = tomllib.loads((HERE / "cases" / "catalogue.toml").read_text("utf-8"))["case"]
HEADER = "\n".join(f"#+ {key}: 文" for key in ("title-zh", "title-en", "description-zh", "description-en"))
HEADER += "\n#+ group: who"
GRAPHS = {"p": "catalogue.ttl", "q": "catalogue-second.ttl"}
OF_ALL = {"shared-indicators"}  # compares plans
HOSTILE = [
    '区农委"@zh } ?s ?p ?o . #',
    "a\\",
    "} UNION { ?s ?p ?o",
    '"',
    "区农委\n",
    "UNDEF",
    "?plan",
    "\u0000",
    "<urn:x>",
    "'",
    "x" * 9999,
]
Case = Mapping[str, Any]


@cache
def stated(plan: str) -> tuple[ox.Quad, ...]:
    """What a plan's file states, and what follows from it."""
    graph = iri.plan_graph(plan)
    parsed = ox.parse((HERE / "graphs" / GRAPHS[plan]).read_bytes(), format=ox.RdfFormat.TURTLE)
    own = [ox.Quad(quad.subject, quad.predicate, quad.object, graph) for quad in parsed]
    database = ox.Store()
    database.extend(own)
    inferred = [quad for _, quads in conclude(database, iri.inferred_graph(plan)) for quad in quads]
    return (*own, *inferred)


@cache
def filled(plans: str) -> MemoryStore:
    made = MemoryStore()
    made.replace_plan("vocabulary", list(describe_vocabulary()))
    for plan in plans:
        made.replace_plan(plan, stated(plan))
    return made


@pytest.fixture(scope="module")
def store() -> MemoryStore:
    return filled("p")


def held(case: Case) -> MemoryStore:
    return filled("pq" if case.get("second") else "p")


def rows(store: MemoryStore, name: str, values: Mapping[str, str]) -> list[list[str]]:
    table = run(store, name, values)
    return [[row[name].value if name in row else "" for name in table.columns] for row in table.rows]


def name_of(case: Case) -> str:
    return f"{case['query']} {case.get('parameters', '')}"


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_query_finds_its_rows(case: Case) -> None:
    assert rows(held(case), case["query"], case.get("parameters", {})) == case["rows"]


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_nothing_of_another_plan_leaks_into_one(case: Case) -> None:
    """The two plans share bodies, indicators and a document."""
    entry = get_entry(case["query"])
    if "plan" not in {parameter.name for parameter in entry.parameters}:
        assert entry.name in OF_ALL
        return
    for plan in GRAPHS:
        values = {**case.get("parameters", {}), "plan": plan}
        alone = rows(filled(plan), entry.name, values)
        if entry.name == "basis":  # the document that one is based on is the other
            alone = [[*row[:3], "p" if row[1] == "乙发〔2016〕2号" else ""] for row in alone]
        if entry.name == "body-in-plans":  # that the body is one of the list is told by either plan
            assert all(row in rows(filled("pq"), entry.name, values) for row in alone)
            continue
        assert rows(filled("pq"), entry.name, values) == alone


@cache
def reference(plans: str) -> "Dataset":
    """The same statements for rdflib, with those of the vocabulary that queries look at."""
    from rdflib import Dataset

    looked_at = {SKOS + name for name in ("notation", "broader", "inScheme", "prefLabel", "definition")}
    vocabulary = [quad for quad in describe_vocabulary() if quad.predicate.value in looked_at]
    quads = [*vocabulary, *(quad for plan in plans for quad in stated(plan))]
    made = Dataset(default_union=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of rdflib's own code
        made.parse(data=ox.serialize(quads, format=ox.RdfFormat.N_QUADS), format="nquads")
    return made


def rows_elsewhere(plans: str, name: str, values: Mapping[str, str]) -> list[list[str]]:
    entry = get_entry(name)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        found = list(reference(plans).query(entry.bind(values)))
    plain = [[row[column] for column in columns(entry.sparql)] for row in found]  # type: ignore[index, call-overload] # rows of a SELECT
    return [["" if term is None else str(term).replace("+00:00", "Z") for term in row] for row in plain]


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_another_engine_finds_the_same(case: Case) -> None:
    """Of groups that have no rows rdflib makes one; it joins the patterns of a group before what a sub-SELECT found."""
    assert (
        rows_elsewhere("pq" if case.get("second") else "p", case["query"], case.get("parameters", {})) == case["rows"]
    )


@pytest.mark.parametrize("name", [e.name for e in entries().values() if "plan" in {p.name for p in e.parameters}])
def test_plan_that_is_not_there_has_no_rows_on_either_engine(name: str) -> None:
    values = {p.name: p.example for p in get_entry(name).parameters if not p.optional} | {"plan": "none"}
    assert rows(filled("pq"), name, values) == rows_elsewhere("pq", name, values) == []


def test_every_shape_of_query_is_asked_with_bound_values() -> None:
    bound = {case["query"] for case in CASES if case.get("parameters")}
    source = "\n".join(get_entry(name).sparql for name in bound)
    shapes = [
        "NOT EXISTS",
        "COUNT(",
        "OPTIONAL",
        "GROUP BY",
        "MINUS",
        "{ SELECT",
        "UNION",
        "HAVING",
        "GROUP_CONCAT",
        "GRAPH ?",
    ]
    assert [shape for shape in shapes if shape not in source] == []


@pytest.mark.parametrize("name", entries())
def test_no_value_changes_a_query(name: str) -> None:
    for parameter in get_entry(name).parameters:
        others = {p.name: p.example for p in get_entry(name).parameters if not p.optional}
        for text in HOSTILE:
            if parameter.type in ("label", "text"):
                assert run(filled("pq"), name, {**others, parameter.name: text}).rows == ()
            else:
                with pytest.raises(DubanError):
                    run(filled("pq"), name, {**others, parameter.name: text})


def test_no_parameter_is_called_as_an_option() -> None:
    taken = {"store", "format", "file", "version", "lang", "help", "name"}
    assert [e.name for e in entries().values() if taken & {p.name for p in e.parameters}] == []


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
    from rdflib.plugins.sparql import prepareQuery

    assert isinstance(store.select(get_entry(name).sparql), list)
    assert prepareQuery(get_entry(name).sparql).algebra.name == "SelectQuery"


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        (f"{HEADER}\n#+ colour: red\nSELECT ?s WHERE {{ }}", "colour: red"),
        ("#+ title-zh: 文\nSELECT ?s WHERE { }", "lacks description-en, description-zh, group, title-en"),
        (f"{HEADER}\n#+ param: year number 2017\nSELECT ?s WHERE {{ }}", "must be a name, a type"),
        (f"{HEADER}\n#+ param: year year 2017\nSELECT ?s WHERE {{ }}", "needs"),
        (f"{HEADER}\n#+ param: year year 17\nSELECT ?s WHERE {{ VALUES ?year {{ UNDEF }} }}", "the example is no year"),
        (f"{HEADER}\nSELECT ?s WHERE {{ }}".replace("who", "whom"), "group: must be one of"),
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
        ("tasks", {"role": "boss"}, "catalogue.bad-choice"),
        ("tasks", {"year": "17"}, "catalogue.bad-year"),
        ("tasks", {"year": "二〇一七"}, "catalogue.bad-year"),
        ("due-by", {"day": "2017-02-30"}, "catalogue.bad-date"),
        ("due-by", {"day": "20170230"}, "catalogue.bad-date"),
        ("cooperation", {"least": "-1"}, "catalogue.bad-integer"),
        ("cooperation", {"least": "9" * 10}, "catalogue.bad-integer"),
        ("recurring-duties", {"every": "quarter"}, "catalogue.bad-choice"),
        ("measures-by-modality", {"modality": "lead"}, "catalogue.bad-choice"),
        ("progress", {"status": "late"}, "catalogue.bad-choice"),
    ],
)
def test_wrong_parameters_are_refused(store: MemoryStore, name: str, values: dict[str, str], key: str) -> None:
    with pytest.raises(DubanError) as raised:
        run(store, name, values)
    assert raised.value.key == key
