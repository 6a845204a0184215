"""Answers that are tasks or departments, or numbers of them."""

from collections.abc import Sequence
from dataclasses import replace

from graph.store import Row, Store
from ontology.wording import Language, say
from queries.compose import departments_query, task_count_query, tasks_query
from queries.evidence import passages
from queries.index import Index, text_of
from queries.notes import Found, not_participating, notes_on, why_nothing
from queries.reply import Answer, Values
from queries.request import Request


def answer_tasks(store: Store, request: Request, answer: Answer, index: Index) -> Answer:
    """Answer which tasks, how many, or whether there are any."""
    request, rows, notes = _task_rows(store, request, answer.language)
    if request.yes_no:
        return _yes_no(store, request, rows, answer)
    if request.count:
        return _count(store, request, rows, replace(answer, notes=notes), index)
    found = Found(request, tuple(text_of(row, "task") for row in rows))
    if readings := not_participating(store, found, index):
        note = say("answers.not-participating", answer.language)
        return replace(answer, status="ambiguous", notes=(note,), readings=readings)
    if not rows:
        return replace(answer, sparql=tasks_query(request), notes=(*notes, *why_nothing(store, found, index)))
    return replace(
        answer,
        status="answered",
        kind="tasks",
        sparql=tasks_query(request),
        answers=tuple(_task(row) for row in rows),
        notes=(*notes, *notes_on(store, found, index)),
        evidence=passages(store, found.tasks, dated=bool(request.whens)),
    )


def _task_rows(store: Store, request: Request, language: Language) -> tuple[Request, list[Row], tuple[str, ...]]:
    """Return the tasks; where bodies joined by "and" share none, those of any of them."""
    rows = store.select(tasks_query(request))
    if rows or not request.loose:
        return request, rows, ()
    joined = tuple(iri for entry in request.involvements if not entry.negated for iri in entry.departments)
    first = next(entry for entry in request.involvements if not entry.negated)
    others = tuple(entry for entry in request.involvements if entry.negated)
    wider = replace(request, involvements=(replace(first, departments=joined), *others))
    return wider, store.select(tasks_query(wider)), (say("answers.note-either", language),)


def _task(row: Row) -> Values:
    return {
        "id": text_of(row, "id"),
        "label": text_of(row, "title"),
        "plan": text_of(row, "pid"),
        "iri": text_of(row, "task"),
    }


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
    )


def answer_departments(store: Store, request: Request, answer: Answer, index: Index) -> Answer:
    """Answer which departments, how many, or how many tasks each has."""
    query = departments_query(request)
    rows = _ranked(store.select(query), request)
    tasks = tuple(text_of(row, "task") for row in store.select(tasks_query(request)))
    found = Found(request, tasks)
    if not rows:
        return replace(answer, sparql=query, notes=why_nothing(store, found, index))
    answer = replace(answer, status="answered", sparql=query, notes=notes_on(store, found, index))
    if request.each:
        return replace(answer, kind="table", answers=(_table(rows),))
    if request.count:
        return _department_count(rows, answer)
    if request.rank is not None:
        ranking = tuple(_rank_note(row, answer.language) for row in rows)
        return replace(answer, kind="departments", answers=_named(rows, request), notes=(*answer.notes, *ranking))
    evidence = passages(store, tasks, dated=bool(request.whens))
    return replace(answer, kind="departments", answers=_named(rows, request), evidence=evidence)


def _table(rows: Sequence[Row]) -> Values:
    cells = [[text_of(row, "label"), int(text_of(row, "tasks"))] for row in rows]
    return {"columns": ["department", "tasks"], "rows": cells}


def _department_count(rows: Sequence[Row], answer: Answer) -> Answer:
    """Count bodies; a group, which stands for nobody knows how many, is named in a note."""
    groups = [text_of(row, "label") for row in rows if text_of(row, "group") == "true"]
    count = len(rows) - len(groups)
    if groups:
        note = say("answers.note-groups", answer.language, names="、".join(groups), bodies=count)
        answer = replace(answer, notes=(*answer.notes, note))
    return replace(answer, kind="number", answers=({"value": count},))


def _named(rows: Sequence[Row], request: Request) -> tuple[Values, ...]:
    one = request.tasks is not None and len(request.tasks) == 1
    return tuple(_department(row, written=one) for row in rows)


def _ranked(rows: list[Row], request: Request) -> list[Row]:
    """Return the rows of the first places; all that share the last of them count."""
    if request.rank is None or len(rows) <= request.limit:
        return rows
    last = text_of(rows[request.limit - 1], "tasks")
    return [row for n, row in enumerate(rows) if n < request.limit or text_of(row, "tasks") == last]


def _rank_note(row: Row, language: Language) -> str:
    name = text_of(row, "label") if language == "zh" else text_of(row, "english") or text_of(row, "label")
    return say("answers.note-rank", language, name=name, count=int(text_of(row, "tasks")))


def _department(row: Row, *, written: bool) -> Values:
    return {
        "label": text_of(row, "written" if written else "label"),
        "label_en": text_of(row, "english") or None,
        "iri": text_of(row, "department"),
    }
