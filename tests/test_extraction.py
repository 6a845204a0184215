"""The Yongchuan plan and variants of it are read as a person reads them; the scorer is the gold's own."""

import contextlib
import io
import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extraction.pipeline import extract, pipeline
from extraction.records import Passage, Plan
from extraction.serialise import to_json
from ontology.wording import DubanError
from tests.gold import evaluate
from tests.variants import Variant, original, variant, with_other_marks

EXACT = ("task ids", "titles", "leads", "participants", "other roles", "deadlines", "evidence that reproduces its text")


def scores(made: Variant) -> dict[str, float]:
    """Return the F1 of each field, by the scorer's own report."""
    found = json.loads(json.dumps(to_json(extract(made.text))))
    with contextlib.redirect_stdout(io.StringIO()) as report:
        evaluate.score_extraction(made.gold, found, made.text, verbose=True)  # type: ignore[no-untyped-call]
    lines = [line for line in report.getvalue().splitlines() if " F1 " in line]
    assert "text is the plan's: yes" in report.getvalue()
    assert len(lines) == 8, report.getvalue()
    return {line.partition(":")[0]: float(line.rpartition(" ")[2]) for line in lines}


def passages(plan: Plan) -> list[Passage]:
    """Return every passage that a plan's records carry."""
    found = [t.passage for t in plan.tasks] + [r.passage for t in plan.tasks for r in t.responsibilities]
    found += [d.passage for t in plan.tasks for d in t.deadlines] + [m.passage for t in plan.tasks for m in t.measures]
    found += [t.clause for t in plan.tasks if t.clause] + [s.passage for s in plan.sections]
    return found + [t.passage for t in plan.targets] + [c.passage for c in plan.citations]


def test_the_plan_is_read_completely() -> None:
    found = scores(original())
    assert {name: found[name] for name in EXACT} == dict.fromkeys(EXACT, 1.0)
    assert found["targets with a number"] >= 0.97


@pytest.mark.parametrize("seed", range(5))
def test_marks_replaced_at_random_change_nothing(seed: int) -> None:
    made = with_other_marks(seed)
    assert made.text != original().text
    assert min(scores(made).values()) >= 0.97


@pytest.mark.parametrize("seed", range(8))
def test_other_bodies_figures_years_and_items_are_read_alike(seed: int) -> None:
    made = variant(seed)
    assert made.gold != original().gold
    assert min(scores(made).values()) >= 0.97


@pytest.mark.parametrize("made", [original(), with_other_marks(7), variant(7)], ids=["original", "marks", "variant"])
def test_every_passage_reproduces_itself(made: Variant) -> None:
    plan = extract(made.text)
    assert len(passages(plan)) > 650
    assert [p for p in passages(plan) if plan.text[p.start : p.end] != p.text] == []


def test_a_plan_without_its_gold_answers_scores_less() -> None:
    made = original()
    first = made.gold["tasks"][0]["lead"]
    made.gold["tasks"][0]["lead"] = ["区教委"]
    assert first != ["区教委"]
    assert scores(made)["leads"] < 1.0


def test_the_head_of_the_plan() -> None:
    plan = extract(original().text)
    assert plan.title == "重庆市永川区水污染防治行动实施方案（2016—2020年）"
    assert (plan.issuer, plan.jurisdiction) == ("重庆市永川区人民政府", "重庆市永川区")
    assert (plan.issued, plan.period, plan.document_number) == (date(2016, 7, 25), (2016, 2020), None)
    assert list(plan.basis()) == ["渝府发〔2015〕69号"]
    cited = [c.number for c in plan.citations]
    assert cited == [
        "渝府发〔2015〕69号",
        "HJ/T 433-2008",
        "永川府办发〔2016〕5号",
        "渝府发〔2014〕3号",
        "国办发〔2015〕56号",
    ]


