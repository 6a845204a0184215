"""The list of bodies finds each body by every name, with its level and without."""

from importlib.resources import files
from pathlib import Path

import pytest

from ontology.vocabulary import (
    Body,
    areas,
    bodies,
    digest,
    english_name,
    find_body,
    levels,
    national_levels,
    rows,
    split_level,
)
from ontology.wording import DubanError

HEADER = "key,name,short,aliases,english,english_aliases,kind\n"
KINDS = {
    "government",
    "party",
    "judicial",
    "institution",
    "park",
    "media",
    "enterprise",
    "provincial",
    "national",
    "other",
}
CHONGQING = {
    "区农委": "District Agriculture Commission",
    "区水务局": "District Water Affairs Bureau",
    "区环保局": "District Environmental Protection Bureau",
    "区经信委": "District Economic and Information Commission",
    "区发改委": "District Development and Reform Commission",
    "区交委": "District Transport Commission",
    "区卫计委": "District Health and Family Planning Commission",
    "区教委": "District Education Commission",
    "区科委": "District Science and Technology Commission",
    "区建委": "District Urban-Rural Construction Commission",
    "区财政局": "District Finance Bureau",
    "区公安局": "District Public Security Bureau",
    "区检察院": "District People's Procuratorate",
    "区委组织部": "District Party Committee Organisation Department",
    "区政府办公室": "District Government Office",
    "重庆市永川区人民政府": "District People's Government",
}


@pytest.fixture
def overlay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DUBAN_VOCABULARY", str(tmp_path))
    return tmp_path


def found(name: str) -> Body:
    body = find_body(name)
    assert body is not None, name
    return body


@pytest.mark.parametrize("body", bodies(), ids=lambda body: body.key)
def test_body_is_found_by_each_name_and_level(body: Body) -> None:
    assert body.kind in KINDS
    for name in body.names:
        assert find_body(name) == body
        for level in levels() if body.kind != "national" else ():
            if find_body(level + name) != body and level in national_levels():  # 国家税务局 is a name of its own
                assert level + name in found(level + name).names
                continue
            assert found(level + name) == body, level + name
            assert split_level(level + name) == (level, name)


def test_keys_and_english_names_are_unique() -> None:
    keys = [body.key for body in bodies()]
    assert len(keys) == len(set(keys))
    names = [(body.english, body.kind) for body in bodies() if body.key != "health-family"]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(("name", "english"), CHONGQING.items())
def test_district_bodies_have_their_usual_english_names(name: str, english: str) -> None:
    assert english_name(name) == english


@pytest.mark.parametrize(
    ("first", "second"),
    [("区建委", "区城乡建委"), ("区国房局", "区国土局"), ("新城建管委", "区新城建管委"), ("工业园区", "区工业园区")],
)
def test_two_names_of_one_body(first: str, second: str) -> None:
    assert found(first) == found(second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("区水务局", "区水利局"),
        ("区环保局", "区生态环境局"),
        ("区农委", "区农业农村委"),
        ("区安监局", "区应急局"),
        ("区卫计委", "区卫健委"),
        ("区国房局", "区规划自然资源局"),
        ("区规划局", "区国土局"),
        ("区工商局", "区市场监管局"),
        ("农业部", "农业农村部"),
    ],
)
def test_bodies_that_are_not_one(first: str, second: str) -> None:
    assert found(first).key != found(second).key


def test_groups_are_no_bodies_but_have_english_names() -> None:
    assert english_name("相关镇街") == "Towns and Subdistricts Concerned"
    assert not [row["key"] for row in rows("groups.csv") if find_body(row["short"])]


