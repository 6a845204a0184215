"""Makes plans of items, articles and tables in clean text, of names of its own, with what is to be found in them."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from tests.clause_forms import (
    DOES,
    DOMAINS,
    FORMS,
    GROUPS,
    HOW,
    ODD_GROUPS,
    TIMES,
    Clause,
    Names,
    Roles,
    lead_with,
    some_time,
    together,
)


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
    groups: frozenset[str] = frozenset((*GROUPS, *ODD_GROUPS))


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
    names, number = Names(dice), dice.choice(["1．", "1.", "（一）", "1、", "（1）", "1.1 "])
    lines, tasks, rule = ["某地供水保障实施方案", "为保障供水，制定本方案。"], list[Task](), False
    chapters = dice.choice(["{}、", "第{}章　"]) if number != "1.1 " else "{}．"
    ruled, defaulted = dice.random() < 0.4, dice.random() < 0.3
    for chapter in range(1, 5):
        counted = str(chapter) if number == "1.1 " else "一二三四"[chapter - 1]
        lines.append(f"{chapters.format(counted)}{['总体保障', '设施建设', '监督管理', '服务提升'][chapter - 1]}")
        for item in range(1, dice.randint(3, 6)):
            clause = dice.choice(FORMS)(dice, names)
            if ruled and (not rule or dice.random() < 0.3):  # states the rule, or needs it
                clause, rule = _ruled(dice, names, first=not rule), True
            elif rule and clause.joint and len(clause.roles) > 1:
                clause = replace(clause, roles=lead_with(clause.roles[0][0], [name for name, _ in clause.roles[1:]]))
            if defaulted and not ruled:
                clause, defaulted = _with_default(names), False
            said, ends = _said(dice)
            lines.append(f"{_numbered(number, chapter, item)}{dice.choice(DOES)}{said}{clause.text}")
            tasks.append(Task(f"{chapter}.{item}", clause.roles, clause.ends | ends))
    return Made("\n".join(lines) + "\n", tasks)


def articles(seed: int) -> Made:
    """Return a plan of articles that say in prose who does what."""
    dice = random.Random(seed)
    names, lines, tasks = Names(dice), ["某地供水管理办法"], list[Task]()
    number = 0
    for chapter in range(1, 4):
        lines.append(f"第{'一二三'[chapter - 1]}章 {['职责分工', '运行管理', '监督检查'][chapter - 1]}")
        for _ in range(dice.randint(2, 4)):
            number += 1
            clause = _duty(dice, names)
            lines.append(f"第{_COUNTED[number]}条 {clause.text}")
            tasks.append(Task(f"{chapter}.{number}", clause.roles, clause.ends))
    return Made("\n".join(lines) + "\n", tasks)


def _duty(dice: random.Random, names: Names) -> Clause:
    """A duty in prose; its bodies are such as say their level or are known."""
    first, second, third = dice.sample(names.bodies[: len(DOMAINS)], 3)
    forms: list[tuple[str, Roles]] = [
        (
            f"由{first}、{second}指导，{third}组织实施。",
            [(first, "guidance"), (second, "guidance"), (third, "lead")],
        ),
        (f"{first}会同{second}于2026年底前出台管理办法。", lead_with(first, [second])),
        (f"{first}会同{second}、{third}制定实施细则。", lead_with(first, [second, third])),
        (f"{first}、{second}负责沿线清理的督促落实。", together([first, second])),
        (f"{first}牵头编制供水规划，{second}配合做好资金保障。", lead_with(first, [second])),
        (f"由{first}牵头，会同{second}、{third}开展联合检查。", lead_with(first, [second, third])),
        (f"{first}：负责依法查处违法行为。", [(first, "lead")]),
        (f"{first}负责日常巡查；做好台账登记。{second}负责监测分析。", together([first, second])),
        (f"申报材料由{first}配合完成。", [(first, "participant")]),
        (f"具体工作由{first}负责。", [(first, "lead")]),
    ]
    text, roles = dice.choice(forms)
    return Clause(text, roles, frozenset({"2026-12-31"} if "2026" in text else ()))


def _said(dice: random.Random) -> tuple[str, frozenset[str]]:
    """What more an item says, with a time or without."""
    how = dice.choice(HOW)
    if dice.random() < 0.3:
        time = dice.choice([*TIMES])
        return f"{how}。{time}全面完成整治任务", frozenset({TIMES[time]})
    return how, frozenset()


def _ruled(dice: random.Random, names: Names, *, first: bool) -> Clause:
    """Names alone in a bracket, with the rule that says who of them leads."""
    found = names.few(1 + first, 3, groups=True)
    rule = f"，{dice.choice(_RULES)}" if first else ""
    return Clause(f"。（{'、'.join(found)}{rule}）", lead_with(found[0], found[1:]))


def _with_default(names: Names) -> Clause:
    found = names.few(2, 3)
    return Clause(f"。（{'、'.join(found)}负责，各地区落实，{_DEFAULT}）", together(found))


def _numbered(form: str, chapter: int, item: int) -> str:
    if form == "1.1 ":
        return f"{chapter}.{item} "
    return f"（{'一二三四五六'[item - 1]}）" if form == "（一）" else form.replace("1", str(item))


def table(seed: int) -> Made:
    """Return a table of tasks: one column of bodies or two, cells that go on below, wrapped lines, a note."""
    dice = random.Random(seed)
    names, two, noted = Names(dice), dice.random() < 0.5, dice.random() < 0.3
    header = ["序号", "任务", *(["牵头单位", "配合单位"] if two else ["责任单位"]), "完成时限"]
    rows, tasks = ["2025年供水任务分解表", "\t".join(header)], list[Task]()
    for number in range(1, dice.randint(6, 12)):
        cells, roles = _cells(dice, names, two=two, first_leads=noted)
        if number > 1 and dice.random() < 0.2:
            cells, roles = [""] * len(cells), tasks[-1].roles
        time, ends = _cell_time(dice)
        shown = "" if dice.random() < 0.1 and 1 < number < 5 else str(number)
        does = dice.choice(DOES) + dice.choice(["", "；\n落实管护责任"])
        rows.append("\t".join([shown or str(number), does, *cells, time]))
        tasks.append(Task(str(number), roles, ends))
    note = ["注：责任单位中排在第一位的为牵头单位，其他为配合单位。"] if noted and not two else []
    return Made("\n".join([*rows, *note]) + "\n", tasks)


def _cells(dice: random.Random, names: Names, *, two: bool, first_leads: bool) -> tuple[list[str], Roles]:
    mark = dice.choice(["、", "，", " "])
    if two:
        first, rest = names.lead_and_others(odd=True)
        rest = rest if dice.random() < 0.8 else []
        return [first, mark.join(rest) or dice.choice(["/", "无", "—"])], lead_with(first, rest)
    found = names.few(1, 3, groups=True, odd=True)
    roles = lead_with(found[0], found[1:]) if first_leads else together(found)
    return [mark.join(found)], roles


def _cell_time(dice: random.Random) -> tuple[str, frozenset[str]]:
    if dice.random() < 0.2:
        return "全年", frozenset({"2025-12-31"})
    return some_time(dice)


def facts(made: Made) -> Iterator[tuple[str, ...]]:
    """Yield what is to be found, a line each."""
    for task in made.tasks:
        yield ("id", task.id)
        yield from (("role", task.id, role, name, str(name in made.groups)) for name, role in task.roles)
        yield from (("deadline", task.id, end) for end in task.ends)
