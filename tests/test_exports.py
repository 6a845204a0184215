"""What leaves the store is read back by each field's own reader, and is the same bytes everywhere."""

import csv
import io
import json
import os
import subprocess
import sys
import warnings
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from importlib.resources import files
from pathlib import Path

import pyoxigraph as ox
import pytest
from dateutil.rrule import rrulestr

from graph import iri
from graph.build import build_plan
from graph.library import add_plan
from graph.store import MemoryStore, Store
from ontology.context import as_json
from ontology.wording import DubanError
from queries.content import content_of
from queries.exports import MODULES, export, forms
from queries.exports.calendar import read_interval
from queries.exports.cells import begins_formula
from queries.exports.visible import plain
from tests.hostile import NAMES, hostile_plan
from tests.test_build import YONGCHUAN, small_plan

SHIPPED, HOSTILE = "yongchuan-water-2016", "hostile"
PLANS = (SHIPPED, HOSTILE)
ROOT = Path(__file__).parent.parent
OWN = ("csv", "ttl", "jsonld", "nq", "graphml", "ics")
# Writes each form of a plan whose sets and dictionaries Python orders by chance, and prints the digests.
PRINT_DIGESTS = """
import hashlib, sys
from graph.library import add_plan
from graph.store import MemoryStore
from queries.exports import export
from tests.test_build import YONGCHUAN
store = MemoryStore()
for name in sys.argv[2:]:
    add_plan(store, YONGCHUAN[:4000] + "\\n" + name, name)
for form in sys.argv[1].split(","):
    print(form, hashlib.sha256(export(store, form, ["a", "b"])).hexdigest())
"""


@pytest.fixture(scope="module")
def store() -> MemoryStore:
    made = MemoryStore()
    add_plan(made, YONGCHUAN, SHIPPED)
    made.replace_plan(HOSTILE, build_plan(hostile_plan(), HOSTILE))
    return made


