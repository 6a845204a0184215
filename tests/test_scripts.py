"""Questions in either script, to plans in either script."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from opencc import OpenCC

from extraction.pipeline import extract
from graph.build import describe_vocabulary
from graph.library import state
from graph.store import MemoryStore
from queries.answers.answer import ask

PAIRS = tomllib.loads((Path(__file__).parent / "cases" / "scripts.toml").read_text("utf-8"))["pairs"]
PLAN = """江津区大气污染防治实施方案（2018—2020年）

一、主要任务

（一）治理扬尘污染。2018年底前，完成工地扬尘治理20处。（区建委牵头，区环保局参与）

（二）淘汰老旧车辆。2019年，淘汰老旧车辆300辆。（区公安局牵头，区交委、区环保局参与）
"""


@pytest.mark.parametrize(("traditional", "simplified"), PAIRS)
def test_script_of_a_question_changes_nothing(store: MemoryStore, traditional: str, simplified: str) -> None:
    answer, same = ask(store, traditional), ask(store, simplified)
    assert answer.question == traditional
    assert replace(answer, question="") == replace(same, question="")
    assert answer.status != "declined"


def test_name_that_was_meant_can_be_chosen_in_either_script(store: MemoryStore) -> None:
    chosen = ask(store, "區農位2017年牽頭哪些任務", "区农委")
    assert (chosen.status, chosen.question) == ("answered", "區農位2017年牽頭哪些任務")
    assert [values["id"] for values in chosen.answers] == ["4.6.1"]


@pytest.fixture(scope="module")
def traditional() -> MemoryStore:
    made = MemoryStore()
    made.replace_plan("a", [*state(extract(OpenCC("s2t").convert(PLAN)), "a"), *describe_vocabulary()])
    return made


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("扬尘污染由谁牵头", ["區建委"]),
        ("揚塵污染由誰牽頭", ["區建委"]),
        ("区公安局牵头哪些任务", ["1.2"]),
        ("區環保局參與哪些任務", ["1.1", "1.2"]),
        ("2019年要淘汰多少老旧车辆", [300]),
    ],
)
def test_plan_in_traditional_characters_is_asked_in_either(
    traditional: MemoryStore, question: str, values: list[object]
) -> None:
    answer = ask(traditional, question)
    keys = {"departments": "label", "tasks": "id", "targets": "value"}
    assert answer.status == "answered", answer.notes
    assert [row[keys[answer.kind]] for row in answer.answers] == values
