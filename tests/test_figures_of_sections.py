"""Figures of a section that is named by its title, tasks of one, and the document that printed another plan."""

import pytest

from extraction.pipeline import extract
from graph.build import describe_vocabulary
from graph.library import state
from graph.store import MemoryStore
from queries.answers.answer import ask

PLAN = """滨江市乡村治理实施方案（2021—2023年）

一、工作目标

（一）农业污染排放控制目标

到2023年，化肥利用率达到40%以上，农膜回收率达到40%以上，秸秆综合利用率达到90%以上。

（二）乡村交通建设目标

到2022年，农村公路硬化率达到80%以上。

二、主要任务

（一）推广绿色农业。推广测土配方施肥。
牵头部门：市农业农村局；参与部门：市财政局

（二）建设镇村档案。整理档案。
责任单位：市委宣传部

三、保障措施

（一）强化资金保障。安排专项资金。
牵头部门：市财政局

（二）强化督查。每季度通报一次。
牵头部门：市政府督查室；参与部门：市财政局
"""


@pytest.fixture(scope="module")
def store() -> MemoryStore:
    made = MemoryStore()
    made.replace_plan("rural", [*state(extract(PLAN), "rural"), *describe_vocabulary()])
    return made


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        ("农业污染排放控制目标具体有哪些数字", [40, 40, 90]),
        ("农业污染控制的目标有哪些", [40, 40, 90]),
        ("农业污染排放控制目标里2023年的三个指标是多少", [40, 40, 90]),
        ("第一章乡村交通建设目标中的数量指标有哪些", [80]),
    ],
)
def test_figures_of_a_section_are_found_by_its_title(store: MemoryStore, question: str, figures: list[int]) -> None:
    answer = ask(store, question)
    assert [values.get("value") for values in answer.answers] == figures, answer.notes


@pytest.mark.parametrize(
    "question", ["空气质量目标有哪些数字", "第二章乡村交通建设目标中的数量指标有哪些", "建设目标有哪些数字"]
)
def test_no_section_is_guessed(store: MemoryStore, question: str) -> None:
    assert ask(store, question).status == "declined"


@pytest.mark.parametrize(
    ("question", "tasks"),
    [
        ("市财政局牵头的保障措施是哪一条", ["3.1"]),
        ("市财政局参与的保障措施有哪些", ["3.2"]),
        ("市农业农村局牵头的措施有哪些", ["2.1"]),
        ("只有市委宣传部一家负责的任务", ["2.2"]),
    ],
)
def test_a_section_may_be_called_by_its_title(store: MemoryStore, question: str, tasks: list[str]) -> None:
    answer = ask(store, question)
    assert [values.get("id") for values in answer.answers] == tasks, answer.notes
