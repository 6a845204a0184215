"""SPARQL for numbers of tasks that are set beside one another."""

from collections.abc import Iterator

from queries.answers.compose import task_conditions
from queries.prefixes import PREFIXES
from queries.questions.request import Request


def counts_query(request: Request) -> str:
    """Return a query for the number of tasks of each side of a request, in each plan; sides count from 1."""
    parts = " UNION\n".join(_parts(request))
    return f"{PREFIXES}SELECT ?side ?pid ?tasks WHERE {{\n{parts}\n}} ORDER BY ?side ?pid"


def _parts(request: Request) -> Iterator[str]:
    for number, side in enumerate(request.sides, start=1):
        where = task_conditions(side.request)
        yield f"""  {{ SELECT ({number} AS ?side) ?pid (COUNT(DISTINCT ?task) AS ?tasks) WHERE {{
{where}  ?task a :Task ; :inPlan/dcterms:identifier ?pid .
  }} GROUP BY ?pid }}"""
