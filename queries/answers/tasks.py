"""Answers that are tasks or departments, or numbers of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from graph.store import Store
from ontology.wording import Language, say
from queries.answers.compose import (
    departments_query,
    holders_query,
    task_count_query,
    tasks_query,
)
from queries.answers.describe import understood
from queries.answers.evidence import MOST, passages
from queries.answers.joint import joint_readings
from queries.answers.notes import Found, not_participating, notes_on, why_nothing
from queries.answers.reply import Answer, Values, which_plan
from queries.answers.selection import in_order, is_of_several_plans, plans_of_tasks, select_tasks, task_values
from queries.answers.yes_no import as_leader
from queries.index import DepartmentEntry, Index, text_of
from queries.questions.apart import one_by_one
from queries.questions.request import Request

LISTED = 8


def answer_tasks(store: Store, request: Request, answer: Answer, index: Index) -> Answer:
    """Answer which tasks, how many, or whether there are any."""
    request, tasks, notes = _tasks(store, request, answer.language, index)
    answer = replace(answer, plans=plans_of_tasks(tasks, index))
    if request.yes_no:
        return _yes_no(store, request, tasks, answer, index)
    if (back := _asked_back(store, Found(request, tasks), answer, index)) is not None:
        return back
    if request.count:
        return _count(store, request, tasks, replace(answer, notes=notes), index)
    found = Found(request, tasks)
    answer = replace(answer, sparql=tasks_query(request))
    if not tasks:
        return replace(answer, notes=(*notes, *why_nothing(store, found, index)))
    return replace(
        answer,
        status="answered",
        kind="tasks",
        answers=tuple(task_values(iri, index) for iri in tasks),
        notes=(*notes, *notes_on(store, found, index)),
        evidence=passages(store, tasks, dated=bool(request.whens)),
    )


def _asked_back(store: Store, found: Found, answer: Answer, index: Index) -> Answer | None:
    """Return the readings of a question that may be read in two ways, or the answer to the one that was chosen."""
    readings, key = joint_readings(store, found.request, found.tasks, index), "comparisons.both-or-either"
    if not readings and not found.request.count:
        readings, key = not_participating(store, found, index), "answers.not-participating"
    if not readings:
        return None
    if chosen := readings.get(found.request.reading):
        return answer_tasks(store, chosen, replace(answer, interpretation=understood(chosen, index)), index)
    note = say(key, answer.language)
    return replace(answer, status="ambiguous", notes=(note,), readings=tuple(readings), plans=())


def _tasks(
    store: Store, request: Request, language: Language, index: Index
) -> tuple[Request, tuple[str, ...], tuple[str, ...]]:
    """Return the tasks; where bodies joined by "and" share none, those of any of them."""
    tasks = select_tasks(store, request, index)
    positive = [entry for entry in request.involvements if not entry.negated]
    if tasks or not request.loose or len({entry.roles for entry in positive}) != 1:
        return request, tasks, ()
    wider = one_by_one(request)
    return wider, select_tasks(store, wider, index), (say("answers.note-either", language),)


def _count(store: Store, request: Request, tasks: tuple[str, ...], answer: Answer, index: Index) -> Answer:
    answer, found = replace(answer, sparql=task_count_query(request)), Found(request, tasks)
    notes = notes_on(store, found, index) if tasks else why_nothing(store, found, index)
    if not tasks and request.whens:
        return replace(answer, notes=notes)
    return replace(
        answer,
        status="answered",
        kind="number",
        answers=({"value": len(tasks)},),
        notes=(*answer.notes, *notes),
        evidence=passages(store, tasks, dated=bool(request.whens)),
    )


def _yes_no(store: Store, request: Request, tasks: tuple[str, ...], answer: Answer, index: Index) -> Answer:
    leader = None if tasks else as_leader(request)
    led = select_tasks(store, leader, index) if leader else ()
    request, tasks = (leader, led) if leader and led else (request, tasks)
    plans = {index.task[iri].plan for iri in request.tasks or ()}
    if tasks and is_of_several_plans(request, index) and plans != {index.task[iri].plan for iri in tasks}:
        return which_plan(answer, plans_of_tasks(request.tasks or (), index), index)
    shown = (index.task[iri] for iri in tasks[:LISTED])
    listed = tuple(say("answers.note-task", answer.language, id=task.id, title=task.written) for task in shown)
    return replace(
        answer,
        status="answered",
        kind="boolean",
        sparql=tasks_query(request),
        answers=({"value": bool(tasks)},),
        notes=(*(say("kinds.note-leads", answer.language) for _ in led[:1]), *listed),
        evidence=passages(store, tasks or request.tasks or (), dated=bool(request.whens)),
    )


@dataclass(frozen=True, slots=True)
class Counted:
    """A department of an answer.

    Args:
        written: its name as the tasks write it.
        tasks: how many tasks it has.
    """

    entry: DepartmentEntry
    written: str
    tasks: int


def answer_departments(store: Store, request: Request, answer: Answer, index: Index) -> Answer:
    """Answer which departments, how many, or how many tasks each has."""
    answer = replace(answer, sparql=departments_query(request))
    if request.rank is not None or request.bound is not None:
        return _ranking(store, request, answer, index)
    pairs = [(text_of(row, "task"), text_of(row, "department")) for row in store.select(answer.sparql)]
    pairs = [(task, body) for task, body in pairs if task in index.places and body in index.department]
    tasks = in_order((task for task, _ in pairs), index) if pairs else select_tasks(store, request, index)
    answer, found = replace(answer, plans=plans_of_tasks(tasks, index)), Found(request, tasks)
    if not pairs:
        return replace(answer, notes=why_nothing(store, found, index))
    counted = _counted(store, pairs, tasks, index)
    answer = replace(answer, status="answered", notes=notes_on(store, found, index))
    if request.each:
        return replace(answer, kind="table", answers=(_table(counted),))
    if request.count:
        return _number_of(counted, answer)
    evidence = passages(store, tasks, dated=bool(request.whens))
    named = _by_plan(pairs, counted, index) if is_of_several_plans(request, index) else _named(counted, request)
    return replace(answer, kind="departments", answers=named, evidence=evidence)


def _by_plan(pairs: Sequence[tuple[str, str]], counted: Sequence[Counted], index: Index) -> tuple[Values, ...]:
    """Return the departments of each plan."""
    places = {one.entry.iri: place for place, one in enumerate(counted)}
    each = sorted({(index.plan[index.task[task].plan].id, places[body]) for task, body in pairs})
    named = [(plan, counted[place].entry) for plan, place in each]
    return tuple(
        {"label": entry.label, "label_en": entry.english or None, "iri": entry.iri, "plan": plan}
        for plan, entry in named
    )


def _counted(store: Store, pairs: Sequence[tuple[str, str]], tasks: Sequence[str], index: Index) -> list[Counted]:
    """Return the departments, bodies before groups, by their first task and in its order; of many tasks, by name."""
    written: dict[str, str] = {}
    if len(tasks) <= MOST:
        for row in store.select(holders_query(tasks)):
            written.setdefault(text_of(row, "department"), text_of(row, "name"))
    places = {body: place for place, body in enumerate(written)}
    held: dict[str, list[int]] = {}
    for task, body in pairs:
        held.setdefault(body, []).append(index.places[task])
    found = [(min(own), places.get(body, 0), index.department[body], len(own)) for body, own in held.items()]
    found.sort(key=lambda one: (one[2].group, *one[:2], one[2].label, one[2].iri))
    return [Counted(entry, written.get(entry.iri, entry.label), count) for _, _, entry, count in found]


def _ranking(store: Store, request: Request, answer: Answer, index: Index) -> Answer:
    """Answer which bodies have most or fewest tasks, or so many of them, and say how many each has."""
    rows = [row for row in store.select(answer.sparql) if text_of(row, "department") in index.department]
    entries = ((index.department[text_of(row, "department")], int(text_of(row, "tasks"))) for row in rows)
    ranking = [Counted(entry, entry.label, tasks) for entry, tasks in entries]
    ranking.sort(key=lambda one: (one.tasks * (-1 if request.rank != "fewest" else 1), one.entry.iri))
    counted = _first(ranking, request)
    plans = plans_of_tasks(select_tasks(store, request, index), index)
    answer, found = replace(answer, plans=plans), Found(request, ())
    if not counted:
        tied = say("comparisons.tied", answer.language) if request.place and plans else ""
        return replace(answer, notes=(tied,) if tied else why_nothing(store, found, index))
    answer = replace(answer, status="answered", notes=notes_on(store, found, index))
    if request.each:
        return replace(answer, kind="table", answers=(_table(counted),))
    if request.count:
        return _number_of(counted, answer)
    notes = (*answer.notes, *(_rank_note(one, answer.language) for one in counted))
    if request.rank and not request.place and len(counted) > request.limit:
        notes = (*notes, say("comparisons.note-tie", answer.language))
    return replace(answer, kind="departments", answers=_named(counted, request), notes=notes)


def _first(found: list[Counted], request: Request) -> list[Counted]:
    """Return the first places of a ranking and all that share the last one, or who has one place of it."""
    if request.rank is None:
        return found
    if request.place:
        return nth(found, request.place)
    last = found[min(request.limit, len(found)) - 1].tasks if found else 0
    return [one for n, one in enumerate(found) if n < request.limit or one.tasks == last]


def nth(ranking: Sequence[Counted], place: int) -> list[Counted]:
    """Return who has one place of a ranking; nobody where those before it tie, as it may then be told in two ways."""
    numbers = list(dict.fromkeys(one.tasks for one in ranking))
    if not place <= len(numbers) or ranking[place - 1].tasks != numbers[place - 1]:
        return []
    return [one for one in ranking if one.tasks == numbers[place - 1]]


def _table(counted: Sequence[Counted]) -> Values:
    return {"columns": ["department", "tasks"], "rows": [[one.entry.label, one.tasks] for one in counted]}


def _number_of(counted: Sequence[Counted], answer: Answer) -> Answer:
    """Count bodies; a group, which stands for nobody knows how many, is named in a note."""
    groups = [one.entry.label for one in counted if one.entry.group]
    count = len(counted) - len(groups)
    if groups:
        note = say("answers.note-groups", answer.language, names="、".join(groups), bodies=count)
        answer = replace(answer, notes=(*answer.notes, note))
    return replace(answer, kind="number", answers=({"value": count},))


def _rank_note(one: Counted, language: Language) -> str:
    name = one.entry.label if language == "zh" else one.entry.english or one.entry.label
    return say("answers.note-rank", language, name=name, count=one.tasks)


def _named(counted: Sequence[Counted], request: Request) -> tuple[Values, ...]:
    single = request.tasks is not None and len(request.tasks) == 1
    return tuple(
        {
            "label": one.written if single else one.entry.label,
            "label_en": one.entry.english or None,
            "iri": one.entry.iri,
        }
        for one in counted
    )