def held(store: Store, graph: ox.NamedNode) -> set[str]:
    """The statements of a graph in canonical N-Triples."""
    return set(map(str, store.construct(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}")))


def read_by_rdflib(content: bytes, form: str) -> Mapping[str, set[str]]:
    """The statements that rdflib reads, by graph, in canonical N-Triples."""
    import rdflib

    dataset = rdflib.Dataset()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of rdflib's own code
        dataset.parse(data=content, format=form, publicID="https://w3id.org/duban/")
        found: dict[str, set[str]] = {}
        for s, p, o, g in dataset.quads():
            found.setdefault(str(g), set()).add(str(ox.Triple(term(s), term(p), term(o))))  # type: ignore[arg-type]
    return found


def term(node: object) -> ox.NamedNode | ox.Literal:
    import rdflib

    if isinstance(node, rdflib.URIRef):
        return ox.NamedNode(str(node))
    assert isinstance(node, rdflib.Literal)
    if node.language:
        return ox.Literal(str(node), language=node.language)
    return ox.Literal(str(node), datatype=ox.NamedNode(str(node.datatype)) if node.datatype else None)


@pytest.mark.parametrize("plan", PLANS)
def test_turtle_is_what_the_text_says(store: MemoryStore, plan: str) -> None:
    content = export(store, "ttl", [plan])
    (found,) = read_by_rdflib(content, "turtle").values()
    assert found == held(store, iri.plan_graph(plan))
    assert content.startswith(b"@base <https://w3id.org/duban/> .\n@prefix : <ontology#> .\n@prefix dcterms:")


@pytest.mark.parametrize(("form", "reader"), [("nq", "nquads"), ("jsonld", "json-ld")])
@pytest.mark.parametrize("plan", PLANS)
def test_all_graphs_keep_their_names(store: MemoryStore, form: str, reader: str, plan: str) -> None:
    graphs = [graph for graph in (iri.plan_graph(plan), iri.inferred_graph(plan)) if held(store, graph)]
    found = read_by_rdflib(export(store, form, [plan]), reader)
    assert found == {graph.value: held(store, graph) for graph in graphs}
    assert len(graphs) == 1 + (plan == SHIPPED)


def test_reports_are_exported_with_the_plan(store: MemoryStore) -> None:
    node = iri.plan(HOSTILE)
    graph = iri.progress_graph(HOSTILE)
    store.add_progress(HOSTILE, [ox.Quad(node, ox.NamedNode("https://example.org/p"), ox.Literal("进展"), graph)])
    assert str(graph).encode() in export(store, "nq", [HOSTILE])
    assert "progress" in export(store, "jsonld", [HOSTILE]).decode()
    assert "进展" not in export(store, "ttl", [HOSTILE]).decode()


def test_nquads_are_one_statement_a_line_in_order(store: MemoryStore) -> None:
    lines = export(store, "nq", [SHIPPED]).decode().split("\n")
    assert lines.pop() == ""
    assert lines == sorted(set(lines), key=str.encode)
    assert all(line.endswith(f"{iri.BASE}plan/{SHIPPED}/{kind}> .") for line in lines for kind in [kind_of(line)])


def kind_of(line: str) -> str:
    return "inferred" if line.endswith("/inferred> .") else "graph"


def test_jsonld_is_readable_as_json(store: MemoryStore) -> None:
    document = json.loads(export(store, "jsonld", [SHIPPED]))
    nodes = {node["@id"]: node for node in document["@graph"][0]["@graph"]}
    task = nodes[f"duban:plan/{SHIPPED}/task/4.6.1"]
    assert (task["dcterms:title"], "Task" in task["@type"]) == ("防治畜禽养殖污染", True)
    deadline = nodes[task["hasDeadline"]]
    assert (deadline["kind"], deadline["start"], deadline["order"]) == ("in", "2017-01-01", 1)


def test_context_is_current() -> None:
    """If it is not: python -m ontology.context."""
    assert files("ontology").joinpath("context.jsonld").read_text("utf-8") == as_json()


def test_context_has_the_values_of_properties() -> None:
    context = json.loads(as_json())["@context"]
    assert context["inPlan"] == {"@id": "https://w3id.org/duban/ontology#inPlan", "@type": "@id"}
    assert context["role"]["@type"] == "@vocab"
    assert (context["start"]["@type"], context["year"]["@type"], context["value"]["@type"]) == (
        "xsd:date",
        "xsd:gYear",
        "xsd:decimal",
    )
    assert not {"order", "nameAsWritten", "baselineValue"} & context.keys()


# The table


def table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


def test_table_has_one_row_a_task(store: MemoryStore) -> None:
    content = export(store, "csv", [SHIPPED])
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\n") == content.count(b"\r\n")
    rows = table(content)
    assert len(rows) == 65
    row = next(row for row in rows if row["编号"] == "4.6.1")
    assert (row["任务"], row["牵头单位"], row["参与单位"]) == ("防治畜禽养殖污染", "区农委", "区环保局、相关镇街")
    assert (row["章节"], row["时限"], row["截止日"]) == ("4.6 加强农业农村污染防治", "2017年", "2017-12-31")
    assert YONGCHUAN[int(row["原文起点"]) : int(row["原文终点"])] == row["原文"]
    assert row["标识"] == iri.task(SHIPPED, "4.6.1").value


def test_table_holds_no_formula_and_every_name(store: MemoryStore) -> None:
    rows = table(export(store, "csv", [HOSTILE]))
    assert [row["任务"].removeprefix("'") for row in rows] == [plain(name) for name in NAMES]
    assert not [cell for row in rows for cell in row.values() if begins_formula(cell)]
    assert [row["任务"][0] for row in rows[:4]] == ["'"] * 4


def test_several_deadlines_of_a_row_stay_apart() -> None:
    store = MemoryStore()
    store.replace_plan("p", build_plan(small_plan(), "p"))
    (row,) = table(export(store, "csv", ["p"]))
    assert (row["时限"], row["开始日"], row["截止日"], row["周期"]) == (
        "2017年底前；2017年",
        "；2016-01-01",
        "2017-12-31；",
        "；P1Y",
    )


# The network


@pytest.mark.parametrize("plan", PLANS)
def test_network_has_all_nodes_and_edges(store: MemoryStore, plan: str) -> None:
    import networkx

    found = networkx.parse_graphml(export(store, "graphml", [plan]).decode())
    content = content_of(store, plan)
    kinds = [kind for _, kind in found.nodes(data="kind")]
    assert kinds.count("task") == len(content.tasks)
    assert kinds.count("target") == len(content.targets)
    assert kinds.count("section") == len(content.sections)
    assert {found.nodes[task.iri]["label"] for task in content.tasks} == {plain(task.title) for task in content.tasks}
    leads = {(body, task) for body, task, relation in found.edges(data="relation") if relation == "lead"}
    assert leads == {(p.body.iri, task.iri) for task in content.tasks for p in task.parts if p.role == "lead"}
    serves = {(task, goal) for task, goal, relation in found.edges(data="relation") if relation == "serves"}
    assert serves == set(content.serves)
    assert all(kind for kind in kinds)


def test_network_names_bodies_in_both_languages(store: MemoryStore) -> None:
    import networkx

    found = networkx.parse_graphml(export(store, "graphml", [SHIPPED]).decode())
    body = found.nodes[iri.body("重庆市永川区", "区农委").value]
    assert body == {"kind": "department", "label": "区农委", "label_en": "District Agriculture Commission"}
    assert found.nodes[iri.task(SHIPPED, "4.6.1").value]["due"] == "2017-12-31"


# The calendar


def events(content: bytes) -> Iterator[Mapping[str, object]]:
    from icalendar import Calendar

    calendar = Calendar.from_ical(content)
    assert calendar["VERSION"] == "2.0"
    yield from calendar.walk("VEVENT")


def day(event: Mapping[str, object], name: str = "DTSTART") -> date:
    return event[name].dt  # type: ignore[attr-defined, no-any-return]


@pytest.mark.parametrize("plan", PLANS)
def test_calendar_has_every_deadline(store: MemoryStore, plan: str) -> None:
    content = export(store, "ics", [plan])
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    found = {str(event["UID"]): event for event in events(content)}
    whens = {when.iri: (task, when) for task in content_of(store, plan).tasks for when in task.deadlines}
    assert found.keys() == whens.keys()
    for name, event in found.items():
        task, when = whens[name]
        assert str(event["SUMMARY"]).startswith(f"{task.id} {plain(task.title)}（".replace("\\N", "＼N"))
        assert str(event["DESCRIPTION"]).startswith(plain(when.quote.text))
        if not when.recurrence and when.kind in ("by", "in"):
            assert day(event).isoformat() == when.end
        assert ("RRULE" in event) == bool(when.recurrence)


def test_quarterly_duty_is_due_at_the_end_of_each_quarter(store: MemoryStore) -> None:
    (event,) = (e for e in events(export(store, "ics", [SHIPPED])) if "INTERVAL=3" in rule(e))
    assert [found.date().isoformat() for found in occurrences(event)] == [
        "2016-03-31",
        "2016-06-30",
        "2016-09-30",
        "2016-12-31",
    ]


def test_yearly_duty_goes_on_until_the_plan_ends(store: MemoryStore) -> None:
    yearly = [event for event in events(export(store, "ics", [SHIPPED])) if "YEARLY" in rule(event)]
    assert yearly
    for event in yearly:
        assert [found.date().isoformat() for found in occurrences(event)] == [f"{y}-12-31" for y in range(2016, 2021)]


@pytest.mark.parametrize(
    ("number", "frequency", "count", "last"),
    [
        (5, "YEARLY", 5, "2020-12-31"),
        (1, "MONTHLY;INTERVAL=3", 20, "2020-12-31"),
        (2, "MONTHLY", 60, "2020-12-31"),
        (3, "WEEKLY", 261, "2020-12-31"),
        (4, "MONTHLY;INTERVAL=6", 10, "2020-12-31"),
    ],
)
def test_recurrence_without_bounds_is_that_of_the_plan(
    store: MemoryStore, number: int, frequency: str, count: int, last: str
) -> None:
    name = iri.task_part(HOSTILE, f"1.{number}", "deadline", 2).value
    (event,) = (e for e in events(export(store, "ics", [HOSTILE])) if e["UID"] == name)
    assert {*frequency.split(";")} <= {part.removeprefix("FREQ=") for part in rule(event).split(";")}
    found = occurrences(event)
    assert (len(found), found[-1].date().isoformat() <= last) == (count, True)


def rule(event: Mapping[str, object]) -> str:
    return event["RRULE"].to_ical().decode() if "RRULE" in event else ""  # type: ignore[attr-defined]


def occurrences(event: Mapping[str, object]) -> list[datetime]:
    return list(rrulestr(rule(event), dtstart=datetime.combine(day(event), time())))


@pytest.mark.parametrize("duration", ["PT1H", "P", "P1M1D", "P9999Y", "each year"])
def test_recurrence_that_no_calendar_can_hold(duration: str) -> None:
    assert read_interval(duration) is None


# All forms


@pytest.mark.parametrize("form", sorted(MODULES))
def test_plan_that_is_not_there(store: MemoryStore, form: str) -> None:
    if form not in forms():
        assert form in ("xlsx", "docx")
        return
    with pytest.raises(DubanError) as error:
        export(store, form, ["none"])
    assert error.value.key == "graph.no-such-plan"


@pytest.mark.parametrize("form", OWN)
def test_several_plans_are_one_file(store: MemoryStore, form: str) -> None:
    both, first = export(store, form, PLANS), export(store, form, PLANS[:1])
    assert len(both) > len(first)


def test_same_plans_give_the_same_bytes_on_every_machine() -> None:
    """In processes of their own that order sets differently, and whichever plan is built first."""
    printed = set()
    for seed, order in (("1", "ab"), ("2", "ba")):
        done = subprocess.run(
            [sys.executable, "-c", PRINT_DIGESTS, ",".join(OWN), *order],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        printed.add(done.stdout)
        assert len(done.stdout.splitlines()) == len(OWN)
    assert len(printed) == 1
