"""Answers that are tasks or departments, or numbers of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from graph.store import Row, Store
from ontology.wording import Language, say
from queries.answers.compose import departments_query, task_count_query, tasks_query
from queries.answers.crowds import task_values
from queries.answers.evidence import passages, plans_of
from queries.answers.notes import Found, not_participating, notes_on, why_nothing
from queries.answers.reply import Answer, Values
from queries.index import DepartmentEntry, Index, text_of
from queries.questions.request import Request


def answer_tasks(store: Store, request: Request, answer: Answer, index: Index) -> Answer:
    """Answer which tasks, how many, or whether there are any."""
    request, rows, notes = _task_rows(store, request, answer.language)
    if request.yes_no:
        return _yes_no(store, request, rows, answer)
    if request.count:
        return _count(store, request, rows, replace(answer, notes=notes), index)
    found = Found(request, tuple(text_of(row, "task") for row in rows))
    if readings := not_participating(store, found, index):
        if request.reading in readings:
            return answer_tasks(store, readings[request.reading], answer, index)
        note = say("answers.not-participating", answer.language)
        return replace(answer, status="ambiguous", notes=(note,), readings=tuple(readings))
    if not rows:
        return replace(answer, sparql=tasks_query(request), notes=(*notes, *why_nothing(store, found, index)))
    return replace(
        answer,
        status="answered",
        kind="tasks",
        sparql=tasks_query(request),
        answers=tuple(task_values(row) for row in rows),
        notes=(*notes, *notes_on(store, found, index)),
        evidence=passages(store, found.tasks, dated=bool(request.whens)),
        plans=plans_of(rows),
    )


def _task_rows(store: Store, request: Request, language: Language) -> tuple[Request, list[Row], tuple[str, ...]]:
    """Return the tasks; where bodies joined by "and" share none, those of any of them."""
    rows = store.select(tasks_query(request))
    positive = [entry for entry in request.involvements if not entry.negated]
    if rows or not request.loose or len({entry.roles for entry in positive}) != 1:
        return request, rows, ()
    joined = tuple(iri for entry in positive for iri in entry.departments)
    first = positive[0]
    others = tuple(entry for entry in request.involvements if entry.negated)
    wider = replace(request, involvements=(replace(first, departments=joined), *others))
    return wider, store.select(tasks_query(wider)), (say("answers.note-either", language),)


def _count(store: Store, request: Request, rows: Sequence[Row], answer: Answer, index: Index) -> Answer:
    query = task_count_query(request)
    count = int(text_of(store.select(query)[0], "count"))
    found = Found(request, tuple(text_of(row, "task") for row in rows))
    if not count and request.whens:
        return replace(answer, sparql=query, notes=why_nothing(store, found, index))
    return replace(
        answer,
        status="answered",
        kind="number",
        sparql=query,
        answers=({"value": count},),
        notes=(*answer.notes, *notes_on(store, found, index)),
        evidence=passages(store, found.tasks, dated=bool(request.whens)),
        plans=plans_of(rows),
    )


def _yes_no(store: Store, request: Request, rows: Sequence[Row], answer: Answer) -> Answer:
    found = tuple(text_of(row, "task") for row in rows)
    about = found or request.tasks or ()
    listed = tuple(
        say("answers.note-task", answer.language, id=text_of(r, "id"), title=text_of(r, "title")) for r in rows[:8]
    )
    return replace(
        answer,
        status="answered",
        kind="boolean",
        sparql=tasks_query(request),
        answers=({"value": bool(rows)},),
        notes=listed,
        evidence=passages(store, about, dated=bool(request.whens)),
        plans=plans_of(rows),
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
    query = departments_query(request)
    counted = _counted(store.select(query), request, index)
    rows = store.select(tasks_query(request))
    tasks = tuple(text_of(row, "task") for row in rows)
    found = Found(request, tasks)
    answer = replace(answer, plans=plans_of(rows))
    if not counted:
        tied = say("comparisons.tied", answer.language) if request.place and tasks else ""
        return replace(answer, sparql=query, notes=(tied,) if tied else why_nothing(store, found, index))
    answer = replace(answer, status="answered", sparql=query, notes=notes_on(store, found, index))
    if request.each:
        return replace(answer, kind="table", answers=(_table(counted),))
    if request.count:
        return _number_of(counted, answer)
    if request.rank is not None or request.bound is not None:
        ranking = tuple(_rank_note(one, answer.language) for one in counted)
        if request.rank and not request.place and len(counted) > request.limit:
            ranking = (*ranking, say("comparisons.note-tie", answer.language))
        return replace(answer, kind="departments", answers=_named(counted, request), notes=(*answer.notes, *ranking))
    evidence = passages(store, tasks, dated=bool(request.whens))
    return replace(answer, kind="departments", answers=_named(counted, request), evidence=evidence)


def _counted(rows: Sequence[Row], request: Request, index: Index) -> list[Counted]:
    """Return the departments, bodies before groups; of a ranking the first places, and all that share the last one."""
    found = [
        Counted(index.department[text_of(row, "department")], text_of(row, "written"), int(text_of(row, "tasks")))
        for row in rows
    ]
    if request.rank is None:
        return sorted(found, key=lambda one: one.entry.group)
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
