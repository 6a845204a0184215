"""Questions to a store with several plans: which one is meant, and what each of them has."""

import pytest

from extraction.pipeline import extract
from graph.build import describe_vocabulary
from graph.library import state
from graph.store import MemoryStore
from queries.answers.answer import Answer, ask

LOGISTICS = """国务院办公厅关于加快农村寄递物流发展的指导意见

国办发〔2021〕29号

各省、自治区、直辖市人民政府：

为加快农村寄递物流发展，提出以下意见。

一、主要任务

（一）健全末端服务。2022年底前，建成服务站100个。（国家邮政局、农业农村部按职责分工负责）

（二）优化协同发展。加强各方合作。（商务部牵头，国家邮政局参与）

（三）完善产地仓建设。（农业农村部牵头，商务部、财政部参与）

国务院办公厅
2021年7月29日
"""
DIGITAL = """上海市数字经济发展三年行动计划（2021—2023年）

为加快数字经济发展，制定本行动计划。

一、主要任务

（一）建设数据中心。2021年，建成数据中心2个。
牵头部门：市经济信息化委、市发展改革委

（二）培育骨干企业。2022年底前，培育骨干企业10家。
牵头部门：市经济信息化委
"""
AIR = """江津区大气污染防治实施方案（2018—2020年）

一、主要任务

（一）治理扬尘污染。2018年底前，完成工地扬尘治理20处。（区建委牵头，区环保局参与）

（二）淘汰老旧车辆。2019年，淘汰老旧车辆300辆。（区公安局牵头，区交委、区环保局参与）

（三）管控餐饮油烟。（区环保局牵头）

（四）开展执法检查。（区环保局牵头，区公安局参与）
"""
TITLES = {
    "china-logistics-2021": "国务院办公厅关于加快农村寄递物流发展的指导意见",
    "shanghai-digital-2021": "上海市数字经济发展三年行动计划（2021—2023年）",
    "jiangjin-air-2018": "江津区大气污染防治实施方案（2018—2020年）",
}
COUNTS = {"china-logistics-2021": 3, "shanghai-digital-2021": 2, "jiangjin-air-2018": 4}


@pytest.fixture(scope="module")
def store() -> MemoryStore:
    made = MemoryStore()
    for name, text in zip(TITLES, (LOGISTICS, DIGITAL, AIR), strict=True):
        made.replace_plan(name, state(extract(text), name))
    made.replace_plan("vocabulary", list(describe_vocabulary()))
    return made


def value(answer: Answer) -> object:
    assert answer.status == "answered", answer.notes
    return answer.answers[0]["value"]


@pytest.mark.parametrize(
    ("question", "plan"),
    [
        ("国务院的意见有多少项任务", "china-logistics-2021"),
        ("国务院办公厅的指导意见有多少项任务", "china-logistics-2021"),
        ("寄递物流意见有多少项任务", "china-logistics-2021"),
        ("农村寄递物流发展的指导意见里有多少项任务", "china-logistics-2021"),
        ("国办发〔2021〕29号里有多少项任务", "china-logistics-2021"),
        ("国办发[2021]29号文有多少项任务", "china-logistics-2021"),
        ("how many tasks are in the State Council's opinions", "china-logistics-2021"),
        ("how many tasks does the logistics plan have", "china-logistics-2021"),
        ("上海的计划有多少项任务", "shanghai-digital-2021"),
        ("数字经济三年行动计划有多少项", "shanghai-digital-2021"),
        ("上海市有多少项任务", "shanghai-digital-2021"),
        ("how many tasks are there in the Shanghai plan", "shanghai-digital-2021"),
        ("江津方案的任务有几项", "jiangjin-air-2018"),
        ("大气污染防治方案有多少项任务", "jiangjin-air-2018"),
        ("江津區的方案有多少項任務", "jiangjin-air-2018"),
        ("how many tasks are in the Jiangjin air plan", "jiangjin-air-2018"),
    ],
)
def test_plan_is_named_in_many_ways(store: MemoryStore, question: str, plan: str) -> None:
    answer = ask(store, question)
    assert value(answer) == COUNTS[plan]
    assert TITLES[plan] in answer.interpretation
    assert answer.to_json()["plans"] == [plan]


@pytest.mark.parametrize(
    "question",
    ["各方案分别有多少项任务", "每个方案有几项任务", "how many tasks does each plan have", "number of tasks per plan"],
)
def test_tasks_are_counted_by_plan(store: MemoryStore, question: str) -> None:
    answer = ask(store, question)
    assert answer.kind == "table"
    columns, rows = answer.grid()
    assert list(columns) == ["plan", "title", "tasks"]
    assert {row[0]: row[2] for row in rows} == COUNTS


@pytest.mark.parametrize(
    "question",
    ["库里所有方案加起来一共有多少项任务", "所有方案共有多少项任务", "how many tasks are there in all plans"],
)
def test_all_plans_together(store: MemoryStore, question: str) -> None:
    answer = ask(store, question)
    assert value(answer) == 9
    assert "4" in answer.notes[-1]


@pytest.mark.parametrize(
    "question",
    ["江津方案和上海的计划哪个任务多", "which has more tasks, the Jiangjin plan or the Shanghai plan?"],
)
def test_two_plans_are_compared(store: MemoryStore, question: str) -> None:
    answer = ask(store, question)
    assert answer.kind == "table"
    assert [(row[0], row[2]) for row in answer.grid()[1]] == [("jiangjin-air-2018", 4), ("shanghai-digital-2021", 2)]


@pytest.mark.parametrize("question", ["哪个方案任务最多", "which plan has the most tasks"])
def test_plan_with_the_most_tasks_comes_first(store: MemoryStore, question: str) -> None:
    assert ask(store, question).grid()[1][0][0] == "jiangjin-air-2018"


def test_question_about_two_plans_is_answered_from_both(store: MemoryStore) -> None:
    answer = ask(store, "江津方案和上海的计划有哪些任务")
    assert {row["plan"] for row in answer.answers} == {"jiangjin-air-2018", "shanghai-digital-2021"}
    assert len(answer.answers) == 6


def test_department_is_no_body_of_a_plan_that_names_groups() -> None:
    made = MemoryStore()
    text = AIR + "\n（五）加强宣传。（各部门负责）\n"
    made.replace_plan("a", [*state(extract(text), "a"), *describe_vocabulary()])
    assert [row["label"] for row in ask(made, "牵头最多的部门").answers] == ["区环保局"]
    rows = ask(made, "各部门牵头几项任务").grid()[1]
    assert {row[0]: row[1] for row in rows if row[0] != "各部门"} == {"区建委": 1, "区公安局": 1, "区环保局": 2}
