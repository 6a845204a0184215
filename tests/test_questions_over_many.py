"""Questions over a score of plans of other places: right against a plain reading of the records, in few queries."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest

from benchmarks.many import plans, shipped
from extraction.pipeline import extract
from extraction.records import Deadline, Plan, Task
from graph.build import describe_vocabulary
from graph.departments import departments_of
from graph.library import state
from graph.protocol import Row
from graph.store import MemoryStore, open_store
from queries import shelf
from queries.answers.answer import MOST_SEARCHED, Answer, ask
from queries.index import index_of

COUNT = 20
DEV = [entry["q"] for entry in json.loads((Path(__file__).parent / "gold" / "questions-dev.json").read_text("utf-8"))]
BODY = "区农委"


class CountingStore(MemoryStore):
    """A store that counts the queries it is asked."""

    asked = 0

    def select(self, query: str) -> list[Row]:
        self.asked += 1
        return super().select(query)


@pytest.fixture(scope="module")
def records() -> Mapping[str, Plan]:
    return {"yongchuan-water-2016": shipped(), **dict(plans(COUNT - 1))}


@pytest.fixture(scope="module")
def many(records: Mapping[str, Plan]) -> CountingStore:
    store = CountingStore(describe_vocabulary())
    with store.batch():
        for name, plan in records.items():
            store.replace_plan(name, state(plan, name))
    return store


def tasks_of(answer: Answer) -> list[tuple[object, object]]:
    return [(row["plan"], row["id"]) for row in answer.answers]


def led(records: Mapping[str, Plan]) -> Iterator[tuple[str, Plan, Task]]:
    """Yield the tasks that the body leads, plan by plan."""
    for name, plan in sorted(records.items()):
        bodies = departments_of(plan)
        for task in plan.tasks:
            leads = [r for r in task.responsibilities if r.role == "lead"]
            if any(BODY in (bodies[r.name].label, *bodies[r.name].others) for r in leads):
                yield name, plan, task


def covers(deadline: Deadline, year: int, plan: Plan) -> bool:
    first, last = plan.period or (year, year)
    start, end = deadline.start or date(first, 1, 1), deadline.end or date(last, 12, 31)
    if deadline.kind == "by":
        return end.year == year
    return start.year <= year <= (last if deadline.kind in ("from", "every") else end.year)


@pytest.mark.parametrize(
    "question", ["区农委牵头的任务有哪些", "which tasks does the District Agriculture Commission lead"]
)
def test_body_is_meant_in_every_area(many: CountingStore, records: Mapping[str, Plan], question: str) -> None:
    wanted = [(name, task.id) for name, _, task in led(records)]
    assert len({name for name, _ in wanted}) > 5
    assert tasks_of(ask(many, question)) == wanted


@pytest.mark.parametrize("year", [2014, 2017, 2019])
def test_year_is_read_plan_by_plan(many: CountingStore, records: Mapping[str, Plan], year: int) -> None:
    wanted = [
        (name, task.id) for name, plan, task in led(records) if any(covers(d, year, plan) for d in task.deadlines)
    ]
    assert tasks_of(ask(many, f"{year}年区农委牵头哪些任务")) == wanted
    short = tasks_of(ask(many, f"which tasks does the Agriculture Commission lead in {year}"))
    assert short == wanted


def test_named_plan_answers_for_itself(many: CountingStore, records: Mapping[str, Plan]) -> None:
    answer = ask(many, "永川区农委牵头哪些任务")
    assert tasks_of(answer) == [(n, task.id) for n, _, task in led(records) if n == "yongchuan-water-2016"]
    assert answer.sparql.count("/body/") == 1
    assert BODY in answer.interpretation


def test_body_of_many_areas_is_said_once(many: CountingStore) -> None:
    assert ask(many, "区农委牵头的任务有哪些").interpretation.count(BODY) == 1


def test_topic_with_a_task_in_each_plan_is_answered_for_each(many: CountingStore, records: Mapping[str, Plan]) -> None:
    having = {name: [t for t in plan.tasks if t.title == "整治城市黑臭水体"] for name, plan in records.items()}
    wanted = {
        (name, departments_of(plan)[r.name].label)
        for name, plan in records.items()
        for task in having[name]
        for r in task.responsibilities
        if r.role == "lead"
    }
    answer = ask(many, "整治城市黑臭水体由哪个部门牵头")
    assert len(wanted) > 2
    assert (answer.status, {(row["plan"], row["label"]) for row in answer.answers}) == ("answered", wanted)


def test_the_plan_is_asked_back(many: CountingStore) -> None:
    answer = ask(many, "方案引用了哪些文件")
    assert (answer.status, len(answer.readings)) == ("ambiguous", COUNT)


@pytest.mark.parametrize("question", DEV)
def test_number_of_queries_does_not_grow_with_the_plans(many: CountingStore, question: str) -> None:
    ask(many, question)
    before = many.asked
    ask(many, question)
    assert many.asked - before <= 12


@pytest.mark.parametrize("question", DEV)
def test_query_that_is_shown_is_short(many: CountingStore, question: str) -> None:
    assert len(ask(many, question).sparql) < 3000


@pytest.mark.parametrize("question", DEV)
def test_query_that_is_shown_finds_what_is_answered(many: CountingStore, question: str) -> None:
    answer = ask(many, question)
    if answer.kind == "tasks":
        assert [row["task"].value for row in many.select(answer.sparql)] == [row["iri"] for row in answer.answers]
    elif answer.kind == "targets":
        assert {row["pid"].value for row in many.select(answer.sparql)} >= {row["plan"] for row in answer.answers}


def test_index_that_is_kept_is_the_one_that_is_read(tmp_path: Path, records: Mapping[str, Plan]) -> None:
    names = list(records)[:3]
    with open_store(tmp_path / "store", write=True) as store:
        for name in names[:2]:
            store.replace_plan(name, state(records[name], name))
        first = index_of(store)
        store.replace_plan(names[2], state(records[names[2]], names[2]))
        grown = shelf.parts_of(store)
        store.remove_plan(names[0])
        shrunk = shelf.parts_of(store)
    with open_store(tmp_path / "store") as store:
        kept = tmp_path / "store" / "aside" / shelf.NAME
        assert [part.plan[0] for part in grown.values()] == sorted(names)
        assert shelf.parts_of(store) == shrunk
        content = kept.read_bytes()
        for damaged in (b"", content[:-9], content.replace(b"2011", b"2012", 1), b"\xff" + content):
            kept.write_bytes(damaged)
            assert shelf.parts_of(store) == shrunk
            assert kept.read_bytes() == content
        kept.unlink()
        assert shelf.parts_of(store) == shrunk
    assert {task.plan for task in first.tasks} == {plan.iri for plan in first.plans}


def test_whole_texts_of_very_many_plans_are_not_searched_and_that_is_said() -> None:
    def text(number: int) -> str:
        title = f"滨江{number}区治水方案（2016—2020年）"
        return f"{title}\n一、主要任务\n1.治理河道。开展“三改一整”（改水、改灶）。（区水务局牵头）\n"

    store = MemoryStore(describe_vocabulary())
    with store.batch():
        for number in range(MOST_SEARCHED + 1):
            store.replace_plan(f"p{number}", state(extract(text(number)), f"p{number}"))
    answer = ask(store, "改灶的要求是从哪里来的")
    assert answer.status == "declined"
    assert any(f"{MOST_SEARCHED + 1} 份方案" in note for note in answer.notes)
