"""A plan whose names would do harm in a file: formulas, marks of each format, characters that XML lacks."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from extraction.records import Citation, Deadline, Measure, Passage, Plan, Responsibility, Section, Target, Task

NAMES = (
    '=HYPERLINK("http://x","y")',
    '+区农委,"甲";乙',
    "-区环保局\n第二行",
    "@区水务局\t表",
    "区财政局\x00\x07\x1b\uffff",
    "\u202e区林业局\u200f",
    "<b>&amp;]]></b>'区教委'",
    "\\N\\;BEGIN:VEVENT\r\nEND:VEVENT",
    "𠮷局😀",
)
TEXT = "一、治水 " + "".join(f"{n}.{name}，2017年底前达到{n}%。" for n, name in enumerate(NAMES, 1))


def _passage(text: str, after: int = 0) -> Passage:
    start = TEXT.index(text, after)
    return Passage(text, start, start + len(text))


def _task(number: int, name: str) -> Task:
    passage = _passage(f"{number}.{name}，2017年底前达到{number}%。")
    when = _passage("2017年底前", passage.start)
    recurring = replace_recurrence(Deadline("every", None, None, None, when), number)
    return Task(
        id=f"1.{number}",
        title=name,
        section="1",
        responsibilities=(Responsibility(name, "lead", False, _passage(name)),),
        deadlines=(Deadline("by", None, date(2017, 12, 31), None, when), recurring),
        measures=(Measure("obligation", passage),),
        clause=None,
        passage=passage,
    )


def replace_recurrence(deadline: Deadline, number: int) -> Deadline:
    return replace(deadline, recurrence=("P1Y", "P3M", "P1M", "P7D", "P6M")[number % 5])


def hostile_plan() -> Plan:
    tasks = tuple(_task(number, name) for number, name in enumerate(NAMES, 1))
    targets = tuple(_target(task, number) for number, task in enumerate(tasks, 1))
    return Plan(
        text=TEXT,
        title=NAMES[0] + NAMES[4],
        issuer=NAMES[6],
        issued=date(2016, 7, 25),
        document_number=NAMES[1],
        period=(2016, 2020),
        jurisdiction=None,
        default_responsible=(NAMES[2],),
        citations=(Citation(None, NAMES[7], True, _passage(NAMES[7])),),
        sections=(Section("1", "一", NAMES[3], None, _passage(TEXT)),),
        tasks=tasks,
        targets=targets,
        warnings=(),
    )


def _target(task: Task, number: int) -> Target:
    return Target(
        section="1",
        task=task.id,
        subject=task.title,
        indicator=task.title + "率",
        comparator=">=",
        value=Decimal(number),
        value_max=None,
        unit="%",
        year=2017,
        baseline_year=None,
        baseline_value=None,
        recurrence=None,
        passage=task.passage,
    )
