"""Answers that are tasks with many or few departments."""

from collections.abc import Mapping
from dataclasses import replace

from graph.store import Store
from ontology.wording import say
from queries.answers.count_queries import crowds_query
from queries.answers.evidence import passages
from queries.answers.reply import Answer
from queries.answers.selection import in_order, plans_of_tasks, task_values
from queries.index import Index, text_of
from queries.questions.request import Request

MOST_SAID = 12


def answer_crowds(store: Store, request: Request, answer: Answer, index: Index) -> Answer:
    """Answer which tasks have the most or fewest departments, or so many of them."""
    query = crowds_query(request)
    counts = {text_of(row, "task"): int(text_of(row, "count")) for row in store.select(query)}
    tasks = in_order(_first(counts, request) if request.rank else counts, index)
    if not tasks:
        return replace(answer, sparql=query, notes=(say("answers.nothing", answer.language),))
    said = tuple(
        say("comparisons.note-crowd", answer.language, id=index.task[iri].id, count=counts[iri])
        for iri in tasks[:MOST_SAID]
    )
    return replace(
        answer,
        status="answered",
        kind="number" if request.count else "tasks",
        sparql=query,
        answers=({"value": len(tasks)},) if request.count else tuple(task_values(iri, index) for iri in tasks),
        notes=(*said, say("comparisons.note-crowd-groups", answer.language)),
        evidence=passages(store, tasks, dated=False),
        plans=plans_of_tasks(tasks, index),
    )


def _first(counts: Mapping[str, int], request: Request) -> list[str]:
    """Return the first places, and all that share the last of them; the query has put them in order."""
    last = list(counts.values())[min(request.limit, len(counts)) - 1] if counts else 0
    return [task for n, (task, count) in enumerate(counts.items()) if n < request.limit or count == last]
