"""A damaged text gets plausible marks back; its letters and digits stay, and a sound text stays as it is."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.sound import damaged, marks_of
from extraction.marks import is_scrambled
from extraction.restore import known_gaps, restore
from tests.variants import original, variant, with_other_marks

_PLAN = """一、工作目标
（一）水环境目标
2020年，河流断面水质达标率达到90%以上，完成3.1万头畜禽养殖整治，取缔2家“十一小”企业。
二、主要任务
（一）防治养殖污染
1．推进养殖整治。完善“三同时”制度，依法关闭禁养区内养殖场。（区农委牵头，区环保局、区水务局参与）
2．加强管网建设。贯彻落实《水污染防治实施方案》（渝府发〔2015〕69号）。（区建委牵头，区水务局参与）
"""


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text)


@pytest.fixture(scope="module", params=[0, 1, 2, 5])
def restored(request: pytest.FixtureRequest) -> str:
    source = damaged(_PLAN, request.param)
    assert is_scrambled(source)
    return restore(source)


@pytest.mark.parametrize(
    "words",
    [
        "一、工作目标\n（一）水环境目标\n2020年，",
        "90%以上",
        "3.1万头",
        "2家“十一小”企业",
        "\n二、主要任务\n（一）防治养殖污染\n1．推进养殖整治",
        "“三同时”制度",
        "。（区农委牵头，区环保局、区水务局参与）\n2．加强管网建设",
        "《水污染防治实施方案》（渝府发〔2015〕69号）",
        "（区建委牵头，区水务局参与）",
    ],
)
def test_what_extraction_finds_gives_back_its_marks(restored: str, words: str) -> None:
    assert words in restored


def test_a_number_that_is_no_share_gets_no_percent_sign() -> None:
    text = restore(
        "一.目标。达标率达到90.以上.拨打12345、12369 举报.二.保障.区农委牵头,区水务局参与.附件,1.分解表,2.目标表."
    )
    assert "90%以上" in text
    assert text.count("%") == 1


def test_most_marks_of_a_damaged_text_come_back(restored: str) -> None:
    gaps = [(wanted, given) for wanted, given in zip(marks_of(_PLAN), marks_of(restored), strict=True) if wanted]
    assert sum(wanted == given for wanted, given in gaps) >= 0.8 * len(gaps)


def test_the_shipped_plan_comes_back_in_lines() -> None:
    lines = restore(original().text).splitlines()
    assert "一、工作目标" in lines
    assert "（一）集中式饮用水水源水质目标" in lines
    assert any(line.endswith("（区农委牵头，区环保局、相关镇街参与）") for line in lines)


@pytest.mark.parametrize(
    "source", [original().text, with_other_marks(7).text, variant(3).text], ids=["shipped", "marks", "variant"]
)
def test_letters_and_digits_stay_as_they_are(source: str) -> None:
    once = restore(source)
    assert _letters(once) == _letters(source)
    assert restore(once) == once


_WORDS = (
    "一",
    "二",
    "1",
    "2016",
    "年",
    "完成",
    "区农委",
    "牵头",
    "参与",
    "三同时",
    "以上",
    "号",
    "渝府发",
    "方案",
    "编制",
)
_PIECES = st.sampled_from([*_WORDS, *"、。., \n（）“%《：㎡\ue010\u3000"])


@settings(deadline=None, max_examples=150)
@given(st.lists(_PIECES, max_size=40).map("".join))
def test_no_text_loses_a_letter_or_changes_when_restored_twice(source: str) -> None:
    once = restore(source)
    assert _letters(once) == _letters(source)
    assert restore(once) == once


@settings(deadline=None, max_examples=80)
@given(st.lists(_PIECES, max_size=40).map("".join))
def test_gaps_hold_all_that_is_no_common_mark(source: str) -> None:
    gaps = known_gaps(source)
    kept = "".join(char for char in gaps.text() if char.isalnum())
    assert kept == "".join(char for char in source if char.isalnum())


@pytest.mark.parametrize(
    "text",
    [
        "一、总体要求\n（一）目标。到2020年，水质达标率达到90%以上。（市水务局牵头，市财政局参与）\n",
        "各区人民政府：\n　　现将有关事项通知如下，请认真贯彻执行。\n",
    ],
)
def test_a_sound_text_stays_as_it_is(text: str) -> None:
    assert restore(text) == text


def test_a_sound_text_has_its_broken_lines_mended() -> None:
    assert restore("完成\ue0105万亩造林。\n") == "完成\ue0105万亩造林。\n"
    assert restore("规模达到3\ue0105万亩，\n完成造林任务。\n") == "规模达到3．5万亩，完成造林任务。\n"
