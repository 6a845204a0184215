"""Clauses of responsibility in every form that plans use, put together at random, with the roles and days in them."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Roles = list[tuple[str, str]]

DOMAINS = [
    "水务",
    "财政",
    "发展改革",
    "数据资源",
    "海绵城市建设",
    "潮汐能",
    "冷链物流",
    "渔业",
    "林业",
    "茶产业",
    "智算",
    "新材料",
]
_ENDINGS = ["局", "委", "办公室", "发展中心", "集团", "投资公司", "服务中心"]
_PARKS = ["海棠湾管委会", "青峰岭景区管委会", "白塔镇人民政府", "云桥街道办事处", "松溪经济开发区管委会"]
GROUPS = [
    "各有关部门",
    "相关镇街",
    "各县（市、区）人民政府",
    "各乡镇人民政府",
    "街道办事处",
    "各市、县（市、区）政府",
    "各项目业主单位",
]
ODD_GROUPS = ["区属国有企业", "各发供电单位", "各村（社区）", "服务商", "协作单位"]
_ODD = ["供电所", "电信所"]
DOES = [
    "改造供水管网",
    "建设防洪堤岸",
    "清理沿河垃圾",
    "更新公交车辆",
    "培训基层人员",
    "巡查水源地",
    "修缮历史建筑",
    "优化办事流程",
]
HOW = ["，健全长效机制", "，形成工作闭环", "，提升服务水平", "", "，严格规范管理", "，强化日常监管"]
_PEOPLE = ["王小明", "李大山", "赵四海", "刘某"]
TIMES = {
    "2026年底前": "2026-12-31",
    "2026年6月底前": "2026-06-30",
    "2027年3月31日前": "2027-03-31",
    "2025年10月底前": "2025-10-31",
}
_LABEL_TIMES = {**TIMES, "2026年": "2026-12-31", "2027年6月": "2027-06-30", "2026年9月30日": "2026-09-30"}
_OPEN_TIMES = ["长期坚持", "持续推进", "长期"]


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause as it is written behind what is to be done, with the roles in it and the days by which it is done."""

    text: str
    roles: Roles
    ends: frozenset[str] = frozenset()
    joint: bool = False


