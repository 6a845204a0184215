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


BLOCK = """一、任务
1．改造管网30公里。
牵头领导：王小明
牵头单位：县水利局
责任单位：县住建局
完成时限：2026年10月底前
2．建设泵站5座。【完成时间：2027年6月；责任单位：县住建局，县财政局】
3．加强宣传，发放手册200份。
时间要求：长期
责任单位：县水利局
责任人：张三
4．2025年新建水池8个。（县水利局牵头，2026年6月底前完成）
"""


def test_a_block_of_labels_ends_its_task_and_says_its_time() -> None:
    plan = extract(BLOCK)
    assert [[(d.kind, str(d.end)) for d in t.deadlines] for t in plan.tasks] == [
        [("by", "2026-10-31")],
        [("by", "2027-06-30")],
        [],
        [("in", "2025-12-31"), ("by", "2026-06-30")],
    ]
    assert [t.passage.text[-4:] for t in plan.tasks] == ["0月底前", "财政局】", "人：张三", "前完成）"]
    assert [f"{t.value} {t.year}" for t in plan.targets] == ["30 2026", "5 2027", "200 None", "8 2025"]


def test_a_line_of_a_block_needs_no_colon() -> None:
    plan = extract("一、任务\n1．建设泵站5座。\n　　牵头单位　县水利局\n　　完成时间　2027年8月\n")
    assert [(d.kind, str(d.end)) for d in plan.tasks[0].deadlines] == [("by", "2027-08-31")]
    assert [t.year for t in plan.targets] == [2027]


def test_sources_in_a_few_brackets_assign_nothing() -> None:
    plan = extract(
        "一、综合\n增长5%。（县统计局）\n二、农业\n产量增加。\n三、工业\n增长。\n四、投资\n增长。（县财政局）\n"
    )
    assert plan.tasks == ()


def test_a_label_whose_bodies_cannot_be_read_is_a_warning() -> None:
    plan = extract("一、任务\n1．改造管网。责任单位：按有关规定确定。\n2．建设泵站。（县水利局负责）\n3．责任单位：\n")
    assert [(w.kind, w.about) for w in plan.warnings] == [("unread-bodies", "责任单位：按有关规定确定")]


def test_a_clause_between_the_title_and_the_text_leaves_the_text_to_the_task() -> None:
    plan = extract(
        "某区老旧小区改造方案\n一、工作内容\n（一）基础类改造\n牵头部门：区住建局\n"
        "实施雨污分流。2021年10月底前完成首批管网改造26.5公里。\n（二）完善类改造\n牵头部门：区城管局\n加装电梯。\n"
    )
    task = plan.tasks[0]
    assert (task.id, task.title, task.names("lead")) == ("1.1", "基础类改造", ("区住建局",))
    assert [d.passage.text for d in task.deadlines] == ["2021年10月底前"]
    assert [(t.task, t.year) for t in plan.targets] == [("1.1", 2021)]


@pytest.mark.parametrize(
    "title", ["某县2022年农业农村工作情况通报", "在全县项目建设推进会上的讲话", "关于第12号提案的答复"]
)
def test_what_tells_what_was_done_gives_no_duties(title: str) -> None:
    plan = extract(
        f"{title}\n一、工作成效\n县住建局牵头完成隐患排查，县交通局、县水利局配合整治。\n二、存在问题\n基础薄弱。\n"
    )
    assert plan.tasks == ()
