"""Bodies joined by a mere "and", which may be asked for together or one by one."""

from dataclasses import replace

from graph.store import Store
from ontology.wording import say
from queries.answers.describe import roles_said
from queries.answers.selection import select_tasks
from queries.index import Index
from queries.questions.apart import one_by_one
from queries.questions.request import Request

TAKEN = "\0"


def joint_readings(store: Store, request: Request, tasks: tuple[str, ...], index: Index) -> dict[str, Request]:
    """Return the two readings of 区农委和区水务局的任务 where they differ: tasks of both, and tasks of either.

    Where another body's role is named beside them (区水务局牵头、区环保局和区财政局参与), both are meant.

    Args:
        tasks: those of both.
    """
    positive = [entry for entry in request.involvements if not entry.negated]
    one_role = len({(entry.roles, entry.alone) for entry in positive}) == 1
    if not request.loose or request.reading == TAKEN or len(positive) < 2 or not one_role or not tasks:
        return {}
    wider = one_by_one(request)
    if set(select_tasks(store, wider, index)) == set(tasks):
        return {}
    language = request.language
    entries = [index.department[iri] for entry in positive for iri in entry.departments]
    names = [entry.label if language == "zh" else entry.english or entry.label for entry in entries]
    said = {
        "names": ("、" if language == "zh" else ", ").join(dict.fromkeys(names)),
        "roles": roles_said(positive[0].roles, language),
    }
    both, any_of = (say(f"comparisons.reading-{key}", language, **said) for key in ("both", "either"))
    return {both: replace(request, reading=TAKEN), any_of: replace(wider, reading=TAKEN)}
