"""Deadlines of tasks that lean on the plan they stand in: its day of issue, its year, the sentence before."""

from datetime import date

from extraction.pipeline import extract
from extraction.records import Plan

TASKS = """一、主要任务
（一）整治河道。5年内基本消除黑臭水体，年底前完成摸底，12月底前报送清单。（县水利局负责）
（二）公开信息。2021年起，每年3月底前公布结果；印发后3个月内制定细则。（县生态环境局负责）
（三）建设泵站。2021年10月底前开工，12月底前完成基础。长期坚持巡查。（县住建局负责）
"""
NOTICE = """南湖县人民政府关于印发南湖县水环境整治方案的通知
各乡镇人民政府：
现将《南湖县水环境整治方案》印发给你们。
南湖县人民政府
2021年4月30日
南湖县水环境整治方案
"""


def _deadlines(plan: Plan) -> list[list[tuple[str, str, date | None, str | None]]]:
    return [[(d.passage.text, d.kind, d.end or d.start, d.recurrence) for d in task.deadlines] for task in plan.tasks]


def _warnings(plan: Plan) -> list[tuple[str, str]]:
    return [(w.kind, plan.text[w.start : w.end]) for w in plan.warnings]


def test_relative_times_count_from_the_day_of_issue() -> None:
    plan = extract(NOTICE + TASKS)
    assert _deadlines(plan) == [
        [("5年内", "by", date(2026, 4, 30), None), ("年底前", "by", date(2021, 12, 31), None)],
        [("2021年起，每年3月底前", "from", date(2021, 1, 1), "P1Y"), ("印发后3个月内", "by", date(2021, 7, 30), None)],
        [("2021年10月底前", "by", date(2021, 10, 31), None), ("12月底前", "by", date(2021, 12, 31), None)],
    ]
    assert _warnings(plan) == [("yearless-date", "12月底前")]


def test_without_a_day_of_issue_relative_times_are_warnings() -> None:
    plan = extract("南湖县水环境整治方案\n" + TASKS.replace("2021年10月", "2022年10月"))
    assert [text for text, *_ in _deadlines(plan)[0]] == []
    assert _warnings(plan) == [
        ("undated-term", "5年内"),
        ("yearless-date", "年底前"),
        ("yearless-date", "12月底前"),
        ("undated-term", "印发后3个月内"),
    ]


def test_a_plan_that_speaks_of_one_year_gives_it_and_says_so() -> None:
    plan = extract("南湖县水环境整治方案\n" + TASKS)
    assert _deadlines(plan)[0] == [
        ("年底前", "by", date(2021, 12, 31), None),
        ("12月底前", "by", date(2021, 12, 31), None),
    ]
    assert ("assumed-year", "12月底前") in _warnings(plan)


def test_a_document_number_says_which_year_this_is() -> None:
    plan = extract(
        "南湖县水环境整治方案\n南府办〔2023〕5号\n一、任务\n（一）整治河道。年底前完成摸底。（县水利局负责）\n"
    )
    assert _deadlines(plan)[0] == [("年底前", "by", date(2023, 12, 31), None)]


def test_a_yearly_plan_gives_its_year_and_says_so() -> None:
    plan = extract("南湖县2022年水环境整治工作要点\n" + TASKS)
    assert _deadlines(plan)[0] == [
        ("年底前", "by", date(2022, 12, 31), None),
        ("12月底前", "by", date(2022, 12, 31), None),
    ]
    assert ("assumed-year", "12月底前") in _warnings(plan)
