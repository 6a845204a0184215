"""The catalogue on the shipped plan: what it finds is worked out anew from the gold data and the text.

The store holds another plan of the same text, so of the same bodies, places and indicators; nothing of it may show.
"""

import hashlib
from collections import Counter
from collections.abc import Mapping
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest

from extraction.pipeline import extract
from graph.build import describe_vocabulary
from graph.library import state
from graph.store import MemoryStore
from graph.store import Row as StoreRow
from ontology.namespaces import SKOS
from queries.catalogue import columns, get_entry, run
from tests import oracle
from tests.variants import original

if TYPE_CHECKING:
    from rdflib import Graph

PLAN = "yongchuan"
YEARS = range(2016, 2021)
TASKS = oracle.GOLD["tasks"]
Row = tuple[str, ...]


@pytest.fixture(scope="module")
def store() -> MemoryStore:
    plan = extract(original().text)
    made = MemoryStore()
    for name in (PLAN, "twin"):
        made.replace_plan(name, state(plan, name))
    made.replace_plan("vocabulary", list(describe_vocabulary()))
    return made


def rows(store: MemoryStore, query: str, columns: str, **values: str) -> list[Row]:
    """Some columns of what a query finds in the one plan, each body under one name."""
    found = run(store, query, {**values, "plan": PLAN}).rows
    return [tuple(_value(row, name) for name in columns.split()) for row in found]


def _value(row: StoreRow, name: str) -> str:
    value = row[name].value if name in row else ""
    return oracle.ONE_BODY.get(value, value) if name in ("department", "partner") else value


def ids(store: MemoryStore, query: str, **values: str) -> list[str]:
    return [row[0] for row in rows(store, query, "id", **values)]


def gold(where: Mapping[str, Any]) -> list[str]:
    return [task["id"] for task in oracle.tasks(where)]


def ends(task: Mapping[str, Any]) -> list[str]:
    """The days by which parts of a task are due."""
    days = (f"{t['value']}-12-31" if t["kind"] == "year" else t["value"] for t in task["time"] if t["kind"] != "every")
    return [day for day in days if isinstance(day, str)]


def shares(task: Mapping[str, Any]) -> set[str]:
    return oracle.holders(task, "body")


def bodies() -> set[str]:
    return set().union(*map(shares, TASKS))


def amounts(where: Mapping[str, Any]) -> Counter[Row]:
    """Value, unit and year of the targets of the gold data that have a value, each as often as the plan says it."""
    found: Counter[Row] = Counter()
    for target in oracle.GOLD["targets"]:
        if target["value"] and all(value in str(target[name]) for name, value in where.items()):
            found[target["value"], target["unit"], (target["year"] or "").rstrip("+")] += 1
    return found


@pytest.fixture(scope="module")
def reference() -> "Graph":
    """The plan for rdflib, all its graphs in one, with how concepts are written."""
    from rdflib import Graph

    written = [quad for quad in describe_vocabulary() if quad.predicate.value == SKOS + "notation"]
    triples = [quad.triple for quad in (*state(extract(original().text), PLAN), *written)]
    made = Graph()
    made.parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), format="nt")
    return made


SHAPES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "NOT EXISTS": ("undated-tasks", {}),
    "MINUS": ("search", {"words": "饮用水源保护区"}),
    "COUNT": ("leads", {}),
    "GROUP BY": ("departments", {}),
    "OPTIONAL": ("targets", {"indicator": "污水收集率", "year": "2020"}),
    "UNION": ("dated-tasks", {"year": "2018"}),
    "sub-SELECT": ("partners", {"body": "区农委"}),
    "GROUP_CONCAT": ("due-next", {"day": "2018-01-01", "until": "2018-12-31"}),
    "a block": ("tasks", {"body": "区农委", "role": "lead", "year": "2017"}),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_each_shape_finds_the_same_in_the_whole_plan_on_another_engine(
    store: MemoryStore, reference: "Graph", shape: str
) -> None:
    name, values = SHAPES[shape]
    entry, bound = get_entry(name), {**values, "plan": PLAN}
    names = columns(entry.sparql)
    found = list(reference.query(entry.bind(bound)))
    here = [[row.get(column) for column in names] for row in run(store, name, bound).rows]
    there = [[row[column] for column in names] for row in found]  # type: ignore[index, call-overload] # rows of a SELECT
    wanted = [["" if term is None else term.value for term in row] for row in here]
    assert [["" if term is None else str(term) for term in row] for row in there] == wanted != []


