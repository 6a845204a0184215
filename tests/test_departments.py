"""Which names mean one body: those of the vocabulary and level, and those without their level; no others."""

import pytest

from graph.departments import departments

YONGCHUAN = "重庆市永川区"


def groups(*names: str, jurisdiction: str | None = YONGCHUAN, several: tuple[str, ...] = ()) -> list[set[str]]:
    """The names put together as the bodies that they mean."""
    found = departments(names, groups=several, jurisdiction=jurisdiction)
    return [{name for name, body in found.items() if body == wanted} for wanted in dict.fromkeys(found.values())]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("区建委", "区城乡建委"),
        ("区国房局", "区国土局"),
        ("新城建管委", "区新城建管委"),
        ("工业园区", "区工业园区"),
        ("区农委", "永川区农业委员会"),
        ("区环保局", "重庆市永川区环保局"),
        ("市环保局", "重庆市环境保护局"),
        ("市环保局", "重庆环保局"),
        ("区海事处", "重庆永川海事处"),
        ("区海事处", "重庆市永川海事处"),
        ("区低空办", "永川区低空办"),
        ("板桥镇", "区板桥镇"),
        ("银监会", "中国银监会"),
        ("全国总工会", "国家总工会"),
    ],
)
def test_two_names_of_one_body(first: str, second: str) -> None:
    assert groups(first, second) == [{first, second}]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("区水务局", "区水利局"),
        ("区环保局", "市环保局"),
        ("区环保局", "大足区环保局"),
        ("区环保局", "重庆市大足区环保局"),
        ("市环保局", "市区环保局"),
        ("区大道办", "永川大道办"),
        ("区工业园区", "凤凰湖工业园区"),
        ("区国税局", "区地税局"),
        ("区财政局", "财政部"),
        ("相关镇街", "各镇街"),
        ("区板桥镇", "区三教镇"),
    ],
)
def test_names_of_two_bodies(first: str, second: str) -> None:
    assert groups(first, second) == [{first}, {second}]


def test_name_without_level_is_of_the_plans_own_level_where_two_are_named() -> None:
    assert groups("市环保局", "区环保局", "环保局") == [{"市环保局"}, {"区环保局", "环保局"}]


def test_national_plans_drop_the_level() -> None:
    names = ("发展改革委", "国家发展改革委", "财政部", "国务院扶贫办", "扶贫办")
    assert groups(*names, jurisdiction="中国") == [
        {"发展改革委", "国家发展改革委"},
        {"财政部"},
        {"国务院扶贫办", "扶贫办"},
    ]


def test_label_is_the_name_used_most_and_else_the_first() -> None:
    found = departments(["区城乡建委", "区建委", "区建委", "区国土局", "区国房局"], jurisdiction=YONGCHUAN)
    assert found["区城乡建委"].label == "区建委"
    assert found["区国房局"].label == "区国土局"
    assert {"区建设委员会", "区城乡建委"} <= set(found["区建委"].others)
    assert "区建委" not in found["区建委"].others


def test_name_in_iris_is_the_same_in_every_plan() -> None:
    one = departments(["区城乡建委"], jurisdiction=YONGCHUAN)["区城乡建委"]
    other = departments(["区建委"], jurisdiction=YONGCHUAN)["区建委"]
    assert (one.jurisdiction, one.name) == (other.jurisdiction, other.name) == (YONGCHUAN, "区建委")


@pytest.mark.parametrize(
    ("name", "jurisdiction", "area"),
    [
        ("区农委", YONGCHUAN, YONGCHUAN),
        ("市环保局", YONGCHUAN, "重庆市"),
        ("大足区环保局", YONGCHUAN, "大足区"),
        ("财政部", YONGCHUAN, "中国"),
        ("省发展改革委", "浙江省", "浙江省"),
        ("市发展改革委", "浙江省", "浙江省"),
        ("市发展改革委", None, ""),
    ],
)
def test_area_of_a_body(name: str, jurisdiction: str | None, area: str) -> None:
    assert departments([name], jurisdiction=jurisdiction)[name].jurisdiction == area


def test_english_names() -> None:
    body = departments(["区农委"], jurisdiction=YONGCHUAN)["区农委"]
    assert body.english == "District Agriculture Commission"
    assert "Agriculture Commission" in body.english_others
    assert departments(["工业园区"], jurisdiction=YONGCHUAN)["工业园区"].english == "District Industrial Park"
    assert departments(["财政部"], jurisdiction=YONGCHUAN)["财政部"].english == "Ministry of Finance"
    assert departments(["区板桥镇"], jurisdiction=YONGCHUAN)["区板桥镇"].english is None


def test_groups_are_marked_and_keep_their_name() -> None:
    found = departments(["相关镇街", "国务院相关部门"], groups=["国务院相关部门"], jurisdiction="中国")
    assert all(body.group for body in found.values())
    assert found["国务院相关部门"].name == "国务院相关部门"
    assert found["相关镇街"].english == "Towns and Subdistricts Concerned"
