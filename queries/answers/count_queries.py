"""SPARQL for numbers of tasks that are set beside one another."""

from collections.abc import Iterator

from queries.answers.compose import having
from queries.answers.conditions import IS_TASK, task_conditions, ways
from queries.prefixes import PREFIXES
from queries.questions.request import Request


def counts_query(request: Request) -> str:
    """Return a query for the number of tasks of each side of a request, in each plan; sides count from 1."""
    parts = " UNION\n".join(_parts(request))
    return f"{PREFIXES}SELECT ?side ?pid ?tasks WHERE {{\n{parts}\n}} ORDER BY ?side ?pid"


def crowds_query(request: Request) -> str:
    """Return a query for tasks with the number of their departments, groups of bodies not counted."""
    held = f"  {{ SELECT ?task ?holder WHERE {{ ?task {ways(request.crowd or ())} ?holder }} }}\n"
    order = "?count" if request.rank == "fewest" else "DESC(?count)"
    return f"""{PREFIXES}SELECT ?task (COUNT(DISTINCT ?holder) AS ?count) WHERE {{
{task_conditions(request).removesuffix(IS_TASK)}{held}  MINUS {{ SELECT ?holder WHERE {{ ?holder a :BodyGroup }} }}
}} GROUP BY ?task{having("holder", request.bound)}
ORDER BY {order} ?task"""


def _parts(request: Request) -> Iterator[str]:
    for number, side in enumerate(request.sides, start=1):
        where = task_conditions(side.request)
        yield f"""  {{ SELECT ({number} AS ?side) ?pid (COUNT(DISTINCT ?task) AS ?tasks) WHERE {{
{where}    {{ SELECT ?task ?pid WHERE {{ ?plan a :Plan ; dcterms:identifier ?pid . ?task :inPlan ?plan }} }}
  }} GROUP BY ?pid }}"""
