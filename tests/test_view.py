"""A text is read with its broken lines mended and in one script; what is found goes back to the source."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.pipeline import extract
from extraction.view import View, view_of

_PRINTED = """关于支持低空经济发展的若干
措施
一、发展目标
到
２０２７
年，全市低空经济规模超过
３００
亿元，建成起降点
１
２０个，打造在全国有影响力的低空经济产业集群，形成可复制的
经验。
—
２
—
（一）完善基础设施。
加快布局起降场站、通信导航监视设施，推
动数字孪生底座建设，力争２０２６年底前覆盖主城区。（责任单位：市交
通运输局、市发展改
革委）
（二）培育应用场景。
支持物流企业开通航线，鼓励各县（市、区）结合
实际先行先试，给予政策支持。（责任单位：市商务局）
"""

_COMPLETE = (
    "为推进各项工作落实，结合实际制定本方案，请各有关单位对照职责认真组织实施，按时报送进展情况，确保各项任务落到实处、取得实效。"
    * 2
    + "\n"
)
_COMPLETE *= 5


def test_a_printed_text_is_read_across_its_lines_and_pages() -> None:
    plan = extract(_PRINTED)
    assert plan.text == _PRINTED
    assert [(t.id, t.names("lead"), t.names("responsible")) for t in plan.tasks] == [
        ("1.1", (), ("市交通运输局", "市发展改革委")),
        ("1.2", ("市商务局",), ()),
    ]
    assert plan.tasks[0].responsibilities[1].passage.text == "市发展改\n革委"
    assert [(t.value, t.unit, t.year) for t in plan.targets][:2] == [
        (Decimal(30000000000), "元", 2027),
        (Decimal(120), "个", 2027),
    ]


@pytest.mark.parametrize(
    ("source", "read"),
    [
        (
            f"甲方案\n{_COMPLETE}（一）开展整治。逐段排查沿线排口并建立台账，明确整改要求和完成时限，对发现的问题逐项登记、逐项销号，定期通报进展情况，对进展缓慢的予以督办，并及时总结经验做法，探\n\n索长效机制。\n",
            "探索长效机制",
        ),
        ("甲方案\n负责此项任务的单位（市水务局、市生态环\n境局、市财政局）应当按期完成，不得\n拖延。", "市生态环境局"),
        ("第三条\n— 12 —\n各区政府负责。\n", "第三条\n\n各区政府负责。"),
    ],
)
def test_a_line_that_plainly_goes_on_is_mended(source: str, read: str) -> None:
    assert read in view_of(source).text


@pytest.mark.parametrize(
    "source",
    [
        "一、总体要求\n\n坚持问题导向，统筹推进各项工作。\n\n（一）工作目标\n\n到2025年，全面完成。\n",
        "1.完成排查，建立台账，形成清单，并按月报送进展情况\n责任单位：市水务局、市生态环境局、市城管局、市财政局\n2.开展整治。\n",
        "序号\t任务\t责任单位\n1\t加强监测，完善网络，提升能力，做好数据共享\t市生态环境局\n2\t开展培训\t市水务局\n",
        "各区政府：\n现将方案印发给你们，请认真组织实施，确保取得实效。\n市政府办公室\n2020年3月1日\n",
    ],
)
def test_lines_of_their_own_stay(source: str) -> None:
    assert view_of(source).text == source


def test_a_lost_decimal_point_is_read() -> None:
    source = "某省方案\n一、目标\n到2030年，全省营业收入超过１\ue010 ２万亿元。\n"
    assert "１．２万亿元" in view_of(source).text
    plan = extract(source)
    assert [t.value for t in plan.targets] == [Decimal("1.2e12")]
    assert [(c.kind, source[c.start : c.end]) for c in plan.warnings] == [("guessed-point", "１\ue010 ２")]


def test_traditional_characters_are_read_and_kept() -> None:
    plan = extract(
        "某縣節水計畫\n一、任務\n1．改造管網。到2020年，漏損率控制在10%以內。（縣水務局牽頭，縣環境保護局、相關鎮街參與）\n"
    )
    task = plan.tasks[0]
    assert (task.title, task.names("lead"), task.names("participant")) == (
        "改造管網",
        ("縣水務局",),
        ("縣環境保護局", "相關鎮街"),
    )
    assert [r.group for r in task.responsibilities] == [False, False, True]
    assert [(t.indicator, t.comparator, t.value) for t in plan.targets] == [("漏損率", "<=", Decimal(10))]
    assert plan.title == "某縣節水計畫"


@given(st.text(alphabet="一（二）、。，：— 12２\n\t方案市局负责任单位區計畫\ue010", max_size=120))
def test_each_letter_of_the_view_is_one_of_the_source(source: str) -> None:
    view = view_of(source)
    places = [view.origin(place) for place in range(len(view.text))]
    assert places == sorted(set(places))
    if view.letters is None:
        assert all(source[place] == letter or letter == "．" for place, letter in zip(places, view.text, strict=True))
    assert set("".join(source)) - set(" \n—-\ue01012２　") <= {source[place] for place in places} | set("\t")


def test_a_stretch_without_letters_has_its_place() -> None:
    assert View("甲\n乙", "甲乙", (0, 1), (0, 2)).span(1, 1) == (2, 2)


def test_cells_that_a_spreadsheet_quoted_are_one_cell() -> None:
    plan = extract('序号\t任务\t责任单位\n1\t改造管网\t"市水务局\n市财政局"\n2\t"推广节水\n器具"\t市城管局\n')
    assert [(t.id, t.names("lead"), t.names("responsible")) for t in plan.tasks] == [
        ("1", (), ("市水务局", "市财政局")),
        ("2", ("市城管局",), ()),
    ]
    assert [r.passage.text for r in plan.tasks[0].responsibilities] == ["市水务局", "市财政局"]
