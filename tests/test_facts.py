"""The heads of plans: title, issuer, day of issue, own number, period, place."""

from datetime import date

import pytest

from extraction.facts import Facts, find_facts
from extraction.marks import read_marks

HEADS = {
    "a notice and the plan, both broken over lines": (
        """临江市人民政府办公室关于印发临江市雨污分流三年攻坚
行动方案（2022—2024年）的通知
临政办发〔2022〕
18号
各区县人民政府，市政府各部门：
《临江市雨污分流三年攻坚行动方案（2022—2024年）》已经市政府同意，现印发给你们，请认真贯彻执行。
临江市人民政府办公室
2022年4月6日
（此件公开发布）
临江市雨污分流三年攻坚
行动方案
（2022—2024年）
为提升排水能力，按照《排水条例》（东政发〔2020〕3号），制定本方案。
""",
        Facts(
            "临江市雨污分流三年攻坚行动方案（2022—2024年）",
            "临江市人民政府办公室",
            date(2022, 4, 6),
            "临政办发〔2022〕18号",
            (2022, 2024),
            "临江市",
        ),
    ),
    "two departments sign": (
        """东川省生态环境厅 东川省水利厅
关于印发《东川省小流域治理实施方案》的通知
东环发〔2021〕7号
各市（州）生态环境局、水利局：
现将《东川省小流域治理实施方案》印发给你们。
东川省生态环境厅　东川省水利厅
二〇二一年九月三日
东川省小流域治理实施方案
为做好小流域治理，制定本方案。
""",
        Facts(
            "东川省小流域治理实施方案",
            "东川省生态环境厅、东川省水利厅",
            date(2021, 9, 3),
            "东环发〔2021〕7号",
            None,
            "东川省",
        ),
    ),
    "the day in brackets under the title": (
        """中共东川省委 东川省人民政府
关于推进粮食节约的实施意见
（2021年3月2日）
为厉行节约，现提出如下意见。
""",
        Facts(
            "中共东川省委东川省人民政府关于推进粮食节约的实施意见",
            "中共东川省委、东川省人民政府",
            date(2021, 3, 2),
            None,
            None,
            "东川省",
        ),
    ),
    "lines about the document before it": (
        """索引号：000-2023-01
成文日期：2023-05-06
发文字号：江政发〔2023〕9号
北江市清水区人民政府关于印发《清水区老旧小区改造工作方案》的通知
各镇人民政府、街道办事处：
现将《清水区老旧小区改造工作方案》印发给你们，请遵照执行。
清水区老旧小区改造工作方案
""",
        Facts(
            "清水区老旧小区改造工作方案",
            "北江市清水区人民政府",
            date(2023, 5, 6),
            "江政发〔2023〕9号",
            None,
            "北江市清水区",
        ),
    ),
    "masthead, number in brackets of another form": (
        """南湖县人民政府文件
南政发[2019]26号
关于印发南湖县农村道路提升行动计划（试行）的通知
各乡镇人民政府：
现将《南湖县农村道路提升行动计划（试行）》印发给你们。
南湖县人民政府
2019年8月1日
南湖县农村道路提升行动计划（试行）
""",
        Facts(
            "南湖县农村道路提升行动计划（试行）",
            "南湖县人民政府",
            date(2019, 8, 1),
            "南政发〔2019〕26号",
            None,
            "南湖县",
        ),
    ),
    "no notice: a yearly plan of a place": (
        """广陵市河东区2023年生态环境保护工作要点

2023年是关键之年。2022年12月8日，市里召开了会议。
""",
        Facts("广陵市河东区2023年生态环境保护工作要点", None, None, None, (2023, 2023), "广陵市河东区"),
    ),
    "the country's": (
        """国务院办公厅关于推进小微水体治理的指导意见
国办发〔2022〕77号
各省、自治区、直辖市人民政府：
根据国发〔2020〕1号文件，现提出以下意见。
""",
        Facts(
            "国务院办公厅关于推进小微水体治理的指导意见",
            "国务院办公厅",
            None,
            "国办发〔2022〕77号",
            None,
            "中国",
        ),
    ),
    "a ministry's five-year plan": (
        """住房城乡建设部关于印发“十四五”城市排水规划的通知
建城〔2021〕88号
各省、自治区住房城乡建设厅：
现将《“十四五”城市排水规划》印发给你们。
住房城乡建设部
2021年12月30日
“十四五”城市排水规划
""",
        Facts(
            "“十四五”城市排水规划",
            "住房城乡建设部",
            date(2021, 12, 30),
            "建城〔2021〕88号",
            (2021, 2025),
            "中国",
        ),
    ),
}


@pytest.mark.parametrize("name", HEADS)
def test_a_head_says(name: str) -> None:
    head, expected = HEADS[name]
    text = f"{head}一、总体要求\n坚持系统治理。\n"
    assert find_facts(read_marks(text), len(head)) == expected


def test_a_signature_under_the_plan_gives_the_day() -> None:
    head = "西山市关于加强山洪防御的意见\n为加强山洪防御，提出以下意见。\n"
    text = f"{head}一、要求\n2018年3月5日前完成。\n西山市人民政府办公室\n　　2017年11月20日\n（此件公开发布）\n"
    facts = find_facts(read_marks(text), len(head))
    assert (facts.issuer, facts.issued, facts.jurisdiction) == ("西山市人民政府办公室", date(2017, 11, 20), "西山市")


def test_several_issuers_on_lines_of_their_own() -> None:
    issuers = "清水区教育局\n清水区财政局\n"
    head = (
        f"{issuers}关于印发《清水区校舍安全工作方案》的通知\n各学校：\n为贯彻落实国办发〔2015〕75号文件，制定方案。\n"
    )
    facts = find_facts(read_marks(head), len(head))
    assert (facts.issuer, facts.jurisdiction) == ("清水区教育局、清水区财政局", "清水区")
    assert (facts.title, facts.document_number) == ("清水区校舍安全工作方案", None)


def test_a_notice_named_as_the_ground_is_not_the_plans_own() -> None:
    head = "西山市碳达峰工作方案\n根据《东川省人民政府关于印发〈东川省碳达峰方案〉的通知》要求，制定本方案。\n"
    assert find_facts(read_marks(head), len(head)).title == "西山市碳达峰工作方案"


def test_a_day_in_the_preface_is_no_day_of_issue() -> None:
    head = "西山市农村供水保障方案\n2021年2月1日，省里作出部署。为落实部署，制定本方案。\n"
    assert find_facts(read_marks(head), len(head)).issued is None


def test_the_number_of_a_ground_is_not_the_plans_own() -> None:
    head = "平岭区养老服务实施方案\n根据《国务院办公厅关于推进养老服务发展的意见》（国办发〔2019〕5号），制定本方案。\n"
    assert find_facts(read_marks(head), len(head)).document_number is None


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("平岭区居家社区养老服务提升行动实施方案", "平岭区"),
        ("数字乡村建设工作要点", None),
        ("重庆市永川区双石镇环境整治方案", "重庆市永川区双石镇"),
    ],
)
def test_the_place_that_a_title_opens_with(title: str, place: str | None) -> None:
    assert find_facts(read_marks(f"{title}\n"), len(title) + 1).jurisdiction == place


def test_a_title_runs_not_into_a_number_and_addressees_on_its_line() -> None:
    text = "某省人民政府关于加强执法的通知某政发〔2014〕56号各市、县人民政府，省政府各部门：现通知如下："
    assert find_facts(read_marks(text), len(text)).title == "某省人民政府关于加强执法的通知"
