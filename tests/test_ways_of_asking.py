"""Ways of asking in Chinese: that a body takes no part, from a year on, once a year, politely, for a class of water."""

from typing import Any

import pytest

from extraction.pipeline import extract
from graph.build import describe_vocabulary
from graph.library import state
from graph.store import MemoryStore
from queries.answers.answer import ask

PLAN = """滨江市水环境治理行动方案（2021—2023年）

滨江市人民政府办公室关于印发滨江市水环境治理行动方案（2021—2023年）的通知

一、工作目标

到2022年，柳河流域达到水域功能要求，白塔断面提升至Ⅲ类。到2023年，青河流域达到水域功能要求，红桥断面提升至Ⅳ类。

二、主要任务

（一）规范排水许可。从2022年起，推行排水许可。
牵头部门：市水务局；参与部门：市财政局、市公安局

（二）评估水源。每年开展一次饮用水水源评估。
牵头部门：市生态环境局；参与部门：市公安局

（三）清理河道。2021年底前，完成柳河、青河清淤。
牵头部门：市城管局；参与部门：市水务局、市生态环境局
"""


@pytest.fixture(scope="module")
def store() -> MemoryStore:
    made = MemoryStore()
    made.replace_plan("river", [*state(extract(PLAN), "river"), *describe_vocabulary()])
    return made


@pytest.mark.parametrize(
    ("question", "kind", "said"),
    [
        ("有市公安局参与、但没有市财政局的任务是哪些", "tasks", ["2.2"]),
        ("没有市公安局的任务有哪些", "tasks", ["2.3"]),
        ("哪些任务既不归市水务局牵头，也不归市城管局牵头", "tasks", ["2.2"]),
        ("哪些任务从2022年起实行", "tasks", ["2.1"]),
        ("哪些任务自2022年起执行", "tasks", ["2.1"]),
        ("哪些工作需要每年都做一次", "tasks", ["2.2"]),
        ("哪些任务每年一次", "tasks", ["2.2"]),
        ("烦请告知市城管局牵头的全部任务", "tasks", ["2.3"]),
        ("您好，请教一下，清理河道由谁牵头？谢谢", "departments", ["市城管局"]),
        ("清理河道这一任务的牵头单位是哪家", "departments", ["市城管局"]),
        ("清理河道，限期到何时", "dates", ["2021"]),
        ("白塔断面什么时候能到三类水", "dates", ["2022"]),
        ("红桥断面啥时候达到IV类", "dates", ["2023"]),
        ("市水务局和市生态环境局两家都参与的任务有哪些", "tasks", ["2.3"]),
    ],
)
def test_a_way_of_asking_is_understood(store: MemoryStore, question: str, kind: str, said: list[Any]) -> None:
    answer = ask(store, question)
    told = [values.get("id") or values.get("label") or values.get("value") for values in answer.answers]
    assert (answer.kind, [str(one)[:4] if kind == "dates" else one for one in told]) == (kind, said), answer.notes


@pytest.mark.parametrize(
    "question",
    [
        "白塔断面什么时候能到二类水",
        "柳河流域和青河流域分别哪一年达到水域功能要求",
        "清理河道和规范排水许可分别什么时候完成",
    ],
)
def test_what_would_be_a_guess_is_declined(store: MemoryStore, question: str) -> None:
    assert ask(store, question).status == "declined"
