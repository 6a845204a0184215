"""Questions in the words of policy staff, held against answers that the gold data give."""

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from graph.store import MemoryStore
from queries.answers.answer import Answer, ask
from queries.questions.words import bare
from tests import oracle

CASES = tomllib.loads((Path(__file__).parent / "cases" / "paraphrases.toml").read_text("utf-8"))["case"]
ANSWERED = [(question, case) for case in CASES if case["kind"] != "none" for question in case["questions"]]
DECLINED = [question for case in CASES if case["kind"] == "none" for question in case["questions"]]
# Read in part only: a plan named by half its title.
NOT_YET = {
    "which task does the Municipal Parks and Landscape Bureau lead",
    "水污染防治工作方案什么时候前要制定公布",
    "区公安局承担的任务有哪些",
}


def bodies(names: Iterable[object]) -> set[str]:
    folded = oracle.fold(map(str, names))
    return {name for name in folded if not name.startswith(("相关", "各"))} or folded


def comparable(kind: str, values: Iterable[Any]) -> object:
    """Return an answer's values, from the program or from the gold, in a form that can be compared."""
    if kind == "departments":
        return bodies(values)
    if kind == "documents":
        return {bare(str(value)) for value in values if value}
    if kind == "targets":
        return sorted(json.dumps([*oracle.amount(row), row["year"], row["baseline_year"]]) for row in values)
    return set(values)


def said(answer: Answer) -> Iterator[Any]:
    if answer.kind == "targets":
        numbers = (row["value"] for row in answer.answers)
        floats = (float(value) if isinstance(value, int) else value for value in numbers)
        yield from ({**row, "value": value} for row, value in zip(answer.answers, floats, strict=True))
        return
    key = {"tasks": "id", "departments": "label", "documents": "number"}.get(answer.kind, "value")
    yield from (row[key] for row in answer.answers)


@pytest.mark.parametrize(("question", "case"), ANSWERED, ids=[question for question, _ in ANSWERED])
def test_question_in_other_words_is_answered(store: MemoryStore, question: str, case: Mapping[str, Any]) -> None:
    answer = ask(store, question)
    if question in NOT_YET:
        assert answer.status != "answered"
        return
    readings = [case, *case.get("or", [])]
    wanted = [(reading["kind"], comparable(reading["kind"], oracle.answer(reading))) for reading in readings]
    assert (answer.status, answer.interpretation != "") == ("answered", True), answer.notes
    assert (answer.kind, comparable(answer.kind, said(answer))) in wanted, answer.interpretation


@pytest.mark.parametrize("question", DECLINED)
def test_what_the_plan_does_not_say_is_declined(store: MemoryStore, question: str) -> None:
    answer = ask(store, question)
    assert answer.status != "answered", answer.interpretation
    assert any(answer.notes)


def test_gold_answers_are_no_empty_lists() -> None:
    empty = [case["questions"] for case in CASES if case["kind"] != "none" and not oracle.answer(case)]
    assert empty == []
