"""Makes variants of the Yongchuan plan, with the gold changed alike: other bodies, figures, years, items and marks.

The generator reads the text by the gold alone, never by the program under test.
"""

import copy
import json
import random
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MARKS = "、。., "
_MARK = rf"[{re.escape(MARKS)}]"
_HERE = Path(__file__).parent
PLAN = _HERE.parent / "extraction" / "plans" / "yongchuan-2016.txt"
GOLD = _HERE / "gold" / "yongchuan.gold.json"

REPEATED = ("2", "《", "、", "\n", "一、", "附件1\n", "目录\n一、治理\n", "（区农委牵头）", "2020年1月1日\n（完）\n")
"""What some rule could look at again and again where it is repeated."""

_HAN = "零一二三四五六七八九"
_DOMAINS = [
    "低空经济",
    "海绵城市",
    "数据资源",
    "营商环境",
    "渔业",
    "温泉旅游",
    "新材料",
    "星火",
    "航运",
    "林草",
    "云谷",
    "石松",
    "茶山竹海",
    "智算",
    "冷链物流",
    "竹产业",
]
_LEVELS = ["区", "市", "永川区", ""]
_ENDINGS = ["局", "委", "办", "中心", "管委会", "发展公司", "集团", "署", "办公室", "指挥部", "园区"]

Gold = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Variant:
    """A text and what is to be found in it."""

    text: str
    gold: Gold


def repeating(unit: str, times: int) -> str:
    """Return a plan that says one thing over and over."""
    return f"某市水污染防治实施方案\n一、总体要求\n到2020年，水质达到Ⅲ类。\n{unit * times}"


def original() -> Variant:
    """Return the plan as it is."""
    return Variant(PLAN.read_text(encoding="utf-8"), json.loads(GOLD.read_text(encoding="utf-8")))


def with_other_marks(seed: int) -> Variant:
    """Return the plan with each mark replaced at random."""
    dice, plan = random.Random(seed), original()
    text = "".join(dice.choice(MARKS) if char in MARKS else char for char in plan.text)
    return Variant(text, plan.gold)


def variant(seed: int) -> Variant:
    """Return the plan with bodies, figures and years swapped and items dropped and put in another order."""
    dice, made = random.Random(seed), original()
    for change in (_other_items, _other_figures, _other_years, _other_bodies):
        made = change(made, dice)
    return made