def test_goals_without_a_figure_are_complete_in_the_first_chapter() -> None:
    plan, gold = extract(original().text), original().gold
    anchors = [t["anchor"] for t in gold["targets"] if t["comparator"] == "do" and t["section"].startswith("1")]
    found = [t.passage.text for t in plan.targets if t.value is None and (t.section or "").startswith("1")]
    assert len(found) == len(anchors)
    assert [(a, f) for a, f in zip(anchors, found, strict=True) if a not in f] == []


def test_clean_text_numbered_in_four_ways() -> None:
    text = (
        "某市节水行动方案\n第一章　总则\n为节约用水，制定本方案。\n第二章　任务\n一、工业节水\n"
        "（一）改造管网。到2020年，漏损率控制在10%以内。（市水务局牵头，市财政局参与）\n"
        "（二）推广工艺。（市经信委负责）\n二、农业节水\n（一）改造灌区。（市农委、市水务局负责）\n"
    )
    plan = extract(text)
    assert [(s.id, s.title) for s in plan.sections] == [
        ("1", "总则"),
        ("2", "任务"),
        ("2.1", "工业节水"),
        ("2.2", "农业节水"),
    ]
    assert [(t.id, t.title, t.names("lead"), t.names("responsible")) for t in plan.tasks] == [
        ("2.1.1", "改造管网", ("市水务局",), ()),
        ("2.1.2", "推广工艺", ("市经信委",), ()),
        ("2.2.1", "改造灌区", (), ("市农委", "市水务局")),
    ]
    assert [(t.task, t.comparator, t.value, t.year) for t in plan.targets] == [("2.1.1", "<=", Decimal(10), 2020)]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        (
            "一、甲类\n（一）改造。（市水务局负责）\n二、乙类\n（二）推广。（市水务局负责）\n（三）宣传。（市水务局负责）\n",
            ["1.1", "2.2", "2.3"],
        ),
        ("二、乙类\n（一）升级。\n9.改造。（市水务局负责）\n10.推广。（市水务局负责）\n", ["2.1.9", "2.1.10"]),
        ("3.4 建设中心\n3.4.1 改造。（市水务局负责）\n3.4.2 人才引进。（市水务局负责）\n4 附则\n", ["3.4.1", "3.4.2"]),
        ("5.改造。（市水务局负责）\n6.12月底前完成排查。（市水务局负责）\n", ["5", "6"]),
        ("2.1 现状\n全市人口\n2.5亿元以上。\n2.2 任务\n2.2.1 改造。（市水务局负责）\n", ["2.2.1"]),
    ],
)
def test_numbers_that_run_on_or_begin_late_or_say_their_whole_path(text: str, ids: list[str]) -> None:
    assert [t.id for t in extract(text).tasks] == ids


def test_a_recurrence_belongs_to_the_date_before_it() -> None:
    plan = extract("一、公开\n1．公开水质。2016年，水质信息每季度向社会公开。（区水务局负责）\n")
    assert [(d.kind, d.start, d.end, d.recurrence) for d in plan.tasks[0].deadlines] == [
        ("in", date(2016, 1, 1), date(2016, 12, 31), "P3M")
    ]


def test_measures_show_what_they_do() -> None:
    plan = extract(
        "一、养殖\n1．整治养殖。完善雨污分流设施。严禁肥水养殖。鼓励中水回用。逾期未完成的，一律暂停审批。（区农委负责）\n"
    )
    assert [m.modality for m in plan.tasks[0].measures] == ["obligation", "prohibition", "encouragement", "sanction"]


def test_numbers_that_repeat_are_told_apart() -> None:
    plan = extract("一、甲方面\n（区农委负责）\n一、乙方面\n（区水务局负责）\n")
    assert [t.id for t in plan.tasks] == ["1", "1b"]
    assert [(c.start, plan.text[c.start : c.start + 4]) for c in plan.warnings] == [
        (plan.text.rindex("一、"), "一、乙方")
    ]


