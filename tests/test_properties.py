"""What holds of every text: read or refused, passages that reproduce themselves, sections that leave others alone."""

from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extraction.pipeline import extract
from extraction.records import Passage, Plan
from ontology.wording import DubanError
from tests.variants import MARKS, REPEATED, original, repeating

_LETTERS = (
    "一二三四五（）()〔〕、。，；：.—\t \n12016年月底前起每区市农环保局委牵头参与负责单位配合"
    "等达到%以上不低于完成家类Ⅲ第条章附件表计畫責\ue010①"
)
_HAN_NUMBERS = "一二三四五六七八九"
_TASKS = (
    "完善监测网络。到2025年，建成自动监测站12个，监测覆盖率达到95%以上。（市生态环境局牵头，市水务局、市财政局参与）",
    "推进管网改造。2024年6月底前完成老旧管网排查。（市住房城乡建设局负责）",
    "加强农业面源治理。化肥使用量比2020年下降5%以上，鼓励使用有机肥。（市农业农村局、各县（市、区）政府按职责分工负责）",
    "开展执法检查。每季度通报一次检查情况，严禁偷排偷放。（责任单位：市城市管理局；配合单位：市公安局）",
    "强化宣传引导。组织开展节水宣传周活动。（市委宣传部牵头，各相关部门配合）",
)


def _passages(value: Any) -> list[Passage]:
    """Every passage in a record, however deep."""
    if isinstance(value, Passage):
        return [value]
    if isinstance(value, tuple):
        return [passage for each in value for passage in _passages(each)]
    if is_dataclass(value):
        return [passage for each in fields(value) for passage in _passages(getattr(value, each.name))]
    return []


def _read(text: str) -> Plan | None:
    try:
        return extract(text)
    except DubanError:
        return None


def _is_sound(plan: Plan, text: str) -> bool:
    reproduced = all(plan.text[p.start : p.end] == p.text for p in _passages(plan))
    placed = all(0 <= warning.start <= warning.end <= len(text) for warning in plan.warnings)
    return reproduced and placed and plan.text == text


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200) | st.text(alphabet=_LETTERS, max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    plan = _read(text)
    assert plan is None or _is_sound(plan, text)
    assert plan == _read(text)


@pytest.mark.parametrize("unit", REPEATED)
def test_a_text_that_repeats_anything_is_read_as_the_plan_it_is(unit: str) -> None:
    text = repeating(unit, 1000)
    plan = extract(text)
    assert plan.title == "某市水污染防治实施方案"
    assert _is_sound(plan, text)


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_a_plan_with_anything_cut_out_or_put_in_is_sound(data: st.DataObject) -> None:
    text = original().text
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text)))
        cut = data.draw(st.integers(0, 60))
        text = text[:at] + data.draw(st.text(alphabet=_LETTERS + MARKS, max_size=8)) + text[at + cut :]
    plan = _read(text)
    assert plan is not None
    assert _is_sound(plan, text)


def _section(number: int, title: str, tasks: tuple[str, ...]) -> str:
    items = "\n".join(f"（{_HAN_NUMBERS[place]}）{task}" for place, task in enumerate(tasks))
    return f"{_HAN_NUMBERS[number]}、{title}\n{items}\n"


def _plan(sections: tuple[tuple[str, tuple[str, ...]], ...]) -> str:
    head = "某市水环境治理行动方案\n为改善水环境质量，结合我市实际，制定本方案。\n"
    return head + "".join(_section(number, *section) for number, section in enumerate(sections))


@cache
def _said(sections: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[object, ...]:
    """What each section says, whatever its number and place."""
    plan = extract(_plan(sections))
    found: list[object] = []
    for section in (section for section in plan.sections if section.parent is None):
        tasks = [task for task in plan.tasks if task.section == section.id]
        inside = {task.id for task in tasks}
        targets = [target for target in plan.targets if target.task in inside]
        found.append((section.title, *map(_placeless, tasks), *map(_placeless, targets)))
    return tuple(found)


def _placeless(record: Any) -> Any:
    """A record without offsets and ids."""
    if isinstance(record, Passage):
        return record.text
    if isinstance(record, tuple):
        return tuple(map(_placeless, record))
    if is_dataclass(record):
        names = [each.name for each in fields(record) if each.name not in ("id", "section", "task")]
        values = tuple(_placeless(getattr(record, name)) for name in names)
        return (type(record).__name__, *values)
    return record


_SECTIONS = st.tuples(
    st.sampled_from(("强化源头防控", "推进设施建设", "加强监督管理", "健全保障机制")),
    st.lists(st.sampled_from(_TASKS), min_size=1, max_size=4, unique=True).map(tuple),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(_SECTIONS, min_size=1, max_size=4).map(tuple), _SECTIONS, st.data())
def test_a_section_put_in_changes_no_other(
    sections: tuple[tuple[str, tuple[str, ...]], ...], new: tuple[str, tuple[str, ...]], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(sections)))
    before, after = _said(sections), _said((*sections[:place], new, *sections[place:]))
    assert len(before) == len(sections)
    assert after[:place] + after[place + 1 :] == before


def test_a_passage_that_is_wrong_would_be_noticed() -> None:
    plan = extract(original().text)
    wrong = replace(plan.tasks[0], passage=replace(plan.tasks[0].passage, start=0))
    assert not _is_sound(replace(plan, tasks=(wrong,)), plan.text)