@pytest.mark.parametrize("name", ["凤凰湖工业园区", "区板桥镇", "相关企业", "区", ""])
def test_names_that_are_not_listed(name: str) -> None:
    assert find_body(name) is None
    assert english_name(name) is None


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("杭州市西湖区环保局", "杭州市西湖区"),
        ("乐山市市中区环保局", "乐山市市中区"),
        ("新乡市环保局", "新乡市"),
        ("泸县环保局", "泸县"),
        ("广西壮族自治区环保局", "广西壮族自治区"),
        ("国务院扶贫办", "国务院"),
        ("中国残联", "中国"),
        ("全国妇联", "全国"),
        ("镇环保站", "镇"),
        ("州林管局", "州"),
        ("市县环保局", "市"),
        ("中央和国家环保局", ""),
    ],
)
def test_level_is_one_or_the_name_of_a_place(name: str, level: str) -> None:
    assert split_level(name) == (level, name.removeprefix(level))


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ("重庆市永川区", {"市": "重庆市", "区": "重庆市永川区"}),
        ("浙江省杭州市西湖区", {"省": "浙江省", "市": "浙江省杭州市", "区": "浙江省杭州市西湖区"}),
        ("乐山市市中区", {"市": "乐山市", "区": "乐山市市中区"}),
        ("河南省新乡市", {"省": "河南省", "市": "河南省新乡市"}),
        ("广西壮族自治区", {"自治区": "广西壮族自治区"}),
        ("中国", {}),
        ("", {}),
    ],
)
def test_areas_of_a_place(place: str, found: dict[str, str]) -> None:
    assert areas(place) == found


@pytest.mark.parametrize("name", ["市场化办", "区域合作组", "县域经济办", "省级单位"])
def test_word_that_begins_like_a_level_is_none(name: str) -> None:
    assert split_level(name)[0] == ""


def test_overlay_replaces_and_adds(overlay: Path) -> None:
    (overlay / "bodies.csv").write_text(
        HEADER
        + "agriculture,农业委,农委,,Farming Office,,government\nmoon,登月局,登月局,奔月局,Moon Bureau,,government\n",
        "utf-8-sig",
    )
    assert found("区农委").english == "Farming Office"
    assert english_name("市奔月局") == "Municipal Moon Bureau"
    assert find_body("区农业局") is None
    assert found("区水务局").key == "water-affairs"
    assert rows("levels.csv")


@pytest.mark.parametrize("name", sorted(entry.name for entry in (files("ontology") / "vocabulary").iterdir()))
def test_overlay_changes_the_digest(overlay: Path, name: str) -> None:
    before = digest()
    (overlay / name).write_bytes((files("ontology") / "vocabulary" / name).read_bytes())
    assert digest() != before
    (overlay / "notes.txt").write_text("not a vocabulary file", "utf-8")
    (overlay / name).unlink()
    assert digest() == before


@pytest.mark.parametrize(
    ("text", "encoding", "key"),
    [
        ("", "utf-8", "graph.vocabulary-columns"),
        ("key,name\n", "utf-8", "graph.vocabulary-columns"),
        ("key,name\na,b\n", "utf-8", "graph.vocabulary-columns"),
        (HEADER + "moon,登月局,登月局,,Moon Bureau,,government,more\n", "utf-8", "graph.vocabulary-columns"),
        (HEADER + "a,b\n", "utf-8", "graph.vocabulary-columns"),
        (HEADER + "moon,登月局,,,Moon Bureau,,government\n", "utf-8", "graph.vocabulary-cell"),
        (HEADER + " ,登月局,登月局,,Moon Bureau,,government\n", "utf-8", "graph.vocabulary-cell"),
        (HEADER + "moon,登月局,登月局,,Moon Bureau,,government\n", "gbk", "graph.vocabulary-encoding"),
    ],
)
def test_overlay_that_cannot_be_used_is_refused(overlay: Path, text: str, encoding: str, key: str) -> None:
    (overlay / "bodies.csv").write_text(text, encoding)
    with pytest.raises(DubanError) as caught:
        bodies()
    assert caught.value.key == key
    assert "bodies.csv" in caught.value.text("zh")


def test_overlay_that_is_not_there_is_refused(overlay: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUBAN_VOCABULARY", str(overlay / "misspelt"))
    with pytest.raises(DubanError, match="misspelt: no such folder"):
        bodies()


def test_name_given_to_two_bodies_is_refused(overlay: Path) -> None:
    (overlay / "bodies.csv").write_text(HEADER + "moon,登月局,水务局,,Moon Bureau,,government\n", "utf-8")
    with pytest.raises(DubanError, match="water-affairs and moon"):
        find_body("区农委")
