"""Questions that set numbers of tasks beside one another, held against numbers that the gold data give."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from graph.store import MemoryStore
from queries.answers.answer import Answer, ask
from tests import oracle

DATA = tomllib.loads((Path(__file__).parent / "cases" / "comparisons.toml").read_text("utf-8"))
CASES = [(question, case) for case in DATA["case"] for question in case["questions"]]
DECLINED = [question for case in DATA["declined"] for question in case["questions"]]


def sides(case: Mapping[str, Any]) -> Iterator[tuple[object, int]]:
    """Yield what is compared, and how many tasks of the gold data it has."""
    where = case.get("where", {})
    for year in case.get("years", []):
        yield year, len(oracle.tasks({**where, "in": year}))
    for body in case.get("bodies", []):
        yield body, len(oracle.tasks({**where, case["role"]: [body]}))
    for role in case.get("roles", []):
        yield role, len(oracle.tasks({**where, role: [case["body"]]}))
    for section in case.get("sections", []):
        ids = [task["id"] for task in oracle.tasks(where) if f"{task['id']}.".startswith(section + ".")]
        yield section, len(ids)
    if case["verdict"] == "share":
        yield "part", len(oracle.tasks(where))
        yield "whole", len(oracle.tasks({}))


def expected(case: Mapping[str, Any]) -> object:
    """Return what the gold data answer."""
    named = list(sides(case))
    counts = [count for _, count in named]
    if case["verdict"] == "each":
        return [[name, count] for name, count in named]
    if case["verdict"] in ("most", "fewest"):
        best = max(counts) if case["verdict"] == "most" else min(counts)
        return sorted(str(name) for name, count in named if count == best)
    return {
        "more-by": counts[0] - counts[1],
        "apart-by": abs(counts[0] - counts[1]),
        "is-more": counts[0] > counts[1],
        "share": round(100 * counts[0] / counts[1], 2) if counts[1] else None,
    }[case["verdict"]]


ROLES = {"牵头": "lead", "参与": "participant"}


def said(answer: Answer, case: Mapping[str, Any]) -> object:
    """Return an answer in the form in which the gold data give it."""
    if answer.kind == "table":
        _, rows = answer.grid()
        found = [[ROLES.get(str(row[0]), row[0]), row[-1]] for row in rows]
        return found if case["verdict"] == "each" else sorted(str(name) for name, _ in found)
    if answer.kind == "departments":
        return sorted(str(row["label"]) for row in answer.answers)
    if answer.kind == "dates":
        return sorted(str(row["value"]) for row in answer.answers)
    return answer.answers[0]["value"]


@pytest.mark.parametrize(("question", "case"), CASES, ids=[question for question, _ in CASES])
def test_numbers_are_compared(store: MemoryStore, question: str, case: Mapping[str, Any]) -> None:
    answer = ask(store, question)
    assert answer.status == "answered", answer.notes
    wanted = expected(case)
    if case["verdict"] == "each" and "bodies" in case:
        assert sorted(said(answer, case)) == sorted(wanted)  # type: ignore[call-overload]
    else:
        assert said(answer, case) == wanted, answer.interpretation
    assert store.select(answer.sparql)


@pytest.mark.parametrize("question", DECLINED)
def test_what_cannot_be_told_apart_is_not_answered(store: MemoryStore, question: str) -> None:
    answer = ask(store, question)
    assert answer.status != "answered", answer.interpretation
    assert any(answer.notes)


def test_numbers_behind_a_comparison_are_said(store: MemoryStore) -> None:
    answer = ask(store, "2016年和2017年哪年任务多")
    assert answer.interpretation == "问的是任务最多的年份；比较：2016 年、2017 年"
    assert answer.notes[:2] == ("2016 年：13 项。", "2017 年：16 项。")
    assert any("41 项任务未写明任何时限" in note for note in answer.notes)
    assert any("2016 年：12、2017 年：15" in note for note in answer.notes)


JOINED = [(question, case["where"]) for case in DATA["joined"] for question in case["questions"]]
PLAIN = [(question, case["where"]) for case in DATA["plain"] for question in case["questions"]]


def ids(answer: Answer) -> set[object]:
    return {row["id"] for row in answer.answers}


@pytest.mark.parametrize(("question", "where"), JOINED, ids=[question for question, _ in JOINED])
def test_bodies_joined_by_and_are_asked_back(store: MemoryStore, question: str, where: list[Mapping[str, Any]]) -> None:
    answer = ask(store, question)
    assert (answer.status, len(answer.readings)) == ("ambiguous", 2), answer.interpretation
    for reading, wanted in zip(answer.readings, where, strict=True):
        chosen = ask(store, question, reading)
        assert ids(chosen) == {task["id"] for task in oracle.tasks(wanted)}, chosen.interpretation


@pytest.mark.parametrize(("question", "where"), PLAIN, ids=[question for question, _ in PLAIN])
def test_what_is_said_plainly_is_answered(store: MemoryStore, question: str, where: Mapping[str, Any]) -> None:
    answer = ask(store, question)
    assert answer.status == "answered", answer.notes
    assert ids(answer) == {task["id"] for task in oracle.tasks(where)}, answer.interpretation


@pytest.mark.parametrize(
    ("question", "year"),
    [
        ("以2013年为基数的指标有哪些", 2013),
        ("跟2015年相比要下降的指标都有哪些", 2015),
        ("targets compared with 2015 levels", 2015),
    ],
)
def test_targets_by_the_year_that_they_are_compared_with(store: MemoryStore, question: str, year: int) -> None:
    answer = ask(store, question)
    wanted = {float(t["value"]) for t in oracle.GOLD["targets"] if t["baseline"] == str(year)}
    assert answer.status == "answered"
    assert {row["baseline_year"] for row in answer.answers} == {year}
    assert {float(str(row["value"])) for row in answer.answers} == wanted


@pytest.mark.parametrize(
    ("question", "note"),
    [
        ("区水务局牵头哪些任务", "方案另把 1 项任务写给“区水利局”（4.2.4），可能就是“区水务局”；这里没有计入。"),
        ("区水利局参与哪些任务", "“区水利局”可能是“区水务局”之误（1 处：4.2.4）；“区水务局”的任务没有计入。"),
        (
            "which tasks does the Water Affairs Bureau lead",
            "The plan also gives 1 task to District Water Resources Bureau (4.2.4), which may be a slip for "
            "District Water Affairs Bureau; it is not counted here.",
        ),
    ],
)
def test_body_that_is_likely_the_same_is_noted(store: MemoryStore, question: str, note: str) -> None:
    assert note in ask(store, question).notes


def test_difference_the_other_way_round_is_negative_and_said_so(store: MemoryStore) -> None:
    answer = ask(store, "how many more tasks are there in 2016 than in 2017")
    assert answer.answers == ({"value": -3},)
    assert "It is the other way round, so the difference is negative." in answer.notes
