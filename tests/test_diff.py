"""A comparison tells each edit of a text as what it is, and nothing else."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from extraction.pipeline import extract
from graph.build import build_plan
from graph.store import MemoryStore
from queries.content import content_of
from queries.diff import Diff, compare
from queries.diff.matching import pair_by_keys, pair_by_likeness
from queries.diff.records import Change, Pair, Sides
from queries.records import Content, Target, Task
from tests.test_cli import PLAN, PLAN_ID, Cli
from tests.variants import original, variant

TEXT = original().text
Told = Mapping[str, object]


def content(text: str) -> Content:
    return content_of(MemoryStore(build_plan(extract(text), "p")), "p")


@pytest.fixture(scope="module")
def plan() -> Content:
    return content(TEXT)


def edited(*edits: tuple[str, str], text: str = TEXT) -> str:
    for old, new in edits:
        assert text.count(old) == 1, (old, text.count(old))
        text = text.replace(old, new)
    return text


def told(diff: Diff) -> Told:
    """A comparison in a few words; what is empty is left out."""
    found = {
        "plan": [short(change) for change in diff.facts],
        **{f"task {name}": value for name, value in sides(diff.tasks).items()},
        **{f"target {name}": value for name, value in sides(diff.targets).items()},
    }
    return {name: value for name, value in found.items() if value}


def sides(found: "Sides[Task] | Sides[Target]") -> dict[str, list[object]]:
    return {
        "added": [thing.id for thing in found.added],
        "removed": [thing.id for thing in found.removed],
        "changed": [(*ids(pair), *map(short, pair.changes)) for pair in found.changed],
        "renumbered": [ids(pair) for pair in found.renumbered],
    }


def ids(pair: "Pair[Task] | Pair[Target]") -> tuple[str, str]:
    return pair.old.id, pair.new.id


def short(change: Change) -> tuple[str, str, str]:
    return change.field, "、".join(v.text for v in change.old), "、".join(v.text for v in change.new)


LEAD = "区农委牵头、区环保局、相关镇街参与"
SECOND = "2,防治水产养殖污染。"
RENUMBERED = [("3.控制农业面源污染", "2.控制农业面源污染"), ("4 加快农村环境综合整治", "3 加快农村环境综合整治")]


def stretch(start: str, end: str) -> str:
    return TEXT[TEXT.index(start) : TEXT.index(end)]


AQUACULTURE = stretch(SECOND, "3.控制农业面源污染")
WITHOUT = edited((AQUACULTURE, ""), *RENUMBERED)
FARMING, SHIPS = stretch("六、加强农业", "七 加强船舶"), stretch("七 加强船舶", "八.深化重点")
CASES = {
    "year": (
        edited(("2017年,依法关闭或搬迁", "2018年,依法关闭或搬迁")),
        {"task changed": [("4.6.1", "4.6.1", ("deadlines", "2017年", "2018年"))]},
    ),
    "figure": (
        edited(("城市污泥无害化处理处置率应达到90", "城市污泥无害化处理处置率应达到95")),
        {"target changed": [("t46", "t46", ("value", "90", "95"))]},
    ),
    "lead": (
        edited((LEAD, LEAD.replace("区农委", "区水务局"))),
        {"task changed": [("4.6.1", "4.6.1", ("lead", "区农委", "区水务局"))]},
    ),
    "participant": (
        edited((LEAD, LEAD.replace("区环保局", "区环保局、区财政局"))),
        {"task changed": [("4.6.1", "4.6.1", ("participant", "", "区财政局"))]},
    ),
    "roles exchanged": (
        edited((LEAD, "区环保局牵头、区农委、相关镇街参与")),
        {
            "task changed": [
                ("4.6.1", "4.6.1", ("lead", "区农委", "区环保局"), ("participant", "区环保局", "区农委")),
            ]
        },
    ),
    "another name of the same body": (edited((LEAD, LEAD.replace("区农委", "区农业委员会"))), {}),
    "another order of bodies": (edited((LEAD, "区农委牵头、相关镇街、区环保局参与")), {}),
    "marks and spaces": (edited((LEAD, "区农委牵头 ，区环保局 ，相关镇街参与")), {}),
    "measure": (
        edited(("严禁肥水养殖。", "禁止肥水养鱼。")),
        {"task changed": [("4.6.2", "4.6.2", ("measures", "严禁肥水养殖", "禁止肥水养鱼"))]},
    ),
    "measure dropped": (
        edited(("制定全区水产养殖发展规划和管理规范.", "")),
        {"task changed": [("4.6.2", "4.6.2", ("measures", "制定全区水产养殖发展规划和管理规范", ""))]},
    ),
    "title": (
        edited(("1、防治畜禽养殖污染,", "1、治理畜禽养殖场污染问题,")),
        {"task changed": [("4.6.1", "4.6.1", ("title", "防治畜禽养殖污染", "治理畜禽养殖场污染问题"))]},
    ),
    "item dropped": (
        WITHOUT,
        {"task removed": ["4.6.2"], "task renumbered": [("4.6.3", "4.6.2"), ("4.6.4", "4.6.3")]},
    ),
    "item moved to another section": (
        edited(("八.深化重点", "3" + AQUACULTURE[1:] + "八.深化重点"), text=WITHOUT),
        {
            "task changed": [
                ("4.6.2", "4.7.3", ("section", "4.6 加强农业农村污染防治", "4.7 加强船舶码头污染控制")),
            ],
            "task renumbered": [("4.6.3", "4.6.2"), ("4.6.4", "4.6.3")],
        },
    ),
    "sections in another order": (
        edited((FARMING + SHIPS, f"六 {SHIPS[2:]}七、{FARMING[2:]}")),
        {
            "task renumbered": [
                ("4.7.1", "4.6.1"),
                ("4.7.2", "4.6.2"),
                ("4.6.1", "4.7.1"),
                ("4.6.2", "4.7.2"),
                ("4.6.3", "4.7.3"),
                ("4.6.4", "4.7.4"),
            ]
        },
    ),
    "section renamed": (
        edited(("六、加强农业农村污染防治1", "六、推进农业农村污染治理1")),
        {"plan": [("sections", "4.6 加强农业农村污染防治", "4.6 推进农业农村污染治理")]},
    ),
    "section dropped": (
        edited((SHIPS, "")),
        {
            "plan": [("sections", "4.7 加强船舶码头污染控制", "")],
            "task removed": ["4.7.1", "4.7.2"],
            "target removed": ["t52"],
        },
    ),
    "day of issue": (edited(("2016年7月25日", "2016年8月1日")), {"plan": [("issued", "2016-07-25", "2016-08-01")]}),
    "document": (
        edited(("渝府发,2015.69号", "渝府发,2015.70号")),
        {"plan": [("based_on", "渝府发〔2015〕69号", "渝府发〔2015〕70号")]},
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_edit_is_told_and_nothing_else(plan: Content, case: str) -> None:
    text, expected = CASES[case]
    assert told(compare(plan, content(text))) == expected


def test_reverse_of_an_edit_is_told_in_reverse(plan: Content) -> None:
    found = told(compare(content(WITHOUT), plan))
    assert found == {"task added": ["4.6.2"], "task renumbered": [("4.6.2", "4.6.3"), ("4.6.3", "4.6.4")]}


def test_same_plan_says_nothing_otherwise(plan: Content) -> None:
    found = compare(plan, plan)
    assert not found
    assert told(found) == {}


def figures(plan: Content) -> list[tuple[Target, re.Match[str]]]:
    """Targets whose whole figure stands once in their passage."""
    found = []
    for goal in plan.targets:
        matches = list(re.finditer(rf"(?<![\d.]){re.escape(goal.figures['value'] or 'none')}(?!\d)", goal.quote.text))
        if len(matches) == 1 and goal.figures["value"] != "100":
            found.append((goal, matches[0]))
    return found


@pytest.mark.parametrize("number", range(0, 35, 5))
def test_figure_changed_anywhere_is_told_of_its_target(plan: Content, number: int) -> None:
    goal, match = figures(plan)[number]
    start = goal.quote.start + match.start()
    later = str(int(match[0]) + 1)
    found = told(compare(plan, content(TEXT[:start] + later + TEXT[start + len(match[0]) :])))
    assert found == {"target changed": [(goal.id, goal.id, ("value", match[0], later))]}


@pytest.mark.parametrize("number", range(0, 60, 7))
def test_lead_changed_anywhere_is_told_of_its_task(plan: Content, number: int) -> None:
    task = [task for task in plan.tasks if len(task.names("lead")) == 1][number]
    (lead,) = (part for part in task.parts if part.role == "lead")
    other = "区档案局"
    text = TEXT[: lead.quote.start] + other + TEXT[lead.quote.end :]
    assert told(compare(plan, content(text))) == {
        "task changed": [(task.id, task.id, ("lead", lead.name, other))],
    }


def test_passages_are_of_their_own_side(plan: Content) -> None:
    text = edited(("2017年,依法关闭或搬迁", "2018年,依法关闭或搬迁"), ("2016年7月25日", "2016年10月25日"))
    (pair,) = compare(plan, content(text)).tasks.changed
    (change,) = pair.changes
    for values, source in ((change.old, TEXT), (change.new, text)):
        (value,) = values
        assert value.quote is not None
        assert source[value.quote.start : value.quote.end] == value.text


@pytest.mark.parametrize("seed", [1, 2])
def test_plan_of_other_bodies_figures_and_order_keeps_its_tasks(plan: Content, seed: int) -> None:
    """Even where most is changed at once, no task is taken for another: what is left bears the same title."""
    found = compare(plan, content(variant(seed).text))
    pairs = [*found.tasks.changed, *found.tasks.renumbered]
    assert [pair for pair in pairs if not any(change.field == "title" for change in pair.changes)]
    assert not found.tasks.added
    years = re.compile(r"\d+")
    assert all(years.sub("", pair.old.title) == years.sub("", pair.new.title) for pair in pairs)


def test_keys_pair_what_is_as_often_on_both_sides() -> None:
    old, new = ["a1", "a2", "b1", "c"], ["a3", "a4", "b1", "b2"]
    first = (lambda text: text[:1], lambda text: text[:1])
    pairs, left, right = pair_by_keys(old, new, [(str, str), first])
    assert pairs == [("b1", "b1"), ("a1", "a3"), ("a2", "a4")]
    assert (left, right) == (["c"], ["b2"])


def test_likeness_pairs_the_most_alike_once() -> None:
    scores = {("a", "x"): 70.0, ("a", "y"): 90.0, ("b", "y"): 95.0, ("b", "x"): 10.0}
    pairs, left, right = pair_by_likeness(["a", "b"], ["x", "y"], lambda a, b: scores[a, b])
    assert (pairs, left, right) == ([("a", "x"), ("b", "y")], [], [])
    assert pair_by_likeness(["a"], ["x"], lambda _a, _b: 59.0) == ([], ["a"], ["x"])


# The command


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("diff")
    (folder / "later.txt").write_text(
        edited((AQUACULTURE, ""), *RENUMBERED, ("2016年7月25日", "2016年8月1日")), "utf-8"
    )
    return folder


@pytest.fixture(scope="module")
def built(files: Path) -> Cli:
    cli = Cli(files / "store")
    cli.said("build", PLAN)
    cli.said("build", str(files / "later.txt"), "--id", PLAN_ID)
    return cli


def test_files_plans_and_former_versions_are_compared_alike(built: Cli, files: Path) -> None:
    later = str(files / "later.txt")
    former = next(line.split()[0] for line in built.said("plans").splitlines() if line.startswith(f"{PLAN_ID}@"))
    answers = [built.said("diff", old, new, "--json") for old in (PLAN, former) for new in (later, PLAN_ID)]
    assert len(set(answers)) == 1
    found = json.loads(answers[0])
    assert found["plan"] == [{"field": "issued", "old": [{"text": "2016-07-25"}], "new": [{"text": "2016-08-01"}]}]
    assert [task["id"] for task in found["tasks"]["removed"]] == ["4.6.2"]
    assert found["tasks"]["renumbered"] == [{"old": "4.6.3", "new": "4.6.2"}, {"old": "4.6.4", "new": "4.6.3"}]
    assert found["summary"]["tasks"] == {"added": 0, "removed": 1, "changed": 0, "renumbered": 2}


def test_comparison_is_told_in_both_languages(built: Cli, files: Path) -> None:
    english = built.said("diff", PLAN, str(files / "later.txt"))
    chinese = built.said("diff", PLAN, str(files / "later.txt"), language="zh_CN.UTF-8")
    for said, words in (
        (english, ("issued", "Tasks removed (1)", "4.6.3 → 4.6.2, 4.6.4 → 4.6.3")),
        (chinese, ("发文日期", "删去任务 (1)", "4.6.3 → 4.6.2、4.6.4 → 4.6.3")),
    ):
        assert all(word in said for word in (*words, "2016-07-25", "2016-08-01", "防治水产养殖污染"))
    assert "No difference" in built.said("diff", PLAN, PLAN)
    assert "没有不同" in built.said("diff", PLAN_ID, PLAN_ID, language="zh_CN.UTF-8")


def test_deadlines_are_told_with_what_they_amount_to(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "later.txt").write_text(CASES["year"][0], "utf-8")
    found = json.loads(cli.said("diff", PLAN, str(tmp_path / "later.txt"), "--json"))
    ((change,),) = (pair["changes"] for pair in found["tasks"]["changed"])
    (value,) = change["new"]
    assert (value["text"], value["deadline"]) == (
        "2018年",
        {"kind": "in", "start": "2018-01-01", "end": "2018-12-31"},
    )


@pytest.fixture
def cli(tmp_path: Path) -> Cli:
    return Cli(tmp_path / "store")


def test_side_that_is_not_there(built: Cli, cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("今天天气很好。", "utf-8")
    for side, words in (
        ("none.txt", "no such file"),
        ("none", "has no plan none"),
        (f"{PLAN_ID}@1999", "There is no version"),
        (str(tmp_path / "letter.txt"), "letter.txt"),
    ):
        assert words in built.complained("diff", PLAN, side, status=1)
    assert "no store here yet" in cli.complained("diff", PLAN, "none", status=1)
