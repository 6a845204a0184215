"""Questions for figures by the words of a target, among which stand words that elsewhere ask."""

import pytest

from extraction.pipeline import extract
from graph.build import describe_vocabulary
from graph.library import state
from graph.store import MemoryStore
from queries.answers.answer import ask

PLAN = """滨江市优化营商环境行动方案（2020—2022年）

一、工作目标

到2022年，缺水城区再生水利用率达到20%以上，城市污水处理率达到95%，县城污水处理率达到85%。

二、主要任务

（一）提升办税服务。2021年底前，将正常出口退税业务平均办理时间压减至8个工作日以内。（市税务局牵头）

（二）推进跨区域通办。2021年底前，实现74项事项异地办理。（市政务办牵头，市税务局配合）

（三）制定标准。推动制定10项以上导航国家标准，每年引进5名以上人工智能顶尖人才。（市市场监管局牵头）

（四）通报进展。每季度通报一次。（市政务办牵头）
"""


@pytest.fixture(scope="module")
def store() -> MemoryStore:
    made = MemoryStore()
    made.replace_plan("office", [*state(extract(PLAN), "office"), *describe_vocabulary()])
    return made


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        ("正常出口退税平均办理时间目标", [8]),
        ("出口退税业务平均办理时间要压到几个工作日以内", [8]),
        ("2021年底前要实现多少项事项异地办理", [74]),
        ("推动制定多少项导航国家标准", [10]),
        ("每年引进多少名人工智能顶尖人才", [5]),
        ("缺水城区再生水利用率目标", [20]),
        ("城市和县城的污水处理率分别要达到多少", [95, 85]),
    ],
)
def test_a_word_that_asks_may_be_a_part_of_what_is_asked_about(
    store: MemoryStore, question: str, figures: list[int]
) -> None:
    answer = ask(store, question)
    assert [values.get("value") for values in answer.answers] == figures, answer.notes
    assert answer.kind == "targets"


@pytest.mark.parametrize(
    ("question", "count"), [("2021年底前有多少项任务", 2), ("一共有多少项任务", 4), ("市税务局牵头多少项任务", 1)]
)
def test_tasks_are_counted_all_the_same(store: MemoryStore, question: str, count: int) -> None:
    assert [values.get("value") for values in ask(store, question).answers] == [count]


@pytest.mark.parametrize("question", ["平均每个部门有多少项任务", "外国专家要引进多少名", "缺少预算的项目有几个"])
def test_what_no_target_says_is_not_answered(store: MemoryStore, question: str) -> None:
    assert ask(store, question).status != "answered"


def test_tasks_that_only_say_how_often_are_told_as_such(store: MemoryStore) -> None:
    assert any("只写明多久一次（2.3、2.4）" in note for note in ask(store, "2021年底前有多少项任务").notes)


@pytest.mark.parametrize("question", ["方案里一共有多少项任务", "整个方案有几项任务", "方案共列了多少项任务"])
def test_the_plan_may_be_named_by_its_kind_alone(store: MemoryStore, question: str) -> None:
    assert [values.get("value") for values in ask(store, question).answers] == [4]


def test_a_count_of_none_says_what_a_body_does_besides(store: MemoryStore) -> None:
    answer = ask(store, "市税务局参与了几项任务")
    assert [values.get("value") for values in answer.answers] == [1]
    none = ask(store, "市市场监管局参与了几项任务")
    assert [values.get("value") for values in none.answers] == [0]
    assert any("担任其他角色（2.3）" in note for note in none.notes)


@pytest.mark.parametrize("question", ["国家税务局牵头哪些任务", "国务院政务办有什么任务", "中央市场监管局参与了什么"])
def test_a_body_of_another_level_is_not_the_plans(store: MemoryStore, question: str) -> None:
    assert ask(store, question).status != "answered"


@pytest.mark.parametrize("question", ["2021年有哪些量化指标", "2021年的数量目标是什么"])
def test_figures_may_be_asked_for_as_such(store: MemoryStore, question: str) -> None:
    assert {values.get("value") for values in ask(store, question).answers} == {8, 74}
