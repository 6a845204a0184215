"""Questions to a store that holds several plans."""

from importlib.resources import files

import pytest

from extraction.pipeline import extract
from graph.build import describe_vocabulary
from graph.library import state
from graph.store import MemoryStore
from queries.answers.answer import Answer, ask
from queries.catalogue import entries, run

OTHER = """上海市数字经济发展三年行动计划（2021—2023年）

为加快数字经济发展，制定本行动计划。

一、主要任务

（一）建设数据中心。2021年，建成数据中心2个。
牵头部门：市经济信息化委、市发展改革委

（二）培育骨干企业。2022年底前，培育骨干企业10家。
牵头部门：市经济信息化委
"""
WATER = "重庆市永川区水污染防治行动实施方案（2016—2020年）"
DIGITAL = "上海市数字经济发展三年行动计划（2021—2023年）"


@pytest.fixture(scope="module")
def store() -> MemoryStore:
    text = (files("extraction") / "plans" / "yongchuan-2016.txt").read_text("utf-8")
    made = MemoryStore()
    made.replace_plan("yongchuan-water-2016", state(extract(text), "yongchuan-water-2016"))
    made.replace_plan("shanghai-digital-2021", state(extract(OTHER), "shanghai-digital-2021"))
    made.replace_plan("vocabulary", list(describe_vocabulary()))
    return made


def ids(answer: Answer) -> list[tuple[object, object]]:
    return [(row["plan"], row["id"]) for row in answer.answers]


@pytest.mark.parametrize(
    ("question", "source"),
    [
        ("2017年区农委牵头哪些任务?", f"答案出自：{WATER}。"),
        ("which tasks does the Agriculture Commission lead in 2017", f"From: {WATER}."),
    ],
)
def test_body_of_one_plan_is_answered_from_it(store: MemoryStore, question: str, source: str) -> None:
    answer = ask(store, question)
    assert (answer.status, ids(answer)) == ("answered", [("yongchuan-water-2016", "4.6.1")])
    assert answer.notes[-1] == source
    assert answer.to_json()["plans"] == ["yongchuan-water-2016"]


def test_departments_say_their_plan_too(store: MemoryStore) -> None:
    answer = ask(store, "畜禽养殖污染防治由谁牵头?")
    assert [row["label"] for row in answer.answers] == ["区农委"]
    assert answer.notes[-1] == f"答案出自：{WATER}。"


def test_things_of_several_plans_are_counted_by_plan(store: MemoryStore) -> None:
    answer = ask(store, "一共有多少项任务")
    assert [row["value"] for row in answer.answers] == [67]
    assert answer.notes[-1] == f"答案出自：{DIGITAL}：2、{WATER}：65。"


def test_the_plan_may_be_one_of_several(store: MemoryStore) -> None:
    question = "方案一共有多少项任务"
    answer = ask(store, question)
    assert (answer.status, answer.readings) == ("ambiguous", (DIGITAL, WATER))
    assert [[row["value"] for row in ask(store, question, title).answers] for title in answer.readings] == [[2], [65]]


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("永川的方案有多少项任务", 65),
        ("永川区的任务有多少项", 65),
        ("水污染防治方案有多少项任务", 65),
        ("数字经济行动计划有多少项任务", 2),
        ("上海市有多少项任务", 2),
        ("how many tasks are there in the Yongchuan plan", 65),
    ],
)
def test_plan_is_named_by_its_area_or_subject(store: MemoryStore, question: str, count: int) -> None:
    answer = ask(store, question)
    assert (answer.status, [row["value"] for row in answer.answers]) == ("answered", [count]), answer.notes


@pytest.mark.parametrize(
    ("question", "count"),
    [("上海市经济信息化委牵头多少项任务", 2), ("市经济信息化委牵头多少项任务", 2), ("永川区经信委牵头多少项任务", 3)],
)
def test_body_is_named_with_the_area_that_only_the_title_says(store: MemoryStore, question: str, count: int) -> None:
    assert [row["value"] for row in ask(store, question).answers] == [count]


@pytest.mark.parametrize("question", ["江津区农委牵头哪些任务", "南京市经济信息化委牵头哪些任务"])
def test_body_of_another_place_is_declined(store: MemoryStore, question: str) -> None:
    assert ask(store, question).status == "declined"


def test_number_of_a_task_that_the_named_plan_lacks_is_declined(store: MemoryStore) -> None:
    assert ask(store, "数字经济行动计划的4.6.1由谁牵头").status == "declined"
    assert ask(store, "4.6.1由谁牵头").status == "answered"


def test_year_outside_every_period_is_declined(store: MemoryStore) -> None:
    answer = ask(store, "2030年有哪些任务")
    assert answer.status == "declined"
    assert "2016—2020" in answer.notes[0]
    assert "2021—2023" in answer.notes[0]


@pytest.mark.parametrize(
    "name",
    [n for n, entry in entries().items() if n != "shared-indicators" and all(p.optional for p in entry.parameters)],
)
def test_catalogue_gives_no_row_for_each_plan_that_says_it_again(name: str) -> None:
    plan = extract(OTHER)
    once, twice = MemoryStore(), MemoryStore()
    for made, names in ((once, ["a"]), (twice, ["a", "b"])):
        made.replace_plan("vocabulary", list(describe_vocabulary()))
        for pid in names:
            made.replace_plan(pid, state(plan, pid))
    rows = len(run(once, name, {}).rows)
    assert len(run(twice, name, {}).rows) in (rows, 2 * rows)