@pytest.mark.parametrize("body", ["区农委", "区水务局", "区公安局", "区国土局"])
@pytest.mark.parametrize("role", ["lead", "participant"])
def test_tasks_of_a_body(store: MemoryStore, body: str, role: str) -> None:
    assert ids(store, "tasks", body=body, role=role) == gold({role: [body]})
    for year in YEARS:
        assert ids(store, "tasks", body=body, role=role, year=str(year)) == gold({role: [body], "in": year})


@pytest.mark.parametrize("year", YEARS)
def test_tasks_dated_in_a_year(store: MemoryStore, year: int) -> None:
    assert ids(store, "dated-tasks", year=str(year)) == gold({"in": year})


def test_tasks_without_a_date(store: MemoryStore) -> None:
    assert ids(store, "undated-tasks") == gold({"dated": False})


@pytest.mark.parametrize("day", ["2016-08-30", "2016-08-31", "2016-12-31", "2018-12-31", "2020-12-31"])
def test_tasks_due_by_a_day(store: MemoryStore, day: str) -> None:
    wanted = {(task["id"], end) for task in TASKS for end in ends(task) if end <= day}
    assert set(rows(store, "due-by", "id due", day=day)) == wanted


@pytest.mark.parametrize("day", ["2016-08-31", "2016-09-01", "2017-01-01", "2021-01-01"])
def test_overdue_and_coming_tasks_with_their_leads(store: MemoryStore, day: str) -> None:
    stated = {(task["id"], end, "、".join(task["lead"])) for task in TASKS for end in ends(task)}
    assert set(rows(store, "overdue", "id due leads", day=day)) == {row for row in stated if row[1] < day}
    assert set(rows(store, "due-next", "id due leads", day=day)) == {row for row in stated if row[1] >= day}
    until = {row for row in stated if day <= row[1] <= "2018-12-31"}
    assert set(rows(store, "due-next", "id due leads", day=day, until="2018-12-31")) == until


@pytest.mark.parametrize(("period", "name"), [("P1Y", "year"), ("P3M", "quarter"), ("P1M", "month")])
def test_recurring_duties(store: MemoryStore, period: str, name: str) -> None:
    assert ids(store, "recurring-duties", every=period) == gold({"every": name})


def test_tasks_and_due_ones_year_by_year(store: MemoryStore) -> None:
    closing = {year: sum(any(end[:4] == str(year) for end in ends(task)) for task in TASKS) for year in YEARS}
    wanted = [(str(year), str(len(gold({"in": year}))), str(closing[year])) for year in YEARS]
    assert rows(store, "years", "year tasks due") == wanted


def test_how_much_each_body_does(store: MemoryStore) -> None:
    led = Counter(name for task in TASKS for name in oracle.holders(task, "lead"))
    shared = Counter(name for task in TASKS for name in oracle.holders(task, "participant"))
    both = {(name, str(led[name]), str(shared[name])) for name in bodies()}
    assert set(rows(store, "departments", "department leads participates")) == both
    assert set(rows(store, "leads", "department tasks")) == {(name, str(count)) for name, count in led.items()}
    counts = {(name, str(count), *["0"] * 3) for name, count in led.items()}
    assert set(rows(store, "progress-by-department", "department tasks completed underway overdue")) == counts
    in_all = sum("相关镇街" in shares(task) for task in TASKS)
    own = [("相关镇街", str(led["相关镇街"]), str(shared["相关镇街"]), str(in_all))]
    assert rows(store, "groups", "group leads participates tasks") == own
    agriculture = [("区农委", "4", str(shared["区农委"]), str(4 + shared["区农委"]))]
    assert rows(store, "body-in-plans", "department leads participates tasks", body="区农委") == agriculture