class Names:
    """Deals out names, none twice in one task."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        level = dice.choice("市县省")
        self.bodies = [f"{level}{domain}{dice.choice(_ENDINGS)}" for domain in DOMAINS]
        self.bodies += [*_PARKS, f"{level}数据局（{level}密码局）", f"{level}城投集团（筹）"]

    def few(self, least: int, most: int, *, groups: bool = False, odd: bool = False) -> list[str]:
        """Return some bodies, and perhaps a group or names like no other behind them."""
        found = self.dice.sample(self.bodies, self.dice.randint(least, most))
        if groups and self.dice.random() < 0.4:
            found.append(self.dice.choice(GROUPS))
        if odd and self.dice.random() < 0.4:
            found.append(self.dice.choice([*ODD_GROUPS, *_ODD]))
        return found

    def lead_and_others(self, *, odd: bool = False) -> tuple[str, list[str]]:
        """Return a body and others."""
        first, *rest = self.few(2, 4, groups=True, odd=odd)
        return first, rest


def lead_with(first: str, rest: Sequence[str]) -> Roles:
    return [(first, "lead"), *((name, "participant") for name in rest)]


def together(names: Sequence[str]) -> Roles:
    return [(name, "responsible" if len(names) > 1 else "lead") for name in names]


def _led(dice: random.Random, names: Names) -> Clause:
    first, rest = names.lead_and_others(odd=True)
    others = "、".join(rest)
    form = dice.choice(
        [
            f"{first}牵头，{others}{dice.choice(['参与', '配合', '协办', '参加', '按职责分工负责'])}",
            f"由{first}牵头，会同{others}落实",
            f"{first}会同{others}",
            f"{first}主办，{others}协办",
            f"{first}（牵头）、{others}",
            f"牵头单位：{first}；配合单位：{others}",
            f"主办单位：{first}；协办单位：{others}",
        ]
    )
    return Clause(_bracketed(dice, form), lead_with(first, rest))


def _joint_leads(dice: random.Random, names: Names) -> Clause:
    found = names.few(2, 3)
    form = dice.choice(["{}牵头", "{}牵头负责", "牵头部门：{}"]).format("、".join(found))
    return Clause(_bracketed(dice, form), [(name, "lead") for name in found])


def _shared(dice: random.Random, names: Names) -> Clause:
    found = names.few(1, 4, groups=True, odd=True)
    several = ["{}等按职责分工负责", "{}按职责分工负责"] if len(found) > 1 else []
    labels = ["责任单位：{}", "责任部门：{}", "权责机关：{}", "执行单位：{}"]
    form = dice.choice(["{}负责", *labels, *several]).format("、".join(found))
    return Clause(_bracketed(dice, form), together(found), joint=True)


def _guided(dice: random.Random, names: Names) -> Clause:
    first, *rest = names.few(2, 3)
    roles = [(first, "guidance"), *((name, "participant") for name in rest)]
    return Clause(_bracketed(dice, f"{first}指导，{'、'.join(rest)}参与"), roles)


def _bracketed(dice: random.Random, words: str) -> str:
    opening, closing = dice.choice([("（", "）"), ("（", "）"), ("〔", "〕"), ("【", "】"), ("(", ")"), ("[", "]")])
    return f"。{opening}{words}{closing}"


def _block(dice: random.Random, names: Names) -> Clause:
    """Lines of labels in any order, of people and times too."""
    first, rest = names.lead_and_others(odd=True)
    lines = [f"牵头单位：{first}", f"{dice.choice(['责任单位', '配合单位'])}：{'、'.join(rest)}"]
    people = dice.sample(["牵头领导", "责任领导", "责任人"], dice.randint(0, 2))
    lines += [f"{label}：{dice.choice(_PEOPLE)}" for label in people]
    time, ends = some_time(dice)
    lines.append(f"{dice.choice(['完成时限', '完成时间', '时间要求', '时限要求', '进度安排', '时间节点'])}：{time}")
    dice.shuffle(lines)
    form = dice.choice(["\n", "\n", " ", "【】", "；"])
    if form == "【】":
        return Clause(f"。【{'，'.join(lines)}】", lead_with(first, rest), ends)
    return Clause("。\n" + form.join(lines), lead_with(first, rest), ends)


def _glued(dice: random.Random, names: Names) -> Clause:
    """A label glued to the name before it."""
    first, rest = names.lead_and_others()
    time, ends = some_time(dice)
    if dice.random() < 0.5:
        return Clause(f"。责任单位：{first}完成时限：{time}", [(first, "lead")], ends)
    return Clause(f"。牵头单位：{first}配合单位：{'、'.join(rest)}完成时限：{time}", lead_with(first, rest), ends)


def _spaced(dice: random.Random, names: Names) -> Clause:
    """Names and labels apart by blanks."""
    first, rest = names.lead_and_others()
    rest = [name for name in rest if "、" not in name]
    if not rest:
        return Clause(f"。\n责任单位及责任人：{first} {dice.choice(_PEOPLE)}", [(first, "lead")])
    mark = dice.choice([":", "："])
    return Clause(f"。\n牵头单位{mark}{first} 配合单位{mark}{' '.join(rest)}", lead_with(first, rest))


def some_time(dice: random.Random) -> tuple[str, frozenset[str]]:
    if dice.random() < 0.2:
        return dice.choice(_OPEN_TIMES), frozenset()
    time = dice.choice([*_LABEL_TIMES])
    return time, frozenset({_LABEL_TIMES[time]})


FORMS: tuple[Callable[[random.Random, Names], Clause], ...] = (
    _led,
    _led,
    _shared,
    _shared,
    _joint_leads,
    _guided,
    _block,
    _glued,
    _spaced,
)
