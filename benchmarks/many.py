"""Makes many plans to measure on: parts of the shipped one, of other places, with other bodies, figures and dates.

The passages are the shipped plan's own, so that what is said of a made plan differs from what its text says; who
measures does not mind.  The same number gives the same plan.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from itertools import chain

import pyoxigraph as ox

from extraction.records import Deadline, Plan, Responsibility, Target, Task
from graph.library import state

_PLACES = "安宁平和永兴隆昌泰清江河山石金龙长新东南西北大福"
_YEARS = 10
PART = 4
"""One task in so many is taken: about 4,600 statements a plan."""


def plans(count: int, part: int = PART) -> Iterator[tuple[str, Plan]]:
    """Yield plans with their ids."""
    for number in range(count):
        yield f"made-{number:04d}", made(number, part)


def statements(count: int, part: int = PART) -> Iterator[ox.Quad]:
    """Yield the statements of plans, as ``duban build`` would store them; the vocabulary is not among them."""
    return chain.from_iterable(state(plan, plan_id) for plan_id, plan in plans(count, part))


def made(number: int, part: int = PART) -> Plan:
    """Return one plan."""
    plan = shipped()
    place = f"重庆市{_place(number)}区"
    tasks = [task for at, task in enumerate(plan.tasks) if (at + number) % part == 0]
    ids = {task.id for task in tasks}
    kept = {at: target for at, target in enumerate(plan.targets) if _is_kept(at, target, ids, number, part)}
    places = {at: place for place, at in enumerate(kept)}
    links = (link for link in plan.links if link.target in places and link.task in ids)
    entities = (
        replace(
            entity,
            tasks=tuple(task for task in entity.tasks if task in ids),
            targets=tuple(places[at] for at in entity.targets if at in places),
        )
        for entity in plan.entities
    )
    shift, first = number % _YEARS - _YEARS // 2, plan.period or (2016, 2020)
    return replace(
        plan,
        text=f"{plan.text}\n{number}",
        title=f"{place}水污染防治行动实施方案（{first[0] + shift}—{first[1] + shift}年）",
        issuer=f"{place}人民政府",
        jurisdiction=place,
        period=(first[0] + shift, first[1] + shift),
        tasks=tuple(_task(task, _bodies(number), shift) for task in tasks),
        targets=tuple(_target(target, number, shift) for target in kept.values()),
        entities=tuple(entity for entity in entities if entity.tasks or entity.targets),
        links=tuple(replace(link, target=places[link.target]) for link in links),
    )


@cache
def shipped() -> Plan:
    """Return the shipped plan, read once."""
    from extraction.pipeline import extract

    return extract(files("extraction").joinpath("plans", "yongchuan-2016.txt").read_text("utf-8"))


def _is_kept(at: int, target: Target, tasks: set[str], number: int, part: int) -> bool:
    return target.task in tasks if target.task else (at + number) % part == 0


def _place(number: int) -> str:
    """Name a place; 441 plans pass before two are of the same one."""
    size = len(_PLACES) - 3
    return _PLACES[number % size] + _PLACES[number // size % size]


def _bodies(number: int) -> Callable[[str], str]:
    """Give each body the name of another one; groups keep theirs."""
    named = {r.name: r.group for task in shipped().tasks for r in task.responsibilities}
    names = [name for name, group in named.items() if not group]
    by = number % len(names)
    other = dict(zip(names, names[by:] + names[:by], strict=True))
    return lambda name: other.get(name, name)


def _task(task: Task, body: Callable[[str], str], shift: int) -> Task:
    def held(responsibility: Responsibility) -> Responsibility:
        return replace(responsibility, name=body(responsibility.name))

    def moved(deadline: Deadline) -> Deadline:
        return replace(deadline, start=_later(deadline.start, shift), end=_later(deadline.end, shift))

    return replace(
        task,
        responsibilities=tuple(map(held, task.responsibilities)),
        deadlines=tuple(map(moved, task.deadlines)),
        measures=tuple(replace(m, deadline=moved(m.deadline) if m.deadline else None) for m in task.measures),
    )


def _later(day: date | None, years: int) -> date | None:
    return day and day.replace(year=day.year + years)


def _target(target: Target, number: int, shift: int) -> Target:
    value = target.value * Decimal(90 + number % 20) / 100 if isinstance(target.value, Decimal) else target.value
    year = None if target.year is None else target.year + shift
    baseline = None if target.baseline_year is None else target.baseline_year + shift
    return replace(target, value=value, year=year, baseline_year=baseline)