def _other_bodies(plan: Variant, dice: random.Random) -> Variant:
    """Give some bodies each other's names and others made-up ones."""
    gold = copy.deepcopy(plan.gold)
    names = sorted({n for t in gold["tasks"] for n in t["lead"] + t["participants"] if not n.startswith("相关")})
    dice.shuffle(names)
    exchanged, renamed = names[: len(names) // 3], names[len(names) // 3 : 2 * len(names) // 3]
    domains = dice.sample(_DOMAINS, len(renamed))
    made_up = [f"{dice.choice(_LEVELS)}{domain}{dice.choice(_ENDINGS)}" for domain in domains]
    swap = dict(zip(exchanged, exchanged[1:] + exchanged[:1], strict=True)) | dict(zip(renamed, made_up, strict=True))
    listed = "|".join(sorted(names, key=len, reverse=True))
    text = re.sub(
        rf"(?<={_MARK})({listed})(?=(?:{listed})(?:牵头|参与|{_MARK}))", r"\1、", plan.text
    )  # names run together
    pattern = re.compile(rf"(?<={_MARK})(?:{listed})(?=牵头|参与|等参与|负责|{_MARK})")
    for task in gold["tasks"]:
        for role in ("lead", "participants"):
            task[role] = [swap.get(name, name) for name in task[role]]
    return Variant(pattern.sub(lambda m: swap.get(m[0], m[0]), text), gold)


def _other_years(plan: Variant, dice: random.Random) -> Variant:
    """Move all years of the plan by the same distance."""
    by, gold = dice.choice([-3, -2, -1, 1, 2, 3, 4, 5, 6]), copy.deepcopy(plan.gold)

    def moved(text: str) -> str:
        return re.sub(r"(?<!\d)20[12]\d(?!\d)", lambda m: str(int(m[0]) + by), text)

    for time in (time for task in gold["tasks"] for time in task["time"]):
        time["value"] = time["value"] + by if isinstance(time["value"], int) else moved(time["value"])
    for task in gold["tasks"]:
        task["title"] = moved(task["title"])
    for target in gold["targets"]:
        for key in ("year", "baseline", "anchor"):
            target[key] = target[key] and moved(target[key])
    return Variant(moved(plan.text), gold)


def _other_figures(plan: Variant, dice: random.Random) -> Variant:
    """Give every target with a number another one."""
    gold, places = copy.deepcopy(plan.gold), _places(plan)
    edits: dict[tuple[int, int], str] = {}
    spans = [_anchor_span(plan.text, target, places) for target in gold["targets"]]
    for target, (start, end) in zip(gold["targets"], spans, strict=True):
        if not re.fullmatch(r"\d+", target["value"] or ""):
            continue
        written = re.compile(rf"3{_MARK}1(?=万)" if target["value"] == "31000" else rf"(?<!\d){target['value']}(?!\d)")
        found = list(written.finditer(plan.text, start, end))[-1]
        if "万" in plan.text[found.end() : found.end() + 1]:
            whole, part = dice.randint(1, 9), dice.randint(1, 9)
            target["value"] = str(whole * 10000 + part * 1000)
            new = f"{whole}{found[0][1]}{part}"
        else:
            target["value"] = new = str(dice.randint(1, 99) if target["unit"] == "%" else dice.randint(2, 400))
        edits[found.span()] = new
    for target, (start, end) in zip(gold["targets"], spans, strict=True):
        target["anchor"] = _edited(plan.text, edits, start, end)
    return Variant(_edited(plan.text, edits, 0, len(plan.text)), gold)


def _edited(text: str, edits: dict[tuple[int, int], str], start: int, end: int) -> str:
    pieces, at = [], start
    for (first, last), new in sorted(edits.items()):
        if start <= first and last <= end:
            pieces += [text[at:first], new]
            at = last
    return "".join([*pieces, text[at:end]])


def _anchor_span(text: str, target: Gold, places: dict[str, tuple[int, int]]) -> tuple[int, int]:
    """Where a target's anchor stands: in its task, or before the first task."""
    first_task = min(start for start, _ in places.values())
    start, end = places.get(target["section"], (0, first_task))
    at = text.index(target["anchor"], start, end)
    return at, at + len(target["anchor"])


def _places(plan: Variant) -> dict[str, tuple[int, int]]:
    """Where each task stands, found by its number and the beginning of its title."""
    starts: list[int] = []
    for task in plan.gold["tasks"]:
        number = int(task["id"].rpartition(".")[2])
        digits = _numeral(number) if task["id"].count(".") == 1 else str(number)
        title = f"{_MARK}*".join(re.escape(char) for char in task["title"][:4])
        found = re.compile(rf"(?<!\d){digits}{_MARK}+{title}").search(plan.text, starts[-1] if starts else 0)
        assert found, task["id"]
        starts.append(found.start())
    ends = [*starts[1:], len(plan.text)]
    return {task["id"]: (start, end) for task, start, end in zip(plan.gold["tasks"], starts, ends, strict=True)}


def _numeral(number: int) -> str:
    tens, ones = divmod(number, 10)
    return f"{_HAN[tens] if tens > 1 else ''}{'十' if tens else ''}{_HAN[ones] if ones else ''}"


def _other_items(plan: Variant, dice: random.Random) -> Variant:
    """Drop some items, put the others of each section in another order and number them anew."""
    gold, places = copy.deepcopy(plan.gold), _places(plan)
    sections: dict[str, list[Gold]] = {}
    for task in gold["tasks"]:
        if task["id"].count(".") == 2:
            sections.setdefault(task["id"].rpartition(".")[0], []).append(task)
    text, renamed, gone = plan.text, dict[str, str](), set[str]()
    for section in sorted(set(sections) - {"4.3"}, key=lambda s: -int(s[2:])):  # from the back, so that places hold
        items = sections[section]
        kept = dice.sample(items, max(1, len(items) - dice.randint(0, 2)))
        gone |= {task["id"] for task in items} - {task["id"] for task in kept}
        start, end = places[items[0]["id"]][0], _section_end(plan.text, section, places[items[-1]["id"]][1])
        bodies = {
            t["id"]: plan.text[places[t["id"]][0] : min(places[t["id"]][1], end)].lstrip("0123456789") for t in items
        }
        text = text[:start] + "".join(f"{n}{bodies[t['id']]}" for n, t in enumerate(kept, 1)) + text[end:]
        renamed |= {task["id"]: f"{section}.{n}" for n, task in enumerate(kept, 1)}
    gold["tasks"] = [t for t in gold["tasks"] if t["id"] not in gone]
    gold["targets"] = [t for t in gold["targets"] if t["section"] not in gone]
    for task in gold["tasks"]:
        task["id"] = renamed.get(task["id"], task["id"])
    for target in gold["targets"]:
        target["section"] = renamed.get(target["section"], target["section"])
    gold["tasks"].sort(key=lambda t: [int(n) for n in t["id"].split(".")])
    return Variant(text, gold)


def _section_end(text: str, section: str, end: int) -> int:
    """Where a section's last item ends: before the number of the next section, which the item's stretch still holds."""
    following = _numeral(int(section.rpartition(".")[2]) + 1)
    headings = list(re.compile(rf"(?<={_MARK}){following}{_MARK}").finditer(text, end - 40, end))
    return headings[-1].start() if headings else end
