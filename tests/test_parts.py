"""A notice, the plan that it sends and the annexes are told apart; texts of our own making."""

import pytest

from extraction.marks import read_marks
from extraction.parts import find_parts
from extraction.pipeline import extract

NOTICE = (
    "东江县人民政府关于印发东江县治河实施方案的通知\n东政发〔2027〕5号\n各乡镇人民政府：\n"
    "现将《东江县治河实施方案》印发给你们，请认真执行。\n一、各单位要重视。（县财政局负责）\n"
)
SIGNED = "东江县人民政府\n2027年3月1日\n（此件公开发布）\n"
TITLE = "东江县治河实施方案\n"
PLAN = TITLE + "为治理河道，制定本方案。\n一、疏浚\n疏浚东门河。（县水利局负责）\n二、植树\n植树。（县林业局负责）\n"
TABLE = "序号\t任务\t责任单位\n一、堤防\t\t\n17\t加固西门堤。\t县住建局\n"
ANNEX = "附件2\n加固任务分解表\n"


def told(text: str) -> list[str]:
    """Return the kind, the id and the first line of each part."""
    found = find_parts(read_marks(text), [])
    return [f"{part.kind} {part.id or ''} {text[part.body :].splitlines()[0]}" for part in found.parts]


LISTED = "附件：1.东江县治河实施方案\n2.分解表\n"
ANNEXES = "附件1\n任务清单\n清单如下。\n附件2：名单\n名单如下。\n"
PARTS = [
    (PLAN, ["plan  东江县治河实施方案"]),
    (NOTICE + SIGNED + PLAN, ["notice  东江", "plan  东江县治河实施方案"]),
    (NOTICE + "附件：东江县治河实施方案\n" + SIGNED + PLAN, ["notice  东江", "plan  东江县治河实施方案"]),
    (NOTICE + SIGNED + "附件\n" + PLAN, ["notice  东江", "plan  东江县治河实施方案"]),
    (NOTICE + LISTED + SIGNED + "附件1\n" + PLAN, ["notice  东江", "plan  东江县治河实施方案"]),
    (
        NOTICE.replace("实施", "\n实施", 1) + SIGNED + PLAN.replace("实施", "\n实施", 1),
        ["notice  东江", "plan  东江县治河"],
    ),
    (NOTICE + SIGNED + "治河方案\n" + PLAN[10:] + "再疏浚。" * 50, ["notice  东江", "plan  治河方案"]),
    (PLAN + ANNEXES, ["plan  东江县治河实施方案", "annex a1 任务清单", "annex a2 名单"]),
    (NOTICE + SIGNED + PLAN + ANNEXES, ["notice  东江", "plan  东江县治河", "annex a1 任务清单", "annex a2 名单"]),
    (PLAN + "附件：任务清单\n", ["plan  东江县治河实施方案"]),
    (PLAN + "附件：1.任务清单\n2.名单\n" + SIGNED, ["plan  东江县治河实施方案"]),
    (PLAN + "附件1：任务清单\n附件2：名单\n" + SIGNED, ["plan  东江县治河实施方案"]),
    (PLAN + "附件1中所列任务，由各单位认真落实。\n", ["plan  东江县治河实施方案"]),
    (NOTICE, ["plan  东江县人民政府关于印发东江县治河实施方案的通知"]),
]


@pytest.mark.parametrize(("text", "expected"), PARTS)
def test_parts_are_told_apart(text: str, expected: list[str]) -> None:
    found = told(text)
    assert len(found) == len(expected)
    assert [part for part, start in zip(found, expected, strict=True) if not part.startswith(start)] == []


BOTH = ["1 县水利局", "2 县林业局"]
READ = [
    (PLAN, BOTH),
    (NOTICE + SIGNED + PLAN, BOTH),
    (PLAN + ANNEX + TABLE, [*BOTH, "a2.1.17 县住建局"]),
    (PLAN + ANNEX + TABLE.replace("一、堤防\t\t\n", ""), [*BOTH, "a2.17 县住建局"]),
    (PLAN + "附件：1.任务清单\n2.加固任务分解表\n" + SIGNED + ANNEX + TABLE, [*BOTH, "a2.1.17 县住建局"]),
    (NOTICE.replace("实施方案", "任务表") + SIGNED + "附件\n东江县治河任务表\n" + TABLE, ["1.17 县住建局"]),
    (NOTICE.replace("实施方案", "任务表") + SIGNED + "附件2\n治河任务表\n" + TABLE, ["a2.1.17 县住建局"]),
    (PLAN + "附件1\n宣传要求\n一、张贴标语\n张贴标语。（县文旅局负责）\n", [*BOTH, "a1.1 县文旅局"]),
    (PLAN + "附件1\n成员名单\n1.张三。县文旅局\n2.李四。县教育局\n", BOTH),
]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_tasks_are_those_of_the_plan_and_its_annexes(text: str, expected: list[str]) -> None:
    assert [f"{task.id} {'、'.join(task.names('lead'))}" for task in extract(text).tasks] == expected


def test_an_annex_is_a_section_with_its_own_title() -> None:
    plan = extract(PLAN + ANNEX + TABLE)
    assert [(s.id, s.number, s.title) for s in plan.sections] == [
        ("a2", "附件2", "加固任务分解表"),
        ("a2.1", "一、", "堤防"),
    ]


def test_a_list_of_annexes_is_no_list_of_items() -> None:
    plan = extract(PLAN + "附件：1.任务清单\n2.名单\n")
    assert [section.id for section in plan.sections] == []


def test_a_document_that_is_all_annex_is_the_plan() -> None:
    plan = extract(
        "附件：\n某市防灾工程实施方案\n一、目标\n到2025年完成。\n二、工程\n1．普查。由市应急局牵头，市气象局配合。\n"
    )
    assert (plan.title, [t.id for t in plan.tasks]) == ("某市防灾工程实施方案", ["2.1"])


def test_notes_under_a_table_head_nothing() -> None:
    plan = extract(
        "附表1　指标表\n\n序号\t任务\t责任部门\n1\t改造管网\t区住建局\n2\t清扫道路\t区城管局\n\n"
        "注：1.现状数为预计数。2.责任部门负责提供数据。\n"
    )
    assert [t.id for t in plan.tasks] == ["a1.1", "a1.2"]


def test_a_numbered_annex_by_itself_stays_an_annex() -> None:
    plan = extract(
        "附件2\n某县任务分解表\n现分解如下。\n序号\t任务\t责任单位\n1\t改造管网\t县水务局\n2\t清扫道路\t县城管局\n"
    )
    assert [t.id for t in plan.tasks] == ["a2.1", "a2.2"]
