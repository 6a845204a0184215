"""Makes plans in clean text, of names and sentences of its own, with what is to be found in them.

Every form of a responsibility clause that plans use, in items and in tables, put together at random.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

Roles = list[tuple[str, str]]

_DOMAINS = [
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
_GROUPS = [
    "各有关部门",
    "相关镇街",
    "各县（市、区）人民政府",
    "各乡镇人民政府",
    "街道办事处",
    "各市、县（市、区）政府",
    "各项目业主单位",
]
_ODD_GROUPS = ["区属国有企业", "各发供电单位", "各村（社区）", "服务商", "协作单位"]
_ODD = ["供电所", "电信所"]
_DOES = [
    "改造供水管网",
    "建设防洪堤岸",
    "清理沿河垃圾",
    "更新公交车辆",
    "培训基层人员",
    "巡查水源地",
    "修缮历史建筑",
    "优化办事流程",
]
_HOW = ["，健全长效机制", "，形成工作闭环", "，提升服务水平", "", "，严格规范管理", "，强化日常监管"]
_PEOPLE = ["王小明", "李大山", "赵四海", "刘某"]
_TIMES = {
    "2026年底前": "2026-12-31",
    "2026年6月底前": "2026-06-30",
    "2027年3月31日前": "2027-03-31",
    "2025年10月底前": "2025-10-31",
}
_LABEL_TIMES = {**_TIMES, "2026年": "2026-12-31", "2027年6月": "2027-06-30", "2026年9月30日": "2026-09-30"}
_OPEN_TIMES = ["长期坚持", "持续推进", "长期"]


class Task(NamedTuple):
    """What is to be found of a task."""

    id: str
    roles: Roles
    ends: frozenset[str]


@dataclass(frozen=True, slots=True)
class Made:
    """A text and the tasks in it; the names that stand for several."""

    text: str
    tasks: list[Task]
    groups: frozenset[str] = frozenset((*_GROUPS, *_ODD_GROUPS))


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause as it is written behind what is to be done, with the roles in it and the days by which it is done."""

    text: str
    roles: Roles
    ends: frozenset[str] = frozenset()
    joint: bool = False


