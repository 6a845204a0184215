"""Small plans in a line each: which ids their tasks get, and who has them."""

import pytest

from extraction.pipeline import extract
from tests.marked import cases


@pytest.mark.parametrize("line", [*cases("tasks")])
def test_a_plan_yields_the_tasks_behind_it(line: str) -> None:
    text, _, expected = line.partition(" => ")
    plan = extract(text.replace("⏎", "\n"))
    found = [f"{t.id} {'、'.join(f'{r.role}:{r.name}' for r in t.responsibilities)}" for t in plan.tasks]
    assert "; ".join(found) == expected
    assert [w for w in plan.warnings if w.kind == "repeated-number"] == []


def test_more_text_behind_a_clause_belongs_to_its_task() -> None:
    text = "一、任务⏎1．治理水体。（市水务局负责）到2025年，消除率达到90%。⏎2．清淤。（市水务局负责）⏎本方案即日施行。"
    plan = extract(text.replace("⏎", "\n"))
    assert [(t.id, t.passage.text[-6:]) for t in plan.tasks] == [("1.1", "率达到90%"), ("1.2", "水务局负责）")]
    assert [t.task for t in plan.targets] == ["1.1"]


def test_a_duty_in_prose_opens_its_task() -> None:
    plan = extract("一、分工\n市水利局负责巡查。2025年底前，完成率达到90%。\n市林业局负责造林。\n")
    assert [t.passage.text for t in plan.tasks] == ["市水利局负责巡查。2025年底前，完成率达到90%", "市林业局负责造林"]
    assert [t.task for t in plan.targets] == ["1.1"]