def test_how_much_each_body_does_in_a_year(store: MemoryStore) -> None:
    wanted = set()
    for year in YEARS:
        for name in bodies():
            led, shared = len(gold({"lead": [name], "in": year})), len(gold({"participant": [name], "in": year}))
            wanted |= {(name, str(year), str(led), str(shared))} if led or shared else set()
    assert set(rows(store, "workload", "department in leads participates")) == wanted
    own = {row for row in wanted if row[:2] == ("区水务局", "2017")}
    assert set(rows(store, "workload", "department in leads participates", body="区水务局", year="2017")) == own


def test_who_works_with_whom(store: MemoryStore) -> None:
    pairs = Counter(frozenset(pair) for task in TASKS for pair in combinations(shares(task), 2))
    found = rows(store, "cooperation", "department partner tasks")
    assert Counter({frozenset(row[:2]): int(row[2]) for row in found}) == pairs
    often = rows(store, "cooperation", "tasks", least="10")
    assert len(often) == sum(count >= 10 for count in pairs.values())
    partners = {(name, str(pairs[frozenset((name, "区农委"))])) for name in bodies() if name != "区农委"}
    found_partners = set(rows(store, "partners", "department tasks", body="区农委"))
    assert found_partners == {row for row in partners if row[1] != "0"}


def test_every_task_has_one_lead(store: MemoryStore) -> None:
    assert all(len(task["lead"]) == 1 for task in TASKS)
    assert rows(store, "no-lead", "id") == rows(store, "joint-tasks", "id") == []
    assert rows(store, "default-responsible", "department") == []


def test_responsibilities_as_written(store: MemoryStore) -> None:
    wanted = [
        (task["id"], role, name)
        for task in TASKS
        for role, names in (("lead", task["lead"]), ("participant", task["participants"]))
        for name in names
    ]
    assert rows(store, "responsibilities", "task role name") == wanted
    own = [row[1:] for row in wanted if row[0] == "4.6.1"]
    assert rows(store, "task-departments", "role name", task="4.6.1") == own


def test_sections_count_what_is_in_them(store: MemoryStore) -> None:
    found = {row[0]: row[1:] for row in rows(store, "sections", "id tasks bodies")}
    for section in ("4", "4.3", "4.3.1", "4.10"):
        within = oracle.tasks({"section": section})
        assert found[section] == (str(len(within)), str(len(set().union(*map(shares, within)))))
    assert found["1.3.2"] == ("0", "0")


@pytest.mark.parametrize(
    ("query", "values", "where"),
    [
        ("indicator-series", {"indicator": "污水收集率"}, {"indicator": "污水收集率"}),
        ("indicator-series", {"indicator": "公共供水管网漏损率"}, {"indicator": "公共供水管网漏损率"}),
        ("targets", {"indicator": "公共供水管网漏损率"}, {"indicator": "公共供水管网漏损率"}),
        ("targets-by-subject", {"subject": "茨坝断面"}, {"subject": "茨坝断面"}),
    ],
)
def test_targets(store: MemoryStore, query: str, values: dict[str, str], where: dict[str, str]) -> None:
    assert Counter(rows(store, query, "value unit until", **values)) == amounts(where)


def test_targets_with_a_base_year(store: MemoryStore) -> None:
    found = rows(store, "indicator-series", "comparator value base until", indicator="万元国内生产总值用水量")
    assert found == [("decrease>=", "29", "2013", "2020")]


def test_classes_of_water(store: MemoryStore) -> None:
    wanted = Counter(
        (t["subject"], t["comparator"], t["value"], t["year"]) for t in oracle.GOLD["targets"] if t["value"] == "III"
    )
    assert Counter(rows(store, "water-classes", "subject comparator reached until")) == wanted
    assert rows(store, "water-classes", "subject", **{"class": "II"}) == []


def test_targets_without_a_number_among_the_goals(store: MemoryStore) -> None:
    goals = [t["year"] for t in oracle.GOLD["targets"] if t["comparator"] == "do" and t["section"].startswith("1.")]
    assert Counter(year for task, year in rows(store, "qualitative-targets", "task until") if not task) == Counter(
        goals
    )


@pytest.mark.parametrize("body", ["区农委", "区财政局"])
def test_targets_in_the_tasks_of_a_body(store: MemoryStore, body: str) -> None:
    within = {task["id"] for task in oracle.tasks({"body": [body]})}
    said = [t for t in oracle.GOLD["targets"] if t["section"] in within and t["value"]]
    may, wanted = (
        {(t["section"], t["value"]) for t in said if bool(t.get("optional")) is left} for left in (True, False)
    )
    assert {row for row in rows(store, "department-targets", "task value", body=body) if row[1]} - may == wanted


