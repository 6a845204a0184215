"""Answers that are figures, dates or documents."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.store import Row, Store
from ontology.wording import say
from queries.answers.compose import deadlines_query, document_query, issue_query
from queries.answers.evidence import evidence_of, few, passages, plans_of
from queries.answers.figures import (
    day_of,
    distinct,
    document_rows,
    nearest_before,
    select_targets,
    target_rows,
    target_values,
    within,
    years_set,
)
from queries.answers.notes import Found, notes_on, why_nothing
from queries.answers.reply import Answer, which_plan
from queries.answers.selection import is_of_several_plans, select_tasks
from queries.answers.target_queries import targets_query
from queries.answers.yes_no import whether
from queries.index import Index, text_of
from queries.questions.request import Request

MOST_TASKS = 12


def answer_dates(store: Store, request: Request, answer: Answer, index: Index) -> Answer:
    """Answer by when: the dates of the tasks, or the years of the targets, that a question means."""
    if request.targets is not None:
        return _target_years(store, request, answer, index)
    tasks = select_tasks(store, replace(request, whens=()) if request.yes_no else request, index)
    query = deadlines_query(tasks)
    dated = store.select(query) if tasks else []
    rows = [row for row in dated if within(row, request)]
    if request.yes_no:
        same = len({bool(within(row, request)) for row in dated}) < 2 or not is_of_several_plans(request, index)
        answer = replace(answer, sparql=query)
        return whether(answer, rows, told=dated) if same else which_plan(answer, plans_of(dated), index)
    if request.by_text and len(tasks) == 1:
        rows = nearest_before(rows, index.task[tasks[0]], request)
    if not rows:
        note = say("answers.no-date" if tasks else "answers.nothing", answer.language)
        return replace(answer, sparql=query, notes=(note,), evidence=passages(store, tasks, dated=False))
    days = dict.fromkeys((day_of(row), text_of(row, "pid")) for row in rows)
    told = tuple({"value": day, "plan": plan} for day, plan in days if day)
    if not is_of_several_plans(request, index):
        told = tuple({"value": day} for day in dict.fromkeys(day for day, _ in days) if day)
    return replace(
        answer,
        status="answered",
        kind="dates",
        sparql=query,
        answers=told,
        notes=(*_by_task(rows, answer, index), *notes_on(store, Found(request, tasks), index)),
        evidence=evidence_of(few(rows)),
        plans=plans_of(rows),
    )


def _by_task(rows: Sequence[Row], answer: Answer, index: Index) -> Iterator[str]:
    """Yield of a few tasks which has which dates."""
    days: dict[str, dict[str, None]] = {}
    for row in rows:
        if day := day_of(row):
            days.setdefault(text_of(row, "task"), {})[day] = None
    for iri, own in days.items() if 1 < len(days) <= MOST_TASKS else ():
        task = index.task[iri]
        listed = ("、" if answer.language == "zh" else ", ").join(own)
        yield say("answers.note-task-dates", answer.language, id=task.id, title=task.written, days=listed)


def _target_years(store: Store, request: Request, answer: Answer, index: Index) -> Answer:
    answer = replace(answer, sparql=targets_query(replace(request, whens=())))
    rows = [row for row in select_targets(store, replace(request, whens=()), index) if "year" in row]
    if not rows:
        return replace(answer, notes=(say("answers.no-date", answer.language),))
    if request.yes_no:
        return whether(answer, target_rows(store, request, index)[0], told=rows)
    years = dict.fromkeys(text_of(row, "year")[:4] for row in rows)
    return replace(
        answer,
        status="answered",
        kind="dates",
        answers=tuple({"value": year} for year in years),
        evidence=evidence_of(few(rows)),
        plans=plans_of(rows),
    )


def answer_targets(store: Store, request: Request, answer: Answer, index: Index) -> Answer:
    """Answer with the figures that the plan sets."""
    query = targets_query(request)
    rows, going_on = target_rows(store, request, index)
    if request.targets is not None or not rows:
        rows, going_on = [*rows, *going_on], []
    if request.yes_no and (rows or request.targets is not None or request.whens):
        told = rows or select_targets(store, replace(request, whens=()), index)
        return whether(replace(answer, sparql=query), rows, told=told)
    if not rows:
        years = years_set(store, replace(request, whens=()), index)
        note = say(
            "answers.no-target-then", answer.language, years=("、" if answer.language == "zh" else ", ").join(years)
        )
        outside = why_nothing(store, Found(request, ()), index) if request.targets is None else ()
        return replace(answer, sparql=query, notes=outside or (note,))
    shown = distinct(rows)
    notes = [say("answers.note-repeated", answer.language, count=len(rows) - len(shown))]
    notes = notes if len(shown) < len(rows) else []
    if yearly := distinct(going_on):
        named = dict.fromkeys(text_of(row, "subject") + text_of(row, "indicator") for row in yearly)
        notes.append(say("answers.note-going-on", answer.language, names="、".join(named)))
    return replace(
        answer,
        status="answered",
        kind="targets",
        sparql=query,
        answers=tuple(target_values(row) for row in shown),
        notes=tuple(notes),
        evidence=evidence_of(few(rows)),
        plans=plans_of(rows),
    )


def answer_documents(store: Store, request: Request, answer: Answer, index: Index) -> Answer:
    """Answer which documents the plan cites."""
    query = document_query(request)
    rows, plans = document_rows(store, request, index)
    if not rows:
        return replace(answer, sparql=query, notes=(say("answers.nothing", answer.language),))
    found = tuple(
        {"number": text_of(row, "number") or None, "title": text_of(row, "name") or None, "plan": text_of(row, "pid")}
        for row in rows
    )
    answer = replace(answer, evidence=evidence_of(few(rows)), plans=plans)
    return replace(answer, status="answered", kind="documents", sparql=query, answers=found)


def answer_issued(store: Store, request: Request, answer: Answer, index: Index) -> Answer:  # noqa: ARG001 - one form for all
    """Answer on which day the plan was issued."""
    rows = store.select(issue_query(request))
    days = [text_of(row, "issued") for row in rows]
    if not days:
        return replace(answer, sparql=issue_query(request), notes=(say("answers.no-date", answer.language),))
    found = tuple({"value": text_of(row, "issued"), "plan": text_of(row, "pid")} for row in rows)
    answer = replace(answer, plans=plans_of(rows), sparql=issue_query(request))
    return replace(answer, status="answered", kind="dates", answers=found)
