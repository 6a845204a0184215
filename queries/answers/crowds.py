"""Answers that are tasks with many or few departments."""

from dataclasses import replace

from graph.store import Row, Store
from ontology.wording import say
from queries.answers.count_queries import crowds_query
from queries.answers.evidence import passages, plans_of
from queries.answers.reply import Answer
from queries.index import Index, text_of
from queries.questions.request import Request

MOST_SAID = 12


def answer_crowds(store: Store, request: Request, answer: Answer, index: Index) -> Answer:  # noqa: ARG001 - one form for all
    """Answer which tasks have the most or fewest departments, or so many of them."""
    query = crowds_query(request)
    found = store.select(query)
    rows = _first(found, request) if request.rank else found
    if not rows:
        return replace(answer, sparql=query, notes=(say("answers.nothing", answer.language),))
    counts = tuple(
        say("comparisons.note-crowd", answer.language, id=text_of(row, "id"), count=int(text_of(row, "count")))
        for row in rows[:MOST_SAID]
    )
    return replace(
        answer,
        status="answered",
        kind="number" if request.count else "tasks",
        sparql=query,
        answers=({"value": len(rows)},) if request.count else tuple(task_values(row) for row in rows),
        notes=(*counts, say("comparisons.note-crowd-groups", answer.language)),
        evidence=passages(store, [text_of(row, "task") for row in rows], dated=False),
        plans=plans_of(rows),
    )


def task_values(row: Row) -> dict[str, object]:
    """Return a task as an answer gives it."""
    return {
        "id": text_of(row, "id"),
        "label": text_of(row, "title"),
        "plan": text_of(row, "pid"),
        "iri": text_of(row, "task"),
    }


def _first(rows: list[Row], request: Request) -> list[Row]:
    """Return the first places, and all that share the last of them."""
    last = text_of(rows[min(request.limit, len(rows)) - 1], "count") if rows else ""
    return [row for n, row in enumerate(rows) if n < request.limit or text_of(row, "count") == last]
