"""Faults planted in made-up plans are found, and the plans without them are clean; marks at random hide none."""

import random
import re
from collections.abc import Callable

import pytest

from extraction.pipeline import extract
from graph.build import describe_vocabulary
from graph.library import state
from graph.store import MemoryStore
from queries.check import check
from tests.variants import original, variant, with_other_marks

SEEDS = range(12)
BODIES = [
    "水务局",
    "环保局",
    "农委",
    "财政局",
    "发改委",
    "经信委",
    "林业局",
    "公安局",
    "教委",
    "民政局",
    "商务局",
    "旅游局",
]
WORKS = ["疏浚河道", "修建泵站", "整治岸线", "清理垃圾", "监测水质", "关停小厂", "植树护岸", "改造管网", "普查井泉"]
RATES = ["城镇污水处理率", "农村垃圾收集率", "再生水利用率", "水质达标率"]
NUMERALS = "一二三四五六七八九"


def made(seed: int) -> str:
    """Return a plan without faults: goals, chapters of tasks and two annexes that it announces."""
    dice = random.Random(seed)
    lines = ["某区治水方案（2021—2025年）", "一、目标"]
    lines += [f"到{dice.randint(2021, 2025)}年，{rate}达到{dice.randint(50, 99)}%以上。" for rate in RATES]
    for chapter in range(2, 5):
        lines.append(f"{NUMERALS[chapter - 1]}、{dice.choice(['河道治理', '城区治理', '乡村治理'])}")
        for item, work in enumerate(dice.sample(WORKS, dice.randint(4, 6)), start=1):
            lead, *others = (f"区{body}" for body in dice.sample(BODIES[: 6 + chapter], 3))
            year = dice.randint(2021, 2025)
            lines.append(f"{item}．{work}。{year}年底前全面完成。（{lead}牵头，{'、'.join(others)}参与）")
    return "\n".join([*lines, "附件：1.任务清单", "2.责任名单", "附件1", "任务清单", "清单如下：清理东河、西河与南河。",
                      "附件2", "责任名单", "名单如下：各河由所在镇街负责巡查。", ""])  # fmt: skip


def items(text: str) -> list[str]:
    return re.findall(r"^\d．.*$", text, re.MULTILINE)


def without_an_item(text: str, dice: random.Random) -> str:
    """Drop an item that another one follows and that is not the first of its chapter."""
    lines = text.split("\n")
    inner = [n for n, line in enumerate(lines) if re.match("[2-9]．", line) and re.match(r"\d．", lines[n + 1])]
    return "\n".join(line for n, line in enumerate(lines) if n != dice.choice(inner[:1]))


def with_a_number_twice(text: str, dice: random.Random) -> str:
    item = dice.choice([item for item in items(text) if item[0] > "2"])
    return text.replace(item, f"{int(item[0]) - 1}{item[1:]}", 1)


def with_a_slip(text: str, dice: random.Random) -> str:
    """Change a character in one mention of a body that is named at least three times."""
    often = [name for name in (f"区{body}" for body in BODIES if len(body) > 2) if text.count(name) > 2]
    name = dice.choice(often)
    place = dice.randrange(1, len(name) - 1)
    start = dice.choice([match.start() for match in re.finditer(name, text)])
    return text[: start + place] + dice.choice("圳嵌榆砾") + text[start + place + 1 :]


def without_a_year(text: str, dice: random.Random) -> str:
    """Set a task a figure without a year."""
    item = dice.choice(items(text))
    return text.replace(item, re.sub(r"\d{4}年底前全面完成", "新建水厂3座", item), 1)


def without_an_annex(text: str, dice: random.Random) -> str:
    return text[: text.index("附件2\n")] if dice.random() < 0.5 else text.replace("2.责任名单", "2.责任名单\n3.经费表")


def without_a_deadline(text: str, dice: random.Random) -> str:
    item = dice.choice(items(text))
    return text.replace(item, re.sub(r"\d{4}年底前", "", item), 1)


def given_to_a_group(text: str, dice: random.Random) -> str:
    item = dice.choice(items(text))
    return text.replace(item, re.sub(r"（.*）", "（相关镇街负责）", item), 1)


def given_to_nobody(text: str, dice: random.Random) -> str:
    item = dice.choice(items(text)[1:])
    return text.replace(item, re.sub(r"（.*）", "", item), 1)


def said_otherwise(text: str, dice: random.Random) -> str:
    """Say a goal again in a task, with another figure."""
    rate = dice.choice(RATES)
    year, figure = re.findall(rf"到(\d+)年，{rate}达到(\d+)%", text)[0]
    item = dice.choice(items(text))
    return text.replace(item, item.replace("。", f"。到{year}年，{rate}达到{int(figure) - 7}%以上。", 1), 1)


FAULTS: dict[str, Callable[[str, random.Random], str]] = {
    "numbering-gap": without_an_item,
    "numbering-repeated": with_a_number_twice,
    "rare-name": with_a_slip,
    "no-year": without_a_year,
    "annex-absent": without_an_annex,
    "no-deadline": without_a_deadline,
    "group-responsible": given_to_a_group,
    "nobody-responsible": given_to_nobody,
    "conflicting-target": said_otherwise,
}


def kinds(text: str) -> list[str]:
    store = MemoryStore()
    store.replace_plan("p", [*state(extract(text), "p"), *describe_vocabulary()])
    return [finding.kind for finding in check(store, "p")]


@pytest.mark.parametrize("seed", SEEDS)
def test_plan_without_faults_is_clean(seed: int) -> None:
    assert kinds(made(seed)) == []


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("seed", SEEDS)
def test_planted_fault_is_found_once(fault: str, seed: int) -> None:
    planted = FAULTS[fault](made(seed), random.Random(seed))
    assert planted != made(seed)
    assert kinds(planted).count(fault) == 1


@pytest.mark.parametrize("seed", range(2))
def test_random_marks_make_no_gap(seed: int) -> None:
    for text in (with_other_marks(seed).text, variant(seed).text):
        found = kinds(text)
        assert [kind for kind in found if kind.startswith("numbering")] == []
        assert found.count("annex-absent") == 2


def test_gap_between_random_marks_is_found() -> None:
    text = original().text
    start, end = text.index("3,整治城市黑臭水体"), text.index("4。加强加油站的污染防治")
    assert kinds(text[:start] + text[end:]).count("numbering-gap") == 1
