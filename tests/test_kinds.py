"""Questions of the kinds that have a way of asking of their own."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from extraction.pipeline import extract
from graph.build import describe_vocabulary
from graph.library import state
from graph.store import MemoryStore
from queries.answers.answer import Answer, ask
from tests.variants import original

DATA = tomllib.loads((Path(__file__).parent / "cases" / "kinds.toml").read_text("utf-8"))
TEXTS = {"water": original().text, **DATA["plans"]}
ASKED = [(question, case) for case in DATA["case"] if case["kind"] != "none" for question in case["questions"]]
NONE = [case for case in DATA["case"] if case["kind"] == "none"]
DECLINED = [(question, case["plan"]) for case in NONE for question in case["questions"]]
FIELDS = {"tasks": "id", "departments": "label", "documents": "number", "passages": "text"}


@pytest.fixture(scope="module")
def stores() -> Mapping[str, MemoryStore]:
    made = {name: MemoryStore() for name in TEXTS}
    for name, store in made.items():
        store.replace_plan(name, [*state(extract(TEXTS[name]), name), *describe_vocabulary()])
    return made


def said(answer: Answer) -> list[Any]:
    return [row[FIELDS.get(answer.kind, "value")] for row in answer.answers]


@pytest.mark.parametrize(("question", "case"), ASKED, ids=[f"{case['plan']}: {question}" for question, case in ASKED])
def test_question_is_answered(stores: Mapping[str, MemoryStore], question: str, case: Mapping[str, Any]) -> None:
    answer = ask(stores[case["plan"]], question)
    assert (answer.status, answer.kind, said(answer)) == ("answered", case["kind"], case["answers"]), answer.notes
    assert answer.interpretation
    assert stores[case["plan"]].select(answer.sparql) or case["answers"] == [False]
    text = extract(TEXTS[case["plan"]]).text
    assert [text[found.start : found.end] for found in answer.evidence] == [found.text for found in answer.evidence]


@pytest.mark.parametrize(("question", "plan"), DECLINED)
def test_question_is_declined_with_a_reason(stores: Mapping[str, MemoryStore], question: str, plan: str) -> None:
    answer = ask(stores[plan], question)
    assert (answer.status != "answered", answer.answers) == (True, ())
    assert any(answer.notes)


@pytest.fixture(scope="module")
def both() -> MemoryStore:
    store = MemoryStore()
    for name, text in TEXTS.items():
        store.replace_plan(name, state(extract(text), name))
    store.replace_plan("vocabulary", list(describe_vocabulary()))
    return store


def test_each_plan_says_its_own(both: MemoryStore) -> None:
    rows = {row["plan"]: row["text"] for row in ask(both, "标题是什么").answers}
    assert rows == {
        "park": "临江市数字园区建设行动计划（2021—2023年）",
        "water": "重庆市永川区水污染防治行动实施方案（2016—2020年）",
    }


def test_the_plan_may_be_one_of_several(both: MemoryStore) -> None:
    asked = ask(both, "这个方案是谁印发的")
    assert asked.status == "ambiguous"
    chosen = ask(both, "这个方案是谁印发的", asked.readings[1])
    assert said(chosen) == ["重庆市永川区人民政府"]
    assert said(ask(both, "数字园区建设行动计划是谁印发的")) == ["临江市人民政府办公室"]


def test_level_of_sections_is_asked_back(stores: Mapping[str, MemoryStore]) -> None:
    question = "how many sections does the plan have"
    asked = ask(stores["water"], question)
    assert asked.readings == ("chapters", "sections within chapters")
    assert [said(ask(stores["water"], question, reading)) for reading in asked.readings] == [[4], [25]]


def test_passages_are_those_of_the_plan_that_is_named(both: MemoryStore) -> None:
    answer = ask(both, "数字园区建设行动计划的总体要求是什么")
    assert [row["plan"] for row in answer.answers] == ["park"]
    assert ask(both, "这个方案禁止什么").status == "ambiguous"
    assert {row["plan"] for row in ask(both, "哪些行为被禁止").answers} == {"park", "water"}


def test_reading_of_a_ban_is_said(stores: Mapping[str, MemoryStore]) -> None:
    assert ask(stores["water"], "饮用水源保护区内禁止什么").interpretation.endswith("只看禁止的；关于“饮用水源保护区”")
    assert "only what is forbidden" in ask(stores["water"], "what is forbidden in section 4.2").interpretation
