"""Departments by the number of their tasks, tasks by the number of their departments, and what sets a figure."""

import tomllib
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from graph.store import MemoryStore
from queries.answers.answer import ask
from tests import oracle

DATA = tomllib.loads((Path(__file__).parent / "cases" / "thresholds.toml").read_text("utf-8"))


def cases(kind: str) -> list[tuple[str, Mapping[str, Any]]]:
    return [(question, case) for case in DATA[kind] for question in case["questions"]]


def departments(case: Mapping[str, Any]) -> set[str]:
    """Return the bodies that the gold data give; groups are none."""
    counts = oracle.ranking(case.get("where", {}), case["role"])
    if "place" in case:
        wanted = sorted(set(counts.values()), reverse=True)[case["place"] - 1]
        return {name for name, count in counts.items() if count == wanted}
    if "first" in case:
        wanted = sorted(counts.values(), reverse=True)[case["first"] - 1]
        return {name for name, count in counts.items() if count >= wanted}
    if "holds" in case:
        return set(counts) & set(oracle.ranking({}, case["holds"]))
    if "nowhere" in case:
        return set(counts) - set(oracle.ranking({}, case["nowhere"]))
    least, most = case["tasks"]
    return {name for name, count in counts.items() if least <= count <= most}


def tasks(case: Mapping[str, Any]) -> set[str]:
    """Return the tasks that the gold data give; groups are no departments."""
    counts: Counter[str] = Counter()
    for task in oracle.tasks(case.get("where", {})):
        bodies = [name for name in oracle.holders(task, case["role"]) if not name.startswith(("相关", "各"))]
        counts[task["id"]] = len(bodies)
    if "rank" in case:
        return {task for task, count in counts.items() if count == max(counts.values())}
    least, most = case["departments"]
    return {task for task, count in counts.items() if least <= count <= most}


@pytest.mark.parametrize(("question", "case"), cases("departments"), ids=[q for q, _ in cases("departments")])
def test_departments_by_their_tasks(store: MemoryStore, question: str, case: Mapping[str, Any]) -> None:
    answer = ask(store, question)
    assert (answer.status, answer.kind) == ("answered", "departments"), answer.notes
    named = oracle.fold(str(row["label"]) for row in answer.answers)
    assert {name for name in named if not name.startswith("相关")} == departments(case), answer.interpretation
    assert store.select(answer.sparql)


@pytest.mark.parametrize(("question", "case"), cases("tasks"), ids=[q for q, _ in cases("tasks")])
def test_tasks_by_their_departments(store: MemoryStore, question: str, case: Mapping[str, Any]) -> None:
    answer = ask(store, question)
    assert (answer.status, answer.kind) == ("answered", "tasks"), answer.notes
    assert {row["id"] for row in answer.answers} == tasks(case), answer.interpretation
    assert store.select(answer.sparql)


@pytest.mark.parametrize(("question", "case"), cases("figured"), ids=[q for q, _ in cases("figured")])
def test_tasks_that_set_a_figure(store: MemoryStore, question: str, case: Mapping[str, Any]) -> None:
    answer = ask(store, question)
    ids = {task["id"] for task in oracle.tasks({})}
    sure = [target for target in oracle.GOLD["targets"] if not target.get("optional")]
    with_figure = ids & {target["section"] for target in sure if target["value"] is not None}
    assert (answer.status, answer.kind) == ("answered", "tasks"), answer.notes
    assert {row["id"] for row in answer.answers} == (with_figure if case["figured"] else ids - with_figure)


@pytest.mark.parametrize(
    "question", ["没有数字的目标", "定性目标有哪些", "targets without numbers", "qualitative targets"]
)
def test_targets_without_a_figure(store: MemoryStore, question: str) -> None:
    answer = ask(store, question)
    assert (answer.status, answer.kind) == ("answered", "targets")
    assert {row["comparator"] for row in answer.answers} == {"qualitative"}


@pytest.mark.parametrize("question", ["有数字的目标", "定量目标有哪些", "targets with figures", "quantitative targets"])
def test_targets_with_a_figure(store: MemoryStore, question: str) -> None:
    answer = ask(store, question)
    assert (answer.status, answer.kind) == ("answered", "targets")
    assert all(row["value"] is not None for row in answer.answers)


@pytest.mark.parametrize("question", DATA["tied"][0]["questions"])
def test_place_that_may_be_counted_in_two_ways_is_declined(store: MemoryStore, question: str) -> None:
    answer = ask(store, question)
    assert answer.status == "declined"
    assert answer.notes


@pytest.mark.parametrize(
    "question",
    ["各牵头部门的任务数", "number of tasks by lead department", "rank the departments by number of tasks led"],
)
def test_tasks_of_each_department_in_a_role(store: MemoryStore, question: str) -> None:
    rows = ask(store, question).grid()[1]
    counts = dict(oracle.ranking({}, "lead"))
    assert {row[0]: row[1] for row in rows if not str(row[0]).startswith("相关")} == counts


def test_tasks_of_each_department_are_said(store: MemoryStore) -> None:
    answer = ask(store, "牵头超过10项的部门")
    assert answer.interpretation == "问的是部门；任务数 > 10；身份是牵头部门"
    assert answer.notes == ("区环保局：26 项。", "区水务局：14 项。")


def test_shared_last_place_is_said(store: MemoryStore) -> None:
    assert "最后一名有并列，一并列出。" in ask(store, "牵头任务最少的部门").notes
