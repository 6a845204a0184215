"""The scorer of annotated plans counts what it should, and its annotations are sound."""

import copy
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from extraction.confidence import rules
from extraction.pipeline import extract
from tests.gold.facts import FIELDS, Score, annotated_plans, score, shipped, text_of

_TEXT = "某市方案\n一、供水\n" + (
    "（一）改造管网。到2025年，漏损率控制在8%以内。2024年底前完成分区计量。（市水务局牵头，市财政局参与）\n"
)
_FACTS: Mapping[str, Any] = {
    "ranges": {"roles": [[0, 99]], "targets": [[0, 99]]},
    "tasks": [
        {
            "id": "1.1",
            "clause": [_TEXT.index("市水务局"), _TEXT.index("）\n")],
            "lead": ["市水务局"],
            "participants": ["市财政局"],
            "deadlines": [
                {"kind": "by", "start": None, "end": "2025-12-31", "recurrence": None},
                {"kind": "by", "start": None, "end": "2024-12-31", "recurrence": None},
            ],
        }
    ],
    "targets": [
        {
            "at": [_TEXT.index("漏损率"), _TEXT.index("%") + 3],
            "subject": "",
            "indicator": "漏损率",
            "comparator": "<=",
            "value": 8,
            "unit": "%",
            "year": 2025,
            "baseline_year": None,
        }
    ],
    "numeric_only": True,
}


def counted(facts: Mapping[str, Any]) -> Score:
    return score(extract(_TEXT), facts)


def test_a_plan_read_as_annotated_scores_full() -> None:
    found = counted(_FACTS)
    assert found.misses == []
    assert {name: found.annotated[name] for name in FIELDS[:4]} == dict(zip(FIELDS, (1, 2, 2, 1), strict=False))
    assert {found.figures(name) for name in FIELDS} == {(1.0, 1.0, 1.0)}
    assert found.by_rule["role.lead"] == [1, 1]


@pytest.mark.parametrize(
    ("change", "name", "figures"),
    [
        (lambda f: f["tasks"][0].update(id="1.2"), "task ids", (0.0, 0.0, 0.0)),
        (lambda f: f["tasks"][0].update(lead=["市财政局"]), "roles", (0.5, 0.5, 0.5)),
        (lambda f: f["tasks"][0]["deadlines"].pop(), "deadlines", (0.5, 1.0, 2 / 3)),
        (lambda f: f["targets"][0].update(year=2024), "targets with a number", (0.0, 0.0, 0.0)),
        (lambda f: f["targets"][0].update(optional=True), "targets with a number", (1.0, 1.0, 1.0)),
        (lambda f: f["tasks"].clear(), "roles", (0.0, 0.0, 0.0)),
    ],
)
def test_each_difference_costs(change: Any, name: str, figures: tuple[float, float, float]) -> None:
    facts = copy.deepcopy(_FACTS)
    change(facts)
    assert counted(facts).figures(name) == pytest.approx(figures)


def test_the_shipped_plan_scores_full() -> None:
    text = files("extraction").joinpath("plans", "yongchuan-2016.txt").read_text(encoding="utf-8")
    assert score(extract(text), shipped()).misses == []


def test_enough_is_annotated() -> None:
    plans = list(annotated_plans())
    assert sum(len(plan["tasks"]) for plan in plans) >= 150
    assert sum(target["value"] is not None for plan in plans for target in plan["targets"]) >= 80
    for plan in plans:
        assert all(0 <= first < last for part in plan["ranges"].values() for first, last in part)
        assert len({task["id"] for task in plan["tasks"]}) == len(plan["tasks"])


def test_facts_hold_for_their_text_alone(tmp_path: Path) -> None:
    facts = next(annotated_plans())
    assert text_of(facts, tmp_path) is None
    (tmp_path / facts["plan"]).write_text("另一份方案", encoding="utf-8")
    with pytest.raises(ValueError, match="not the text that was annotated"):
        text_of(facts, tmp_path)


def test_every_rule_that_the_shipped_plan_needs_is_measured() -> None:
    text = files("extraction").joinpath("plans", "yongchuan-2016.txt").read_text(encoding="utf-8")
    plan = extract(text)
    used = {given.rule for task in plan.tasks for given in task.responsibilities}
    used |= {deadline.rule for task in plan.tasks for deadline in task.deadlines}
    used |= {target.rule for target in plan.targets}
    assert "" not in used
    assert used - rules().keys() - {"role.default", "target.qualitative"} == set()