@pytest.mark.parametrize("text", ["今天天气很好。", "Minutes of the meeting\n\nNothing was decided.\n", "区农委牵头 "])
def test_a_text_that_is_no_plan_says_so_and_gives_nothing(text: str) -> None:
    plan = extract(text)
    assert (plan.sections, plan.tasks, plan.targets) == ((), (), ())
    assert [(c.kind, c.start, c.end) for c in plan.warnings] == [("no-plan", 0, len(text))]


def test_findings_stand_on_the_doc_as_span_groups() -> None:
    doc = pipeline()(original().text)
    assert doc.text == original().text
    assert {name: len(doc.spans[name]) for name in ("tasks", "targets")} == {"tasks": 65, "targets": len(doc._.targets)}
    assert [span.text for span in doc.spans["bodies"] if span.text == "区农委"]
    assert all(group in doc.spans for group in ("sections", "dates", "citations", "responsibilities", "quantities"))


@settings(max_examples=60, deadline=None)
@given(
    st.text(
        alphabet="一二三四十（）()、。，. \n12016年底前区农环保局委牵头参与负责等达到%以上完成家第条：；相关镇街",
        max_size=160,
    )
)
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        plan = extract(text)
    except DubanError:
        return
    assert [p for p in passages(plan) if plan.text[p.start : p.end] != p.text] == []
    assert len({t.id for t in plan.tasks}) == len(plan.tasks)
    assert extract(text) == plan


def test_a_date_that_no_calendar_has_is_a_warning() -> None:
    plan = extract("一、公开\n1．公开水质。2016年13月底前公布名单。（区水务局负责）\n")
    assert plan.tasks[0].deadlines == ()
    assert [(plan.text[c.start : c.end], c.message("zh")) for c in plan.warnings] == [
        ("2016年13月底前", "“2016年13月底前”不能读成日期，请核对原文。")
    ]


def test_a_body_whose_companions_cannot_be_told_leads_all_the_same() -> None:
    plan = extract("第一条 考核\n县林长办会同协作单位于每年12月底前完成考核评分。\n第二条 改造。（县水利局负责）\n")
    assert [(t.id, t.names("lead")) for t in plan.tasks] == [("1", ("县林长办",)), ("2", ("县水利局",))]


def test_the_first_named_leads_where_the_plan_says_so_once() -> None:
    plan = extract(
        "一、任务\n1．甲项工作。（税务总局、财政部负责）\n"
        "2．乙项工作。（海关总署、商务部负责，排在第一位\n的部门为牵头部门，下同）\n3．丙项工作。（证监会、财政部、税务总局负责）\n"
    )
    assert [(t.names("lead"), t.names("participant"), t.names("responsible")) for t in plan.tasks] == [
        ((), (), ("税务总局", "财政部")),
        (("海关总署",), ("商务部",), ()),
        (("证监会",), ("财政部", "税务总局"), ()),
    ]


def test_a_default_holds_for_the_tasks_from_where_it_is_stated() -> None:
    plan = extract(
        "一、任务\n1．甲项工作。（区农委牵头）\n2．乙项工作。（区水务局牵头。以下均需各镇街落实，不再列出）\n3．丙项工作。（区环保局牵头）\n"
    )
    assert plan.default_responsible == ("各镇街",)
    assert [t.names("default") for t in plan.tasks] == [(), ("各镇街",), ("各镇街",)]
    assert [r.passage.text for r in plan.tasks[1].responsibilities if r.role == "default"] == ["以下均需各镇街落实"]


def test_a_text_many_times_over_gives_as_much_each_time() -> None:
    once, often = extract(original().text), extract(original().text * 30)
    assert (len(often.tasks), len(often.targets)) == (30 * len(once.tasks), 30 * len(once.targets))
    assert len({t.id for t in often.tasks}) == len(often.tasks)
    assert [t.title for t in often.tasks[-65:]] == [t.title for t in once.tasks]
