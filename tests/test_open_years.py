"""A plan that states no period has no last year: what goes on in it goes on in every later one."""

import pytest

from extraction.pipeline import extract
from graph.build import describe_vocabulary
from graph.library import state
from graph.store import MemoryStore
from queries.answers.answer import ask
from queries.catalogue import run

TEXT = """某市水污染防治工作方案

一、主要任务

（一）公开水质信息。2018年起，每年公开水质信息。（市环保局牵头）

（二）关闭排污口。2019年底前，关闭排污口。（市水务局牵头）
"""


@pytest.fixture(scope="module")
def store() -> MemoryStore:
    plan = extract(TEXT)
    assert plan.period is None
    made = MemoryStore()
    made.replace_plan("p", [*state(plan, "p"), *describe_vocabulary()])
    return made


@pytest.mark.parametrize(
    ("year", "ids"), [("2017", []), ("2018", ["1.1"]), ("2019", ["1.1", "1.2"]), ("2030", ["1.1"])]
)
def test_each_year_from_the_first_on_is_covered(store: MemoryStore, year: str, ids: list[str]) -> None:
    for query in ("dated-tasks", "tasks"):
        assert [row["id"].value for row in run(store, query, {"year": year}).rows] == ids
    answer = ask(store, f"{year}年有哪些任务")
    assert [row["id"] for row in answer.answers] == ids