def test_targets_that_a_task_serves(store: MemoryStore) -> None:
    found = rows(store, "task-targets", "section until indicator", task="4.5.5")
    rates = [(section, year, "污水收集率") for section in ("1.3.2", "4.5") for year in ("2016", "2017", "2020")]
    assert found == [*rates[:3], ("4.5", "", "建成"), *rates[3:]]


def test_prohibitions(store: MemoryStore) -> None:
    """Where the text says 禁止 or 严禁, read by eye."""
    found = [row for row in rows(store, "measures-by-modality", "task text", modality="prohibition") if "禁" in row[1]]
    assert [task for task, _ in found] == [
        "4.1.3",
        "4.1.4",
        "4.2.2",
        "4.2.2",
        "4.3.3",
        "4.4.6",
        "4.6.2",
        "4.7.1",
        "4.10.6",
    ]
    own = rows(store, "measures-by-modality", "task", modality="prohibition", body="区旅游局")
    assert own == [("4.4.6",)]


def test_words_in_the_text(store: MemoryStore) -> None:
    found = rows(store, "search", "kind id excerpt", words="饮用水源保护区")
    assert [row[:2] for row in found] == [("section", "1.1"), ("task", "4.1.4"), ("task", "4.3.1.1"), ("task", "4.3.3")]
    assert all("饮用水源保护区" in row[2] for row in found)
    assert rows(store, "search", "id", words="没有这样的话") == []


def test_passages_stand_where_they_say(store: MemoryStore) -> None:
    found = rows(store, "passages", "says start end text", task="4.6.1")
    text = original().text
    assert all(text[int(start) : int(end)] == words for _, start, end, words in found)
    assert {says for says, *_ in found} == {"task", "clause", "responsibility", "deadline", "measure"}
    assert [words for says, *_, words in found if says == "responsibility"] == ["区农委", "区环保局", "相关镇街"]


def test_places_and_the_tasks_that_name_them(store: MemoryStore) -> None:
    rivers = ["跳蹬河", "萱花河", "红旗河", "玉屏河", "胜利河"]
    found = {row[0]: row[1:] for row in rows(store, "places", "place kind tasks")}
    assert [found[river] for river in rivers] == [("WaterBody", "1")] * 5
    assert found["城西污水处理厂"] == ("Facility", "1")
    assert found["双河口断面"][0] == "MonitoringSection"
    assert rows(store, "tasks-by-place", "id name", place="跳蹬") == [("4.8.3", "跳蹬河")]


def test_documents_and_the_one_it_is_based_on(store: MemoryStore) -> None:
    assert rows(store, "basis", "number held") == [("渝府发〔2015〕69号", "")]
    numbers = {number for (number,) in rows(store, "documents", "number") if number}
    assert numbers == {
        "HJ/T 433-2008",
        "国办发〔2015〕56号",
        "永川府办发〔2016〕5号",
        "渝府发〔2014〕3号",
        "渝府发〔2015〕69号",
    }


def test_the_plan_itself(store: MemoryStore) -> None:
    assert rows(store, "plans", "issuer issued first last tasks") == [
        ("重庆市永川区人民政府", "2016-07-25", "2016", "2020", "65")
    ]
    digest = hashlib.sha256(original().text.encode()).hexdigest()
    assert rows(store, "provenance", "text") == [(digest,)]
    assert (
        rows(store, "former-versions", "version")
        == rows(store, "progress", "id")
        == rows(store, "corrections", "id")
        == []
    )


def test_counterparts_of_a_body(store: MemoryStore) -> None:
    found = rows(store, "counterparts", "department upper successor")
    assert ("区农委", "市农委", "区农业农村委") in found


def test_indicators_of_both_plans(store: MemoryStore) -> None:
    found = run(store, "shared-indicators", {}).rows
    own = {row["indicator"].value: (row["plans"].value, row["targets"].value) for row in found}
    assert own["污水收集率"] == ("2", str(2 * sum(amounts({"indicator": "污水收集率"}).values())))