class _Names:
    """Deals out names, none twice in one task."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        level = dice.choice("市县省")
        self.bodies = [f"{level}{domain}{dice.choice(_ENDINGS)}" for domain in _DOMAINS]
        self.bodies += [*_PARKS, f"{level}数据局（{level}密码局）", f"{level}城投集团（筹）"]

    def few(self, least: int, most: int, *, groups: bool = False, odd: bool = False) -> list[str]:
        """Return some bodies, and perhaps a group or names like no other behind them."""
        found = self.dice.sample(self.bodies, self.dice.randint(least, most))
        if groups and self.dice.random() < 0.4:
            found.append(self.dice.choice(_GROUPS))
        if odd and self.dice.random() < 0.4:
            found.append(self.dice.choice([*_ODD_GROUPS, *_ODD]))
        return found

    def lead_and_others(self, *, odd: bool = False) -> tuple[str, list[str]]:
        """Return a body and others."""
        first, *rest = self.few(2, 4, groups=True, odd=odd)
        return first, rest


def _lead_with(first: str, rest: Sequence[str]) -> Roles:
    return [(first, "lead"), *((name, "participant") for name in rest)]


def _together(names: Sequence[str]) -> Roles:
    return [(name, "responsible" if len(names) > 1 else "lead") for name in names]


def _led(dice: random.Random, names: _Names) -> _Clause:
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
    return _Clause(_bracketed(dice, form), _lead_with(first, rest))


def _joint_leads(dice: random.Random, names: _Names) -> _Clause:
    found = names.few(2, 3)
    form = dice.choice(["{}牵头", "{}牵头负责", "牵头部门：{}"]).format("、".join(found))
    return _Clause(_bracketed(dice, form), [(name, "lead") for name in found])


def _shared(dice: random.Random, names: _Names) -> _Clause:
    found = names.few(1, 4, groups=True, odd=True)
    several = ["{}等按职责分工负责", "{}按职责分工负责"] if len(found) > 1 else []
    labels = ["责任单位：{}", "责任部门：{}", "权责机关：{}", "执行单位：{}"]
    form = dice.choice(["{}负责", *labels, *several]).format("、".join(found))
    return _Clause(_bracketed(dice, form), _together(found), joint=True)


def _guided(dice: random.Random, names: _Names) -> _Clause:
    first, *rest = names.few(2, 3)
    roles = [(first, "guidance"), *((name, "participant") for name in rest)]
    return _Clause(_bracketed(dice, f"{first}指导，{'、'.join(rest)}参与"), roles)


def _bracketed(dice: random.Random, words: str) -> str:
    opening, closing = dice.choice([("（", "）"), ("（", "）"), ("〔", "〕"), ("【", "】"), ("(", ")"), ("[", "]")])
    return f"。{opening}{words}{closing}"


def _block(dice: random.Random, names: _Names) -> _Clause:
    """Lines of labels in any order, of people and times too."""
    first, rest = names.lead_and_others(odd=True)
    lines = [f"牵头单位：{first}", f"{dice.choice(['责任单位', '配合单位'])}：{'、'.join(rest)}"]
    people = dice.sample(["牵头领导", "责任领导", "责任人"], dice.randint(0, 2))
    lines += [f"{label}：{dice.choice(_PEOPLE)}" for label in people]
    time, ends = _time(dice)
    lines.append(f"{dice.choice(['完成时限', '完成时间', '时间要求', '时限要求', '进度安排', '时间节点'])}：{time}")
    dice.shuffle(lines)
    form = dice.choice(["\n", "\n", " ", "【】", "；"])
    if form == "【】":
        return _Clause(f"。【{'，'.join(lines)}】", _lead_with(first, rest), ends)
    return _Clause("。\n" + form.join(lines), _lead_with(first, rest), ends)


def _glued(dice: random.Random, names: _Names) -> _Clause:
    """A label glued to the name before it."""
    first, rest = names.lead_and_others()
    time, ends = _time(dice)
    if dice.random() < 0.5:
        return _Clause(f"。责任单位：{first}完成时限：{time}", [(first, "lead")], ends)
    return _Clause(f"。牵头单位：{first}配合单位：{'、'.join(rest)}完成时限：{time}", _lead_with(first, rest), ends)


def _spaced(dice: random.Random, names: _Names) -> _Clause:
    """Names and labels apart by blanks."""
    first, rest = names.lead_and_others()
    rest = [name for name in rest if "、" not in name]
    if not rest:
        return _Clause(f"。\n责任单位及责任人：{first} {dice.choice(_PEOPLE)}", [(first, "lead")])
    mark = dice.choice([":", "："])
    return _Clause(f"。\n牵头单位{mark}{first} 配合单位{mark}{' '.join(rest)}", _lead_with(first, rest))


def _time(dice: random.Random) -> tuple[str, frozenset[str]]:
    if dice.random() < 0.2:
        return dice.choice(_OPEN_TIMES), frozenset()
    time = dice.choice([*_LABEL_TIMES])
    return time, frozenset({_LABEL_TIMES[time]})


_FORMS: tuple[Callable[[random.Random, _Names], _Clause], ...] = (
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
_COUNTED = ["", *"一二三四五六七八九十", "十一", "十二"]
_RULES = [
    "排在首位的部门为牵头部门，下同",
    "列第一位者为牵头单位，下同",
    "位列第一位的为主责单位，下同",
    "排名第一的单位为牵头单位，下同",
]
_DEFAULT = "以下各项均需各地区落实，不再列出"


def plan(seed: int) -> Made:
    """Return a plan of chapters and items, perhaps with rules that it states once."""
    dice = random.Random(seed)
    names, number = _Names(dice), dice.choice(["1．", "1.", "（一）", "1、", "（1）", "1.1 "])
    lines, tasks, rule = ["某地供水保障实施方案", "为保障供水，制定本方案。"], list[Task](), False
    chapters = dice.choice(["{}、", "第{}章　"]) if number != "1.1 " else "{}．"
    ruled, defaulted = dice.random() < 0.4, dice.random() < 0.3
    for chapter in range(1, 5):
        counted = str(chapter) if number == "1.1 " else "一二三四"[chapter - 1]
        lines.append(f"{chapters.format(counted)}{['总体保障', '设施建设', '监督管理', '服务提升'][chapter - 1]}")
        for item in range(1, dice.randint(3, 6)):
            clause = dice.choice(_FORMS)(dice, names)
            if ruled and (not rule or dice.random() < 0.3):  # states the rule, or needs it
                clause, rule = _ruled(dice, names, first=not rule), True
            elif rule and clause.joint and len(clause.roles) > 1:
                clause = replace(clause, roles=_lead_with(clause.roles[0][0], [name for name, _ in clause.roles[1:]]))
            if defaulted and not ruled:
                clause, defaulted = _with_default(names), False
            said, ends = _said(dice)
            lines.append(f"{_numbered(number, chapter, item)}{dice.choice(_DOES)}{said}{clause.text}")
            tasks.append(Task(f"{chapter}.{item}", clause.roles, clause.ends | ends))
    return Made("\n".join(lines) + "\n", tasks)


def articles(seed: int) -> Made:
    """Return a plan of articles that say in prose who does what."""
    dice = random.Random(seed)
    names, lines, tasks = _Names(dice), ["某地供水管理办法"], list[Task]()
    number = 0
    for chapter in range(1, 4):
        lines.append(f"第{'一二三'[chapter - 1]}章 {['职责分工', '运行管理', '监督检查'][chapter - 1]}")
        for _ in range(dice.randint(2, 4)):
            number += 1
            clause = _duty(dice, names)
            lines.append(f"第{_COUNTED[number]}条 {clause.text}")
            tasks.append(Task(f"{chapter}.{number}", clause.roles, clause.ends))
    return Made("\n".join(lines) + "\n", tasks)


def _duty(dice: random.Random, names: _Names) -> _Clause:
    """A duty in prose; its bodies are such as say their level or are known."""
    first, second, third = dice.sample(names.bodies[: len(_DOMAINS)], 3)
    forms: list[tuple[str, Roles]] = [
        (
            f"由{first}、{second}指导，{third}组织实施。",
            [(first, "guidance"), (second, "guidance"), (third, "lead")],
        ),
        (f"{first}会同{second}于2026年底前出台管理办法。", _lead_with(first, [second])),
        (f"{first}会同{second}、{third}制定实施细则。", _lead_with(first, [second, third])),
        (f"{first}、{second}负责沿线清理的督促落实。", _together([first, second])),
        (f"{first}牵头编制供水规划，{second}配合做好资金保障。", _lead_with(first, [second])),
        (f"由{first}牵头，会同{second}、{third}开展联合检查。", _lead_with(first, [second, third])),
        (f"{first}：负责依法查处违法行为。", [(first, "lead")]),
        (f"{first}负责日常巡查；做好台账登记。{second}负责监测分析。", _together([first, second])),
        (f"申报材料由{first}配合完成。", [(first, "participant")]),
        (f"具体工作由{first}负责。", [(first, "lead")]),
    ]
    text, roles = dice.choice(forms)
    return _Clause(text, roles, frozenset({"2026-12-31"} if "2026" in text else ()))


def _said(dice: random.Random) -> tuple[str, frozenset[str]]:
    """What more an item says, with a time or without."""
    how = dice.choice(_HOW)
    if dice.random() < 0.3:
        time = dice.choice([*_TIMES])
        return f"{how}。{time}全面完成整治任务", frozenset({_TIMES[time]})
    return how, frozenset()


def _ruled(dice: random.Random, names: _Names, *, first: bool) -> _Clause:
    """Names alone in a bracket, with the rule that says who of them leads."""
    found = names.few(1 + first, 3, groups=True)
    rule = f"，{dice.choice(_RULES)}" if first else ""
    return _Clause(f"。（{'、'.join(found)}{rule}）", _lead_with(found[0], found[1:]))


def _with_default(names: _Names) -> _Clause:
    found = names.few(2, 3)
    return _Clause(f"。（{'、'.join(found)}负责，各地区落实，{_DEFAULT}）", _together(found))


def _numbered(form: str, chapter: int, item: int) -> str:
    if form == "1.1 ":
        return f"{chapter}.{item} "
    return f"（{'一二三四五六'[item - 1]}）" if form == "（一）" else form.replace("1", str(item))


def table(seed: int) -> Made:
    """Return a table of tasks: one column of bodies or two, cells that go on below, wrapped lines, a note."""
    dice = random.Random(seed)
    names, two, noted = _Names(dice), dice.random() < 0.5, dice.random() < 0.3
    header = ["序号", "任务", *(["牵头单位", "配合单位"] if two else ["责任单位"]), "完成时限"]
    rows, tasks = ["2025年供水任务分解表", "\t".join(header)], list[Task]()
    for number in range(1, dice.randint(6, 12)):
        cells, roles = _cells(dice, names, two=two, first_leads=noted)
        if number > 1 and dice.random() < 0.2:
            cells, roles = [""] * len(cells), tasks[-1].roles
        time, ends = _cell_time(dice)
        shown = "" if dice.random() < 0.1 and 1 < number < 5 else str(number)
        does = dice.choice(_DOES) + dice.choice(["", "；\n落实管护责任"])
        rows.append("\t".join([shown or str(number), does, *cells, time]))
        tasks.append(Task(str(number), roles, ends))
    note = ["注：责任单位中排在第一位的为牵头单位，其他为配合单位。"] if noted and not two else []
    return Made("\n".join([*rows, *note]) + "\n", tasks)


def _cells(dice: random.Random, names: _Names, *, two: bool, first_leads: bool) -> tuple[list[str], Roles]:
    mark = dice.choice(["、", "，", " "])
    if two:
        first, rest = names.lead_and_others(odd=True)
        rest = rest if dice.random() < 0.8 else []
        return [first, mark.join(rest) or dice.choice(["/", "无", "—"])], _lead_with(first, rest)
    found = names.few(1, 3, groups=True, odd=True)
    roles = _lead_with(found[0], found[1:]) if first_leads else _together(found)
    return [mark.join(found)], roles


def _cell_time(dice: random.Random) -> tuple[str, frozenset[str]]:
    if dice.random() < 0.2:
        return "全年", frozenset({"2025-12-31"})
    return _time(dice)


def facts(made: Made) -> Iterator[tuple[str, ...]]:
    """Yield what is to be found, a line each."""
    for task in made.tasks:
        yield ("id", task.id)
        yield from (("role", task.id, role, name, str(name in made.groups)) for name, role in task.roles)
        yield from (("deadline", task.id, end) for end in task.ends)
