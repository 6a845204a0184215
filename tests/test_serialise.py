"""Records become the JSON that scripts read, to the letter."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from extraction.confidence import rules
from extraction.records import (
    Annex,
    Caution,
    Citation,
    Deadline,
    Entity,
    Link,
    Measure,
    Passage,
    Plan,
    Responsibility,
    Section,
    Target,
    Task,
)
from extraction.serialise import number, to_json

TEXT = "某区方案\n（一）治水。到2020年，达标率≥95.5%。（区水务局牵头，区环保局、相关镇街参与）"


def passage(said: str) -> Passage:
    start = TEXT.index(said)
    return Passage(said, start, start + len(said))


UNKNOWN = {"rule": "", "confidence": None, "confidence_n": 0}
WHOLE = passage("（一）治水。到2020年，达标率≥95.5%。（区水务局牵头，区环保局、相关镇街参与）")
CLAUSE = passage("（区水务局牵头，区环保局、相关镇街参与）")
PLAN = Plan(
    text=TEXT,
    title="某区方案",
    issuer="某区人民政府",
    issued=date(2016, 7, 25),
    document_number=None,
    period=(2016, 2020),
    jurisdiction="某区",
    default_responsible=("各镇街",),
    citations=(
        Citation("渝府发〔2015〕69号", None, True, WHOLE),
        Citation(None, "监测网络建设方案", False, WHOLE),
    ),
    sections=(Section("1", "（一）", "治水", None, WHOLE),),
    tasks=(
        Task(
            id="1",
            title="治水",
            section="1",
            responsibilities=(
                Responsibility("区水务局", "lead", False, passage("区水务局")),
                Responsibility("区环保局", "participant", False, passage("区环保局")),
                Responsibility("相关镇街", "participant", True, passage("相关镇街")),
                Responsibility("各镇街", "default", True, WHOLE),
            ),
            deadlines=(Deadline("by", None, date(2020, 12, 31), None, passage("到2020年")),),
            measures=(Measure("obligation", passage("治水"), place="某区"),),
            clause=CLAUSE,
            passage=WHOLE,
        ),
    ),
    targets=(
        Target(
            section="1",
            task="1",
            subject="",
            indicator="达标率",
            comparator=">=",
            value=Decimal("95.5"),
            value_max=None,
            unit="%",
            year=2020,
            baseline_year=2015,
            baseline_value=Decimal("80"),
            recurrence=None,
            passage=passage("到2020年，达标率≥95.5%"),
        ),
    ),
    warnings=(Caution("unread-date", "13月", 0, 4),),
    entities=(Entity("area", "某区", (passage("某区"),), ("1",), (0,), "entity.area"),),
    links=(Link(0, "1", Decimal("0.75"), ("达标率",), "link.words"),),
    annexes=(Annex(2, "治水", False, passage("治水")),),
)


def given(name: str, role: str, *, group: bool, at: Passage | None = None) -> dict[str, object]:
    at = at or passage(name)
    extent = {"text": at.text, "start": at.start, "end": at.end}
    return {"name": name, "role": role, "group": group, **extent, **UNKNOWN}


def test_an_item_says_how_far_its_rule_can_be_trusted() -> None:
    rule, known = next(iter(rules().items()))
    deadline = replace(PLAN.tasks[0].deadlines[0], rule=rule)
    plan = replace(PLAN, tasks=(replace(PLAN.tasks[0], deadlines=(deadline,)),))
    found = json.loads(json.dumps(to_json(plan)))["tasks"][0]["deadlines"][0]
    assert (found["rule"], found["confidence"], found["confidence_n"]) == (rule, round(known.lower, 3), known.made)


def test_plan_becomes_the_documented_json() -> None:
    assert to_json(PLAN) == {
        "text": TEXT,
        "plan": {
            "title": "某区方案",
            "issuer": "某区人民政府",
            "issued": "2016-07-25",
            "document_number": None,
            "period": [2016, 2020],
            "jurisdiction": "某区",
            "based_on": ["渝府发〔2015〕69号"],
            "default_responsible": ["各镇街"],
            "cites": [{"number": None, "title": "监测网络建设方案"}],
        },
        "sections": [{"id": "1", "number": "（一）", "title": "治水", "parent": None, "start": 5, "end": len(TEXT)}],
        "tasks": [
            {
                "id": "1",
                "title": "治水",
                "lead": ["区水务局"],
                "participants": ["区环保局", "相关镇街"],
                "responsible": [],
                "guidance": [],
                "default_responsible": ["各镇街"],
                "responsibilities": [
                    given("区水务局", "lead", group=False),
                    given("区环保局", "participant", group=False),
                    given("相关镇街", "participant", group=True),
                    given("各镇街", "default", group=True, at=WHOLE),
                ],
                "deadlines": [
                    {
                        "text": "到2020年",
                        "kind": "by",
                        "start": None,
                        "end": "2020-12-31",
                        "recurrence": None,
                        "span": [11, 17],
                        **UNKNOWN,
                    }
                ],
                "measures": [
                    {
                        "text": "治水",
                        "modality": "obligation",
                        "start": 8,
                        "end": 10,
                        "deadline": None,
                        "place": "某区",
                        **UNKNOWN,
                    }
                ],
                "text": WHOLE.text,
                "start": 5,
                "end": len(TEXT),
            }
        ],
        "targets": [
            {
                "section": "1",
                "task": "1",
                "subject": "",
                "indicator": "达标率",
                "comparator": ">=",
                "value": 95.5,
                "value_max": None,
                "unit": "%",
                "year": 2020,
                "baseline_year": 2015,
                "baseline_value": 80,
                "recurrence": None,
                "text": "到2020年，达标率≥95.5%",
                "start": 11,
                "end": 27,
                **UNKNOWN,
            }
        ],
        "entities": [
            {
                "kind": "area",
                "name": "某区",
                "mentions": [[0, 2]],
                "tasks": ["1"],
                "targets": [0],
                "rule": "entity.area",
            }
        ],
        "annexes": [{"number": 2, "title": "治水", "present": False, "text": "治水", "start": 8, "end": 10}],
        "links": [{"target": 0, "task": "1", "score": 0.75, "shared": ["达标率"], "rule": "link.words"}],
        "warnings": [{"message": "“13月” cannot be read as a date; check the source.", "start": 0, "end": 4}],
    }


def test_json_survives_being_written_and_read() -> None:
    assert json.loads(json.dumps(to_json(PLAN))) == to_json(PLAN)


@pytest.mark.parametrize(
    ("value", "written"),
    [("31000", "31000"), ("4.50", "4.5"), ("0.1", "0.1"), ("2E+4", "20000"), ("20.9683", "20.9683"), ("-3", "-3")],
)
def test_figures_are_exact(value: str, written: str) -> None:
    assert json.dumps(number(Decimal(value))) == written


def test_classes_and_absent_figures_stay_as_they_are() -> None:
    assert number("III") == "III"
    assert number(None) is None
