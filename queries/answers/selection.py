"""Which tasks a request means: the store is asked for their names only, and what they are called is in the index."""

from collections.abc import Iterable

from graph.store import Store
from queries.answers.compose import task_names_query
from queries.answers.conditions import IS_TASK, task_conditions
from queries.answers.reply import Values
from queries.index import Index, text_of
from queries.questions.request import Request


def select_tasks(store: Store, request: Request, index: Index) -> tuple[str, ...]:
    """Return the tasks that ``tasks_query`` finds, in the order of their plans; all of them the index has already.

    Raises:
        DubanError: the store cannot be read.
    """
    if task_conditions(request) == IS_TASK:
        return tuple(index.places)
    found = (text_of(row, "task") for row in store.select(task_names_query(request)))
    return in_order(found, index)


def in_order(tasks: Iterable[str], index: Index) -> tuple[str, ...]:
    """Return tasks in the order of their plans, each once; one that came after the index was read is left out."""
    return tuple(sorted({iri for iri in tasks if iri in index.places}, key=index.places.__getitem__))


def plans_of_tasks(tasks: Iterable[str], index: Index) -> tuple[str, ...]:
    """Return the short ids of the plans that tasks are of, one for each task."""
    return tuple(index.plan[index.task[iri].plan].id for iri in tasks)


def is_of_several_plans(request: Request, index: Index) -> bool:
    """Return whether a topic means a task in each of several plans, so that an answer says which plan it is of."""
    return len({index.task[iri].plan for iri in request.tasks or () if iri in index.task}) > 1


def task_values(iri: str, index: Index) -> Values:
    """Return a task as an answer gives it."""
    task = index.task[iri]
    return {"id": task.id, "label": task.written, "plan": index.plan[task.plan].id, "iri": iri}
