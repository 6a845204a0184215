"""Figures that one clause distributes: several targets rest on the same words, which marked text cannot show."""

from decimal import Decimal

import pytest

from extraction.dates import find_dates
from extraction.marks import read_marks
from extraction.pipeline import extract
from extraction.quantities import find_quantities
from extraction.scope import Scope
from extraction.serialise import number
from extraction.targets import find_targets

DISTRIBUTED = [
    ("城市和县城污水处理率分别达到95%和85%左右。", ["城市污水处理率 ~ 95 %", "县城污水处理率 ~ 85 %"]),
    (
        "到2025年，婴儿死亡率、5岁以下儿童死亡率、孕产妇死亡率分别下降到4‰、4.5‰、10/10万。",
        ["婴儿死亡率 <= 4 ‰ 2025", "5岁以下儿童死亡率 <= 4.5 ‰ 2025", "孕产妇死亡率 <= 10 /10万 2025"],
    ),
    (
        "城乡居民人均可支配收入分别增长6.5%和8%以上。",
        ["城乡居民人均可支配收入 increase>= 6.5 %", "城乡居民人均可支配收入 increase>= 8 %"],
    ),
    (
        "全市公共机构单位建筑面积能耗和人均综合能耗分别比2020年下降5%和6%。",
        ["全市公共机构单位建筑面积能耗 decrease= 5 % 对2020", "人均综合能耗 decrease= 6 % 对2020"],
    ),
    ("审批、备案办理时限分别减至1个月、半个月。", ["审批办理时限 <= 1 个月", "备案办理时限 <= 0.5 个月"]),
    ("到2025年和2030年，森林覆盖率分别达到24.1%和25%。", ["森林覆盖率 >= 24.1 % 2025", "森林覆盖率 >= 25 % 2030"]),
    (
        "2025年、2030年全市再生水利用率分别达到25%和30%以上。",
        ["全市再生水利用率 >= 25 % 2025", "全市再生水利用率 >= 30 % 2030"],
    ),
    (
        "化学需氧量和氨氮、二氧化硫、氮氧化物排放总量分别减少12%、13%、18%、19%。",
        [
            f"{name}排放总量 decrease= {share} %"
            for name, share in (("化学需氧量", 12), ("氨氮", 13), ("二氧化硫", 18), ("氮氧化物", 19))
        ],
    ),
    (
        "2023年、2024年、2025年分别开工建设公办幼儿园18所、14所、10所。",
        [f"公办幼儿园开工建设 = {n} 所 {year}" for n, year in ((18, 2023), (14, 2024), (10, 2025))],
    ),
    (
        "2024年和2025年分别新建普及型幼儿园20所、30所。",
        ["普及型幼儿园新建 = 20 所 2024", "普及型幼儿园新建 = 30 所 2025"],
    ),
    ("2024年和2025年分别新建充电桩500个、800个。", ["充电桩新建 = 500 个 2024", "充电桩新建 = 800 个 2025"]),
    (
        "2023—2025年，分别完成老旧小区改造20个、25个、30个。",
        [f"老旧小区改造 = {n} 个 {year}" for n, year in ((20, 2023), (25, 2024), (30, 2025))],
    ),
    (
        "到2023年、2024年、2025年，垃圾分类覆盖率分别达到80%、90%、100%。",
        [f"垃圾分类覆盖率 >= {n} % {year}" for n, year in ((80, 2023), (90, 2024), (100, 2025))],
    ),
    ("新建、改建农村公路分别达到100公里、200公里。", ["农村公路新建 >= 100 公里", "农村公路改建 >= 200 公里"]),
    (
        "旅游人次年均增长8%，旅游收入年均增长10%，到2025年分别达到3000万人次和300亿元。",
        [
            "旅游人次 increase= 8 %",
            "旅游收入 increase= 10 %",
            "旅游人次 >= 30000000 人次 2025",
            "旅游收入 >= 30000000000 元 2025",
        ],
    ),
    ("用水、用气报装时间分别压缩至3个、4个工作日。", ["用水报装时间 <= 3 个工作日", "用气报装时间 <= 4 个工作日"]),
    ("宜居乡镇、建制村比例分别达到50%以上。", ["宜居乡镇比例 >= 50 %", "建制村比例 >= 50 %"]),
    ("供水普及率、燃气普及率均达到99%以上。", ["供水普及率 >= 99 %", "燃气普及率 >= 99 %"]),
    ("一般事故起数和死亡人数同比分别下降10%、12%。", ["一般事故起数 decrease= 10 %", "死亡人数 decrease= 12 %"]),
    (
        "县、乡、村三级文化中心覆盖率分别达到100%、98%、95%。",
        ["县文化中心覆盖率 >= 100 %", "乡文化中心覆盖率 >= 98 %", "村三级文化中心覆盖率 >= 95 %"],
    ),
    ("国家级、省级示范社分别达到10家、50家。", ["国家级示范社 >= 10 家", "省级示范社 >= 50 家"]),
    ("高速公路和国省道分别新增80公里、120公里。", ["高速公路新增 = 80 公里", "国省道新增 = 120 公里"]),
    ("2024年至2025年分别培育10家和15家链主企业。", ["链主企业培育 = 10 家 2024", "链主企业培育 = 15 家 2025"]),
    (
        "小学、初中、高中入学率分别达到100%、99%、95%。",
        ["小学入学率 >= 100 %", "初中入学率 >= 99 %", "高中入学率 >= 95 %"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), DISTRIBUTED)
def test_distributed_figures(text: str, expected: list[str]) -> None:
    plan = read_marks(text)
    dates = list(find_dates(plan.plain))
    figures = list(find_quantities(plan, [(d.start, d.end) for d in dates]))
    said = [
        " ".join(
            [f"{''.join(t.phrase)} {t.comparator} {number(t.value)} {t.unit}"]
            + [str(t.year)] * bool(t.year)
            + [f"对{t.baseline_year}"] * bool(t.baseline_year)
        )
        for t in find_targets(Scope(plan, 0, len(text), "", dates, figures))
    ]
    assert said == expected


PLAN = """某市森林城市建设规划（2021—2025年）

某市人民政府
2021年3月1日

一、发展现状
2020年，森林覆盖率达到40%，建成公园12个。
二、主要目标
经过五年努力，城市面貌明显改善。
——森林覆盖率达到45%。
——到2023年，建成公园20个。
三、重点任务
（一）造林绿化
每年植树100万株。2022年底前，完成造林5万亩。人工造林成活率不低于85%。（市林业局负责）
（二）2024年公园建设
新建公园8个。（市城管局负责）
"""


def test_years_come_from_the_sentence_the_goals_or_the_heading() -> None:
    found = [(t.section, t.indicator, number(t.value), t.year, t.recurrence) for t in extract(PLAN).targets]
    assert found == [
        ("2", "森林覆盖率", 45, 2025, None),
        ("2", "建成", 20, 2023, None),
        ("3", "植树", 1000000, None, "P1Y"),
        ("3", "造林", 50000, 2022, None),
        ("3", "人工造林成活率", 85, None, None),
        ("3", "新建", 8, 2024, None),
    ]


def test_a_plan_for_one_year_gives_its_year_to_what_names_none() -> None:
    plan = extract("某区2022年稳就业工作要点\n一、目标\n全年城镇新增就业1.8万人，失业人员再就业7500人。\n")
    assert [(t.value, t.year) for t in plan.targets] == [(Decimal(18000), 2022), (Decimal(7500), 2022)]


REPORT = """关于市民来信第12号的答复

李某同志：
来信收悉，现答复如下：
一、做法
2022年以来，改造小区320个，惠及居民5.6万户，加装电梯120部，完成率达到98%。
二、打算
我局将加大力度，确保到2025年底前改造小区200个。
某市住房和城乡建设局
2024年5月6日
"""


def test_a_report_sets_only_what_is_still_to_come() -> None:
    assert [(t.subject, number(t.value), t.year) for t in extract(REPORT).targets] == [("小区", 200, 2025)]
    communique = PLAN.replace("森林城市建设规划（2021—2025年）", "统计公报").replace("二、主要目标\n", "")
    assert [(t.task, number(t.value), t.year) for t in extract(communique).targets] == [("3.1", 50000, 2022)]


def test_rules_set_what_they_date() -> None:
    rules = "某市养老机构管理办法\n\n第一章 总则\n第一条 养老机构床位不少于10张，护理型床位占比不低于50%。\n"
    assert [t for t in extract(rules + "第二条 本办法自发布之日起施行。\n").targets if t.value] == []
    dated = rules + "第二条 力争到2030年护理型床位占比达到80%。\n"
    assert [number(t.value) for t in extract(dated).targets] == [80]


def test_the_notes_of_a_table_set_nothing() -> None:
    notes = "注：1.〔〕内为累计数。\n2.监测覆盖全市38个乡镇。\n3.断面数量由20个增加到40个。\n"
    plan = extract("某市治水规划（2021—2025年）\n\n一、主要目标\n到2025年，断面达标率达到90%。\n" + notes)
    assert [number(t.value) for t in plan.targets] == [90]


def test_goals_before_the_first_heading_are_read() -> None:
    plan = extract(
        "某市医药产业若干措施\n到2027年，全市产业规模突破1200亿元，特制定以下措施。\n一、建设平台。（市科技局负责）\n"
    )
    assert [(t.section, t.task, t.value, t.year) for t in plan.targets] == [(None, None, Decimal(120000000000), 2027)]


def test_a_reply_that_is_known_by_its_first_words_sets_nothing() -> None:
    plan = extract(
        "某某代表：\n您提出的《关于加强节水的建议》收悉，现答复如下：\n一、节水成效\n工业用水重复利用率提高到70.7%，年节水量约35亿立方米。\n"
    )
    assert plan.targets == ()
