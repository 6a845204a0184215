"""Everything of a kind counted one by one: each year of the plan, each section, each plan of the store."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from queries.index import Index, Titled
from queries.questions.request import Axis, Refusal, Request, Side, Verdict, When

MOST_YEARS = 30


def series_of(base: Request, axis: Axis, verdict: Verdict, index: Index) -> Request | Refusal:
    """Return the request for a number of each year, section or plan.

    Args:
        base: asks for all of them together.
    """
    if base.asked != "tasks" or base.alternatives:
        return Refusal("comparisons.what")
    ways: dict[Axis, Callable[[Request, Index], Iterator[Side]]] = {
        "year": _years,
        "section": _sections,
        "plan": _plans,
    }
    sides = tuple(ways[axis](base, index))
    if not sides:
        return Refusal("comparisons.nothing-to-count")
    common = replace(base, whens=()) if axis == "year" else replace(base, plans=()) if axis == "plan" else base
    return replace(
        common, asked="counts", count=False, yes_no=False, axis=axis, verdict=verdict, sides=sides, one_plan=False
    )


def _years(base: Request, index: Index) -> Iterator[Side]:
    """Yield the years that a question names, else those of the plans."""
    plans = [plan for plan in index.plans if not base.plans or plan.iri in base.plans]
    spans = [(int(plan.start[:4]), int(plan.end[:4])) for plan in plans if plan.start and plan.end]
    named = [when for when in base.whens if when.reading in ("covers", "due")]
    if named:
        spans = [(when.start.year, when.end.year) for when in named]
    if len(named) < len(base.whens) or not spans:
        return
    reading = named[0].reading if named else "covers"
    for year in range(min(first for first, _ in spans), max(last for _, last in spans) + 1)[:MOST_YEARS]:
        when = When(reading, date(year, 1, 1), date(year, 12, 31))
        yield Side(str(year), replace(base, whens=(when,), count=True))


def _sections(base: Request, index: Index) -> Iterator[Side]:
    """Yield the sections of the first level at which tasks stand in more than one."""
    plans = dict.fromkeys(entry.plan for entry in index.tasks if not base.plans or entry.plan in base.plans)
    within = [entry for entry in index.sections if entry.iri in base.section]
    for plan in plans:
        tasks = [entry for entry in index.tasks if entry.plan == plan]
        sections = {entry.id: entry for entry in index.sections if entry.plan == plan}
        above = next((entry.id for entry in within if entry.plan == plan), "")
        yield from _level(
            base, [task for task in tasks if (task.id + ".").startswith(above + "." * bool(above))], sections, above
        )


def _level(base: Request, tasks: list[Titled], sections: dict[str, Titled], above: str) -> list[Side]:
    """Return the sections of one level, and the tasks that stand there without one."""
    deepest = max((entry.count(".") + 1 for entry in sections), default=0)
    for depth in range(above.count(".") + 2 if above else 1, deepest + 1):
        names = dict.fromkeys(".".join(task.id.split(".")[:depth]) for task in tasks)
        if len(names) > 1:
            alone = {task.id: task.iri for task in tasks}
            within = [replace(base, section=(sections[name].iri,), count=True) for name in names if name in sections]
            single = [
                replace(base, tasks=(alone[name],), count=True)
                for name in names
                if name not in sections and name in alone
            ]
            return [Side(request.section[0], request) for request in within] + [
                Side((request.tasks or ("",))[0], request) for request in single
            ]
    return []


def _plans(base: Request, index: Index) -> Iterator[Side]:
    """Yield the plans that a question names, else all that have tasks."""
    having = {entry.plan for entry in index.tasks}
    for plan in index.plans:
        if plan.iri in having and (not base.plans or plan.iri in base.plans):
            yield Side(plan.iri, replace(base, plans=(plan.iri,), one_plan=False, count=True))
