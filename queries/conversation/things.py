"""Queries for what a question may mean by "it": tasks by their targets, and targets by their tasks."""

from collections.abc import Iterable

from queries.answers.compose import values
from queries.prefixes import PREFIXES
from queries.questions.request import Request


def tasks_of_targets_query(request: Request) -> str:
    """Return a query for the tasks in which the targets of a request stand."""
    named = values("target", request.targets) if request.targets is not None else ""
    plans = f"{values('plan', request.plans)}  ?target :inPlan ?plan .\n" if request.plans else ""
    section = f"{values('section', request.section)}  ?target :within ?section .\n" if request.section else ""
    where = f"{plans}{named}{section}  ?target a :Target ; :inTask ?task . ?task :order ?order ; :inPlan ?in .\n"
    return f"{PREFIXES}SELECT DISTINCT ?task ?in ?order WHERE {{\n{where}}} ORDER BY ?in ?order"


def targets_of_tasks_query(tasks: Iterable[str]) -> str:
    """Return a query for the targets that stand in some tasks."""
    where = f"{values('task', tasks)}  ?target a :Target ; :inTask ?task ."
    return f"{PREFIXES}SELECT DISTINCT ?target WHERE {{\n{where}\n}}"
